package org.throughline.server.face;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as people read them: month names, and the time zone wherever there is a time. */
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm zzz", Locale.ENGLISH);
    private static final ZoneId UTC = ZoneId.of("UTC");

    private Dates() {}

    /** "23 November 2026, 15:04 UTC". */
    public static String words(Instant instant) {
        return words(instant, UTC);
    }

    /** The moment in a reader's own zone: "23 November 2026, 16:04 CET". */
    public static String words(Instant instant, ZoneId zone) {
        return MOMENT.format(
                instant.atZone(zone instanceof ZoneOffset offset && offset.getTotalSeconds() == 0 ? UTC : zone));
    }

    /** "23 November 2026". */
    public static String words(LocalDate day) {
        return DAY.format(day);
    }

    /** The day of a moment, in UTC: "23 November 2026". */
    public static String day(Instant instant) {
        return DAY.format(instant.atZone(UTC));
    }
}
