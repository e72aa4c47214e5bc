package org.throughline.caseformat.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.caseformat.check.Remarks;

/**
 * Reads a CSV (RFC 4180) as spreadsheets and people write it: divided by commas, semicolons, tabs or bars, with quotes that may
 * have gone wrong. A quote that is opened and never closed counts as a character, so that it does not swallow the rest of the file.
 */
final class CsvTable {

    static final int MAX_LINES = 200_000;
    static final int MAX_COLUMNS = 1_000;
    private static final int MAX_CELLS = 4_000_000;
    private static final int MAX_QUOTED = 1 << 18;
    private static final int MOST_BROKEN = 500;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int LINES_TRIED = 30;

    private final String text;
    private final Remarks remarks;
    private final char separator;
    private int at;
    private int line = 1;
    private int broken;
    private int cells;

    private CsvTable(String text, char separator, Remarks remarks) {
        this.text = text;
        this.separator = separator;
        this.remarks = remarks;
    }

    /** The table; empty after an error was remarked. */
    static Optional<Grid> read(byte[] bytes, String name, Remarks remarks) {
        String text = ByteText.of(bytes, remarks);
        int start = 0;
        char separator = 0;
        if (text.regionMatches(true, 0, "sep=", 0, 4) && text.length() > 5 && "\r\n".indexOf(text.charAt(5)) >= 0) {
            separator = text.charAt(4);
            start = 5;
        }
        CsvTable table = new CsvTable(text, separator == 0 ? separator(text) : separator, remarks);
        table.at = start;
        return table.grid(name);
    }

    /** The separator that divides the first lines into the most columns, evenly. */
    private static char separator(String text) {
        char best = ',';
        double bestScore = 0;
        for (char candidate : SEPARATORS) {
            CsvTable trial = new CsvTable(text, candidate, Silent.REMARKS);
            List<Integer> counts = new ArrayList<>();
            while (trial.at < text.length() && counts.size() < LINES_TRIED) {
                List<String> record = trial.record();
                if (record.size() > 1 || !record.getFirst().isBlank()) {
                    counts.add(record.size());
                }
            }
            int most = counts.stream().mapToInt(Integer::intValue).max().orElse(1);
            long same = counts.stream()
                    .filter(count -> count > 1 && count.intValue() == usual(counts))
                    .count();
            double score = most <= 1 ? 0 : same * 100.0 / counts.size() + Math.min(usual(counts), 50);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static int usual(List<Integer> counts) {
        List<Integer> sorted = counts.stream().sorted().toList();
        return sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2);
    }

    private Optional<Grid> grid(String name) {
        if (text.indexOf('\0') >= 0) {
            remarks.error("unreadable-sheet", "", "This is no table of texts: it has bytes that no text has.");
            return Optional.empty();
        }
        Grid grid = Grid.ofCsv(name);
        int widest = 0;
        while (at < text.length()) {
            int number = line;
            List<String> record = record();
            Grid.Line row = new Grid.Line(number, record);
            if (row.isBlank()) {
                continue;
            }
            cells += row.width();
            widest = Math.max(widest, row.width());
            if (grid.lines().size() >= MAX_LINES || cells > MAX_CELLS || widest > MAX_COLUMNS) {
                remarks.error(
                        "too-large",
                        "line " + number,
                        "Beyond a limit of this reader: " + MAX_LINES + " lines, " + MAX_COLUMNS + " columns, "
                                + MAX_CELLS + " cells.");
                return Optional.empty();
            }
            grid.add(row);
        }
        if (broken > MOST_BROKEN) {
            remarks.warning(
                    "broken-quote",
                    "",
                    "More than " + MOST_BROKEN + " quotes are never closed; from there on quotes count as characters.");
        }
        if (grid.lines().isEmpty()) {
            remarks.error("unreadable-sheet", "", "The table is empty.");
            return Optional.empty();
        }
        return Optional.of(grid);
    }

    private List<String> record() {
        List<String> record = new ArrayList<>();
        while (true) {
            record.add(FormulaGuard.off(field()));
            if (at < text.length() && text.charAt(at) == separator && record.size() <= MAX_COLUMNS) {
                at++;
                continue;
            }
            endOfLine();
            return record;
        }
    }

    private void endOfLine() {
        if (at < text.length() && text.charAt(at) == '\r') {
            at++;
            if (at < text.length() && text.charAt(at) == '\n') {
                at++;
            }
            line++;
        } else if (at < text.length() && text.charAt(at) == '\n') {
            at++;
            line++;
        } else if (at < text.length()) {
            skipLine();
        }
    }

    private void skipLine() {
        while (at < text.length() && "\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at < text.length()) {
            endOfLine();
        }
    }

    private String field() {
        int start = at;
        int quote = at;
        while (quote < text.length() && text.charAt(quote) == ' ') {
            quote++;
        }
        if (quote < text.length() && text.charAt(quote) == '"' && broken <= MOST_BROKEN) {
            StringBuilder quoted = new StringBuilder();
            at = quote + 1;
            if (quoted(quoted)) {
                return quoted.toString();
            }
            at = start;
        }
        while (at < text.length() && text.charAt(at) != separator && "\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The text up to the closing quote; false where there is none within reach. */
    private boolean quoted(StringBuilder into) {
        int opened = line;
        int lines = line;
        boolean stray = false;
        while (at < text.length() && into.length() < MAX_QUOTED) {
            char c = text.charAt(at++);
            if (c == '"') {
                if (at < text.length() && text.charAt(at) == '"') {
                    into.append('"');
                    at++;
                    continue;
                }
                int after = at;
                while (after < text.length() && text.charAt(after) == ' ' && separator != ' ') {
                    after++;
                }
                if (after >= text.length()
                        || text.charAt(after) == separator
                        || "\r\n".indexOf(text.charAt(after)) >= 0) {
                    at = after;
                    if (stray && lines > opened) {
                        break; // several lines with bare quotes: more likely a quote that was never closed
                    }
                    line = lines;
                    if (stray) {
                        remarks.repair(
                                "broken-quote",
                                "line " + opened,
                                "A quote inside of a text is not doubled; took it as a character.");
                    }
                    return true;
                }
                stray = true;
            } else if (c == '\n' || c == '\r' && !(at < text.length() && text.charAt(at) == '\n')) {
                lines++;
            }
            into.append(c);
        }
        broken++;
        remarks.repair("broken-quote", "line " + opened, "A quote is opened and never closed; took it as a character.");
        return false;
    }

    /** Nobody listens while separators are tried. */
    private static final class Silent implements Remarks {
        static final Remarks REMARKS = new Silent();

        @Override
        public void error(String code, String pointer, String message) {}

        @Override
        public void warning(String code, String pointer, String message) {}

        @Override
        public void repair(String code, String pointer, String message) {}
    }
}
