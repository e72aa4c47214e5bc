package org.throughline.server.frameworks;

import java.util.List;

/**
 * An item that a search found.
 *
 * @param path the items above it, the topmost first; of its first parent
 */
public record FoundItem(FrameworkItem item, List<FrameworkItem> path) {
    public FoundItem {
        path = List.copyOf(path);
    }
}
