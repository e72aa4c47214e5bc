package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of strengths: rows against columns, a shade and a number in each cell.
 *
 * @param caption what is set against what
 * @param corner the heading above the row names
 */
public record MatrixView(
        String caption,
        String corner,
        List<Heading> columns,
        List<Row> rows,
        @Nullable String csvHref) {
    public MatrixView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException("Row " + row.heading().label() + " has "
                        + row.cells().size() + " cells, the matrix has " + columns.size() + " columns");
            }
        }
    }

    /** The name of a row or a column: its code where it has one, and its statement. */
    public record Heading(
            @Nullable String code, String label, @Nullable String href) {}

    public record Row(Heading heading, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * @param strength in [0, 1]; null where there is nothing to say (an empty cell), which is not the same as 0
     * @param text what stands in the cell, usually the number
     * @param words the cell said in full, for people who hear it or point at it
     */
    public record Cell(
            @Nullable Double strength,
            String text,
            String words,
            @Nullable String href) {
        public Cell {
            if (strength != null && !(strength >= 0 && strength <= 1)) {
                throw new IllegalArgumentException("A strength lies in [0, 1], not " + strength);
            }
        }

        /** A cell without anything in it. */
        public static Cell none(String words) {
            return new Cell(null, "", words, null);
        }

        /** A cell that says its strength in hundredths. */
        public static Cell of(double strength, String words, @Nullable String href) {
            return new Cell(strength, Numbers.percent(strength), words, href);
        }

        /** The shade: 0 for none at all, else 1 (weak) to 5 (whole). */
        public int shade() {
            return strength == null || strength == 0 ? 0 : Math.clamp((long) Math.ceil(strength * 5), 1, 5);
        }
    }
}
