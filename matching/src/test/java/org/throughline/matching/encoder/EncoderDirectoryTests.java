package org.throughline.matching.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughline.matching.Figure;
import org.throughline.matching.Statement;
import org.throughline.matching.Suggester;
import org.throughline.matching.SuggesterOptions;
import org.throughline.matching.TextEncoder;

class EncoderDirectoryTests {
    private static final List<String> PIECES = List.of(
            "[PAD]", "[UNK]", "[CLS]", "[SEP]", "car", "auto", "##mobile", "drive", "bake", "bread", "the", "校", "正");

    /** Cars lie one way, bread the other; marks and fillings lie nowhere. */
    private static final float[][] TABLE = {
        {9, 9}, {0, 0}, {0, 0}, {0, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {0, 1}, {0, 1}, {0, 0}, {0, 1}, {0, 1}
    };

    @TempDir
    private Path directory;

    private TextEncoder tiny(boolean pooled) throws Exception {
        Files.write(directory.resolve("model.onnx"), TinyModel.lookup(TABLE, pooled));
        Files.write(directory.resolve("vocab.txt"), PIECES);
        return EncoderDirectory.open(directory);
    }

    @Test
    void aModelTurnsTextsIntoPlacesOfUnitLengthHoweverManyAtOnce() throws Exception {
        TextEncoder encoder = tiny(false);

        List<float[]> places =
                encoder.encode(List.of("Drive the AUTOMOBILE", "bake", "Bake the bread, 校正", "nothing known"));

        assertThat(places.get(0)).containsExactly(1, 0);
        assertThat(places.get(1)).containsExactly(0, 1);
        assertThat(places.get(2)).containsExactly(0, 1);
        assertThat(places.get(3)).containsExactly(0, 0);
        assertThat(encoder.encode(List.of("drive bread")).getFirst()[0])
                .isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
        assertThat(encoder.encode(List.of("bake")).getFirst()).containsExactly(places.get(1));
        assertThat(encoder.encode(List.of())).isEmpty();
        assertThat(encoder.encode(List.of("car ".repeat(10_000))).getFirst()).containsExactly(1, 0);
    }

    @Test
    void aModelThatTakesTheMeanItselfIsTakenAtItsWord() throws Exception {
        assertThat(tiny(true).encode(List.of("car")).getFirst()).containsExactly(1, 0);
    }

    @Test
    void whatMeansTheSameIsSuggestedThoughNoWordIsSharedAndTheDigestStandsInTheVersion() throws Exception {
        TextEncoder encoder = tiny(false);
        List<Statement> candidates = List.of(
                Statement.of("bread", "Bake bread"),
                Statement.of("auto", "Automobile"),
                Statement.of("x", "Paint walls"));
        Suggester plain = Suggester.over(candidates, SuggesterOptions.standard());
        Suggester with = Suggester.over(candidates, SuggesterOptions.standard().withEncoder(encoder));
        Statement asked = Statement.of("asked", "car");

        assertThat(plain.suggest(asked, 3)).isEmpty();
        assertThat(with.suggest(asked, 3)).first().satisfies(best -> {
            assertThat(best.to()).isEqualTo("auto");
            assertThat(best.figures()).extracting(Figure::name).contains("encoder");
        });
        assertThat(with.modelVersion()).startsWith(plain.modelVersion()).contains(encoder.version());
        String before = encoder.version();
        float[][] other = TABLE.clone();
        other[4] = new float[] {0.5f, 0.5f};
        Files.write(directory.resolve("model.onnx"), TinyModel.lookup(other, false));
        assertThat(EncoderDirectory.open(directory).version()).isNotEqualTo(before);
    }

    @Test
    void whatIsNoEncoderIsRefusedInWords() throws Exception {
        assertThatThrownBy(() -> EncoderDirectory.open(directory))
                .isInstanceOf(UnusableEncoder.class)
                .hasMessageContaining("holds no model.onnx");
        tiny(false);
        Files.writeString(directory.resolve("model.onnx"), "no model at all");
        assertThatThrownBy(() -> EncoderDirectory.open(directory))
                .isInstanceOf(UnusableEncoder.class)
                .hasMessageContaining("no ONNX model that can be loaded");
        tiny(false);
        Files.write(directory.resolve("vocab.txt"), List.of("car", "bread"));
        assertThatThrownBy(() -> EncoderDirectory.open(directory))
                .isInstanceOf(UnusableEncoder.class)
                .hasMessageContaining("no line [UNK]");
        Files.write(directory.resolve("vocab.txt"), new byte[] {(byte) 0xff, (byte) 0xfe, 0x41});
        assertThatThrownBy(() -> EncoderDirectory.open(directory))
                .isInstanceOf(UnusableEncoder.class)
                .hasMessageContaining("no text in UTF-8");
    }
}
