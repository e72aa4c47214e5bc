package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSearchTests {
    private static final byte[] SECRET =
            HexFormat.of().parseHex("00112233445566778899aabbccddeeff0f1e2d3c4b5a69788796a5b4c3d2e1f0");

    private final SecretSearch search =
            new SecretSearch(List.of(SECRET, "whsec_a-short-one".getBytes(StandardCharsets.UTF_8)));

    @TempDir
    private Path folder;

    @Test
    void findsItAsItIsAndInEverySpelling() throws Exception {
        assertThat(finds(SECRET)).isTrue();
        assertThat(finds(HexFormat.of().formatHex(SECRET))).isTrue();
        assertThat(finds(HexFormat.of().withUpperCase().formatHex(SECRET))).isTrue();
        assertThat(finds("AAISEM2EKVTHPCEZVK54ZXPO74HR4LJ4JNNGS6EHS2S3JQ6S4HYA"))
                .as("base32")
                .isTrue();
        assertThat(finds("posted with whsec_a-short-one today")).isTrue();
        assertThat(finds("whsec_a-short")).isFalse();
        assertThat(finds("nothing of it")).isFalse();
    }

    @Test
    void findsItInBase64WhereverThatBegins() throws Exception {
        for (int before = 0; before < 7; before++) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(new byte[before]);
            all.write(SECRET);
            all.write(new byte[] {1, 2, 3});
            assertThat(finds(Base64.getEncoder().encodeToString(all.toByteArray())))
                    .as("behind %d bytes", before)
                    .isTrue();
            assertThat(finds(Base64.getUrlEncoder().encodeToString(all.toByteArray())))
                    .as("behind %d bytes", before)
                    .isTrue();
        }
    }

    @Test
    void findsItAcrossThePiecesInWhichAFileIsRead() throws Exception {
        for (int before : new int[] {(1 << 20) - 8, (1 << 20) + 1, (1 << 21) - 3}) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] noise = new byte[before];
            new Random(before).nextBytes(noise);
            all.write(noise);
            all.write(SECRET);
            assertThat(finds(all.toByteArray())).as("behind %d bytes", before).isTrue();
        }
    }

    private boolean finds(String text) throws Exception {
        return finds(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean finds(byte[] bytes) throws Exception {
        return search.findsIn(Files.write(folder.resolve("file"), bytes));
    }
}
