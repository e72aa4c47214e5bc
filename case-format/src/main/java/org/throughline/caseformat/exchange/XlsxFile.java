package org.throughline.caseformat.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a workbook (Office Open XML, ISO/IEC 29500-1) whose cells are texts, and in columns that say so numbers. The same sheets always
 * give the same bytes.
 */
final class XlsxFile {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** The most texts that are shared; half of what our reader takes. */
    private static final int MOST_SHARED = 500_000;

    private static final int HEADING = 1;
    private static final int BODY = 2;
    private static final int WRAPPED = 3;
    private static final int NUMBER = 4;
    private static final int SHARE = 5;

    /** A column: its heading, its width in characters, and the look of its cells. */
    record Column(String heading, int width, int style) {
        Column(String heading, int width, boolean wrapped) {
            this(heading, width, wrapped ? WRAPPED : BODY);
        }

        /** Numbers, to be reckoned with. */
        static Column number(String heading) {
            return new Column(heading, 14, NUMBER);
        }

        /** Shares in [0, 1], shown in hundredths. */
        static Column share(String heading) {
            return new Column(heading, 14, SHARE);
        }

        boolean isNumeric() {
            return style == NUMBER || style == SHARE;
        }

        static Column of(String heading) {
            return new Column(heading, 18, false);
        }

        static Column wide(String heading) {
            return new Column(heading, 60, true);
        }

        static Column narrow(String heading) {
            return new Column(heading, 11, false);
        }
    }

    private record Sheet(String name, boolean hidden, String part) {}

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<String, Integer> shared = new LinkedHashMap<>();
    private boolean numbers;

