package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree as a page shows it.
 *
 * @param id unique in the page; the node's anchor
 * @param code the human code, shown before the statement
 * @param lang the language of the statement as BCP 47 has it; null where nobody said
 * @param type what kind of statement it is, "skill"
 * @param href the page of this node
 * @param childCount how many children there are, loaded or not
 * @param children those that stand in this page already, in their order and without a gap
 * @param window where these children stand among all
 * @param childrenHref where the children come from (a fragment made with {@code component/treeitems.jte}); null when loaded
 * @param openHref this page with the node opened, for readers without script
 * @param found whether it is one of those that were searched for
 */
public record TreeNode(
        String id,
        @Nullable String code,
        String statement,
        @Nullable String lang,
        @Nullable String type,
        String href,
        int childCount,
        List<TreeNode> children,
        Window window,
        boolean expanded,
        boolean current,
        @Nullable String childrenHref,
        @Nullable String openHref,
        List<StateView> states,
        boolean found) {
    public TreeNode {
        children = List.copyOf(children);
        states = List.copyOf(states);
    }

    /** A node of a tree in which nothing was searched for. */
    public TreeNode(
            String id,
            @Nullable String code,
            String statement,
            @Nullable String lang,
            @Nullable String type,
            String href,
            int childCount,
            List<TreeNode> children,
            Window window,
            boolean expanded,
            boolean current,
            @Nullable String childrenHref,
            @Nullable String openHref,
            List<StateView> states) {
        this(
                id,
                code,
                statement,
                lang,
                type,
                href,
                childCount,
                children,
                window,
                expanded,
                current,
                childrenHref,
                openHref,
                states,
                false);
    }

    /**
     * A stretch of siblings of which others are not in the page.
     *
     * @param offset how many come before the first that is shown
     * @param earlierHref where those before come from; null where there are none
     * @param moreHref where those after come from; null where there are none
     * @param picked whether these were picked from all: then there are gaps between them
     */
    public record Window(
            int offset,
            @Nullable String earlierHref,
            @Nullable String moreHref,
            boolean picked) {
        /** All siblings. */
        public static final Window WHOLE = new Window(0, null, null);

        /** Some of them, picked from all. */
        public static final Window PICKED = new Window(0, null, null, true);

        /** A stretch without gaps. */
        public Window(int offset, @Nullable String earlierHref, @Nullable String moreHref) {
            this(offset, earlierHref, moreHref, false);
        }
    }

    /** A node without children. */
    public static TreeNode leaf(
            String id, @Nullable String code, String statement, @Nullable String type, String href) {
        return new TreeNode(
                id, code, statement, null, type, href, 0, List.of(), Window.WHOLE, false, false, null, null, List.of());
    }

    /** A node whose children stand in the page. */
    public static TreeNode branch(
            String id,
            @Nullable String code,
            String statement,
            @Nullable String type,
            String href,
            boolean expanded,
            List<TreeNode> children) {
        return new TreeNode(
                id,
                code,
                statement,
                null,
                type,
                href,
                children.size(),
                children,
                Window.WHOLE,
                expanded,
                false,
                null,
                null,
                List.of());
    }

    /** A node whose children come when it is opened. */
    public static TreeNode lazy(
            String id,
            @Nullable String code,
            String statement,
            @Nullable String type,
            String href,
            int childCount,
            String childrenHref,
            @Nullable String openHref) {
        return new TreeNode(
                id,
                code,
                statement,
                null,
                type,
                href,
                childCount,
                List.of(),
                Window.WHOLE,
                false,
                false,
                childrenHref,
                openHref,
                List.of());
    }

    /** The node that this page is about. */
    public TreeNode asCurrent() {
        return with(lang, childCount, window, true, states);
    }

    public TreeNode withStates(StateView... newStates) {
        return with(lang, childCount, window, current, List.of(newStates));
    }

    /** The same in a language. */
    public TreeNode in(@Nullable String language) {
        return with(language, childCount, window, current, states);
    }

    /** The same with some of its children only. */
    public TreeNode showing(int of, Window some) {
        return with(lang, of, some, current, states);
    }

    /** The one place where a node is copied, so that none of its properties is forgotten on the way. */
    private TreeNode with(
            @Nullable String otherLang,
            int otherCount,
            Window otherWindow,
            boolean otherCurrent,
            List<StateView> otherStates) {
        return new TreeNode(
                id,
                code,
                statement,
                otherLang,
                type,
                href,
                otherCount,
                children,
                otherWindow,
                expanded,
                otherCurrent,
                childrenHref,
                openHref,
                otherStates,
                found);
    }
}
