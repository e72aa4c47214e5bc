package org.throughline.credentials.check;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Moments as XML Schema writes them: date, time and offset, all three (VC Data Model 2.0, section 2.1.1 dateTimeStamp). The end of a day may be
 * written as 24:00:00, a second may have any number of decimals, and an offset has 14 hours at most (XML Schema 1.1 Part 2, section 3.3.7).
 */
public final class Timestamps {

    private static final String SHAPE = "dddd-dd-ddTdd:dd:dd";
    private static final int MAX_OFFSET_SECONDS = 14 * 60 * 60;

    private Timestamps() {}

    /** The moment; empty when the text is none. */
    public static Optional<Instant> read(String text) {
        int zone = endOfTime(text);
        if (zone < 0) {
            return Optional.empty();
        }
        try {
            boolean endOfDay = text.startsWith("24:00:00", 11) && isZero(text, SHAPE.length() + 1, zone);
            LocalDateTime local = LocalDateTime.of(
                    number(text, 0, 4),
                    number(text, 5, 7),
                    number(text, 8, 10),
                    endOfDay ? 0 : number(text, 11, 13),
                    number(text, 14, 16),
                    number(text, 17, 19),
                    nanos(text, zone));
            ZoneOffset offset = text.charAt(zone) == 'Z' ? ZoneOffset.UTC : ZoneOffset.of(text.substring(zone));
            return Math.abs(offset.getTotalSeconds()) > MAX_OFFSET_SECONDS
                    ? Optional.empty()
                    : Optional.of(local.plusDays(endOfDay ? 1 : 0).toInstant(offset));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Where the offset begins; -1 when the text does not have the shape of a date, a time and an offset. */
    private static int endOfTime(String text) {
        int at = fits(text, 0, SHAPE);
        if (at > 0 && at < text.length() && text.charAt(at) == '.') {
            int first = ++at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == first) {
                return -1;
            }
        }
        if (at <= 0 || at >= text.length()) {
            return -1;
        }
        boolean utc = text.charAt(at) == 'Z' && at + 1 == text.length();
        boolean other = fits(text, at, "+dd:dd") == text.length() || fits(text, at, "-dd:dd") == text.length();
        return utc || other ? at : -1;
    }

    private static int fits(String text, int begin, String shape) {
        if (text.length() < begin + shape.length()) {
            return -1;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(begin + i);
            if (shape.charAt(i) == 'd' ? !isDigit(c) : c != shape.charAt(i)) {
                return -1;
            }
        }
        return begin + shape.length();
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int begin, int end) {
        return Integer.parseInt(text, begin, end, 10);
    }

    private static int nanos(String text, int zone) {
        if (zone == SHAPE.length()) {
            return 0;
        }
        int first = SHAPE.length() + 1;
        int digits = Math.min(9, zone - first);
        return number(text, first, first + digits) * (int) Math.pow(10, 9 - digits);
    }

    private static boolean isZero(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            if (text.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }
}
