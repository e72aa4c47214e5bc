package org.throughline.caseformat.exchange;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person needs to see in order to say which column means what: every sheet with its columns, a few rows, and a guess.
 *
 * @param sheets the sheets in the order of the workbook; a CSV is one sheet, named after its file
 */
public record SheetColumns(List<Sheet> sheets) {

    public SheetColumns {
        sheets = List.copyOf(sheets);
    }

    /** The sheet of this name. */
    public Optional<Sheet> sheet(String name) {
        return sheets.stream().filter(sheet -> sheet.name().equals(name)).findFirst();
    }

    /**
     * One table.
     *
     * @param name its name
     * @param hidden whether people do not see it in their spreadsheet
     * @param rows how many rows below the headings say something
     * @param columns the columns that have a heading or a value
     * @param samples the first rows below the headings, at most five, each with a text (possibly empty) for every column
     * @param guess the mapping as far as the headings and values tell it; begin with it
     */
    public record Sheet(
            String name,
            boolean hidden,
            int rows,
            List<Column> columns,
            List<List<String>> samples,
            ColumnMapping guess) {
        public Sheet {
            columns = List.copyOf(columns);
            samples = samples.stream().map(List::copyOf).toList();
        }
    }

    /**
     * One column.
     *
     * @param index counted from 0
     * @param letter as a spreadsheet names it, such as {@code B}
     * @param heading its heading, empty where it has none
     * @param guess what it seems to say
     */
    public record Column(
            int index,
            String letter,
            String heading,
            @Nullable ColumnRole guess) {}
}
