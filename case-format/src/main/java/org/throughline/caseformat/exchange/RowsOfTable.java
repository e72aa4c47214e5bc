package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/** Makes rows of the lines of a table; of the columns of a path, a row for each step that is new. */
final class RowsOfTable {

    private static final int NOT_YET = -2;

    private final ItemTable table;
    private final Remarks remarks;
    private final Map<String, Integer> steps = new HashMap<>();
    private String[] current = {};

    RowsOfTable(ItemTable table, Remarks remarks) {
        this.table = table;
        this.remarks = remarks;
    }

    void read(List<Grid.Line> lines, List<ItemRow> rows) {
        current = new String[table.path().size()];
        java.util.Arrays.fill(current, "");
        int statement = Math.max(table.column(ColumnRole.STATEMENT), table.column(ColumnRole.INDENTED_STATEMENT));
        for (Grid.Line line : lines) {
            if (table.path().isEmpty()) {
                plain(line, statement, rows);
            } else {
                path(line, statement, rows);
            }
        }
    }

    private void plain(Grid.Line line, int statement, List<ItemRow> rows) {
        @Nullable String text = statement(line, statement);
        int column = statement;
        if (text == null) {
            ColumnRole instead = ColumnRole.ABBREVIATED_STATEMENT;
            text = table.text(line, instead);
            if (text == null) {
                instead = ColumnRole.CODE;
                text = table.text(line, instead);
            }
            if (text == null) {
                nothing(line);
                return;
            }
            remarks.repair(
                    "missing-required",
                    table.grid().place(line, statement),
                    "The statement is missing; took " + CellText.quoted(text) + " instead.");
            column = statement;
        }
        rows.add(own(new ItemRow(line, true, text, column)));
    }

    private @Nullable String statement(Grid.Line line, int column) {
        if (table.column(ColumnRole.INDENTED_STATEMENT) == column) {
            @Nullable String text = table.text(line, column);
            return text == null ? null : RowTree.withoutIndentation(text);
        }
        return table.text(line, column);
    }

    private void nothing(Grid.Line line) {
        remarks.warning(
                "row-without-statement",
                table.grid().place(line),
                "The row has neither a statement nor a code; left it out.");
    }

    private ItemRow own(ItemRow row) {
        row.code = table.text(row.line, ColumnRole.CODE);
        row.identifier = table.text(row.line, ColumnRole.IDENTIFIER);
        return row;
    }

    private void path(Grid.Line line, int statement, List<ItemRow> rows) {
        @Nullable String leaf = statement < 0 ? null : statement(line, statement);
        int deepest = deepest(line);
        if (deepest < 0 && leaf == null) {
            nothing(line);
            return;
        }
        boolean leading = true;
        for (int i = 0; i < current.length; i++) {
            String cell = line.text(table.path().get(i));
            if (!cell.isEmpty()) {
                if (!cell.equals(current[i])) {
                    java.util.Arrays.fill(current, i, current.length, "");
                }
                current[i] = cell;
                leading = false;
            } else if (!leading || deepest >= 0 && i > deepest) {
                java.util.Arrays.fill(current, i, current.length, "");
                break;
            }
        }
        restOf(line, deepest);
        int parent = ItemRow.DOCUMENT;
        int last = lastStep();
        for (int i = 0; i <= last; i++) {
            if (current[i].isEmpty()) {
                continue;
            }
            boolean itself = leaf == null && i == last;
            parent = step(line, i, parent, itself, rows);
        }
        if (leaf != null) {
            ItemRow row = own(new ItemRow(line, true, leaf, statement));
            row.parent = parent;
            row.placed = true;
            rows.add(row);
        }
    }

    /** After a gap the further steps of the line still count: Domain, (no strand), Standard. */
    private void restOf(Grid.Line line, int deepest) {
        for (int i = 0; i <= deepest; i++) {
            String cell = line.text(table.path().get(i));
            if (!cell.isEmpty()) {
                current[i] = cell;
            }
        }
    }

    private int deepest(Grid.Line line) {
        for (int i = table.path().size() - 1; i >= 0; i--) {
            if (!line.text(table.path().get(i)).isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private int lastStep() {
        for (int i = current.length - 1; i >= 0; i--) {
            if (!current[i].isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    private int step(Grid.Line line, int index, int parent, boolean itself, List<ItemRow> rows) {
        String key = parent + "\n" + current[index];
        int known = steps.getOrDefault(key, NOT_YET);
        int column = table.path().get(index);
        if (known == NOT_YET) {
            ItemRow row = new ItemRow(line, itself, CellText.clean(current[index]), column);
            if (itself) {
                own(row);
            }
            row.parent = parent;
            row.placed = true;
            rows.add(row);
            steps.put(key, rows.size() - 1);
            return rows.size() - 1;
        }
        ItemRow row = rows.get(known);
        if (itself && !row.ownsLine) {
            ItemRow owner = own(new ItemRow(line, true, row.statement, column));
            owner.parent = row.parent;
            owner.placed = true;
            rows.set(known, owner);
        } else if (itself) {
            remarks.repair(
                    "exact-duplicate",
                    table.grid().place(line, column),
                    "The same as the row of " + row.label() + "; left it out.");
        }
        return known;
    }
}
