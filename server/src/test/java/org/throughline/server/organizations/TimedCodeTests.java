package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimedCodeTests {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6238 appendix B, the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037"})
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(TimedCode.at(second / TimedCode.STEP_SECONDS, SECRET)).isEqualTo(code);
        assertThat(TimedCode.stepOf(code, SECRET, Instant.ofEpochSecond(second)))
                .hasValue(second / 30);
    }

    @Test
    void takesTheStepBeforeAndAfterAndNoOther() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = 1_234_567_890 / 30;
        assertThat(TimedCode.stepOf(TimedCode.at(step - 1, SECRET), SECRET, now))
                .hasValue(step - 1);
        assertThat(TimedCode.stepOf(TimedCode.at(step + 1, SECRET), SECRET, now))
                .hasValue(step + 1);
        assertThat(TimedCode.stepOf(TimedCode.at(step - 2, SECRET), SECRET, now))
                .isEmpty();
        assertThat(TimedCode.stepOf("", SECRET, now)).isEmpty();
    }

    @Test
    void writesSecretsAsProgramsReadThem() {
        assertThat(Base32.encode("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Base32.decode("MZXW6YTBOI")).isEqualTo("foobar".getBytes(StandardCharsets.US_ASCII));
        assertThat(Base32.decode(Base32.encode(SECRET))).isEqualTo(SECRET);
    }
}
