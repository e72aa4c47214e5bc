package org.throughline.server.alignment;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/** The lines of a PDF in the order in which it writes them, each with its place on the page. Cells of a row of a table are lines of their own. */
final class PdfLines extends PDFTextStripper {
    private static final Pattern BOLD = Pattern.compile("bold|black|heavy|semibold|demi|cmbx");

    /** A gap of so many times the font's size parts two columns. */
    private static final double GUTTER = 1.8;

    private final List<Line> lines = new ArrayList<>();
    private final List<Line> current = new ArrayList<>();
    private int characters;

    private PdfLines() {
        super();
    }

    /**
     * A line.
     *
     * @param page counted from one
     * @param pageWidth in points, like every length here
     * @param x where it begins, from the left
     * @param end where it ends
     * @param y its baseline, from above
     * @param size of most of its characters
     * @param bold whether all of it is bold
     */
    record Line(String text, int page, double pageWidth, double x, double end, double y, double size, boolean bold) {
        private Line with(Line more, String between) {
            return new Line(
                    text + between + more.text,
                    page,
                    pageWidth,
                    Math.min(x, more.x),
                    Math.max(end, more.end),
                    y,
                    text.length() >= more.text.length() ? size : more.size,
                    bold && more.bold);
        }
    }

    static List<Line> of(PDDocument document) throws IOException {
        PdfLines reading = new PdfLines();
        for (int page = 1;
                page <= document.getNumberOfPages() && reading.characters <= TextCandidates.MOST_CHARACTERS;
                page++) {
            reading.setStartPage(page);
            reading.setEndPage(page);
            reading.writeText(document, Writer.nullWriter());
            reading.endLine();
        }
        return reading.lines;
    }

    @Override
    protected void writeString(String text, List<TextPosition> places) {
        if (text.isBlank() || places.isEmpty()) {
            return;
        }
        double x = Double.MAX_VALUE;
        double end = 0;
        boolean bold = true;
        for (TextPosition place : places) {
            x = Math.min(x, place.getXDirAdj());
            end = Math.max(end, place.getXDirAdj() + place.getWidthDirAdj());
            bold &= isBold(place) || String.valueOf(place.getUnicode()).isBlank();
        }
        TextPosition first = places.getFirst();
        Line part = new Line(
                text,
                getCurrentPageNo(),
                first.getPageWidth(),
                x,
                end,
                first.getYDirAdj(),
                Math.abs(first.getFontSizeInPt()),
                bold);
        characters += text.length();
        Line before = current.isEmpty() ? null : current.getLast();
        if (before == null || PdfParagraphs.isMark(before.text())) {
            join(before, part);
        } else if (part.x() - before.end() > GUTTER * part.size() || part.x() < before.x()) {
            current.add(part);
        } else {
            join(before, part);
        }
    }

    private void join(@Nullable Line before, Line part) {
        if (before == null) {
            current.add(part);
        } else {
            current.set(current.size() - 1, before.with(part, " "));
        }
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    private void endLine() {
        lines.addAll(current);
        current.clear();
    }

    private static boolean isBold(TextPosition place) {
        String name = place.getFont().getName();
        PDFontDescriptor descriptor = place.getFont().getFontDescriptor();
        return name != null && BOLD.matcher(name.toLowerCase(Locale.ROOT)).find()
                || descriptor != null && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
    }
}
