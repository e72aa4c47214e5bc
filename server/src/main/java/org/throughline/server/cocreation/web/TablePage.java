package org.throughline.server.cocreation.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;

/**
 * A draft as a table.
 *
 * @param editing whether its cells are fields
 * @param filterQuery the filter as it stands in addresses
 */
public record TablePage(
        String title,
        String base,
        PageTabs tabs,
        boolean mayEdit,
        boolean editing,
        String q,
        String type,
        String level,
        String only,
        String order,
        String filterQuery,
        List<Option> types,
        List<Option> levels,
        List<Column> columns,
        List<Row> rows,
        PageLinks links,
        String csvHref,
        String editHref,
        @Nullable String refused) {
    public TablePage {
        types = List.copyOf(types);
        levels = List.copyOf(levels);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A column, and where the table is sorted by it. */
    public record Column(
            String label, @Nullable String href, @Nullable String sorted) {}

    /** A row. */
    public record Row(String id, String href, int depth, long seen, DraftText text, String state) {}
}
