package org.throughline.credentials.proof;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.throughline.credentials.tree.JsonText;

/** JSON in the one form that can be signed (RFC 8785, JSON Canonicalization Scheme). */
public final class JsonCanonicalization {

    private static final double MAX_EXACT = 1L << 53;

    private JsonCanonicalization() {}

    /**
     * The canonical text of a value whose texts hold no lone surrogates, as {@link org.throughline.credentials.tree.StrictJson} reads them.
     *
     * @throws IllegalArgumentException when a number is beyond what a double can hold
     */
    public static String of(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject object -> {
                char separator = '{';
                for (Map.Entry<String, JsonValue> entry : new TreeMap<>(object).entrySet()) {
                    out.append(separator);
                    JsonText.quoteCanonically(entry.getKey(), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ',';
                }
                out.append(object.isEmpty() ? "{}" : "}");
            }
            case JsonArray array -> {
                char separator = '[';
                for (JsonValue element : array) {
                    out.append(separator);
                    write(element, out);
                    separator = ',';
                }
                out.append(array.isEmpty() ? "[]" : "]");
            }
            case JsonString string -> JsonText.quoteCanonically(string.getString(), out);
            case JsonNumber number -> out.append(number(number.doubleValue()));
            default -> out.append(value);
        }
    }

    /** Section 3.2.2.3: a number as ECMAScript writes it (ECMA-262, Number::toString with radix 10). */
    static String number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("The number is too large to mean the same everywhere");
        }
        if (number == 0) {
            return "0";
        }
        if (Math.abs(number) < MAX_EXACT && number == Math.rint(number)) {
            return Long.toString((long) number);
        }
        String sign = number < 0 ? "-" : "";
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int point = shortest.precision() - shortest.scale();
        return sign + laidOut(digits, point);
    }

    /** The digits with the point after as many of them as said, or before the first, or with an exponent. */
    private static String laidOut(String digits, int point) {
        int length = digits.length();
        if (point > 0 && point <= 21) {
            return length <= point
                    ? digits + "0".repeat(point - length)
                    : digits.substring(0, point) + "." + digits.substring(point);
        }
        if (point <= 0 && point > -6) {
            return "0." + "0".repeat(-point) + digits;
        }
        String fraction = length == 1 ? "" : "." + digits.substring(1);
        return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e") + (point - 1);
    }

    /**
     * The fewest digits that mean this double, and of those the nearest. {@link Double#toString} gives them, but never less than two,
     * so that it may miss a single digit that would do.
     */
    private static BigDecimal shortest(double number) {
        BigDecimal shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (shortest.precision() != 2) {
            return shortest;
        }
        BigDecimal exact = new BigDecimal(number);
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(shortest.precision() - shortest.scale() - 1);
        BigDecimal below = shortest.divideToIntegralValue(unit).multiply(unit);
        BigDecimal best = shortest;
        for (BigDecimal digit : new BigDecimal[] {below, below.add(unit)}) {
            boolean nearer = best.precision() > 1
                    || digit.subtract(exact)
                                    .abs()
                                    .compareTo(best.subtract(exact).abs())
                            < 0;
            if (digit.doubleValue() == number && nearer) {
                best = digit.stripTrailingZeros();
            }
        }
        return best;
    }
}
