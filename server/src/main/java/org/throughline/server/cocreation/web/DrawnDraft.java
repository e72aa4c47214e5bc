package org.throughline.server.cocreation.web;

import java.util.List;
import org.throughline.server.face.TreeNode;

/** A draft's tree, or a level of it, as it is drawn. */
public record DrawnDraft(List<TreeNode> nodes, int total, TreeNode.Window window) {
    public DrawnDraft {
        nodes = List.copyOf(nodes);
    }
}
