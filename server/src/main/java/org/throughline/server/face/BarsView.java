package org.throughline.server.face;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Horizontal bars from zero, each labelled with its name and number. A second value stands for what the first is measured
 * against (demand beside supply).
 *
 * @param unit what is counted, "people"
 * @param second what the second value is, where the bars have one
 */
public record BarsView(
        String caption, String unit, String first, @Nullable String second, List<Bar> bars) {
    public BarsView {
        bars = List.copyOf(bars);
    }

    /**
     * @param text the number as it is shown; "fewer than 10" where it is suppressed
     * @param secondValue null where there is none
     */
    public record Bar(
            String label,
            double value,
            String text,
            @Nullable Double secondValue,
            @Nullable String secondText,
            @Nullable String href) {
        public static Bar of(String label, long value) {
            return new Bar(label, value, Numbers.count(value), null, null, null);
        }

        /** A count of people; a small one has neither length nor number. */
        public static Bar people(String label, long value) {
            String text = Numbers.people(value);
            return new Bar(label, text.equals(Numbers.count(value)) ? value : 0, text, null, null, null);
        }

        public static Bar of(String label, long value, long secondValue) {
            return new Bar(label, value, Numbers.count(value), (double) secondValue, Numbers.count(secondValue), null);
        }
    }

    /** A value's length in per cent of the longest bar. */
    public String width(double value) {
        double longest = bars.stream()
                .mapToDouble(b -> Math.max(b.value(), b.secondValue() == null ? 0 : b.secondValue()))
                .max()
                .orElse(0);
        return longest <= 0 ? "0%" : Numbers.plain(100 * value / longest) + "%";
    }
}
