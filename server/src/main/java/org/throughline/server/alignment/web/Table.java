package org.throughline.server.alignment.web;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.throughline.caseformat.exchange.TableWorkbook.Column;

/**
 * A table that leaves the house, as a sheet or as CSV (RFC 4180).
 *
 * @param rows texts and numbers, by the columns
 */
record Table(String name, List<Column> columns, List<List<Object>> rows) {
    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    String csv() {
        StringWriter text = new StringWriter();
        try (CSVPrinter table = new CSVPrinter(text, CSVFormat.RFC4180)) {
            table.printRecord(columns.stream().map(Column::heading).toList());
            for (List<Object> row : rows) {
                table.printRecord(row.stream().map(Table::plain).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing into memory does not fail", e);
        }
        return text.toString();
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
    private static Object plain(Object cell) {
        return cell instanceof String text && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : cell;
    }
}
