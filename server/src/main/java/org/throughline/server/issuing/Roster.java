package org.throughline.server.issuing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * A CSV roster as it stands: who, and which achievements each row names.
 *
 * @param naming whether the rows themselves name achievements (a column {@code achievements}); without it, everybody gets all of them
 */
record Roster(List<Row> rows, boolean naming) {
    /** Largest file, in bytes. */
    static final int MAX_BYTES = 5 * 1024 * 1024;

    /** Most rows. */
    static final int MAX_ROWS = 20_000;

    private static final Set<String> NAME = Set.of("name", "learner", "full name");
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "email address", "e-mail address");
    private static final Set<String> ACHIEVEMENTS = Set.of("achievements", "achievement", "badges", "badge");
    private static final String EXPECTED =
            "The first line must name the columns: name,email or name,email,achievements.";

    Roster {
        rows = List.copyOf(rows);
    }

    /**
     * One row, trimmed.
     *
     * @param line its line in the file, from 1
     * @param email in lower case
     * @param achievements names or codes as written, separated by semicolons in the file
     */
    record Row(int line, String name, String email, List<String> achievements) {
        Row {
            achievements = List.copyOf(achievements);
        }
    }

    /** Reads a roster; a file that is none is a {@code Problem ROSTER_INVALID}. */
    static Roster read(byte[] csv) {
        if (csv.length > MAX_BYTES) {
            throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "A roster can be 5 MB at most; split it into several.");
        }
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setIgnoreSurroundingSpaces(true)
                .setAllowMissingColumnNames(true)
                .get();
        try (CSVParser parser = CSVParser.parse(text(csv), format)) {
            return read(parser);
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new Problem(ProblemType.ROSTER_INVALID, "This file could not be read as CSV. " + EXPECTED);
        }
    }

    private static Roster read(CSVParser parser) {
        List<String> header = parser.getHeaderNames();
        int name = column(header, NAME).orElseThrow(() -> missing("name", header));
        int email = column(header, EMAIL).orElseThrow(() -> missing("email", header));
        Optional<Integer> achievements = column(header, ACHIEVEMENTS);
        List<Row> rows = new ArrayList<>();
        for (CSVRecord record : parser) {
            if (rows.size() == MAX_ROWS) {
                throw new Problem(
                        ProblemType.ROSTER_INVALID, "A roster has at most 20,000 rows; split it into several.");
            }
            String named = achievements.map(column -> cell(record, column)).orElse("");
            Row row = new Row(
                    (int) parser.getCurrentLineNumber(),
                    cell(record, name),
                    cell(record, email).toLowerCase(Locale.ROOT),
                    Arrays.stream(named.split(";"))
                            .map(String::strip)
                            .filter(n -> !n.isEmpty())
                            .distinct()
                            .toList());
            if (!(row.name().isEmpty() && row.email().isEmpty() && named.isBlank())) {
                rows.add(row);
            }
        }
        if (rows.isEmpty()) {
            throw new Problem(
                    ProblemType.ROSTER_INVALID, "The roster has a header but no rows: there is nobody to issue to.");
        }
        return new Roster(rows, achievements.isPresent());
    }

    private static String text(byte[] csv) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(csv))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Problem(
                    ProblemType.ROSTER_INVALID,
                    "The file is not in UTF-8. Save it again as \"CSV UTF-8\", so that no name is garbled.");
        }
    }

    private static Optional<Integer> column(List<String> header, Set<String> names) {
        for (int i = 0; i < header.size(); i++) {
            if (names.contains(header.get(i).strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static Problem missing(String column, List<String> header) {
        String found = String.join(", ", header);
        String hint = found.contains(";") ? " It seems to be separated by semicolons; save it with commas." : "";
        return new Problem(
                ProblemType.ROSTER_INVALID,
                "There is no column \"" + column + "\" in line 1 (found: " + found + "). " + EXPECTED + hint);
    }

    private static String cell(CSVRecord record, int column) {
        return column < record.size() ? record.get(column).strip() : "";
    }
}
