package org.throughline.credentials.context;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers come out as every other processor writes them (JSON-LD 1.1 API, section 8.6). */
class LiteralsTests {

    @ParameterizedTest
    @CsvSource({
        "3.5, 3.5E0",
        "0.1, 1.0E-1",
        "-12.25, -1.225E1",
        "0.0000001, 1.0E-7",
        "0.000082609, 8.260899999999999E-5",
        "377.95755078434195, 3.779575507843419E2",
        "1.7976931348623157e308, 1.797693134862316E308",
        "5e-324, 4.940656458412465E-324",
        "123456.789, 1.23456789E5"
    })
    void doublesHaveSixteenDigitsAtMost(String number, String canonical) {
        assertThat(Literals.canonical(Double.parseDouble(number))).isEqualTo(canonical);
    }

    @Test
    void wholeNumbersAreIntegersUnlessADoubleIsAskedFor() {
        assertThat(Literals.plain(Json.createValue(new BigDecimal("30.0")), "").text())
                .isEqualTo("\"30\"^^<http://www.w3.org/2001/XMLSchema#integer>");
        assertThat(Literals.plain(Json.createValue(3), "http://www.w3.org/2001/XMLSchema#double")
                        .text())
                .isEqualTo("\"3.0E0\"^^<http://www.w3.org/2001/XMLSchema#double>");
        assertThat(Literals.plain(Json.createValue(2.5), "https://www.w3.org/2001/XMLSchema#float")
                        .text())
                .isEqualTo("\"2.5E0\"^^<https://www.w3.org/2001/XMLSchema#float>");
        assertThat(Literals.plain(JsonValue.FALSE, "").text())
                .isEqualTo("\"false\"^^<http://www.w3.org/2001/XMLSchema#boolean>");
    }
}
