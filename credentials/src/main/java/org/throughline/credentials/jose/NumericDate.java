package org.throughline.credentials.jose;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moments as tokens write them: seconds since 1970 (RFC 7519, section 2 NumericDate). */
public final class NumericDate {

    private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799L); // the end of the year 9999
    private static final BigDecimal FIRST = BigDecimal.valueOf(-62_135_596_800L); // the beginning of the year 1

    private NumericDate() {}

    /** The moment, to the second; empty when the value is no number, or no year of four digits. */
    public static Optional<Instant> read(@Nullable JsonValue value) {
        if (!(value instanceof JsonNumber number)) {
            return Optional.empty();
        }
        BigDecimal seconds = number.bigDecimalValue();
        return seconds.compareTo(FIRST) < 0 || seconds.compareTo(LAST) > 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(
                        seconds.setScale(0, RoundingMode.FLOOR).longValueExact()));
    }
}
