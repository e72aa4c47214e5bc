package org.throughline.caseformat.exchange;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;

/**
 * A file of tab-separated lines whose first line names the columns. Columns are found by name, whatever their order; a byte order
 * mark and either kind of line end are taken as they come; quotation marks are part of the text.
 */
final class TabSeparatedFile {

    private static final CSVFormat FORMAT = CSVFormat.TDF
            .builder()
            .setQuote(null)
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    private final Path file;
    private final List<Finding> findings;

    TabSeparatedFile(Path file, List<Finding> findings) {
        this.file = file;
        this.findings = findings;
    }

    /**
     * Hands on every line that has all of these columns.
     *
     * @return false where the file as a whole is of no use, which is then among the findings
     */
    boolean forEach(List<String> columns, Consumer<CSVRecord> line) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
        try (BufferedReader reader =
                        new BufferedReader(new java.io.InputStreamReader(Files.newInputStream(file), utf8));
                CSVParser parser = FORMAT.parse(afterByteOrderMark(reader))) {
            for (String column : columns) {
                if (!parser.getHeaderMap().containsKey(column)) {
                    error(
                            "missing-column",
                            "Expected a column \"" + column + "\", found " + parser.getHeaderNames() + ".");
                    return false;
                }
            }
            for (CSVRecord record : parser) {
                if (columns.stream().allMatch(record::isSet)) {
                    line.accept(record);
                } else {
                    findings.add(new Finding(
                            Severity.WARNING,
                            "short-line",
                            at(parser.getCurrentLineNumber()),
                            "The line has fewer columns than the first; left it out."));
                }
            }
            return true;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            error("unreadable-file", "Could not be read: " + e.getMessage());
            return false;
        }
    }

    private static BufferedReader afterByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\ufeff') {
            reader.reset();
        }
        return reader;
    }

    private void error(String code, String message) {
        findings.add(new Finding(Severity.ERROR, code, at(1), message));
    }

    private String at(long line) {
        return file.getFileName() + ":" + line;
    }
}
