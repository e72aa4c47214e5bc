package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Views of one thing, each an address of its own.
 *
 * @param name what the views are views of
 */
public record TabsView(String name, List<Tab> tabs) {
    public TabsView {
        tabs = List.copyOf(tabs);
    }

    /** @param count how many things the view holds, where that helps to choose */
    public record Tab(
            String label,
            String href,
            boolean current,
            @Nullable Long count) {
        public static Tab of(String label, String href, boolean current) {
            return new Tab(label, href, current, null);
        }
    }
}
