package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TreeNode;

/**
 * A draft as a tree that is worked on.
 *
 * @param base {@code /frameworks/…}
 * @param query what was searched for; empty when the tree is shown
 * @param said what came of the last act, for the page that runs; null for a page that opens
 */
public record EditPage(
        String title,
        String base,
        StateView state,
        boolean idle,
        PageTabs tabs,
        boolean mayEdit,
        boolean leads,
        String query,
        List<Hit> found,
        List<TreeNode> nodes,
        int total,
        TreeNode.Window window,
        List<Hit> retired,
        @Nullable Said said) {
    public EditPage {
        found = List.copyOf(found);
        nodes = List.copyOf(nodes);
        retired = List.copyOf(retired);
    }

    /** A statement that was found, with the way to it. */
    public record Hit(
            String href,
            String id,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            String path) {}

    /**
     * What came of an act.
     *
     * @param outcome {@code done}, {@code refused} or {@code nothing}
     * @param focus the id in the page to which the focus goes
     * @param at when it was kept, as ISO 8601 instant
     */
    public record Said(
            String outcome, String sentence, @Nullable String focus, long act, String at) {}
}
