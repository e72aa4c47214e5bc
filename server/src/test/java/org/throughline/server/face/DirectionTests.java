package org.throughline.server.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DirectionTests {
    @Test
    void theFirstStrongCharacterSays() {
        assertThat(Direction.of("السلامة (IEC 61243)")).isEqualTo("rtl");
        assertThat(Direction.of("12. בטיחות")).isEqualTo("rtl");
        assertThat(Direction.of("IEC 61243: السلامة")).isNull();
        assertThat(Direction.of("作業現場の安全")).isNull();
        assertThat(Direction.of("12.3")).isNull();
        assertThat(Direction.of("")).isNull();
    }

    @Test
    void aTreeRunsAsItsFirstStatement() {
        assertThat(Direction.of(List.of())).isNull();
        assertThat(Direction.of(List.of(TreeNode.leaf("a", "A.1", "السلامة", null, "/a"))))
                .isEqualTo("rtl");
    }
}
