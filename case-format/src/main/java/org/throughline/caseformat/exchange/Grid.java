package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table of texts as it stands in a file: one sheet of a workbook, or a CSV. Lines without any value are not in it. */
final class Grid {

    /** One line; the number is the one a spreadsheet or an editor shows. */
    static final class Line {
        private final int number;
        private final String[] cells;

        Line(int number, List<String> cells) {
            this.number = number;
            int end = cells.size();
            while (end > 0 && cells.get(end - 1).isEmpty()) {
                end--;
            }
            this.cells = cells.subList(0, end).toArray(new String[0]);
        }

        int number() {
            return number;
        }

        /** How many cells there are up to the last with a value. */
        int width() {
            return cells.length;
        }

        /** The text as it was written, empty where there is none. */
        String raw(int column) {
            return column >= 0 && column < cells.length ? cells[column] : "";
        }

        /** The text without blanks around it. */
        String text(int column) {
            return raw(column).strip();
        }

        void replace(int column, String text) {
            cells[column] = text;
        }

        boolean isBlank() {
            for (String cell : cells) {
                if (!cell.isBlank()) {
                    return false;
                }
            }
            return true;
        }

        /** How many cells say something. */
        int filled() {
            int filled = 0;
            for (String cell : cells) {
                filled += cell.isBlank() ? 0 : 1;
            }
            return filled;
        }
    }

    private final String name;
    private final boolean hidden;
    private final boolean workbook;
    private final List<Line> lines = new ArrayList<>();
    private final Map<Integer, String> headings = new HashMap<>();

    private Grid(String name, boolean hidden, boolean workbook) {
        this.name = name;
        this.hidden = hidden;
        this.workbook = workbook;
    }

    static Grid ofSheet(String name, boolean hidden) {
        return new Grid(name, hidden, true);
    }

    static Grid ofCsv(String name) {
        return new Grid(name, false, false);
    }

    void add(Line line) {
        lines.add(line);
    }

    String name() {
        return name;
    }

    boolean hidden() {
        return hidden;
    }

    List<Line> lines() {
        return lines;
    }

    int width() {
        return lines.stream().mapToInt(Line::width).max().orElse(0);
    }

    /** The index among the lines of the one with this number; -1 where there is none. */
    int indexOf(int number) {
        for (int i = 0; i < lines.size() && lines.get(i).number() <= number; i++) {
            if (lines.get(i).number() == number) {
                return i;
            }
        }
        return -1;
    }

    /** Says which line names the columns, so that places in a CSV can be told by them. */
    void headings(@Nullable Line line) {
        headings.clear();
        for (int i = 0; line != null && i < line.width(); i++) {
            if (!line.text(i).isEmpty()) {
                headings.put(i, line.text(i));
            }
        }
    }

    /** Where a cell is: {@code sheet CF Item, cell B7} or {@code line 7, column fullStatement}. */
    String place(Line line, int column) {
        return workbook
                ? "sheet " + name + ", cell " + letter(column) + line.number()
                : "line " + line.number() + ", column " + headings.getOrDefault(column, Integer.toString(column + 1));
    }

    /** Where a line is. */
    String place(Line line) {
        return workbook ? "sheet " + name + ", row " + line.number() : "line " + line.number();
    }

    /** Where the whole table is. */
    String place() {
        return workbook ? "sheet " + name : "";
    }

    /** The letters of a column: A, B, … Z, AA. */
    static String letter(int column) {
        StringBuilder letters = new StringBuilder();
        for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
            letters.insert(0, (char) ('A' + rest % 26));
        }
        return letters.toString();
    }
}
