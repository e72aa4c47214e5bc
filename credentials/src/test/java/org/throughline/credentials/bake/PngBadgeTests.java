package org.throughline.credentials.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngBadgeTests {

    private static final String KEYWORD = "openbadgecredential";
    private static final String JSON = "{\"name\":\"Mëtal \uD83D\uDD27\",\r\n\"x\":1}\n";
    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln";
    private static final String ASSERTION = "{\"type\":\"Assertion\",\"id\":\"https://a.example/1\"}";

    private static void refused(byte[] image, String reason) {
        assertThat(ImageKind.of(image)).contains(ImageKind.PNG);
        assertThat(ImageKind.PNG.unbake(image))
                .isInstanceOfSatisfying(
                        Unbaked.Refused.class, r -> assertThat(r.message()).contains(reason));
        assertThatThrownBy(() -> ImageKind.PNG.bake(image, JSON)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void found(byte[] image, String text, Baking baking) {
        assertThat(ImageKind.PNG.unbake(image)).isEqualTo(new Unbaked.Found(text, baking));
    }

    @Test
    void comesBackAsItWentIn() {
        for (byte[] image : new byte[][] {Png.begun().done(), Png.painted(40)}) {
            assertThat(ImageKind.PNG.unbake(image)).isEqualTo(new Unbaked.Nothing());
            found(ImageKind.PNG.bake(image, JSON), JSON, Baking.OPEN_BADGES_3);
            found(ImageKind.PNG.bake(image, TOKEN), TOKEN, Baking.OPEN_BADGES_3);
            found(ImageKind.PNG.bake(image, ASSERTION), ASSERTION, Baking.OPEN_BADGES_2);
        }
    }

    @Test
    void replacesWhatIsBakedAlreadyAndKeepsEveryOtherByte() {
        byte[] plain = Png.begun().international("Comment", "kept").done();
        byte[] once = ImageKind.PNG.bake(plain, ASSERTION);
        byte[] twice = ImageKind.PNG.bake(once, JSON);

        found(twice, JSON, Baking.OPEN_BADGES_3);
        assertThat(twice).isEqualTo(ImageKind.PNG.bake(plain, JSON));
        int header = 8 + 25;
        int chunk = twice.length - plain.length;
        assertThat(Arrays.copyOf(twice, header)).isEqualTo(Arrays.copyOf(plain, header));
        assertThat(Arrays.copyOfRange(twice, header + chunk, twice.length))
                .isEqualTo(Arrays.copyOfRange(plain, header, plain.length));
    }

    @Test
    void staysAnImageThatOthersCanPaint() throws IOException {
        byte[] baked = ImageKind.PNG.bake(Png.painted(40), JSON);

        assertThat(ImageIO.read(new ByteArrayInputStream(baked)).getWidth()).isEqualTo(40);
    }

    @Test
    void readsBothStandardsAndPrefersTheNewer() {
        found(Png.begun().international("openbadges", ASSERTION).done(), ASSERTION, Baking.OPEN_BADGES_2);
        found(
                Png.begun()
                        .chunk("tEXt", "openbadges\0https://a.example/1".getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "https://a.example/1",
                Baking.OPEN_BADGES_2);
        found(
                Png.begun()
                        .international("openbadges", ASSERTION)
                        .international(KEYWORD, TOKEN)
                        .done(),
                TOKEN,
                Baking.OPEN_BADGES_3);
    }

    @Test
    void readsAChunkBehindThePixels() {
        byte[] image = Png.begun()
                .chunk("IDAT", Png.deflated(new byte[2]))
                .international(KEYWORD, TOKEN)
                .chunk("IEND", new byte[0])
                .unfinished();

        found(image, TOKEN, Baking.OPEN_BADGES_3);
    }

    @Test
    void refusesTwoChunks() {
        refused(
                Png.begun()
                        .international(KEYWORD, JSON)
                        .international(KEYWORD, JSON)
                        .done(),
                "two chunks");
        refused(
                Png.begun()
                        .international("openbadges", ASSERTION)
                        .chunk("tEXt", "openbadges\0https://a.example/2".getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "two chunks");
        refused(
                Png.begun()
                        .international(KEYWORD, JSON)
                        .bytes(new byte[0])
                        .chunk("IEND", new byte[0])
                        .international(KEYWORD, JSON)
                        .unfinished(),
                "behind the end");
    }

    @Test
    void refusesCompressedChunksWithoutOpeningThem() {
        byte[] bomb = Png.deflated(new byte[1 << 20]);

        refused(Png.begun().chunk("iTXt", Png.international(KEYWORD, 1, bomb)).done(), "compressed");
        refused(Png.begun().chunk("iTXt", Png.international(KEYWORD, 2, bomb)).done(), "neither 0 nor 1");
        refused(
                Png.begun()
                        .chunk("zTXt", "openbadges\0\0xyz".getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "compressed");
    }

    @Test
    void refusesLiesAboutLengthAndChecksums() {
        byte[] text = Png.international(KEYWORD, 0, JSON.getBytes(StandardCharsets.UTF_8));

        refused(Png.begun().chunk("iTXt", text, text.length + 500, 0).done(), "longer than the file");
        refused(Png.begun().chunk("iTXt", text, -1, 0).done(), "longer than the file");
        refused(Png.begun().chunk("iTXt", text, Integer.MAX_VALUE, 0).done(), "longer than the file");
        refused(Png.begun().chunk("iTXt", text, text.length - 3, 0).done(), "checksum");
        refused(Png.begun().chunk("iTXt", text, text.length, 1).done(), "checksum");
        refused(Png.begun().chunk("iTXt", text).unfinished(), "without its last one");
        refused(Png.begun().chunk("iTXt", text).bytes(new byte[5]).unfinished(), "middle of a chunk");
        refused(Png.begun().chunk("IHDR", new byte[13]).done(), "IHDR");
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\n', 0x1A}, "signature");
    }

    @Test
    void refusesTextThatIsNone() {
        refused(Png.begun().international(KEYWORD, "{\"a\":1}\0{\"a\":2}").done(), "NUL");
        refused(Png.begun().international(KEYWORD, "\uFEFF{}").done(), "UTF-8");
        refused(Png.begun().international(KEYWORD, "").done(), "empty");
        refused(
                Png.begun()
                        .chunk("iTXt", Png.international(KEYWORD, 0, new byte[] {'{', (byte) 0xC3, '}'}))
                        .done(),
                "UTF-8");
        refused(
                Png.begun()
                        .chunk("iTXt", (KEYWORD + "\0\0").getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "ends before");
        refused(
                Png.begun()
                        .chunk("iTXt", (KEYWORD + "\0\0\0en").getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "ends before");
        refused(
                Png.begun()
                        .chunk("tEXt", (KEYWORD + "\0" + TOKEN).getBytes(StandardCharsets.ISO_8859_1))
                        .done(),
                "tEXt");
    }

    @Test
    void readsSeveralMebibytesSoon() {
        byte[] noise = new byte[20 << 20];
        new Random(1).nextBytes(noise);
        byte[] image =
                Png.begun().chunk("IDAT", noise).international(KEYWORD, JSON).done();

        long begin = System.nanoTime();
        found(image, JSON, Baking.OPEN_BADGES_3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
        refused(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, "signature");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(7);
        byte[] image = Png.begun()
                .international(KEYWORD, JSON)
                .international("openbadges", ASSERTION)
                .done();
        for (int i = 0; i < 20_000; i++) {
            byte[] changed = Arrays.copyOf(image, random.nextInt(5) == 0 ? random.nextInt(image.length) : image.length);
            for (int k = 0; k < 1 + random.nextInt(4) && changed.length > 4; k++) {
                changed[4 + random.nextInt(changed.length - 4)] = (byte) random.nextInt(256);
            }
            assertThat(ImageKind.PNG.unbake(changed)).isNotNull();
        }
    }
}
