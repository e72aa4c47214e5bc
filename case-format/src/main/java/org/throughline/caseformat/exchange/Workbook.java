package org.throughline.caseformat.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.exchange.ZipParts.TooLargeException;

/**
 * Reads the sheets of a workbook (Office Open XML, ISO/IEC 29500-1, clause 18) as tables of texts: shared and inline strings, rich
 * text without its looks, numbers, dates, truth values, and of a formula the text that was last shown. Never evaluates anything.
 */
final class Workbook {

    static final int MAX_SHEETS = 200;
    static final long MAX_UNPACKED = 256L * 1024 * 1024;
    private static final int OLE2 = 0xd0cf11e0;

    private record SheetPart(String name, boolean hidden, String part) {}

    private final ZipParts parts;
    private final Remarks remarks;
    private final Map<String, String> relations = new HashMap<>();
    private boolean from1904;

    private Workbook(ZipParts parts, Remarks remarks) {
        this.parts = parts;
        this.remarks = remarks;
    }

    static boolean isOldOrLocked(byte[] bytes) {
        return bytes.length > 8 && firstInt(bytes) == OLE2;
    }

    static boolean isZip(byte[] bytes) {
        return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && (bytes[2] == 3 || bytes[2] == 5);
    }

    private static int firstInt(byte[] bytes) {
        return (bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
    }

    /** The sheets in order; empty after an error was remarked. */
    static Optional<List<Grid>> read(byte[] bytes, Remarks remarks) {
        if (isOldOrLocked(bytes)) {
            remarks.error(
                    "unreadable-workbook",
                    "",
                    "This is a workbook of Excel 97 (.xls), or one that is protected by a password; save it as .xlsx without a password.");
            return Optional.empty();
        }
        try {
            return Optional.of(new Workbook(new ZipParts(bytes, MAX_UNPACKED), remarks).sheets());
        } catch (TooLargeException e) {
            remarks.error("too-large", "", "Beyond a limit of this reader: " + e.getMessage() + ".");
        } catch (IOException e) {
            remarks.error("unreadable-workbook", "", "This is no workbook that can be read: " + e.getMessage() + ".");
        }
        return Optional.empty();
    }

    private List<Grid> sheets() throws IOException {
        String main = main();
        if (!parts.has(main)) {
            throw new ZipParts.BrokenZipException("it has no part " + main);
        }
        int slash = main.lastIndexOf('/');
        String folder = main.substring(0, slash + 1);
        String links = folder + "_rels/" + main.substring(slash + 1) + ".rels";
        Map<String, String> types = new HashMap<>();
        if (parts.has(links)) {
            relations(links, folder, types);
        }
        List<SheetPart> sheets = list(main);
        SheetCells cells = new SheetCells(parts, remarks);
        @Nullable String strings = types.get("sharedStrings");
        if (strings != null && parts.has(strings)) {
            cells.sharedStrings(strings);
        }
        @Nullable String styles = types.get("styles");
        CellFormats formats = new CellFormats(from1904);
        if (styles != null && parts.has(styles)) {
            formats.read(parts, styles);
        }
        List<Grid> grids = new ArrayList<>(sheets.size());
        for (SheetPart sheet : sheets) {
            Grid grid = Grid.ofSheet(sheet.name(), sheet.hidden());
            cells.read(sheet.part(), grid, formats);
            grids.add(grid);
        }
        return grids;
    }

    private String main() throws IOException {
        if (parts.has("_rels/.rels")) {
            Map<String, String> types = new HashMap<>();
            relations("_rels/.rels", "", types);
            @Nullable String main = types.get("officeDocument");
            if (main != null) {
                relations.clear();
                return main;
            }
        }
        return "xl/workbook.xml";
    }

    private void relations(String part, String folder, Map<String, String> types) throws IOException {
        try (XmlPart xml = new XmlPart(parts, part)) {
            while (xml.next()) {
                @Nullable String id = xml.starts("Relationship") ? xml.attribute("Id") : null;
                @Nullable String target = id == null ? null : xml.attribute("Target");
                @Nullable String type = id == null ? null : xml.attribute("Type");
                if (id != null && target != null && type != null && !"External".equals(xml.attribute("TargetMode"))) {
                    String path = target.startsWith("/") ? target.substring(1) : folder + target;
                    relations.put(id, path);
                    types.putIfAbsent(type.substring(type.lastIndexOf('/') + 1), path);
                }
            }
        }
    }

    private List<SheetPart> list(String main) throws IOException {
        List<SheetPart> sheets = new ArrayList<>();
        try (XmlPart xml = new XmlPart(parts, main)) {
            while (xml.next()) {
                if (xml.starts("workbookPr")) {
                    @Nullable String flag = xml.attribute("date1904");
                    from1904 = "1".equals(flag) || "true".equals(flag);
                } else if (xml.starts("sheet")) {
                    @Nullable String name = xml.attribute("name");
                    @Nullable String relation = xml.relation();
                    @Nullable String state = xml.attribute("state");
                    @Nullable String part = relation == null ? null : relations.get(relation);
                    if (name != null && part != null && parts.has(part)) {
                        sheets.add(new SheetPart(name, state != null && !state.equals("visible"), part));
                    }
                    if (sheets.size() > MAX_SHEETS) {
                        throw new TooLargeException("more than " + MAX_SHEETS + " sheets");
                    }
                }
            }
        }
        if (sheets.isEmpty()) {
            throw new ZipParts.BrokenZipException("it has no sheets");
        }
        return sheets;
    }
}
