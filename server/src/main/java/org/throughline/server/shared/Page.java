package org.throughline.server.shared;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param items what stands on this page, in the list's order
 * @param offset how many items of the list stand before this page, from 0
 * @param limit how many items a page has at most, at least 1
 * @param total how many items the whole list has
 */
public record Page<T>(List<T> items, int offset, int limit, long total) {
    public Page {
        items = List.copyOf(items);
        if (offset < 0 || limit < 1 || total < 0) {
            throw new IllegalArgumentException("offset %d, limit %d, total %d".formatted(offset, limit, total));
        }
    }

    /** Whether the list goes on behind this page. */
    public boolean hasNext() {
        return offset + items.size() < total;
    }
}
