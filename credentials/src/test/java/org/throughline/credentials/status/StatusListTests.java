package org.throughline.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class StatusListTests {

    private static final int EIGHT_MIB = 8 * 1024 * 1024;

    private static String encoded(byte[] bits) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bits);
        }
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    private static StatusList decoded(String text) {
        return ((StatusListReading.Decoded) StatusList.decode(text, EIGHT_MIB)).list();
    }

    @Test
    void countsFromTheHighestBitOfTheFirstByte() throws IOException {
        byte[] bits = new byte[16_384];
        bits[0] = (byte) 0b1000_0000;
        bits[1] = 0b0000_0001;

        StatusList list = decoded(encoded(bits));

        assertThat(list.get(0)).isTrue();
        assertThat(list.get(7)).isFalse();
        assertThat(list.get(8)).isFalse();
        assertThat(list.get(15)).isTrue();
    }

    @Test
    void readsTheEmptyListOfTheStandard() {
        String published = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

        assertThat(decoded(published)).isEqualTo(StatusList.empty(StatusList.MINIMUM_SIZE));
    }

    @Test
    void comesBackFromItsEncodingWithExactlyTheBitsThatWereSet() {
        Random random = new Random(4);
        for (int round = 0; round < 20; round++) {
            Set<Long> indexes = new HashSet<>();
            for (int i = 0; i < 200; i++) {
                indexes.add((long) random.nextInt(StatusList.MINIMUM_SIZE));
            }
            StatusList list = StatusList.empty(StatusList.MINIMUM_SIZE).with(indexes, true);

            StatusList back = decoded(list.encode());

            assertThat(back).isEqualTo(list);
            for (long i = 0; i < back.size(); i++) {
                assertThat(back.get(i)).isEqualTo(indexes.contains(i));
            }
        }
    }

    @Test
    void staysAsItIsWhenAChangedOneIsMade() {
        StatusList before = StatusList.empty(StatusList.MINIMUM_SIZE);

        StatusList after = before.with(5, true);

        assertThat(before.get(5)).isFalse();
        assertThat(after.get(5)).isTrue();
        assertThat(after.with(5, false)).isEqualTo(before);
    }

    @Test
    void refusesToInflateBeyondTheLimit() throws IOException {
        String bomb = encoded(new byte[64 * 1024 * 1024]);

        StatusListReading reading = StatusList.decode(bomb, EIGHT_MIB);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        StatusListReading.Malformed.class,
                        m -> assertThat(m.code()).isEqualTo("status-list-length"));
    }

    @Test
    void refusesWhatIsNoList() {
        for (String text : List.of("", "u", "zAAAA", "u!!!!", "uAAAA", "H4sIAAAA")) {
            assertThat(StatusList.decode(text, EIGHT_MIB)).as(text).isInstanceOf(StatusListReading.Malformed.class);
        }
    }

    @Test
    void refusesAnIndexThatItDoesNotHaveAndASizeThatIsTooSmall() {
        StatusList list = StatusList.empty(StatusList.MINIMUM_SIZE);

        assertThatThrownBy(() -> list.get(StatusList.MINIMUM_SIZE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> StatusList.empty(1_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsEntriesOfSeveralBitsFromTheHighest() throws IOException {
        byte[] bits = new byte[16_384];
        bits[0] = (byte) 0b01_10_11_00;
        StatusList list = decoded(encoded(bits));

        assertThat(List.of(list.get(0, 2), list.get(1, 2), list.get(2, 2), list.get(3, 2)))
                .containsExactly(1L, 2L, 3L, 0L);
        assertThat(list.entries(2)).isEqualTo(65_536);
        assertThatThrownBy(() -> list.get(65_536, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.get(0, 33)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTheTextOfTheDraftsInBothAlphabets() throws IOException {
        byte[] bits = new byte[16_384];
        new Random(7).nextBytes(bits);
        String url = encoded(bits).substring(1);
        String plain = Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(url));

        assertThat(StatusList.decodeLegacy(url, EIGHT_MIB)).isEqualTo(StatusList.decode("u" + url, EIGHT_MIB));
        assertThat(StatusList.decodeLegacy(plain, EIGHT_MIB)).isEqualTo(StatusList.decode("u" + url, EIGHT_MIB));
        assertThat(StatusList.decodeLegacy("u" + url, EIGHT_MIB)).isInstanceOf(StatusListReading.Malformed.class);
    }
}
