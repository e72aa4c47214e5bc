package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.check.PackageCheck;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.caseformat.model.LinkGenURI;

/** Files that are broken, or made to cost much: a clear finding each, never an exception. */
class HostileFilesTests {

    private static final String DOCUMENT =
            "\"CFDocument\":{\"identifier\":\"11111111-1111-4111-8111-111111111111\",\"uri\":\"https://example.org/d\","
                    + "\"creator\":\"us\",\"title\":\"力 قوة ä\",\"lastChangeDateTime\":\"2026-01-02T03:04:05Z\"}";
    private static final String EMPTY = "{" + DOCUMENT + ",\"CFItems\":[],\"CFAssociations\":[]}";

    private final CaseReader reader = new CaseReader();

    @Test
    void readsPastAByteOrderMark() {
        ReadOutcome outcome = reader.read(("\uFEFF" + EMPTY).getBytes(UTF_8), "mark");

        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        assertThat(codes(outcome)).containsExactly("byte-order-mark");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void readsOtherEncodingsOfUnicodeWithAndWithoutAMark(String charset) {
        for (String text : List.of(EMPTY, "\uFEFF" + EMPTY)) {
            ReadOutcome outcome = reader.read(text.getBytes(Charset.forName(charset)), "wide");

            assertThat(codes(outcome)).containsExactly("text-encoding");
            assertThat(((ReadOutcome.Read) outcome).pkg().document().title()).isEqualTo("力 قوة ä");
        }
    }

    @Test
    void refusesBytesThatAreNoTextAndSaysWhere() {
        byte[] latin = EMPTY.replace("力 قوة ", "")
                .replace(",\"CFItems\"", ",\n\"CFItems\"")
                .getBytes(Charset.forName("ISO-8859-1"));
        ReadOutcome outcome = reader.read(latin, "latin");

        assertThat(codes(outcome)).containsExactly("unreadable-json");
        assertThat(outcome.findings().getFirst().message()).contains("0xE4", "line 1", "UTF-8");
        assertThat(codes(reader.read(new byte[] {'{', (byte) 0xC3}, "half"))).containsExactly("unreadable-json");
        assertThat(codes(reader.read("{\"a".getBytes(UTF_16LE), "half"))).contains("unreadable-json");
        assertThat(codes(reader.read(new byte[] {0, '{', (byte) 0xD8, 0}, "half of a pair")))
                .contains("unreadable-json");
        assertThat(codes(reader.read(new byte[100], "zeros"))).containsExactly("unreadable-json");
        assertThat(codes(reader.read("\uFEFF".getBytes(UTF_16BE), "only a mark")))
                .contains("unreadable-json");
    }

    @Test
    void refusesAPropertyThatStandsTwiceAndSaysWhere() {
        ReadOutcome outcome = read("{" + DOCUMENT + ",\"CFItems\":[{\"title\":1,\"title\":1}]}");

        assertThat(codes(outcome)).containsExactly("unreadable-json");
        assertThat(outcome.findings().getFirst().pointer()).isEqualTo("/CFItems/0/title");
        assertThat(outcome.findings().getFirst().message()).contains("twice");
    }

    @Test
    void refusesWhatIsBeyondALimitAndSaysWhichAndWhere() {
        String big = "x".repeat(1 << 21);
        String properties =
                IntStream.range(0, 10_001).mapToObj(i -> "\"p" + i + "\":0").collect(Collectors.joining(","));
        String digits = "1".repeat(200);

        assertThat(refusal(extension("\"" + big + "\""))).isEqualTo("too-large");
        assertThat(refusal(extension(digits))).isEqualTo("too-large");
        assertThat(refusal(extension("1e99999999"))).isEqualTo("too-large");
        assertThat(refusal(extension("{" + properties + "}"))).isEqualTo("too-large");
        assertThat(refusal(extension("{\"" + "n".repeat(5000) + "\":1}"))).isEqualTo("too-large");
        assertThat(refusal(extension("[".repeat(100_000)))).isEqualTo("too-large");
        assertThat(refusal(extension("[" + "0,".repeat(1 << 21) + "0]"))).isEqualTo("too-large");
        assertThat(read(extension("[" + "0,".repeat(1 << 21) + "0]"))
                        .findings()
                        .getFirst()
                        .pointer())
                .isEqualTo("/CFItems/0");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() {
        byte[] whole = new CaseWriter().write(Everything.pkg(), CaseVersion.V1P1);
        for (int length = 0; length < whole.length; length += 97) {
            ReadOutcome outcome = reader.read(java.util.Arrays.copyOf(whole, length), "cut off");
            assertThat(codes(outcome)).as("cut off at " + length).containsExactly("unreadable-json");
        }
    }

    @Test
    void givesAReportOnAnyBytes() {
        byte[] whole = new CaseWriter().write(Everything.pkg(), CaseVersion.V1P1);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            byte[] spoiled = whole.clone();
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
            }
            ReadOutcome outcome = reader.read(spoiled, "spoiled");
            assertThat(outcome instanceof ReadOutcome.Read
                            || !outcome.findings().isEmpty())
                    .isTrue();
        }
    }

