package org.throughline.credentials.context;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.throughline.credentials.rdf.RdfTerm;

/** Numbers and truth values as literals (JSON-LD 1.1 API, sections 8.2.2 and 8.6). */
final class Literals {

    private static final String XSD = "http://www.w3.org/2001/XMLSchema#";
    private static final String DOUBLE = XSD + "double";
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(21);
    private static final MathContext SIXTEEN = new MathContext(16, RoundingMode.HALF_UP);

    private Literals() {}

    /**
     * A number or truth value.
     *
     * @param datatype  the IRI that was asked for; empty when none was
     */
    static RdfTerm.Written plain(JsonValue value, String datatype) {
        if (!(value instanceof JsonNumber number)) {
            return RdfTerm.Written.literal(
                    value == JsonValue.TRUE ? "true" : "false", datatype.isEmpty() ? XSD + "boolean" : datatype);
        }
        BigDecimal decimal = number.bigDecimalValue();
        boolean whole =
                decimal.stripTrailingZeros().scale() <= 0 && decimal.abs().compareTo(LIMIT) < 0;
        if (whole && !datatype.equals(DOUBLE)) {
            return RdfTerm.Written.literal(
                    decimal.toBigInteger().toString(), datatype.isEmpty() ? XSD + "integer" : datatype);
        }
        return RdfTerm.Written.literal(canonical(number.doubleValue()), datatype.isEmpty() ? DOUBLE : datatype);
    }

    /** As {@code %1.15E} prints it, without zeros that say nothing. */
    static String canonical(double value) {
        if (value == 0) {
            return "0.0E0";
        }
        BigDecimal rounded = new BigDecimal(value).round(SIXTEEN).stripTrailingZeros();
        String digits = rounded.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return (value < 0 ? "-" : "") + digits.charAt(0) + "." + fraction + "E" + exponent;
    }
}
