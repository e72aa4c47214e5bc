package org.throughline.server.alignment.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TreeNode;

/**
 * Both frameworks as trees, and between them the pair that is looked at.
 *
 * @param requirement what is chosen on the one side; null where there is nothing to choose
 * @param kept what the search of the outcomes carries along
 * @param found what the search found; null while nothing is searched for
 */
public record BothTreesPage(
        String title,
        String boardHref,
        BoardPage.Progress progress,
        Side requirements,
        Side outcomes,
        @Nullable Asked requirement,
        String action,
        String words,
        Map<String, String> kept,
        @Nullable List<Choice> found,
        String wholeHref) {

    /** One framework. */
    public record Side(String title, String href, Drawn tree) {}

    /**
     * A tree, or a stretch of one level of it.
     *
     * @param total how many siblings the first level has, drawn or not
     * @param window where those that are drawn stand among them
     */
    public record Drawn(List<TreeNode> nodes, int total, TreeNode.Window window) {
        /** Nothing to show. */
        static final Drawn NOTHING = new Drawn(List.of(), 0, TreeNode.Window.WHOLE);

        public Drawn {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * The requirement that is looked at.
     *
     * @param below where it is a part of the framework and no requirement itself: how much below it is decided; else null
     * @param pair with the outcome that is looked at; null where none is chosen
     * @param accepted what is accepted for it
     * @param disputed what organizations see differently
     * @param rejected what is rejected
     * @param suggested what is suggested and waits
     * @param nextHref the next requirement that waits for a decision, in the order of the tree; null where there is none
     */
    public record Asked(
            String path,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            StateView state,
            @Nullable String below,
            String rowHref,
            @Nullable Pair pair,
            List<Choice> accepted,
            List<Choice> disputed,
            List<Choice> rejected,
            List<Choice> suggested,
            @Nullable String nextHref) {
        public Asked {
            accepted = List.copyOf(accepted);
            disputed = List.copyOf(disputed);
            rejected = List.copyOf(rejected);
            suggested = List.copyOf(suggested);
        }
    }

    /** An outcome that can be chosen. */
    public record Choice(
            String href,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            @Nullable String note,
            boolean current) {}

    /**
     * The pair that is looked at.
     *
     * @param state null where nothing is said of it
     * @param fields what its form carries
     * @param decides whether the viewer may decide about it
     * @param groups whether the outcome only groups others
     */
    public record Pair(
            String path,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            @Nullable StateView state,
            List<String> reasons,
            String href,
            List<Option> relations,
            String proposed,
            Map<String, String> fields,
            boolean decides,
            boolean decided,
            boolean groups) {
        public Pair {
            reasons = List.copyOf(reasons);
            relations = List.copyOf(relations);
        }
    }
}
