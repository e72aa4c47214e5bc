package org.throughline.server.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TreeNodeTests {
    private final TreeNode found = new TreeNode(
            "i-1",
            "A.1",
            "Isolate a circuit",
            "en",
            "skill",
            "/here",
            3,
            List.of(TreeNode.leaf("i-2", null, "Below", null, "/below")),
            TreeNode.Window.PICKED,
            true,
            false,
            "/children",
            "/open",
            List.of(StateView.good("Done")),
            true);

    @Test
    void aCopyDiffersInNothingButWhatWasAskedFor() {
        assertThat(found.asCurrent())
                .usingRecursiveComparison()
                .ignoringFields("current")
                .isEqualTo(found);
        assertThat(found.withStates())
                .usingRecursiveComparison()
                .ignoringFields("states")
                .isEqualTo(found);
        assertThat(found.in("fr"))
                .usingRecursiveComparison()
                .ignoringFields("lang")
                .isEqualTo(found);
        assertThat(found.showing(9, TreeNode.Window.WHOLE))
                .usingRecursiveComparison()
                .ignoringFields("childCount", "window")
                .isEqualTo(found);
    }

    @Test
    void aCopySaysWhatWasAskedFor() {
        assertThat(found.asCurrent().current()).isTrue();
        assertThat(found.withStates().states()).isEmpty();
        assertThat(found.in("fr").lang()).isEqualTo("fr");
        assertThat(found.showing(9, TreeNode.Window.WHOLE).childCount()).isEqualTo(9);
        assertThat(found.asCurrent()
                        .withStates()
                        .in(null)
                        .showing(1, TreeNode.Window.WHOLE)
                        .found())
                .isTrue();
    }
}
