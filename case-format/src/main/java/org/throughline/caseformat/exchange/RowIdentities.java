package org.throughline.caseformat.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CaseIds;

/**
 * Who each row is: the identifier it says; else the standing item of the same code; else the standing item of the same statement
 * under the same parent; else an identifier derived from the framework's and the code, or from the parent's and the statement.
 */
final class RowIdentities {

    /** The namespace of identifiers that are derived from ones that CASE does not accept; the same as for CASE JSON. */
    private static final UUID WRITTEN = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:case:identifier");

    private static final UUID ROWS = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:sheet:item");

    private final ItemTable table;
    private final List<ItemRow> rows;
    private final UUID document;
    private final String source;
    private final Standing standing;
    private final Remarks remarks;
    private final Map<UUID, Integer> claimed = new HashMap<>();
    private final Map<String, Integer> withoutIdentifier = new HashMap<>();

    /**
     * @param document the framework's identifier
     * @param source what makes identifiers unique that CASE does not accept: the framework's identifier as written, or the file's name
     */
    RowIdentities(ItemTable table, UUID document, String source, Standing standing, Remarks remarks) {
        this.table = table;
        this.rows = table.rows();
        this.document = document;
        this.source = source;
        this.standing = standing;
        this.remarks = remarks;
    }

    /** The identifier that CASE accepts for this text. */
    static UUID derived(String source, String written) {
        return CellText.identifier(written)
                .orElseGet(() -> CaseIds.v5(WRITTEN, source + "\n" + CellText.plain(written)));
    }

    void settle() {
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).identifier != null) {
                written(i, rows.get(i).identifier);
            }
        }
        Map<String, Integer> codes = new HashMap<>();
        rows.forEach(row -> codes.merge(row.code == null ? "" : row.code, 1, Integer::sum));
        for (int i = 0; i < rows.size(); i++) {
            @Nullable String code = rows.get(i).code;
            if (rows.get(i).id == null && rows.get(i).copyOf < 0 && code != null && codes.getOrDefault(code, 0) == 1) {
                Optional<UUID> stands =
                        standing.byCode(code).map(CFItem::identifier).filter(id -> !claimed.containsKey(id));
                if (stands.isPresent()) {
                    claim(i, stands.get());
                }
            }
        }
        topDown(codes);
    }

    private void claim(int row, UUID id) {
        rows.get(row).id = id;
        claimed.put(id, row);
    }

    private void written(int i, @Nullable String identifier) {
        ItemRow row = rows.get(i);
        String text = identifier == null ? "" : identifier;
        UUID id = standing.byOriginal(text.strip())
                .map(CFItem::identifier)
                .filter(known -> !claimed.containsKey(known))
                .orElseGet(() -> derived(source, text));
        String place = table.place(row, ColumnRole.IDENTIFIER);
        if (!id.toString().equals(text.strip())) {
            remarks.repair(
                    "invalid-identifier",
                    place,
                    "CASE does not accept " + CellText.quoted(text) + " as written; it is now " + id + ".");
            if (CellText.identifier(text).isEmpty()) {
                row.original = text.strip();
            }
        }
        int first = claimed.getOrDefault(id, -1);
        if (id.equals(document)) {
            first = i;
        }
        if (first < 0) {
            claim(i, id);
        } else if (first != i && sameCells(rows.get(first), row)) {
            row.copyOf = first;
            row.id = id;
            remarks.repair(
                    "exact-duplicate",
                    place,
                    "The same as the row of " + rows.get(first).label() + " ("
                            + table.grid().place(rows.get(first).line) + "); left it out.");
        } else {
            UUID other = CaseIds.v5(WRITTEN, source + "\n" + id + "\n" + cells(row));
            for (int n = 2; claimed.containsKey(other); n++) {
                other = CaseIds.v5(WRITTEN, source + "\n" + id + "\n" + cells(row) + "\n" + n);
            }
            remarks.repair(
                    "shared-identifier",
                    place,
                    "Found " + id + ", which "
                            + (first == i
                                    ? "the framework itself"
                                    : rows.get(first).label()) + " has already; "
                            + row.label() + " is now " + other + ".");
            row.original = text.strip();
            claim(i, other);
        }
    }

    private boolean sameCells(ItemRow left, ItemRow right) {
        return cells(left).equals(cells(right));
    }

    /** What the row says, without its place in the table. */
    private String cells(ItemRow row) {
        StringBuilder cells = new StringBuilder();
        table.mapping().roles().forEach((column, role) -> {
            if (role != ColumnRole.SMART_LEVEL && role != ColumnRole.ORDER && role != ColumnRole.PARENT) {
                cells.append(row.line.text(column)).append('\u001f');
            }
        });
        return cells.toString();
    }

    /** From the top of the tree downwards, so that a parent is known before its children; rows in a circle come last. */
    private void topDown(Map<String, Integer> codes) {
        Map<Integer, List<Integer>> children = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).copyOf < 0) {
                children.computeIfAbsent(rows.get(i).parent, any -> new ArrayList<>())
                        .add(i);
            }
        }
        Deque<Integer> waiting = new ArrayDeque<>(children.getOrDefault(ItemRow.DOCUMENT, List.of()));
        Set<Integer> done = new HashSet<>();
        while (!waiting.isEmpty()) {
            int i = waiting.poll();
            if (done.add(i)) {
                settle(i, codes);
                waiting.addAll(children.getOrDefault(i, List.of()));
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).id == null) {
                settle(i, codes);
            }
        }
    }

    private void settle(int i, Map<String, Integer> codes) {
        ItemRow row = rows.get(i);
        if (row.id != null) {
            return;
        }
        @Nullable UUID above = row.parent == ItemRow.DOCUMENT ? document : rows.get(row.parent).id;
        UUID parent = above == null ? document : above;
        if (row.ownsLine && isCopy(i, parent)) {
            return;
        }
        for (CFItem item : standing.under(parent, row.statement)) {
            if (!claimed.containsKey(item.identifier())) {
                claim(i, item.identifier());
                return;
            }
        }
        boolean coded = row.code != null && codes.getOrDefault(row.code, 0) == 1;
        String name = coded ? document + "\ncode\n" + row.code : parent + "\nstatement\n" + row.statement;
        UUID id = CaseIds.v5(ROWS, name);
        for (int n = 2; claimed.containsKey(id) || id.equals(document); n++) {
            id = CaseIds.v5(ROWS, name + "\n" + n);
        }
        claim(i, id);
    }

    private boolean isCopy(int i, UUID parent) {
        ItemRow row = rows.get(i);
        int first = withoutIdentifier.getOrDefault(parent + cells(row), -1);
        if (first < 0) {
            withoutIdentifier.put(parent + cells(row), i);
            return false;
        }
        row.copyOf = first;
        row.id = rows.get(first).id;
        remarks.repair(
                "exact-duplicate",
                table.grid().place(row.line),
                "The same as the row of " + rows.get(first).label() + " ("
                        + table.grid().place(rows.get(first).line) + "); left it out.");
        return true;
    }
}
