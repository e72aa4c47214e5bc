package org.throughline.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.key.Base64Url;

class TokenStatusListTests {

    private static String lst(int... bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
            for (int b : bytes) {
                zlib.write(b);
            }
        }
        return Base64Url.encode(out.toByteArray());
    }

    private static TokenStatusList list(int bits, String lst) {
        return TokenStatusList.decode(bits, lst, 1_000).orElseThrow();
    }

    @Test
    void readsTheListsOfTheDraft() {
        TokenStatusList one = list(1, "eNrbuRgAAhcBXQ");
        TokenStatusList two = list(2, "eNo76fITAAPfAgc");

        assertThat(IntStream.range(0, 16).map(one::get))
                .containsExactly(1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1);
        assertThat(IntStream.range(0, 12).map(two::get)).containsExactly(1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3);
    }

    @Test
    void countsFromTheLowestBits() throws IOException {
        assertThat(list(1, lst(0b0000_0001)).get(0)).isEqualTo(TokenStatusList.INVALID);
        assertThat(list(4, lst(0x2f)).get(0)).isEqualTo(15);
        assertThat(list(4, lst(0x2f)).get(1)).isEqualTo(TokenStatusList.SUSPENDED);
        assertThat(list(8, lst(0, 0xff)).get(1)).isEqualTo(255);
    }

    @Test
    void refusesWhatIsNoListAndWhatInflatesTooFar() throws IOException {
        assertThat(TokenStatusList.decode(3, lst(1), 1_000)).isEmpty();
        assertThat(TokenStatusList.decode(1, "AAAA", 1_000)).isEmpty();
        assertThat(TokenStatusList.decode(1, "!", 1_000)).isEmpty();
        assertThat(TokenStatusList.decode(1, lst(new int[1_001]), 1_000)).isEmpty();
        TokenStatusList list = list(1, lst(1));
        assertThatThrownBy(() -> list.get(8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
