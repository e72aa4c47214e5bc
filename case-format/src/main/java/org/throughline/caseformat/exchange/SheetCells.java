package org.throughline.caseformat.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.exchange.ZipParts.TooLargeException;

/** The cells of a workbook's sheets as texts, within limits that hold for all sheets together. */
final class SheetCells {

    static final int MAX_LINES = 200_000;
    static final int MAX_COLUMNS = 1_000;
    private static final int MAX_CELLS = 4_000_000;
    private static final int MAX_STRINGS = 1_000_000;
    private static final long MAX_CHARACTERS = 64L * 1024 * 1024;
    private static final int SHORT = 64;
    private static final int MOST_SHORT = 20_000;

    private final ZipParts parts;
    private final Remarks remarks;
    private final List<String> strings = new ArrayList<>();
    private final Map<String, String> seen = new HashMap<>();
    private long characters;
    private int lines;
    private int cells;

    SheetCells(ZipParts parts, Remarks remarks) {
        this.parts = parts;
        this.remarks = remarks;
    }

    void sharedStrings(String part) throws IOException {
        StringBuilder text = new StringBuilder();
        try (XmlPart xml = new XmlPart(parts, part)) {
            while (xml.next()) {
                if (xml.starts("si")) {
                    text.setLength(0);
                    richText(xml, "si", text);
                    if (strings.size() >= MAX_STRINGS) {
                        throw new TooLargeException("more than " + MAX_STRINGS + " shared texts");
                    }
                    strings.add(kept(XlsxText.read(text.toString())));
                }
            }
        }
    }

    /** The texts inside an element, without what tells how they are pronounced. */
    private static void richText(XmlPart xml, String element, StringBuilder into) throws IOException {
        boolean text = false;
        boolean spoken = false;
        while (xml.next() && !xml.ends(element)) {
            if (xml.starts("t")) {
                text = true;
            } else if (xml.ends("t")) {
                text = false;
            } else if (xml.starts("rPh")) {
                spoken = true;
            } else if (xml.ends("rPh")) {
                spoken = false;
            } else if (xml.isText() && text && !spoken) {
                xml.appendTo(into);
            }
        }
    }

    private String kept(String text) throws IOException {
        if (text.length() <= SHORT) {
            @Nullable String same = seen.get(text);
            if (same != null) {
                return same;
            }
            if (seen.size() < MOST_SHORT) {
                seen.put(text, text);
            }
        }
        characters += text.length();
        if (characters > MAX_CHARACTERS) {
            throw new TooLargeException("more than " + MAX_CHARACTERS + " characters of text");
        }
        return text;
    }

    void read(String part, Grid grid, CellFormats formats) throws IOException {
        int number = 0;
        List<String> row = new ArrayList<>();
        try (XmlPart xml = new XmlPart(parts, part)) {
            while (xml.next()) {
                if (xml.starts("row")) {
                    number = number(xml.attribute("r"), number + 1);
                    row.clear();
                } else if (xml.starts("c")) {
                    cell(xml, grid, number, row, formats);
                } else if (xml.ends("row")) {
                    line(grid, new Grid.Line(number, row));
                    row.clear();
                }
            }
        }
    }

    private static int number(@Nullable String written, int otherwise) {
        return written != null && written.matches("[0-9]{1,7}") ? Integer.parseInt(written) : otherwise;
    }

    private void line(Grid grid, Grid.Line line) throws IOException {
        if (line.isBlank()) {
            return;
        }
        lines++;
        cells += line.width();
        if (lines > MAX_LINES || cells > MAX_CELLS) {
            throw new TooLargeException("more than " + MAX_LINES + " rows or " + MAX_CELLS + " cells");
        }
        grid.add(line);
    }

    private void cell(XmlPart xml, Grid grid, int number, List<String> row, CellFormats formats) throws IOException {
        int column = column(xml.attribute("r"), row.size());
        @Nullable String type = xml.attribute("t");
        @Nullable String style = xml.attribute("s");
        StringBuilder value = new StringBuilder();
        StringBuilder formula = new StringBuilder();
        StringBuilder inline = new StringBuilder();
        boolean isFormula = false;
        StringBuilder into = inline;
        boolean reading = false;
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("f")) {
                isFormula = true;
                into = formula;
                reading = true;
            } else if (xml.starts("v")) {
                into = value;
                reading = true;
            } else if (xml.ends("f") || xml.ends("v")) {
                reading = false;
            } else if (xml.starts("is")) {
                richText(xml, "is", inline);
            } else if (xml.isText() && reading) {
                xml.appendTo(into);
            }
        }
        if (column >= MAX_COLUMNS) {
            remarks.warning(
                    "too-many-columns",
                    "sheet " + grid.name(),
                    "Found cells beyond column " + Grid.letter(MAX_COLUMNS - 1) + "; left them out.");
            return;
        }
        String place = "sheet " + grid.name() + ", cell " + Grid.letter(column) + number;
        String text = kept(textOf(type, value.toString(), inline.toString(), style, formats, place));
        if (isFormula) {
            text = ofFormula(formula.toString(), text, place);
        }
        if (text.isEmpty()) {
            return;
        }
        while (row.size() <= column) {
            row.add("");
        }
        row.set(column, text);
    }

    /** What a formula last showed; where nobody ever worked it out, as in files that a program wrote, the formula itself as a text. */
    private String ofFormula(String formula, String shown, String place) throws IOException {
        String written = formula.isEmpty() ? "" : kept("=" + formula);
        boolean never = shown.isEmpty() && !written.isEmpty();
        remarks.warning(
                "formula",
                place,
                "The cell is a formula" + (formula.isEmpty() ? "" : " (" + shortened(written) + ")")
                        + "; nothing is evaluated, took "
                        + (never
                                ? "the formula itself as a text."
                                : "the text it last showed: " + shortened(shown) + "."));
        return never ? written : shown;
    }

    private String textOf(
            @Nullable String type,
            String value,
            String inline,
            @Nullable String style,
            CellFormats formats,
            String place) {
        return switch (type == null ? "n" : type) {
            case "s" -> {
                String index = value.strip();
                if (index.matches("[0-9]{1,7}") && Integer.parseInt(index) < strings.size()) {
                    yield strings.get(Integer.parseInt(index));
                }
                remarks.warning(
                        "unreadable-cell",
                        place,
                        "The cell names a text that the workbook does not have; left it out.");
                yield "";
            }
            case "inlineStr" -> XlsxText.read(inline.isEmpty() ? value : inline);
            case "str" -> XlsxText.read(value);
            case "b" -> value.strip().equals("1") || value.strip().equals("true") ? "TRUE" : "FALSE";
            case "e" -> {
                remarks.warning(
                        "unreadable-cell", place, "The cell shows the error " + shortened(value) + "; left it out.");
                yield "";
            }
            case "d" -> value.strip();
            default -> value.isBlank() ? "" : formats.text(value, style);
        };
    }

    private static String shortened(String text) {
        return text.isEmpty() ? "nothing" : text.length() <= 80 ? text : text.substring(0, 79) + "…";
    }

    /** The column of a reference such as {@code AB12}, from 0. */
    private static int column(@Nullable String reference, int otherwise) {
        if (reference == null) {
            return otherwise;
        }
        int column = 0;
        int at = 0;
        while (at < reference.length() && at < 6 && Character.isLetter(reference.charAt(at))) {
            column = column * 26 + Character.toUpperCase(reference.charAt(at)) - 'A' + 1;
            at++;
        }
        return at == 0 || column < 0 ? otherwise : column - 1;
    }
}
