package org.throughline.credentials.bake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SvgBadgeTests {

    private static final String OB3 = "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
    private static final String OB2 = "xmlns:openbadges=\"http://openbadges.org\"";
    private static final String JSON = "{\"name\":\"Mëtal \uD83D\uDD27 <&]]> \\\" \",\n \"x\":1}\n";
    private static final String TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln";
    private static final String ASSERTION = "{\"type\":\"Assertion\",\"id\":\"https://a.example/1\"}";

    private static byte[] svg(String declarations, String inside) {
        return bytes(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" " + declarations + ">" + inside + "<circle r='5'/></svg>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void refused(byte[] image, String reason) {
        assertThat(ImageKind.of(image)).contains(ImageKind.SVG);
        assertThat(ImageKind.SVG.unbake(image))
                .isInstanceOfSatisfying(
                        Unbaked.Refused.class, r -> assertThat(r.message()).contains(reason));
        assertThatThrownBy(() -> ImageKind.SVG.bake(image, JSON)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void found(byte[] image, String text, Baking baking) {
        assertThat(ImageKind.SVG.unbake(image)).isEqualTo(new Unbaked.Found(text, baking));
    }

    @Test
    void comesBackAsItWentIn() {
        List<String> images = List.of(
                "<svg/>",
                "<svg />",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <svg> > -->\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\""
                        + " \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n<svg xmlns='http://www.w3.org/2000/svg'\n id='a>b'>\r\n"
                        + "<title>t</title><![CDATA[<x>]]></svg>\n<!-- end -->",
                "\uFEFF<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:openbadges='urn:other'><openbadges:credential/></s:svg>");
        for (String image : images) {
            assertThat(ImageKind.SVG.unbake(bytes(image))).as(image).isEqualTo(new Unbaked.Nothing());
            for (String credential : List.of(JSON, TOKEN, JSON.replace("\n", "\r\n"))) {
                found(ImageKind.SVG.bake(bytes(image), credential), credential, Baking.OPEN_BADGES_3);
            }
            found(ImageKind.SVG.bake(bytes(image), ASSERTION), ASSERTION, Baking.OPEN_BADGES_2);
        }
    }

    @Test
    void isWrittenAsTheStandardShowsIt() {
        assertThat(text(ImageKind.SVG.bake(bytes("<svg><g/></svg>"), "{\"a\":1}")))
                .isEqualTo("<svg " + OB3
                        + "><openbadges:credential><![CDATA[{\"a\":1}]]></openbadges:credential><g/></svg>");
        assertThat(text(ImageKind.SVG.bake(bytes("<svg><g/></svg>"), TOKEN)))
                .isEqualTo("<svg " + OB3 + "><openbadges:credential verify=\"" + TOKEN + "\"/><g/></svg>");
    }

    @Test
    void replacesWhatIsBakedAlreadyAndKeepsEveryOtherByte() {
        String before = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:b=\"http://openbadges.org\" " + OB3 + ">";
        String old = "<b:assertion verify='" + TOKEN + "'><!-- x --></b:assertion>";
        String older = "<openbadges:credential\n><![CDATA[{\"a\":\"</>\"}]]> </openbadges:credential>";
        String rest = "<g> <!-- <openbadges:credential> --> </g>\n</svg>\n";

        String baked = text(ImageKind.SVG.bake(bytes(before + old + "<g/>" + older + rest), "{\"n\":1}"));

        assertThat(baked)
                .isEqualTo(before + "<openbadges:credential><![CDATA[{\"n\":1}]]></openbadges:credential><g/>" + rest);
    }

    @Test
    void readsTextAndAttributesOfBothStandards() {
        found(svg(OB3, "<openbadges:credential verify=\"" + TOKEN + "\"/>"), TOKEN, Baking.OPEN_BADGES_3);
        found(svg(OB3, "<openbadges:credential>{\"a\":1}</openbadges:credential>"), "{\"a\":1}", Baking.OPEN_BADGES_3);
        found(
                svg(OB2, "<openbadges:assertion verify=\"https://a.example/1\"></openbadges:assertion>"),
                "https://a.example/1",
                Baking.OPEN_BADGES_2);
        found(
                svg(
                        OB2,
                        "<openbadges:assertion verify=\"https://a.example/1\"><![CDATA[" + ASSERTION
                                + "]]></openbadges:assertion>"),
                ASSERTION,
                Baking.OPEN_BADGES_2);
        assertThat(ImageKind.SVG.unbake(svg(OB2, "<openbadges:credential verify=\"" + TOKEN + "\"/>")))
                .isEqualTo(new Unbaked.Nothing());
    }

    @Test
    void refusesWhatTwoReadersWouldReadDifferently() {
        String tag = "<openbadges:credential verify=\"" + TOKEN + "\"/>";
        refused(svg(OB3, tag + "<g>" + tag + "</g>"), "two tags");
        refused(
                svg(
                        OB3,
                        "<openbadges:credential verify=\"" + TOKEN
                                + "\"><![CDATA[{\"a\":1}]]></openbadges:credential>"),
                "at once");
        refused(
                svg(
                        OB2,
                        "<openbadges:assertion verify=\"https://a.example/2\"><![CDATA[" + ASSERTION
                                + "]]></openbadges:assertion>"),
                "at once");
        refused(
                svg(
                        OB2,
                        "<openbadges:assertion verify=\"" + TOKEN + "\"><![CDATA[" + ASSERTION
                                + "]]></openbadges:assertion>"),
                "at once");
        refused(svg(OB3, "<openbadges:credential/>"), "empty");
        refused(svg(OB3, "<openbadges:credential verify=''/>"), "empty");
        refused(svg(OB3, "<openbadges:credential>{\"a\"<b/>:1}</openbadges:credential>"), "else than text");
        refused(svg("", tag), "not well-formed");
        refused(bytes("<svg><g></svg>"), "not well-formed");
        refused(bytes("<html></html>"), "no SVG");
        refused(new byte[] {'<', 's', 'v', 'g', (byte) 0xFF, '>'}, "UTF-8");
        refused(bytes("<?xml version='1.0' encoding='UTF-16'?><svg/>"), "UTF-16");
    }

    @Test
    void refusesEntitiesAndFetchesNothing() {
        String tag = "<openbadges:credential>&x;</openbadges:credential>";
        refused(
                bytes("<!DOCTYPE svg [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg " + OB3 + ">" + tag + "</svg>"),
                "document type");
        refused(
                bytes("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;\">]><svg " + OB3 + ">"
                        + tag + "</svg>"),
                "document type");
        refused(
                bytes("<?x?><!-- y --><!DOCTYPE svg SYSTEM 'a>b' [<!ENTITY % p SYSTEM 'http://x.example/'>%p;]><svg/>"),
                "document type");
        refused(svg(OB3, tag), "entity");
        refused(
                bytes("<!DOCTYPE svg SYSTEM \"http://127.0.0.1:9/x.dtd\"><svg " + OB3 + ">" + tag + "</svg>"),
                "entity");
    }

    @Test
    void readsSeveralMebibytesSoonAndDeepNestingNotAtAll() {
        String picture = "<image href=\"data:image/png;base64," + "iVBORw0K".repeat(1 << 18) + "\"/>";
        byte[] large = svg(OB3, "<openbadges:credential verify=\"" + TOKEN + "\"/>" + picture + picture);
        long begin = System.nanoTime();
        found(large, TOKEN, Baking.OPEN_BADGES_3);
        found(ImageKind.SVG.bake(large, JSON), JSON, Baking.OPEN_BADGES_3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));

        begin = System.nanoTime();
        refused(svg(OB3, "<g>".repeat(300_000)), "deeper");
        refused(svg(OB3, "<" + "g".repeat(1_000_000) + "/>"), "not well-formed");
        refused(svg(OB3, "<g" + " a".repeat(300_000) + "/>"), "not well-formed");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void refusesToBakeWhatXmlCannotHold() {
        assertThatThrownBy(() -> ImageKind.SVG.bake(bytes("<svg/>"), "{\"a\":\"\uFFFE\"}"))
                .hasMessageContaining("can't stand in XML");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(7);
        byte[] image =
                svg(OB3, "<openbadges:credential><![CDATA[{\"a\":1}]]></openbadges:credential><!-- x --><?y z?>");
        String alphabet = "<>&;\"'/!?[]-= \0:xD";
        for (int i = 0; i < 10_000; i++) {
            byte[] changed = image.clone();
            for (int k = 0; k < 1 + random.nextInt(4); k++) {
                changed[1 + random.nextInt(changed.length - 1)] = random.nextBoolean()
                        ? (byte) alphabet.charAt(random.nextInt(alphabet.length()))
                        : (byte) random.nextInt(256);
            }
            Unbaked outcome = ImageKind.SVG.unbake(changed);
            if (!(outcome instanceof Unbaked.Refused)) {
                found(ImageKind.SVG.bake(changed, TOKEN), TOKEN, Baking.OPEN_BADGES_3);
            }
        }
    }
}
