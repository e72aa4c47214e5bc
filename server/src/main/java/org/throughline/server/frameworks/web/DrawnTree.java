package org.throughline.server.frameworks.web;

import java.util.List;
import org.throughline.server.face.TreeNode;

/**
 * A tree, or a stretch of one level of it, as a page shows it.
 *
 * @param total how many siblings the first level has, shown or not
 * @param window where those that are shown stand among them
 */
public record DrawnTree(List<TreeNode> nodes, int total, TreeNode.Window window) {
    /** Nothing to show. */
    static final DrawnTree NOTHING = new DrawnTree(List.of(), 0, TreeNode.Window.WHOLE);

    public DrawnTree {
        nodes = List.copyOf(nodes);
    }
}
