package org.throughline.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.matching.Statement;

/**
 * The statements of a file, by id: a CASE package (ids are item identifiers), or lines of {@code id<TAB>text[<TAB>parent
 * id][<TAB>group]} under a header line. A row that is another row's parent is context for it and a statement like any other.
 */
record StatementList(SequencedMap<String, Statement> byId) {

    /** The file cannot be used; the message says what was found, what was expected and where. */
    static final class UnusableFile extends Exception {
        private static final long serialVersionUID = 1;

        UnusableFile(String message) {
            super(message);
        }
    }

    static StatementList read(Path file) throws UnusableFile {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UnusableFile(file + " cannot be read: " + e.getMessage());
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.replace("\uFEFF", "").stripLeading().startsWith("{")
                ? fromPackage(file, bytes)
                : fromLines(file, text);
    }

    private static StatementList fromPackage(Path file, byte[] bytes) throws UnusableFile {
        return switch (new CaseReader().read(bytes, file.toString())) {
            case ReadOutcome.Read read -> fromPackage(read.pkg());
            case ReadOutcome.Refused refused ->
                throw new UnusableFile(file + " is no CASE package that can be used: "
                        + refused.findings().stream().map(Finding::toString).collect(Collectors.joining("; ")));
        };
    }

    private static StatementList fromPackage(CFPackage pkg) {
        FrameworkTree tree = FrameworkTree.of(pkg);
        SequencedMap<String, Statement> statements = new LinkedHashMap<>();
        for (CFItem item : pkg.items()) {
            String language = item.language() == null ? pkg.document().language() : item.language();
            Statement statement = new Statement(
                    item.identifier().toString(),
                    item.fullStatement(),
                    ancestors(tree, item),
                    item.humanCodingScheme(),
                    item.CFItemType(),
                    language);
            statements.put(statement.id(), statement);
        }
        return new StatementList(statements);
    }

    /** Texts of everything above the item, nearest first; an item reached by two ways is told once. */
    private static List<String> ancestors(FrameworkTree tree, CFItem item) {
        SequencedSet<CFItem> found = new LinkedHashSet<>();
        List<CFItem> level = tree.parents(item.identifier());
        while (!level.isEmpty()) {
            List<CFItem> above = new ArrayList<>();
            for (CFItem parent : level) {
                if (!parent.equals(item) && found.add(parent)) {
                    above.addAll(tree.parents(parent.identifier()));
                }
            }
            level = above;
        }
        return found.stream().map(CFItem::fullStatement).toList();
    }

    private static StatementList fromLines(Path file, String text) throws UnusableFile {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().contains("\t")) {
            throw new UnusableFile(
                    file + " is neither a CASE package (JSON) nor a list under a header line id<TAB>text");
        }
        SequencedMap<String, String[]> rows = new LinkedHashMap<>();
        for (int line = 1; line < lines.size(); line++) {
            String[] cells = lines.get(line).split("\t", -1);
            if (lines.get(line).isBlank()) {
                continue;
            }
            if (cells.length < 2 || cells[0].isBlank()) {
                throw new UnusableFile(file + " line " + (line + 1) + ": expected id<TAB>text, found no id or no tab");
            }
            if (rows.putIfAbsent(cells[0].strip(), cells) != null) {
                throw new UnusableFile(file + " line " + (line + 1) + ": the id " + cells[0].strip() + " stands twice");
            }
        }
        SequencedMap<String, Statement> statements = new LinkedHashMap<>();
        rows.forEach((id, cells) -> statements.put(
                id, new Statement(id, cells[1].strip(), ancestors(rows, id), null, null, null, group(cells))));
        return new StatementList(statements);
    }

    /** Texts of the rows above, nearest first; parents that are no rows, and circles, end the walk. */
    private static List<String> ancestors(Map<String, String[]> rows, String id) {
        SequencedMap<String, String> found = new LinkedHashMap<>();
        String parent = parent(rows.get(id));
        while (parent != null && !parent.equals(id) && !found.containsKey(parent)) {
            String[] row = rows.get(parent);
            if (row == null) {
                break;
            }
            found.put(parent, row[1].strip());
            parent = parent(row);
        }
        return List.copyOf(found.values());
    }

    private static @Nullable String group(String[] cells) {
        return cells.length < 4 || cells[3].isBlank() ? null : cells[3].strip();
    }

    private static @Nullable String parent(String @Nullable [] cells) {
        return cells == null || cells.length < 3 || cells[2].isBlank() ? null : cells[2].strip();
    }
}
