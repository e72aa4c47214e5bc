package org.throughline.server.frameworks.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.StateView;

/**
 * The list of frameworks, or what a search across them found.
 *
 * @param query what was searched for; empty for the list
 * @param found the items that were found; empty for the list
 * @param foundLinks where the found items stand among all; null for the list
 */
public record FrameworksPage(
        String query,
        List<Shelf> shelves,
        List<FoundRow> found,
        @Nullable PageLinks foundLinks,
        boolean mayImport) {
    public FrameworksPage {
        shelves = List.copyOf(shelves);
        found = List.copyOf(found);
    }

    /** Frameworks of one kind. */
    public record Shelf(String title, String lede, List<Entry> entries) {
        public Shelf {
            entries = List.copyOf(entries);
        }
    }

    /** One framework. */
    public record Entry(String title, String href, String creator, String owner, String items, StateView state) {}

    /** A found item. */
    public record FoundRow(
            @Nullable String code,
            String statement,
            @Nullable String lang,
            String href,
            String framework,
            String path) {}
}
