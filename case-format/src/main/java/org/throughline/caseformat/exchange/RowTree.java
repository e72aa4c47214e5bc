package org.throughline.caseformat.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/**
 * Who stands under whom in a table: by a parent's code or identifier, by {@code 1.2.3}, by level, by indentation, by the steps of a
 * path, or, where the table says nothing else, by codes that begin with another's.
 */
final class RowTree {

    private static final Pattern INDENTATION = Pattern.compile("^[\\s\\u00a0.·•>–—-]*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,4}");
    private static final Pattern SMART = Pattern.compile("[0-9A-Za-z]+(\\.[0-9A-Za-z]+)*");
    private static final int TAB = 4;

    private final ItemTable table;
    private final List<ItemRow> rows;
    private final Remarks remarks;
    private final Map<String, Integer> byCode = new HashMap<>();
    private final Map<String, Integer> byIdentifier = new HashMap<>();
    private final Map<Integer, String> smartLevels = new HashMap<>();
    private boolean nestByCode;

    RowTree(ItemTable table, Remarks remarks) {
        this.table = table;
        this.rows = table.rows();
        this.remarks = remarks;
        for (int i = 0; i < rows.size(); i++) {
            index(i);
        }
    }

    /** Lets rows that say nothing about a parent stand under the item whose code theirs begins with. */
    void nestByCode() {
        nestByCode = true;
    }

    private void index(int i) {
        ItemRow row = rows.get(i);
        if (row.identifier != null) {
            byIdentifier.putIfAbsent(CellText.plain(row.identifier), i);
        }
        if (row.code != null && byCode.putIfAbsent(row.code, i) != null) {
            ItemRow first = rows.get(byCode.getOrDefault(row.code, i));
            if (!CellText.plain(row.identifier == null ? "" : row.identifier)
                            .equals(CellText.plain(first.identifier == null ? "" : first.identifier))
                    || row.identifier == null) {
                remarks.warning(
                        "duplicate-code",
                        table.place(row, ColumnRole.CODE),
                        "The code " + CellText.quoted(row.code) + " stands for " + first.label() + " already ("
                                + table.grid().place(first.line) + "); links by this code lead there.");
            }
        }
    }

    /** The row that this text names, by identifier or by code; -1 where it names none. */
    int named(String reference) {
        int found = byIdentifier.getOrDefault(CellText.plain(reference), -1);
        if (found < 0) {
            found = CellText.atEndOf(reference)
                    .map(UUID::toString)
                    .map(id -> byIdentifier.getOrDefault(id, -1))
                    .orElse(-1);
        }
        return found >= 0 ? found : byCode.getOrDefault(reference, -1);
    }

    /** The references of a cell: the whole of it where it names something, else its parts. */
    List<String> references(String cell) {
        if (named(cell) >= 0 || CellText.isUri(cell) && !cell.contains("|") && !cell.contains(";")) {
            return List.of(cell);
        }
        return CellText.list(cell);
    }

    /** Sets the parent of every row. */
    void grow() {
        boolean byParent = table.says(ColumnRole.PARENT);
        if (table.says(ColumnRole.SMART_LEVEL)) {
            bySmartLevel();
        } else if (table.says(ColumnRole.LEVEL)) {
            byDepths(depthsOfLevels());
        } else if (table.column(ColumnRole.INDENTED_STATEMENT) >= 0) {
            byDepths(depthsOfIndentation());
        } else if (!byParent && !table.exact() && table.path().isEmpty() && codesNest()) {
            nestByCode = true;
        }
        if (byParent) {
            byParents();
        }
        if (nestByCode) {
            byCodes();
        }
    }

    private void byParents() {
        for (int i = 0; i < rows.size(); i++) {
            ItemRow row = rows.get(i);
            @Nullable String cell = table.text(row, ColumnRole.PARENT);
            if (cell == null) {
                continue;
            }
            boolean first = true;
            for (String reference : references(cell)) {
                int parent = named(reference);
                if (parent == i) {
                    remarks.error(
                            "child-cycle",
                            table.place(row, ColumnRole.PARENT),
                            row.label() + " stands under itself, so the framework has no tree.");
                } else if (parent >= 0 && first) {
                    row.parent = parent;
                    row.placed = true;
                    first = false;
                } else if (parent >= 0) {
                    row.moreParents.add(parent);
                } else {
                    row.outsideParents.add(reference);
                }
            }
        }
    }

