package org.throughline.server.face;

import java.util.Locale;

/** Numbers as people read them. */
public final class Numbers {
    private static final long SUPPRESSED_BELOW = 10;

    private Numbers() {}

    /** "12,345". */
    public static String count(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** A count of people that may not be told exactly when it is small: "fewer than 10". */
    public static String people(long number) {
        return number > 0 && number < SUPPRESSED_BELOW ? "fewer than 10" : count(number);
    }

    /** "1 course", "2 courses". */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /** A share in [0, 1] as "87 %", with a space that does not break. */
    public static String percent(double share) {
        return Math.round(share * 100) + "\u00a0%";
    }

    /** A number for SVG and the like: a point, at most two decimals, no grouping. */
    public static String plain(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
