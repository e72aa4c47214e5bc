package org.throughline.server.face;

import gg.jte.Content;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table, which turns into a list of cards on a phone. The first column names the row.
 *
 * @param caption what the rows are; always read aloud, shown above the table
 * @param csvHref where the same rows are to be had as CSV
 * @param filterable whether a box above the table narrows the rows of this page while typing
 */
public record TableView(
        String caption,
        List<Column> columns,
        List<Row> rows,
        @Nullable String csvHref,
        boolean filterable) {
    public TableView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("A row of \"" + caption + "\" has "
                        + row.cells().size() + " cells, the table has " + columns.size() + " columns");
            }
        }
    }

    /** Which way a column is sorted now. */
    public enum Sorted {
        UP("ascending"),
        DOWN("descending");

        private final String aria;

        Sorted(String aria) {
            this.aria = aria;
        }

        /** The value of {@code aria-sort}. */
        public String aria() {
            return aria;
        }
    }

    /**
     * @param numeric numbers stand right, in figures of one width
     * @param sortHref this page sorted by this column; null where it cannot be
     */
    public record Column(
            String label,
            boolean numeric,
            @Nullable String sortHref,
            @Nullable Sorted sorted) {
        public static Column of(String label) {
            return new Column(label, false, null, null);
        }

        public static Column number(String label) {
            return new Column(label, true, null, null);
        }
    }

    /** One row. {@code id} makes it an address (and a target for htmx) where it is given. */
    public record Row(@Nullable String id, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(Cell... cells) {
            return new Row(null, List.of(cells));
        }
    }

    /** What stands in a cell. */
    public sealed interface Cell {
        static Cell text(String text) {
            return new Text(text, null);
        }

        static Cell link(String text, String href) {
            return new Link(text, href, null);
        }

        static Cell number(long number) {
            return new Text(Numbers.count(number), null);
        }
    }

    /** Words, with a softer second line where there is one. */
    public record Text(String text, @Nullable String second) implements Cell {}

    /** A link, with a softer second line where there is one. */
    public record Link(String text, String href, @Nullable String second) implements Cell {}

    /** A badge of state. */
    public record Stated(StateView state) implements Cell {}

    /** Anything else a template makes: a button, a time, a bar. */
    public record Made(Content content) implements Cell {}
}
