package org.throughline.server.limits;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many acts within a time; the whole allowance is there again when the time is over. Written {@code 60/1m}: a number, and a time of
 * seconds, minutes, hours or days.
 *
 * @param acts how many, at least one
 * @param period at least a second
 */
public record Allowance(long acts, Duration period) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})/(\\d{1,5})([smhd])");

    public Allowance {
        if (acts < 1 || period.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "an allowance is at least one act in a second, not " + acts + " in " + period);
        }
    }

    /** Reads {@code 60/1m}; anything else is an {@code IllegalArgumentException} that says how it is written. */
    public static Allowance parse(String text) {
        Matcher written = SHAPE.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no limit: it is written like 60/1m, 10/30s or 100/1h".formatted(text));
        }
        long time = Long.parseLong(written.group(2));
        Duration period = switch (written.group(3)) {
            case "s" -> Duration.ofSeconds(time);
            case "m" -> Duration.ofMinutes(time);
            case "h" -> Duration.ofHours(time);
            default -> Duration.ofDays(time);
        };
        return new Allowance(Long.parseLong(written.group(1)), period);
    }

    /** The same time for so many times as many acts. */
    Allowance times(int people) {
        return new Allowance(Math.multiplyExact(acts, people), period);
    }

    @Override
    public String toString() {
        long seconds = period.toSeconds();
        if (seconds % 86_400 == 0) {
            return acts + "/" + seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return acts + "/" + seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? acts + "/" + seconds / 60 + "m" : acts + "/" + seconds + "s";
    }
}
