package org.throughline.caseformat.json;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Points in time and dates as other systems write them: ISO 8601 whole and in part, with blanks and without dashes, mail's and people's
 * spellings in English, seconds or milliseconds since 1970, and the objects that some languages make of them. A date of three numbers and
 * slashes is read as month, day, year, as the school systems that write it do, unless that is impossible.
 */
final class Dates {

    /** What may follow a date: a {@code T} or a blank and a time, and an offset in any of its spellings. */
    private static final String TIME =
            "['T'][ ][h:mm:ss a][h:mm a][H:mm[:ss]][.SSSSSSSSS][.SSSSSSSS][.SSSSSSS][.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]";

    private static final List<DateTimeFormatter> LENIENT = List.of(
            lenient("yyyy-MM-dd"),
            lenient("yyyy-M-d"),
            lenient("yyyy/M/d"),
            lenient("yyyyMMdd"),
            lenient("M/d/yyyy"),
            lenient("d/M/yyyy"),
            lenient("d.M.yyyy"),
            lenient("[EEEE, ][EEE, ]d MMM yyyy"),
            lenient("[EEEE, ][EEE, ]d MMMM yyyy"),
            lenient("[EEEE, ][EEE, ]MMM d[,] yyyy"),
            lenient("[EEEE, ][EEE, ]MMMM d[,] yyyy"),
            lenient("yyyy-MM"),
            lenient("yyyy"));

    private static final BigDecimal LAST_YEAR = new BigDecimal(9999);
    private static final BigDecimal MILLISECONDS_FROM = new BigDecimal("100000000000");

    private static final BigDecimal LARGEST = new BigDecimal("1e16");
    private static final int LONGEST = 64;

    private Dates() {}

    private static DateTimeFormatter lenient(String date) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(date.replace("yyyy", "uuuu"))
                .appendPattern(TIME)
                .appendPattern("[ ][XXX][XX][X]['GMT']['UTC']")
                .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The point in time of a property that the standard requires; the stand-in where it is missing or says nothing. */
    static Instant instant(Fields fields, String name, Instant standIn, Remarks remarks) {
        @Nullable JsonNode value = fields.take(name);
        @Nullable String text = value == null ? null : text(value);
        if (text == null || text.isBlank()) {
            remarks.repair("missing-required", fields.pointer(), "\"" + name + "\" is missing; took " + standIn + ".");
            return standIn;
        }
        @Nullable Instant exact = value != null && value.isString() ? exact(text) : null;
        if (exact != null) {
            return exact;
        }
        @Nullable Instant read = value != null && value.isNumber() ? counted(text) : read(text);
        Instant taken = read == null ? standIn : read;
        remarks.repair(
                "invalid-date",
                fields.pointer(name),
                "Expected a date, a time and an offset, found " + Texts.quoted(text) + "; took " + taken + ".");
        return taken;
    }

    /** The date of an optional property; a point in time counts as its date. */
    static @Nullable LocalDate date(Fields fields, String name, Remarks remarks) {
        @Nullable JsonNode value = fields.take(name);
        @Nullable String text = value == null ? null : text(value);
        if (text == null || text.isBlank()) {
            return null;
        }
        if (value != null && value.isString() && text.length() == 10) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                // read below as far as possible
            }
        }
        @Nullable LocalDate date = value != null && value.isNumber() ? countedDate(text) : readDate(text);
        remarks.repair(
                "invalid-date",
                fields.pointer(name),
                "Expected a date, found " + Texts.quoted(text) + "; "
                        + (date == null ? "left it out." : "took " + date + "."));
        return date;
    }

    /** The text of a text, of a number, and of an object around either, such as {@code {"date": …, "timezone": …}}. */
    private static @Nullable String text(JsonNode value) {
        if (value.isString()) {
            return Texts.clean(value.stringValue());
        }
        if (value.isNumber()) {
            return value.toString();
        }
        if (value.isArray() && value.size() == 1) {
            return value.get(0).isString() ? text(value.get(0)) : value.toString();
        }
        if (value instanceof ObjectNode object) {
            for (String name : List.of("date", "$date", "@value")) {
                if (object.path(name).isString()) {
                    return text(object.path(name));
                }
            }
        }
        return value.isEmpty() && value.isContainer() ? null : value.toString();
    }

    private static @Nullable Instant exact(String text) {
        if (text.length() < 20) {
            return null;
        }
        try {
            return usual(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant read(String text) {
        String plain = text.strip();
        @Nullable TemporalAccessor parsed = parsed(plain);
        if (parsed != null) {
            LocalDate date = LocalDate.from(parsed);
            @Nullable LocalTime time = parsed.query(TemporalQueries.localTime());
            int offset = parsed.isSupported(ChronoField.OFFSET_SECONDS) ? parsed.get(ChronoField.OFFSET_SECONDS) : 0;
            return usual(
                    date.atTime(time == null ? LocalTime.MIDNIGHT : time).toInstant(ZoneOffset.ofTotalSeconds(offset)));
        }
        return plain.matches("\\d{9,16}") ? counted(plain) : null;
    }

    private static @Nullable LocalDate readDate(String text) {
        String plain = text.strip();
        @Nullable TemporalAccessor parsed = parsed(plain);
        return parsed != null ? LocalDate.from(parsed) : plain.matches("\\d{9,16}") ? countedDate(plain) : null;
    }

    /** The first reading that gives a date of a usual year. */
    private static @Nullable TemporalAccessor parsed(String plain) {
        if (plain.length() > LONGEST) {
            return null;
        }
        for (DateTimeFormatter format : LENIENT) {
            ParsePosition at = new ParsePosition(0);
            try {
                if (format.parseUnresolved(plain, at) == null || at.getIndex() < plain.length()) {
                    continue;
                }
                TemporalAccessor parsed = format.parse(plain);
                if (usual(LocalDate.from(parsed)) != null) {
                    return parsed;
                }
            } catch (DateTimeException e) {
                // the next spelling
            }
        }
        return null;
    }

    /** Seconds since 1970, or milliseconds where seconds would be far in the future; a small whole number is a year. */
    private static @Nullable Instant counted(String number) {
        BigDecimal count = new BigDecimal(number);
        if (count.abs().compareTo(LARGEST) > 0 || count.signum() <= 0) {
            return null;
        }
        if (count.compareTo(LAST_YEAR) <= 0) {
            return number.matches("\\d{4}") ? read(number) : null;
        }
        BigDecimal millis = count.abs().compareTo(MILLISECONDS_FROM) < 0 ? count.movePointRight(3) : count;
        return usual(Instant.ofEpochMilli(millis.longValue()));
    }

    private static @Nullable LocalDate countedDate(String number) {
        @Nullable Instant counted = counted(number);
        return counted == null ? null : counted.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** What has a year of four digits, because the standard's texts have no room for another. */
    private static @Nullable Instant usual(Instant instant) {
        return usual(instant.atOffset(ZoneOffset.UTC).toLocalDate()) == null ? null : instant;
    }

    private static @Nullable LocalDate usual(LocalDate date) {
        return date.getYear() < 0 || date.getYear() > 9999 ? null : date;
    }
}
