package org.throughline.caseformat.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Findings;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;

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

    /** A JSON document without an object or a list. */
    private static final Pattern SINGLE_VALUE =
            Pattern.compile("\\uFEFF?\\s*(null|true|false|-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|\"[^\"\\n\\r,;\\t]*\")\\s*");

    /** Reads a file of one framework; one that holds several is refused with a finding that names them. */
    public FrameworkOutcome read(byte[] bytes, SheetRequest request) {
        return one(readAll(bytes, request));
    }

    /** The one outcome among these; where there are several, a refusal with a finding that names what is inside. */
    public static FrameworkOutcome one(List<FrameworkOutcome> all) {
        return SeveralFrameworks.one(all);
    }

    /**
     * Reads every framework of a file: a graph of the Credential Registry, a list of CASE packages or of collections may hold several. Never
     * empty; a file that is no framework has the one outcome that says so.
     */
    public List<FrameworkOutcome> readAll(byte[] bytes, SheetRequest request) {
        return SeveralFrameworks.distinct(all(bytes, request));
    }

    private static List<FrameworkOutcome> all(byte[] bytes, SheetRequest request) {
        if (bytes.length > MAX_BYTES) {
            return List.of(refused("too-large", "Found " + bytes.length + " bytes; the limit is " + MAX_BYTES + "."));
        }
        int start = start(bytes);
        if (start == bytes.length) {
            return List.of(refused("unreadable-file", "The file is empty."));
        }
        if (SheetReader.isWorkbook(bytes)) {
            return List.of(sheet(bytes, request));
        }
        if (bytes[start] == '{' || bytes[start] == '[' || isWideJson(bytes)) {
            return json(bytes, request);
        }
        if (SINGLE_VALUE.matcher(beginning(bytes)).matches()) {
            return List.of(refused("not-case", "Expected a framework, found a single value of JSON."));
        }
        if (NAMES_CASE.matcher(beginning(bytes)).find()) {
            return json(bytes, request);
        }
        Optional<String> other = otherKind(bytes, start);
        if (other.isPresent()) {
            return List.of(refused("not-case", "Expected a framework, found " + other.get() + "."));
        }
        return table(bytes, request);
    }

    /** Whether a file is a table of skills or of CTDL-ASN resources, whose columns need no mapping. */
    public static boolean isResourceTable(byte[] bytes) {
        if (SheetReader.isWorkbook(bytes)) {
            return false;
        }
        List<String> headings = ResourceTable.headings(bytes);
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

    /** Whether this is JSON in UTF-16 or UTF-32, with a byte order mark or without. */
    private static boolean isWideJson(byte[] bytes) {
        int looked = Math.min(bytes.length, 256);
        boolean mark = looked > 1
                && ((bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe
                        || (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff);
        boolean zero = false;
        for (int i = 0; i < looked; i++) {
            int b = bytes[i] & 0xff;
            zero |= b == 0;
            boolean skipped = b == 0 || b == ' ' || b == '\n' || b == '\r' || b == '\t' || b >= 0xfe && i < 4;
            if (!skipped) {
                return (b == '{' || b == '[') && (mark || zero || i + 1 < looked && bytes[i + 1] == 0);
            }
        }
        return false;
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

    private static List<FrameworkOutcome> json(byte[] bytes, SheetRequest request) {
        List<ReadOutcome> several = new CaseReader().readSeveral(bytes, request.sourceName());
        if (!several.isEmpty()) {
            return outcomes(FrameworkForm.CASE_JSON, several);
        }
        // a package says so at its beginning; only what does not is looked at as a whole
        ReadOutcome asCase = new CaseReader().read(bytes, request.sourceName());
        boolean notCase =
                asCase.findings().stream().anyMatch(finding -> finding.code().equals("not-case"));
        if (!notCase) {
            return List.of(outcome(FrameworkForm.CASE_JSON, asCase));
        }
        Findings findings = new Findings();
        Optional<JsonNode> root = JsonTree.of(bytes, findings);
        if (root.isEmpty()) {
            return List.of(new FrameworkOutcome.Refused(findings.all()));
        }
        if (CtdlAsnReader.looksLike(root.get())) {
            return outcomes(FrameworkForm.CTDL_ASN_JSON, CtdlAsnReader.all(root.get(), request, new Findings()));
        }
        if (RsdReader.looksLike(root.get())) {
            return outcomes(FrameworkForm.RSD_JSON, RsdReader.all(root.get(), request, new Findings()));
        }
        return List.of(outcome(FrameworkForm.CASE_JSON, asCase));
    }

    private static List<FrameworkOutcome> outcomes(FrameworkForm form, List<ReadOutcome> all) {
        return all.stream().map(outcome -> outcome(form, outcome)).toList();
    }

    /** The one package among these, as the outcome of a reader of one form. */
    static ReadOutcome one(FrameworkForm form, List<ReadOutcome> all) {
        return switch (SeveralFrameworks.one(outcomes(form, all))) {
            case FrameworkOutcome.Read read -> new ReadOutcome.Read(read.pkg(), read.findings());
            case FrameworkOutcome.NeedsColumns needs -> new ReadOutcome.Refused(needs.findings());
            case FrameworkOutcome.Refused refused -> new ReadOutcome.Refused(refused.findings());
        };
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

    private static List<FrameworkOutcome> table(byte[] bytes, SheetRequest request) {
        List<String> headings = request.mapping() == null ? ResourceTable.headings(bytes) : List.of();
        if (OsmtCsv.isOne(headings)) {
            return rows(bytes, FrameworkForm.OSMT_CSV, request);
        }
        if (CtdlAsnCsv.isOne(headings)) {
            return rows(bytes, FrameworkForm.CTDL_ASN_CSV, request);
        }
        return List.of(sheet(bytes, request));
    }

    private static List<FrameworkOutcome> rows(byte[] bytes, FrameworkForm form, SheetRequest request) {
        Findings findings = new Findings();
        Optional<ResourceTable> table = ResourceTable.read(bytes, request.sourceName(), findings);
        if (table.isEmpty()) {
            return List.of(new FrameworkOutcome.Refused(findings.all()));
        }
        List<ReadOutcome> outcomes = form == FrameworkForm.OSMT_CSV
                ? RsdReader.all(OsmtCsv.skills(table.get()), request, findings)
                : CtdlAsnReader.all(CtdlAsnCsv.resources(table.get()), request, findings);
        return outcomes(form, outcomes.stream().map(table.get()::placed).toList());
    }
}
