package org.throughline.caseformat.exchange;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A workbook (XLSX) of plain tables, for reports: a heading row that stays in view, texts that are texts whatever character they begin with,
 * and numbers that can be reckoned with. The same tables always give the same bytes.
 */
public final class TableWorkbook {
    private final XlsxFile file = new XlsxFile();
    private final LongTexts longTexts = new LongTexts();

    /** What the cells of a column are. */
    public enum Cells {
        /** Short texts. */
        TEXT,
        /** Sentences, which are wrapped. */
        SENTENCES,
        /** Numbers. */
        NUMBER,
        /** Numbers in [0, 1], shown in hundredths. */
        SHARE
    }

    /** A column of a table. */
    public record Column(String heading, Cells cells) {}

    /**
     * Adds a sheet.
     *
     * @param name at most 31 characters, without {@code []:*?/\}
     * @param rows texts and numbers, by their columns; an empty text is an empty cell everywhere
     */
    public TableWorkbook sheet(String name, List<Column> columns, List<? extends List<?>> rows) {
        List<List<String>> written = new ArrayList<>(rows.size());
        for (List<?> row : rows) {
            List<String> cells = new ArrayList<>(row.size());
            for (Object cell : row) {
                cells.add(cell instanceof Number number ? plain(number) : longTexts.inCell(cell.toString()));
            }
            written.add(cells);
        }
        file.sheet(name, false, columns.stream().map(TableWorkbook::column).toList(), written);
        return this;
    }

    /** The workbook's bytes; nothing can be added after. */
    public byte[] finished() {
        if (!longTexts.pieces().isEmpty()) {
            file.sheet(
                    LongTexts.SHEET,
                    false,
                    List.of(XlsxFile.Column.narrow("number"), XlsxFile.Column.wide("text")),
                    longTexts.pieces());
        }
        return file.finished();
    }

    private static XlsxFile.Column column(Column column) {
        return switch (column.cells()) {
            case TEXT -> XlsxFile.Column.of(column.heading());
            case SENTENCES -> XlsxFile.Column.wide(column.heading());
            case NUMBER -> XlsxFile.Column.number(column.heading());
            case SHARE -> XlsxFile.Column.share(column.heading());
        };
    }

    private static String plain(Number number) {
        return new BigDecimal(number.toString())
                .setScale(6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
