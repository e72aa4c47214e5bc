package org.throughline.server.alignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.shared.ItemUri;

/** The way from the top of a tree down to an item. */
final class Lineage {
    private Lineage() {}

    /** The items above this one along first parents, the topmost first. */
    static List<FrameworkItem> above(FrameworkItem item, Map<ItemUri, FrameworkItem> byUri) {
        List<FrameworkItem> above = new ArrayList<>();
        FrameworkItem here = item;
        while (!here.parents().isEmpty()) {
            FrameworkItem parent = byUri.get(here.parents().getFirst());
            if (parent == null || above.contains(parent)) {
                break;
            }
            above.addFirst(parent);
            here = parent;
        }
        return above;
    }
}
