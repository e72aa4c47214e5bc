package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/** A sheet whose first line names its columns, read by these names; a column without a name that is known counts by its position. */
final class NamedTable {

    private final Grid grid;
    private final boolean exact;
    private final Remarks remarks;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<String, String> asked = new HashMap<>();

    NamedTable(Grid grid, List<String> byPosition, boolean exact, Remarks remarks) {
        this.grid = grid;
        this.exact = exact;
        this.remarks = remarks;
        if (grid.lines().isEmpty()) {
            return;
        }
        Grid.Line headings = grid.lines().getFirst();
        grid.headings(headings);
        for (int i = 0; i < headings.width(); i++) {
            String name = CellText.letters(headings.text(i));
            if (!name.isEmpty()) {
                columns.putIfAbsent(name, i);
            }
        }
        for (int i = 0; i < byPosition.size(); i++) {
            String name = CellText.letters(byPosition.get(i));
            if (!columns.containsKey(name) && !columns.containsValue(i)) {
                columns.put(name, i);
            }
        }
    }

    /** The letters of one of the few names that are asked for again and again. */
    private String letters(String name) {
        return asked.computeIfAbsent(name, CellText::letters);
    }

    boolean has(String name) {
        return columns.containsKey(CellText.letters(name));
    }

    List<Grid.Line> lines() {
        return grid.lines().isEmpty()
                ? List.of()
                : grid.lines().subList(1, grid.lines().size());
    }

    @Nullable
    String text(Grid.Line line, String name) {
        String raw = line.raw(columns.getOrDefault(letters(name), -1));
        return raw.isBlank() ? null : CellText.clean(exact ? raw : raw.strip());
    }

    String text(Grid.Line line, String name, String otherwise) {
        @Nullable String text = text(line, name);
        return text == null ? otherwise : text;
    }

    @Nullable
    Integer integer(Grid.Line line, String name) {
        @Nullable String text = text(line, name);
        @Nullable Integer number = text == null ? null : CellText.integer(text);
        if (text != null && number == null) {
            unexpected(line, name, "a whole number", text);
        }
        return number;
    }

    void unexpected(Grid.Line line, String name, String expected, String found) {
        remarks.warning(
                "unexpected-value",
                place(line, name),
                "Expected " + expected + ", found " + CellText.quoted(found) + "; left it out.");
    }

    String place(Grid.Line line, String name) {
        int column = columns.getOrDefault(letters(name), -1);
        return column < 0 ? grid.place(line) : grid.place(line, column);
    }

    String place(Grid.Line line) {
        return grid.place(line);
    }
}