    /** Each row stands under the nearest row above with a smaller depth. */
    private void byDepths(int[] depths) {
        Deque<Integer> open = new ArrayDeque<>();
        int before = 0;
        for (int i = 0; i < rows.size(); i++) {
            if (depths[i] < 0) {
                remarks.warning(
                        "missing-level",
                        table.place(rows.get(i), ColumnRole.LEVEL),
                        rows.get(i).label() + levelMissing(i) + "; hung it beside the row above.");
                depths[i] = Math.max(before, 1);
            } else if (depths[i] > before + 1 && before > 0 && table.says(ColumnRole.LEVEL)) {
                remarks.warning(
                        "level-jump",
                        table.place(rows.get(i), ColumnRole.LEVEL),
                        "The level goes from " + before + " to " + depths[i] + "; hung "
                                + rows.get(i).label() + " under the row above.");
            }
            while (!open.isEmpty() && depths[open.peek()] >= depths[i]) {
                open.pop();
            }
            rows.get(i).parent = open.isEmpty() ? ItemRow.DOCUMENT : open.peek();
            rows.get(i).placed = true;
            open.push(i);
            before = depths[i];
        }
    }

    private String levelMissing(int row) {
        @Nullable String level = table.text(rows.get(row), ColumnRole.LEVEL);
        return level == null ? " has no level" : " has the level " + CellText.quoted(level) + ", which is no number";
    }

    /** The levels as numbers; words count in the order in which they come, where no level has a number. */
    private int[] depthsOfLevels() {
        int[] depths = new int[rows.size()];
        boolean counted = rows.stream().anyMatch(row -> {
            @Nullable String level = table.text(row, ColumnRole.LEVEL);
            return level != null && DIGITS.matcher(level).find();
        });
        Map<String, Integer> words = new LinkedHashMap<>();
        for (int i = 0; i < depths.length; i++) {
            @Nullable String level = table.text(rows.get(i), ColumnRole.LEVEL);
            if (level == null) {
                depths[i] = -1;
                continue;
            }
            Matcher digits = DIGITS.matcher(level);
            if (digits.find()) {
                depths[i] = Integer.parseInt(digits.group());
            } else {
                depths[i] =
                        counted ? -1 : words.computeIfAbsent(level.toLowerCase(Locale.ROOT), any -> words.size() + 1);
            }
        }
        return depths;
    }

    private int[] depthsOfIndentation() {
        int[] depths = new int[rows.size()];
        int column = table.column(ColumnRole.INDENTED_STATEMENT);
        for (int i = 0; i < depths.length; i++) {
            Matcher indentation = INDENTATION.matcher(rows.get(i).line.raw(column));
            String blanks = indentation.find() ? indentation.group() : "";
            depths[i] = 1;
            for (int c = 0; c < blanks.length(); c++) {
                depths[i] += blanks.charAt(c) == '\t' ? TAB : 1;
            }
        }
        return depths;
    }

    /** The statement without the blanks, dots or dashes that indent it. */
    static String withoutIndentation(String text) {
        String bare = INDENTATION.matcher(text).replaceFirst("");
        return bare.isEmpty() ? text : bare;
    }

