package org.throughline.caseformat.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.exchange.TableWorkbook.Cells;
import org.throughline.caseformat.exchange.TableWorkbook.Column;

class TableWorkbookTests {
    private static final List<Column> COLUMNS = List.of(
            new Column("name", Cells.SENTENCES), new Column("count", Cells.NUMBER), new Column("share", Cells.SHARE));

    @Test
    void numbersAreNumbersAndFormulasAreTexts() throws IOException {
        byte[] book = new TableWorkbook()
                .sheet("One", COLUMNS, List.of(List.of("=1+1", 3, 2.0 / 3), List.of("plain", "", 1)))
                .sheet("Two", COLUMNS, List.of())
                .finished();

        assertThat(part(book, "xl/sharedStrings.xml")).contains(">=1+1</t>");
        assertThat(part(book, "xl/worksheets/sheet1.xml"))
                .contains("<c r=\"B2\" s=\"4\"><v>3</v></c>")
                .contains("<c r=\"C2\" s=\"5\"><v>0.666667</v></c>")
                .contains("<c r=\"C3\" s=\"5\"><v>1</v></c>")
                .doesNotContain("<f>");
    }

    @Test
    void theSameTablesGiveTheSameBytes() {
        assertThat(new TableWorkbook()
                        .sheet("One", COLUMNS, List.of(List.of("a", 1, 0.5)))
                        .finished())
                .isEqualTo(new TableWorkbook()
                        .sheet("One", COLUMNS, List.of(List.of("a", 1, 0.5)))
                        .finished());
    }

    private static String part(byte[] book, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new AssertionError("no part " + name);
    }
}
