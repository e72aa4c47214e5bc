package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TreeNode;

/**
 * A draft as a tree that is worked on.
 *
 * @param base {@code /frameworks/…}
 * @param query what was searched for; empty when the whole tree is shown
 * @param found how much of what was found is shown; null when the whole tree is shown
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
        @Nullable Found found,
        List<TreeNode> nodes,
        int total,
        TreeNode.Window window,
        List<Hit> retired,
        @Nullable Said said) {
    public EditPage {
        nodes = List.copyOf(nodes);
        retired = List.copyOf(retired);
    }

    /**
     * How much of what was found is shown.
     *
     * @param sentence how many there are
     * @param earlierHref those found before; null where there are none
     * @param moreHref those found after; null where there are none
     */
    public record Found(
            int total,
            int from,
            String sentence,
            @Nullable String earlierHref,
            @Nullable String moreHref) {}

    /** A retired statement. */
    public record Hit(
            String href,
            String id,
            @Nullable String code,
            String statement,
            @Nullable String lang) {}

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