    /** Writes one sheet with a heading row that stays in view. */
    void sheet(String name, boolean hidden, List<Column> columns, List<List<String>> rows) {
        String part = "worksheets/sheet" + (sheets.size() + 1) + ".xml";
        sheets.add(new Sheet(name, hidden, part));
        numbers |= columns.stream().anyMatch(Column::isNumeric);
        StringBuilder xml = new StringBuilder(1 << 16);
        xml.append(HEAD)
                .append("<worksheet xmlns=\"")
                .append(MAIN)
                .append("\"><sheetViews><sheetView workbookViewId=\"0\"");
        xml.append(sheets.size() == 1 ? " tabSelected=\"1\"" : "");
        xml.append(
                "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");
        xml.append("<sheetFormatPr defaultRowHeight=\"15\"/><cols>");
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            xml.append("<col min=\"")
                    .append(i + 1)
                    .append("\" max=\"")
                    .append(i + 1)
                    .append("\" width=\"");
            xml.append(column.width()).append("\" style=\"").append(column.style());
            xml.append("\" customWidth=\"1\"/>");
        }
        xml.append("</cols><sheetData>");
        entry("xl/" + part);
        row(xml, 1, columns.stream().map(Column::heading).toList(), columns, true);
        for (int i = 0; i < rows.size(); i++) {
            row(xml, i + 2, rows.get(i), columns, false);
            flush(xml, 1 << 16);
        }
        xml.append("</sheetData></worksheet>");
        flush(xml, 0);
    }

    private void row(StringBuilder xml, int number, List<String> texts, List<Column> columns, boolean heading) {
        xml.append("<row r=\"").append(number).append("\">");
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isEmpty()) {
                continue;
            }
            int style = heading ? HEADING : i < columns.size() ? columns.get(i).style() : BODY;
            xml.append("<c r=\"")
                    .append(Grid.letter(i))
                    .append(number)
                    .append("\" s=\"")
                    .append(style);
            if (!heading && i < columns.size() && columns.get(i).isNumeric()) {
                xml.append("\"><v>").append(new BigDecimal(texts.get(i))).append("</v></c>");
            } else {
                text(xml, texts.get(i));
            }
        }
        xml.append("</row>");
    }

    /** A text, in the table of shared texts as spreadsheets write it themselves: some readers take a text in its cell for one with formats. */
    private void text(StringBuilder xml, String text) {
        @Nullable Integer index = shared.get(text);
        if (index == null && shared.size() < MOST_SHARED) {
            index = shared.size();
            shared.put(text, index);
        }
        if (index == null) {
            xml.append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            xml.append(XlsxText.written(text)).append("</t></is></c>");
        } else {
            xml.append("\" t=\"s\"><v>").append(index).append("</v></c>");
        }
    }

    private void sharedTexts() {
        StringBuilder xml = new StringBuilder(1 << 16);
        xml.append(HEAD).append("<sst xmlns=\"").append(MAIN).append("\" uniqueCount=\"");
        xml.append(shared.size()).append("\">");
        entry("xl/sharedStrings.xml");
        for (String text : shared.keySet()) {
            xml.append("<si><t xml:space=\"preserve\">").append(XlsxText.written(text));
            xml.append("</t></si>");
            flush(xml, 1 << 16);
        }
        xml.append("</sst>");
        flush(xml, 0);
    }

    private void entry(String name) {
        try {
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flush(StringBuilder xml, int least) {
        if (xml.length() > least) {
            try {
                zip.write(xml.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            xml.setLength(0);
        }
    }

    private void part(String name, String xml) {
        entry(name);
        flush(new StringBuilder(HEAD).append(xml), 0);
    }

    /** The whole workbook. */
    byte[] finished() {
        StringBuilder list = new StringBuilder();
        StringBuilder links = new StringBuilder();
        StringBuilder types = new StringBuilder();
        for (int i = 0; i < sheets.size(); i++) {
            Sheet sheet = sheets.get(i);
            list.append("<sheet name=\"")
                    .append(XlsxText.written(sheet.name()))
                    .append("\" sheetId=\"")
                    .append(i + 1);
            list.append(sheet.hidden() ? "\" state=\"hidden" : "")
                    .append("\" r:id=\"rId")
                    .append(i + 1)
                    .append("\"/>");
            links.append(link(i + 1, LINKS + "/worksheet", sheet.part()));
            types.append(type("xl/" + sheet.part(), TYPES + "worksheet+xml"));
        }
        links.append(link(sheets.size() + 1, LINKS + "/styles", "styles.xml"));
        links.append(link(sheets.size() + 2, LINKS + "/sharedStrings", "sharedStrings.xml"));
        sharedTexts();
        part(
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + LINKS + "\"><sheets>" + list + "</sheets></workbook>");
        part(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + links + "</Relationships>");
        part("xl/styles.xml", styles(numbers));
        part(
                "_rels/.rels",
                "<Relationships xmlns=\"" + PACKAGE + "relationships\">"
                        + link(1, LINKS + "/officeDocument", "xl/workbook.xml") + "</Relationships>");
        part(
                "[Content_Types].xml",
                "<Types xmlns=\"" + PACKAGE
                        + "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                        + type("xl/workbook.xml", TYPES + "sheet.main+xml")
                        + types + type("xl/styles.xml", TYPES + "styles+xml")
                        + type("xl/sharedStrings.xml", TYPES + "sharedStrings+xml") + "</Types>");
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String link(int id, String type, String target) {
        return "<Relationship Id=\"rId" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
    }

    private static String type(String part, String type) {
        return "<Override PartName=\"/" + part + "\" ContentType=\"" + type + "\"/>";
    }

    /** Number format 49 is text: what people type into a cell stays as they type it, such as 1.10. */
    private static String styles(boolean numbers) {
        String more = numbers ? figures(0) + figures(9) : "";
        String body =
                "<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">";
        return "<styleSheet xmlns=\"" + MAIN
                + "\"><fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
                + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
                + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>"
                + "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE4ECF5\"/></patternFill></fill></fills>"
                + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
                + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
                + "<cellXfs count=\"" + (numbers ? 6 : 4)
                + "\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
                + "<xf numFmtId=\"49\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\"/>"
                + body + "<alignment vertical=\"top\"/></xf>" + body
                + "<alignment vertical=\"top\" wrapText=\"1\"/></xf>" + more + "</cellXfs>"
                + "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>";
    }

    /** Format 0 is general, 9 whole hundredths. */
    private static String figures(int format) {
        return "<xf numFmtId=\"" + format
                + "\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\"/></xf>";
    }
}
