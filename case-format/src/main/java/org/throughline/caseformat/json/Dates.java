package org.throughline.caseformat.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;

/** Points in time and dates as other systems write them. */
final class Dates {

    /** ISO 8601 with a {@code T} or a blank, an optional offset in any of its spellings, and an optional time. */
    private static final DateTimeFormatter LENIENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][ ]")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
            .toFormatter(java.util.Locale.ROOT);

    private Dates() {}

    /** The point in time of a property that the standard requires; the stand-in where it is missing or says nothing. */
    static Instant instant(Fields fields, String name, Instant standIn, Remarks remarks) {
        @Nullable String text = fields.text(name);
        if (text == null) {
            remarks.repair("missing-required", fields.pointer(), "\"" + name + "\" is missing; took " + standIn + ".");
            return standIn;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException strict) {
            @Nullable Instant read = lenient(text);
            Instant taken = read == null ? standIn : read;
            remarks.repair(
                    "invalid-date",
                    fields.pointer(name),
                    "Expected a date, a time and an offset, found " + Texts.quoted(text) + "; took " + taken + ".");
            return taken;
        }
    }

    /** The date of an optional property; a point in time counts as its date. */
    static @Nullable LocalDate date(Fields fields, String name, Remarks remarks) {
        @Nullable String text = fields.text(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException strict) {
            try {
                LocalDate date = LENIENT.parse(text.strip(), LocalDate::from);
                remarks.repair(
                        "invalid-date",
                        fields.pointer(name),
                        "Expected a date, found " + Texts.quoted(text) + "; took " + date + ".");
                return date;
            } catch (DateTimeException e) {
                remarks.repair(
                        "invalid-date",
                        fields.pointer(name),
                        "Expected a date, found " + Texts.quoted(text) + "; left it out.");
                return null;
            }
        }
    }

    private static @Nullable Instant lenient(String text) {
        try {
            TemporalAccessor parsed = LENIENT.parse(text.strip());
            return LocalDate.from(parsed)
                    .atTime(java.time.LocalTime.from(parsed))
                    .toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
