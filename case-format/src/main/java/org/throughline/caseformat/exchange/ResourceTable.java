package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A table with one resource a line: skills as the Open Skills Management Tool exchanges them, or CTDL-ASN's resources. Findings about the
 * resources that were made of it are told by line and column.
 */
final class ResourceTable {

    private static final int MOST_FOR_HEADINGS = 1 << 16;
    private static final Pattern POINTER = Pattern.compile("/(\\d{1,6})(?:/([^/]*))?.*", Pattern.DOTALL);
    private static final Pattern POINTED = Pattern.compile("(?<= )/(\\d{1,6})(?=[;. ])");

    /** One line with the names of its columns. */
    final class Row {
        private final Grid.Line line;
        private final ObjectNode resource = JsonTree.JSON.createObjectNode();

        private Row(Grid.Line line) {
            this.line = line;
        }

        /** The text under this heading; empty where there is none. */
        String text(int column) {
            return CellText.clean(line.text(column)).strip();
        }

        /** Says which property a column gives, so that a finding about the one leads to the other. */
        void gives(String property, int column) {
            columns.putIfAbsent(property, column);
        }

        ObjectNode resource() {
            return resource;
        }
    }

    private final Grid grid;
    private final List<String> headings = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();

    private ResourceTable(Grid grid, Remarks remarks) {
        this.grid = grid;
        Grid.Line first = grid.lines().getFirst();
        grid.headings(first);
        for (int i = 0; i < first.width(); i++) {
            String heading = first.text(i);
            if (!heading.isEmpty() && headings.contains(heading)) {
                remarks.warning(
                        "duplicate-heading",
                        grid.place(first, i),
                        "The heading " + CellText.quoted(heading) + " was there already; left this column out.");
                heading = "";
            }
            headings.add(heading);
        }
    }

    /** The table of a CSV; empty after an error was remarked. */
    static Optional<ResourceTable> read(byte[] bytes, String name, Remarks remarks) {
        if (bytes.length > SheetReader.MAX_BYTES) {
            remarks.error(
                    "too-large",
                    "",
                    "Found " + bytes.length + " bytes; the limit is " + SheetReader.MAX_BYTES + " (20 MiB).");
            return Optional.empty();
        }
        return CsvTable.read(bytes, name, remarks).map(grid -> new ResourceTable(grid, remarks));
    }

    /** The headings of a CSV, as far as its beginning tells. */
    static List<String> headings(byte[] bytes) {
        byte[] beginning = bytes.length > MOST_FOR_HEADINGS ? java.util.Arrays.copyOf(bytes, MOST_FOR_HEADINGS) : bytes;
        return CsvTable.read(beginning, "", new Findings())
                .map(grid -> new ResourceTable(grid, new Findings()).headings())
                .orElse(List.of());
    }

    List<String> headings() {
        return headings;
    }

    /** The lines below the headings; each is to be made a resource. */
    List<Row> lines() {
        return grid.lines().subList(1, grid.lines().size()).stream()
                .map(Row::new)
                .toList();
    }

    /** Takes over a line that is a resource. */
    void add(Row row) {
        rows.add(row);
    }

    /** The resources of the lines that were taken over. */
    ArrayNode resources() {
        ArrayNode resources = JsonTree.JSON.createArrayNode();
        rows.forEach(row -> resources.add(row.resource()));
        return resources;
    }

    /** What came of reading the resources, with findings that tell line and column. */
    ReadOutcome placed(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Read(CFPackage pkg, List<Finding> findings) -> new ReadOutcome.Read(pkg, placed(findings));
            case ReadOutcome.Refused(List<Finding> findings) -> new ReadOutcome.Refused(placed(findings));
        };
    }

    private List<Finding> placed(List<Finding> findings) {
        return findings.stream()
                .map(finding -> new Finding(
                        finding.severity(), finding.code(), place(finding.pointer()), words(finding.message())))
                .toList();
    }

    private String words(String message) {
        return POINTED.matcher(message).replaceAll(found -> Matcher.quoteReplacement(place("/" + found.group(1))));
    }

    private String place(String pointer) {
        Matcher matcher = POINTER.matcher(pointer);
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= rows.size()) {
            return pointer;
        }
        Grid.Line line = rows.get(Integer.parseInt(matcher.group(1))).line;
        @Nullable String property = matcher.group(2);
        @Nullable Integer column = property == null ? null : columns.get(property);
        return column == null ? grid.place(line) : grid.place(line, column);
    }
}
