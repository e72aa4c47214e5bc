package org.throughline.credentials.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictJsonTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2}|json-duplicate-key",
                "{\"issuer\":1,\"\\u0069ssuer\":2}|json-duplicate-key",
                "{\"a\":\"\\ud800\"}|json-malformed",
                "{\"\\udc00\":1}|json-malformed",
                "{\"a\":1} x|json-malformed",
                "{\"a\":1}{}|json-malformed",
                "{\"a\":NaN}|json-malformed",
                "{\"a\":01}|json-malformed",
                "{\"a\":1,}|json-malformed",
                "{'a':1}|json-malformed",
                "{\"a\":1e400}|json-limits",
                "{\"a\":1e999999999}|json-limits",
                "{\"a\":-1e-999999999}|json-limits",
                "{\"a\":9007199254740993}|json-limits",
                "[]|json-not-an-object",
                "\"text\"|json-not-an-object",
                "{\"a\":|json-malformed"
            })
    void refusesWhatTwoReadersMayUnderstandDifferently(String text, String code) {
        assertThat(StrictJson.parse(text))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    }

    @Test
    void saysWhereThePropertyStandsTwice() {
        assertThat(StrictJson.parse("{\"a\":[{\"b\":1},{\"b\":1,\"b\":2}]}"))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class, r -> assertThat(r.pointer()).isEqualTo("/a/1/b"));
    }

    @Test
    void keepsToItsLimits() {
        String deep = "{\"a\":".repeat(64) + "1" + "}".repeat(64);
        StringBuilder wide = new StringBuilder("{");
        for (int i = 0; i <= StrictJson.MAX_KEYS; i++) {
            wide.append('"').append(i).append("\":0,");
        }
        String tooWide = wide.append("\"z\":0}").toString();

        assertThat(StrictJson.parse(deep)).isInstanceOf(Parsed.Tree.class);
        for (String text : List.of(
                "{\"a\":" + deep + "}", tooWide, "{\"a\":" + "1".repeat(101) + "}", "{\"a\":" + "[".repeat(100_000))) {
            assertThat(StrictJson.parse(text))
                    .isInstanceOfSatisfying(
                            Parsed.Refused.class, r -> assertThat(r.code()).isEqualTo("json-limits"));
        }
    }

    @Test
    void refusesNamesThatWereChosenToCostTime() {
        StringBuilder alike = new StringBuilder("{");
        for (int i = 0; i < 16; i++) {
            alike.append('"');
            for (int bit = 0; bit < 4; bit++) {
                alike.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            alike.append("\":1,");
        }

        assertThat(StrictJson.parse(alike.append("\"z\":1}").toString()))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class, r -> assertThat(r.code()).isEqualTo("json-limits"));
    }

    @Test
    void saysLineAndColumnOfWhatIsNoJson() {
        assertThat(StrictJson.parse("{\"a\": [1,\n  ü]}"))
                .isEqualTo(new Parsed.Refused(
                        "json-malformed", "This is not JSON: expected a value (line 2, column 3)", "/a/1"));
    }

    @Test
    void readsEveryNumberAsItWas() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String number = switch (i % 4) {
                case 0 -> Long.toString(random.nextLong(-(1L << 53) + 1, 1L << 53));
                case 1 -> Double.toString(random.nextDouble() * Math.pow(10, random.nextInt(-20, 15)));
                case 2 -> "-" + random.nextInt(1000) + "." + random.nextInt(1000) + "e" + random.nextInt(-9, 9);
                default -> Integer.toString(random.nextInt());
            };
            Parsed.Tree tree = (Parsed.Tree) StrictJson.parse("{\"n\":" + number + "}");
            assertThat(tree.object().getJsonNumber("n").bigDecimalValue())
                    .as(number)
                    .isEqualByComparingTo(number);
        }
    }

    @Test
    void readsTextOnlyInUtf8WithoutAByteOrderMark() {
        assertThat(StrictJson.utf8("{\"ä\":\"🔌\"}".getBytes(StandardCharsets.UTF_8)))
                .contains("{\"ä\":\"🔌\"}");
        assertThat(StrictJson.utf8("\uFEFF{}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(StrictJson.utf8("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(StrictJson.utf8(new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'}))
                .isEmpty();
    }

    @Test
    void writesWhatItReads() {
        Random random = new Random(8259);
        for (int i = 0; i < 500; i++) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < 20; c++) {
                int point = random.nextInt(0x11000);
                text.appendCodePoint(point >= 0xD800 && point < 0xE000 ? 'x' : point);
            }
            StringBuilder quoted = new StringBuilder("{\"a\":");
            JsonText.quote(text.toString(), quoted);
            Parsed.Tree tree = (Parsed.Tree) StrictJson.parse(quoted.append('}').toString());
            assertThat(tree.object().getString("a")).isEqualTo(text.toString());
            assertThat(StrictJson.parse(new JsonText().write(tree.object()))).isEqualTo(tree);
        }
    }

    @Test
    void cutsEmbeddedDocumentsOutExactlyAsTheyStand() {
        String text = """
                {"x":{"credentials":[9]}, "subject" : {"n":[{}], "credentials": [ { "a" : "}" , "b":[1, 2] },{"c":"\\u00e4🔌"} ] } }""";

        assertThat(EmbeddedDocuments.at(text, "subject", "credentials"))
                .containsExactly("{ \"a\" : \"}\" , \"b\":[1, 2] }", "{\"c\":\"\\u00e4🔌\"}");
        assertThat(EmbeddedDocuments.at("{\"subject\":{\"credentials\": {\"a\":1} }}", "subject", "credentials"))
                .containsExactly("{\"a\":1}");
        assertThat(EmbeddedDocuments.at("{\"subject\":[1]}", "subject", "credentials"))
                .isEmpty();
    }

    /** Found by fuzzing: an exponent that no number of Java has. */
    @Test
    void anExponentBeyondAllReasonIsRefused() {
        for (String number : List.of("9e99999999999999999999", "1E2147483648", "1e-99999999999", "0e99999999999")) {
            assertThat(StrictJson.parse("{\"a\":" + number + "}"))
                    .as(number)
                    .isInstanceOfSatisfying(
                            Parsed.Refused.class,
                            refused -> assertThat(refused.code()).isEqualTo("json-limits"));
        }
    }
}
