package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a fuzzer does for hours, for a moment: every reader gets its seeds, and some hundred changed ones. */
class FuzzingTests {

    static Iterable<String> targets() {
        return Fuzzing.names();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void noReaderThrows(String target) {
        Fuzzing.Target reader = Fuzzing.named(target);
        List<byte[]> seeds = Fuzzing.seeds(target);
        Random random = new Random(target.hashCode());
        for (int i = 0; i < 300 + seeds.size(); i++) {
            byte[] bytes = i < seeds.size()
                    ? seeds.get(i)
                    : TokenChanges.bytes(seeds.get(random.nextInt(seeds.size())), random);
            assertThatCode(() -> reader.read(bytes))
                    .as(() -> target + ": " + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }
}
