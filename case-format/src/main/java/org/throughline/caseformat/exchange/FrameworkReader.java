package org.throughline.caseformat.exchange;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The one door for files of every form: recognises by the bytes what a file is, and hands it to its reader. The name of a file is
 * used for nothing but titles of what names itself nowhere.
 */
public final class FrameworkReader {

    /** The largest file that is read. */
    public static final int MAX_BYTES = CaseReader.MAX_BYTES;

    /** What only CASE in JSON has, for a file with something before it that JSON has not, such as a comment. */
    private static final Pattern NAMES_CASE =
            Pattern.compile("[{\\s]\"(CFDocument|CFItems|CFAssociations|CFPackage)\"\\s*:\\s*[{\\[]");

    /** Reads one file. */
    public FrameworkOutcome read(byte[] bytes, SheetRequest request) {
        if (bytes.length > MAX_BYTES) {
            return refused("too-large", "Found " + bytes.length + " bytes; the limit is " + MAX_BYTES + ".");
        }
        int start = start(bytes);
        if (start == bytes.length) {
            return refused("unreadable-file", "The file is empty.");
        }
        if (SheetReader.isWorkbook(bytes)) {
            return sheet(bytes, request);
        }
        if (isJson(bytes, start)) {
            return json(bytes, request);
        }
        Optional<String> other = otherKind(bytes, start);
        if (other.isPresent()) {
            return refused("not-case", "Expected a framework, found " + other.get() + ".");
        }
        return NAMES_CASE.matcher(beginning(bytes)).find() ? json(bytes, request) : table(bytes, request);
    }

    /** Whether a file is a table of skills or of CTDL-ASN resources, whose columns need no mapping. */
    public static boolean isResourceTable(byte[] bytes) {
        if (SheetReader.isWorkbook(bytes)) {
            return false;
        }
        List<String> headings = headings(beginning(bytes));
        return OsmtCsv.isOne(headings) || CtdlAsnCsv.isOne(headings);
    }

    private static String beginning(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, 8192), StandardCharsets.UTF_8);
    }

    private static int start(byte[] bytes) {
        int at =
                bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf
                        ? 3
                        : 0;
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    /** Whether this begins as JSON, in whatever width of characters. */
    private static boolean isJson(byte[] bytes, int start) {
        int at = start;
        boolean wide = false;
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            wide |= bytes[i] == 0 || (bytes[i] & 0xff) >= 0xfe;
        }
        while (wide && at < bytes.length && (bytes[at] <= ' ' && bytes[at] >= 0 || (bytes[at] & 0xff) >= 0xfe)) {
            at++;
        }
        return at < bytes.length && (bytes[at] == '{' || bytes[at] == '[');
    }

    /** What a file is that is surely no framework. */
    private static Optional<String> otherKind(byte[] bytes, int start) {
        String head = new String(bytes, start, Math.min(64, bytes.length - start), StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT);
        if (head.startsWith("%pdf")) {
            return Optional.of("a PDF");
        }
        if (head.startsWith("<!doctype html") || head.startsWith("<html")) {
            return Optional.of("a web page");
        }
        if (head.startsWith("<")) {
            return Optional.of("XML");
        }
        if (head.startsWith("\u001f\u008b")) {
            return Optional.of("a file packed with gzip; unpack it first");
        }
        if (head.startsWith("pk\u0003\u0004") || head.startsWith("pk\u0005\u0006")) {
            return Optional.of("a ZIP that is no workbook");
        }
        if (head.startsWith("\u0089png")
                || head.startsWith("ÿøÿ")
                || head.startsWith("gif8")
                || head.startsWith("\u00ff\u00d8")) {
            return Optional.of("an image");
        }
        return Optional.empty();
    }

    private static FrameworkOutcome refused(String code, String message) {
        return new FrameworkOutcome.Refused(List.of(new Finding(Severity.ERROR, code, "", message)));
    }

    private static FrameworkOutcome json(byte[] bytes, SheetRequest request) {
        // a package says so at its beginning; only what does not is looked at as a whole
        ReadOutcome asCase = new CaseReader().read(bytes, request.sourceName());
        boolean notCase =
                asCase.findings().stream().anyMatch(finding -> finding.code().equals("not-case"));
        if (!notCase) {
            return outcome(FrameworkForm.CASE_JSON, asCase);
        }
        Optional<JsonNode> root = JsonTree.of(bytes, new Findings());
        if (root.isPresent() && CtdlAsnReader.looksLike(root.get())) {
            return outcome(FrameworkForm.CTDL_ASN_JSON, CtdlAsnReader.read(root.get(), request, new Findings()));
        }
        if (root.isPresent() && RsdReader.looksLike(root.get())) {
            return outcome(FrameworkForm.RSD_JSON, RsdReader.read(root.get(), request));
        }
        return outcome(FrameworkForm.CASE_JSON, asCase);
    }

    private static FrameworkOutcome outcome(FrameworkForm form, ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Read(CFPackage pkg, List<Finding> findings) ->
                new FrameworkOutcome.Read(form, pkg, findings);
            case ReadOutcome.Refused(List<Finding> findings) -> new FrameworkOutcome.Refused(findings);
        };
    }

    private static FrameworkOutcome sheet(byte[] bytes, SheetRequest request) {
        return switch (new SheetReader().read(bytes, request)) {
            case SheetOutcome.Read read -> new FrameworkOutcome.Read(FrameworkForm.SHEET, read.pkg(), read.findings());
            case SheetOutcome.NeedsColumns needs ->
                new FrameworkOutcome.NeedsColumns(needs.columns(), needs.findings());
            case SheetOutcome.Refused refused -> new FrameworkOutcome.Refused(refused.findings());
        };
    }

    private static FrameworkOutcome table(byte[] bytes, SheetRequest request) {
        List<String> headings = headings(beginning(bytes));
        if (request.mapping() == null && OsmtCsv.isOne(headings)) {
            return rows(bytes, FrameworkForm.OSMT_CSV, request);
        }
        if (request.mapping() == null && CtdlAsnCsv.isOne(headings)) {
            return rows(bytes, FrameworkForm.CTDL_ASN_CSV, request);
        }
        return sheet(bytes, request);
    }

    private static List<String> headings(String head) {
        try (CSVParser parser = CSVFormat.RFC4180.parse(new StringReader(plain(head)))) {
            @Nullable CSVRecord first = parser.stream().findFirst().orElse(null);
            return first == null
                    ? List.of()
                    : Arrays.stream(first.values()).map(String::strip).toList();
        } catch (IOException | java.io.UncheckedIOException | IllegalStateException e) {
            return List.of(); // the sheet's reader says what is wrong with it
        }
    }

    private static String plain(String text) {
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static FrameworkOutcome rows(byte[] bytes, FrameworkForm form, SheetRequest request) {
        String text = plain(new String(bytes, StandardCharsets.UTF_8));
        try (CSVParser parser = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setAllowMissingColumnNames(true)
                .setIgnoreEmptyLines(true)
                .get()
                .parse(new StringReader(text))) {
            ArrayNode nodes = form == FrameworkForm.OSMT_CSV ? OsmtCsv.skills(parser) : CtdlAsnCsv.resources(parser);
            return outcome(
                    form,
                    form == FrameworkForm.OSMT_CSV
                            ? RsdReader.read(nodes, request)
                            : CtdlAsnReader.read(nodes, request, new Findings()));
        } catch (IOException | java.io.UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            return refused("unreadable-sheet", "This table cannot be read: " + e.getMessage());
        }
    }
}
