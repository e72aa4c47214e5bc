package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node of a tree as a page shows it.
 *
 * @param id unique in the page; the node's anchor
 * @param code the human code, shown before the statement
 * @param type what kind of statement it is, "skill"
 * @param href the page of this node
 * @param childCount how many children there are, loaded or not
 * @param children those that stand in this page already
 * @param childrenHref where the children come from (a fragment made with {@code component/treeitems.jte}); null when loaded
 * @param openHref this page with the node opened, for readers without script
 */
public record TreeNode(
        String id,
        @Nullable String code,
        String statement,
        @Nullable String type,
        String href,
        int childCount,
        List<TreeNode> children,
        boolean expanded,
        boolean current,
        @Nullable String childrenHref,
        @Nullable String openHref,
        List<StateView> states) {
    public TreeNode {
        children = List.copyOf(children);
        states = List.copyOf(states);
    }

    /** A node without children. */
    public static TreeNode leaf(
            String id, @Nullable String code, String statement, @Nullable String type, String href) {
        return new TreeNode(id, code, statement, type, href, 0, List.of(), false, false, null, null, List.of());
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
                id, code, statement, type, href, children.size(), children, expanded, false, null, null, List.of());
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
                type,
                href,
                childCount,
                List.of(),
                false,
                false,
                childrenHref,
                openHref,
                List.of());
    }

    /** The node that this page is about. */
    public TreeNode asCurrent() {
        return new TreeNode(
                id, code, statement, type, href, childCount, children, expanded, true, childrenHref, openHref, states);
    }

    public TreeNode withStates(StateView... newStates) {
        return new TreeNode(
                id,
                code,
                statement,
                type,
                href,
                childCount,
                children,
                expanded,
                current,
                childrenHref,
                openHref,
                List.of(newStates));
    }
}