    @Test
    void readsManyObjectsUnderOneIdentifierWithoutReadingTheFirstAgainForEach() {
        String big = item(1, "x".repeat(1 << 20));
        String others =
                IntStream.range(0, 5000).mapToObj(i -> item(1, "other " + i)).collect(Collectors.joining(","));
        ReadOutcome outcome = read("{" + DOCUMENT + ",\"CFItems\":[" + big + "," + others + "]}");

        assertThat(((ReadOutcome.Read) outcome).pkg().items()).hasSize(5001);
        assertThat(codes(outcome)).contains("shared-identifier");
    }

    @Test
    void checksAChainOfAHundredThousandAndAStarOfAsMany() {
        List<CFItem> items = IntStream.range(0, 100_000)
                .mapToObj(i -> CFItem.builder(Everything.id("i" + i), "urn:example:" + i, "s", Instant.EPOCH)
                        .build())
                .toList();
        List<CFAssociation> chain = new ArrayList<>();
        List<CFAssociation> star = new ArrayList<>();
        for (int i = 1; i < items.size(); i++) {
            chain.add(under(items.get(i), items.get(i - 1), i));
            star.add(under(items.get(i), items.getFirst(), i));
        }
        assertThat(FrameworkTree.of(checked(items, chain, 1)).depth()).isEqualTo(100_000);
        assertThat(FrameworkTree.of(checked(items, star, 1)).depth()).isEqualTo(2);

        chain.add(under(items.getFirst(), items.getLast(), 0));
        Findings findings = new Findings();
        check(items, chain, findings);
        assertThat(findings.all()).extracting(Finding::code).containsExactly("child-cycle");
        assertThat(findings.all().getFirst().message())
                .contains("(100000 in all)", items.getFirst().identifier().toString())
                .hasSizeLessThan(2000);
    }

    private static CFPackage checked(List<CFItem> items, List<CFAssociation> associations, int orphans) {
        Findings findings = new Findings();
        CFPackage whole = check(items, associations, findings);
        assertThat(findings.all())
                .hasSize(orphans)
                .allMatch(finding -> finding.code().equals("orphan-item"));
        return whole;
    }

    private static CFPackage check(List<CFItem> items, List<CFAssociation> associations, Findings findings) {
        CFPackage pkg = new CFPackage(
                Everything.document().toBuilder()
                        .subjectURI(List.of())
                        .licenseURI(null)
                        .build(),
                items,
                associations,
                CFDefinitions.NONE,
                List.of());
        return new PackageCheck(pkg, names("/CFItems", items), names("/CFAssociations", associations), findings)
                .repaired();
    }

    private static List<String> names(String list, List<?> values) {
        return IntStream.range(0, values.size()).mapToObj(i -> list + "/" + i).toList();
    }

    private static CFAssociation under(CFItem child, CFItem parent, int number) {
        return CFAssociation.builder(
                        new java.util.UUID(0x4000L | (long) number << 20, Long.MIN_VALUE | number),
                        "urn:example:a",
                        AssociationType.IS_CHILD_OF,
                        LinkGenURI.to(child),
                        LinkGenURI.to(parent),
                        Instant.EPOCH)
                .build();
    }

    private static String item(int number, String statement) {
        return "{\"identifier\":\"aaaaaaaa-aaaa-4aaa-8aaa-" + String.format(java.util.Locale.ROOT, "%012d", number)
                + "\",\"uri\":\"urn:example:" + number + "\",\"fullStatement\":\"" + statement
                + "\",\"lastChangeDateTime\":\"2026-01-02T03:04:05Z\"}";
    }

    private static String extension(String value) {
        return "{" + DOCUMENT + ",\"CFItems\":[{\"identifier\":\"x\",\"extensions\":{\"our:value\":" + value + "}}]}";
    }

    private ReadOutcome read(String json) {
        return reader.read(json.getBytes(UTF_8), "test.json");
    }

    private String refusal(String json) {
        ReadOutcome outcome = read(json);
        assertThat(outcome).isInstanceOf(ReadOutcome.Refused.class);
        assertThat(outcome.findings().getLast().pointer()).startsWith("/CFItems/0");
        return outcome.findings().getLast().code();
    }

    private static List<String> codes(ReadOutcome outcome) {
        return outcome.findings().stream().map(Finding::code).toList();
    }
}
