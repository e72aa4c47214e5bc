package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/** A table of items with the role of each column, and its rows. */
final class ItemTable {

    private final Grid grid;
    private final ColumnMapping mapping;
    private final boolean exact;
    private final Remarks remarks;
    private final Map<ColumnRole, Integer> columns = new EnumMap<>(ColumnRole.class);
    private final List<Integer> path = new ArrayList<>();
    private final List<Integer> extensions = new ArrayList<>();
    private final Map<Integer, String> headings = new HashMap<>();
    private final Set<ColumnRole> valued = EnumSet.noneOf(ColumnRole.class);
    private final Set<Integer> valuedColumns = new HashSet<>();
    private final List<ItemRow> rows = new ArrayList<>();

    /** @param exact whether texts count as they stand, blanks around them included */
    ItemTable(Grid grid, ColumnMapping mapping, boolean exact, Remarks remarks) {
        this.grid = grid;
        this.mapping = mapping;
        this.exact = exact;
        this.remarks = remarks;
        int heading = grid.indexOf(mapping.headingLine());
        Grid.@Nullable Line named = heading < 0 ? null : grid.lines().get(heading);
        grid.headings(named);
        mapping.roles().forEach((column, role) -> {
            headings.put(column, named == null ? Grid.letter(column) : named.text(column));
            switch (role) {
                case PATH -> path.add(column);
                case EXTENSION -> extensions.add(column);
                default -> columns.putIfAbsent(role, column);
            }
        });
        List<Grid.Line> body = grid.lines().subList(heading + 1, grid.lines().size());
        body.forEach(this::value);
        new RowsOfTable(this, remarks).read(body, rows);
    }

    private void value(Grid.Line line) {
        mapping.roles().forEach((column, role) -> {
            if (!line.raw(column).isBlank()) {
                valued.add(role);
                valuedColumns.add(column);
            }
        });
    }

    Grid grid() {
        return grid;
    }

    ColumnMapping mapping() {
        return mapping;
    }

    boolean exact() {
        return exact;
    }

    List<ItemRow> rows() {
        return rows;
    }

    List<Integer> path() {
        return path;
    }

    Collection<Integer> extensionColumns() {
        return extensions;
    }

    String heading(int column) {
        return headings.getOrDefault(column, Grid.letter(column));
    }

    /** Whether the table has this column and at least one value in it; in a whole workbook the column is enough. */
    boolean says(ColumnRole role) {
        return exact ? columns.containsKey(role) || role == ColumnRole.PATH && !path.isEmpty() : valued.contains(role);
    }

    boolean saysIn(int column) {
        return exact || valuedColumns.contains(column);
    }

    int column(ColumnRole role) {
        return columns.getOrDefault(role, -1);
    }

    /** The text of a cell; absent where it is blank. */
    @Nullable
    String text(Grid.Line line, int column) {
        String raw = line.raw(column);
        if (raw.isBlank()) {
            return null;
        }
        String text = CellText.clean(exact ? raw : raw.strip());
        if (text.isBlank()) {
            return null;
        }
        return text;
    }

    @Nullable
    String text(Grid.Line line, ColumnRole role) {
        return text(line, column(role));
    }

    /** The text that a row says in this role, where its line is its own. */
    @Nullable
    String text(ItemRow row, ColumnRole role) {
        return row.ownsLine ? text(row.line, role) : null;
    }

    String place(ItemRow row) {
        return grid.place(row.line, row.statementColumn);
    }

    String place(ItemRow row, ColumnRole role) {
        return column(role) < 0 ? place(row) : grid.place(row.line, column(role));
    }

    Remarks remarks() {
        return remarks;
    }
}