    private void bySmartLevel() {
        Map<String, Integer> latest = new HashMap<>();
        Map<Integer, String> written = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            @Nullable String cell = table.text(rows.get(i), ColumnRole.SMART_LEVEL);
            String level = cell == null ? "" : cell.strip().replaceFirst("\\.+$", "");
            if (SMART.matcher(level).matches() && level.length() <= 1000) {
                written.put(i, level);
                latest.putIfAbsent(level, i);
            } else if (cell != null) {
                remarks.warning(
                        "unexpected-value",
                        table.place(rows.get(i), ColumnRole.SMART_LEVEL),
                        "Expected a place such as 1.2.3, found " + CellText.quoted(cell) + "; left it out.");
            }
        }
        Map<String, Integer> above = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            @Nullable String level = written.get(i);
            if (level == null) {
                continue;
            }
            smartLevels.put(i, level);
            rows.get(i).placed = true;
            rows.get(i).parent = parentOf(i, level, above, latest);
            above.put(level, i);
        }
    }

    /** The latest row above at the place that this one continues, else the first one anywhere, else one nearer to the top. */
    private int parentOf(int i, String level, Map<String, Integer> above, Map<String, Integer> anywhere) {
        String rest = level;
        while (rest.lastIndexOf('.') >= 0) {
            rest = rest.substring(0, rest.lastIndexOf('.'));
            int parent = above.getOrDefault(rest, anywhere.getOrDefault(rest, -1));
            if (parent >= 0 && parent != i) {
                if (rest.length() < level.lastIndexOf('.')) {
                    missing(i, level, "; hung it under " + rows.get(parent).label() + ".");
                }
                return parent;
            }
        }
        if (level.indexOf('.') >= 0) {
            missing(i, level, "; hung it under the document.");
        }
        return ItemRow.DOCUMENT;
    }

    private void missing(int i, String level, String done) {
        remarks.repair(
                "orphan-item",
                table.place(rows.get(i), ColumnRole.SMART_LEVEL),
                rows.get(i).label() + " stands at " + level + ", but nothing stands at "
                        + level.substring(0, level.lastIndexOf('.')) + done);
    }

    /** The place of a row as the table says it. */
    @Nullable
    String smartLevel(int row) {
        return smartLevels.get(row);
    }

    /** Whether at least half of the codes that have a divider begin with another code of the table. */
    private boolean codesNest() {
        int divided = 0;
        int nested = 0;
        for (int i = 0; i < rows.size(); i++) {
            @Nullable String code = rows.get(i).code;
            if (code != null && divider(code, code.length()) > 0) {
                divided++;
                nested += parentByCode(i) >= 0 ? 1 : 0;
            }
        }
        return nested > 0 && nested * 2 >= divided;
    }

    private static int divider(String code, int before) {
        for (int i = before - 1; i > 0; i--) {
            if (".-/: _".indexOf(code.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private int parentByCode(int i) {
        @Nullable String code = rows.get(i).code;
        if (code == null || code.length() > 500) {
            return -1;
        }
        for (int at = divider(code, code.length()); at > 0; at = divider(code, at)) {
            int parent = byCode.getOrDefault(code.substring(0, at), -1);
            if (parent >= 0 && parent != i) {
                return parent;
            }
        }
        return -1;
    }

    private void byCodes() {
        for (int i = 0; i < rows.size(); i++) {
            ItemRow row = rows.get(i);
            int parent = row.placed || !row.outsideParents.isEmpty() ? -1 : parentByCode(i);
            if (parent >= 0) {
                row.parent = parent;
                row.placed = true;
                remarks.repair(
                        "parent-from-code",
                        table.place(row, ColumnRole.CODE),
                        row.label() + " names no parent; hung it under "
                                + rows.get(parent).label() + ", whose code its own begins with.");
            }
        }
    }

    /** Leads every link to a copy of a row to the row itself. */
    void forgetCopies() {
        for (int i = 0; i < rows.size(); i++) {
            ItemRow row = rows.get(i);
            row.parent = original(row.parent);
            Set<Integer> more = new HashSet<>();
            List<Integer> kept = new ArrayList<>();
            for (int parent : row.moreParents) {
                int real = original(parent);
                if (real != row.parent && real != i && more.add(real)) {
                    kept.add(real);
                }
            }
            row.moreParents.clear();
            row.moreParents.addAll(kept);
            if (row.copyOf >= 0 && row.parent != ItemRow.DOCUMENT) {
                ItemRow first = rows.get(row.copyOf);
                if (first.parent != row.parent && row.parent != row.copyOf && !first.moreParents.contains(row.parent)) {
                    first.moreParents.add(row.parent);
                }
            }
        }
    }

    private int original(int row) {
        return row >= 0 && rows.get(row).copyOf >= 0 ? rows.get(row).copyOf : row;
    }
}
