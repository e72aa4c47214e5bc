package org.throughline.caseformat.exchange;

import java.net.URI;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CaseIds;

/** What a text in a cell means, once it is known what it should be. */
final class CellText {

    private static final Pattern DAY_FIRST = Pattern.compile("([0-9]{1,2})\\.([0-9]{1,2})\\.([0-9]{4})");
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})([T ].*)?");
    private static final int SHOWN = 80;

    private CellText() {}

    /** The letters of a heading, in lower case and without accents: what headings are compared by. */
    static String letters(String heading) {
        String apart = Normalizer.normalize(heading, Normalizer.Form.NFD);
        StringBuilder letters = new StringBuilder();
        apart.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString().toLowerCase(Locale.ROOT);
    }

    /** The text without what neither XML nor a database can hold. */
    static String clean(String text) {
        if (text.codePoints().noneMatch(CellText::unusable)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> !unusable(c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean unusable(int c) {
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r'
                || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** The text in quotation marks, shortened for a message. */
    static String quoted(String text) {
        String shown = text.codePointCount(0, text.length()) <= SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
        return "\"" + shown.replaceAll("\\s+", " ") + "\"";
    }

    /** The parts of a list: divided at bars, else at semicolons, else at commas. */
    static List<String> list(String text) {
        String divider = text.indexOf('|') >= 0 ? "\\|" : text.indexOf(';') >= 0 ? ";" : ",";
        List<String> parts = new ArrayList<>();
        for (String part : text.split(divider)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    /** The identifier that CASE accepts and this text is, apart from case, braces and {@code urn:uuid:}. */
    static Optional<UUID> identifier(String text) {
        return CaseIds.parse(plain(text));
    }

    static String plain(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (lower.startsWith("urn:uuid:")) {
            lower = lower.substring("urn:uuid:".length());
        }
        return lower.startsWith("{") && lower.endsWith("}") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** Whether this text is an address or another absolute URI, not merely a code with a colon. */
    static boolean isUri(String text) {
        if (!text.matches("(?i)(https?|urn|ftp|local|tag|info):.+")) {
            return false;
        }
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The identifier at the end of an address. */
    static Optional<UUID> atEndOf(String uri) {
        String path = uri.replaceFirst("[?#].*", "");
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        return identifier(last.endsWith(".json") ? last.substring(0, last.length() - 5) : last);
    }

    /** A date; a point in time counts as its date. */
    static @Nullable LocalDate date(String text) {
        try {
            Matcher yearFirst = YEAR_FIRST.matcher(text.strip());
            if (yearFirst.matches()) {
                return LocalDate.of(number(yearFirst, 1), number(yearFirst, 2), number(yearFirst, 3));
            }
            Matcher dayFirst = DAY_FIRST.matcher(text.strip());
            return dayFirst.matches()
                    ? LocalDate.of(number(dayFirst, 3), number(dayFirst, 2), number(dayFirst, 1))
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** A point in time; a date counts as its beginning in UTC. */
    static @Nullable Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text.strip().replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            try {
                return java.time.LocalDateTime.parse(text.strip().replace(' ', 'T'))
                        .toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                @Nullable LocalDate date = date(text);
                return date == null ? null : date.atStartOfDay().toInstant(ZoneOffset.UTC);
            }
        }
    }

    /** A whole number; a number with nothing behind the point counts as one. */
    static @Nullable Integer integer(String text) {
        return text.strip().matches("-?[0-9]{1,9}(\\.0+)?")
                ? Integer.valueOf(text.strip().replaceFirst("\\.0+", ""))
                : null;
    }
}
