package org.throughline.caseformat.exchange;

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
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * CTDL-ASN and Rich Skill Descriptors with something else at every place in turn, and made to cost much. Whatever that makes of them, there
 * is a report; and what was read is a framework in order: as CASE it is read again without a finding, and every form can be written of it.
 */
class SpoiledResourcesTests {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SheetRequest REQUEST = SheetRequest.of("file", Instant.parse("2026-01-01T00:00:00Z"));

    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "7",
            "-7.5",
            "1e300",
            "\"\"",
            "\"nul\\u0000 \\ud800 \\uffff\"",
            "\"24 Oct 2017\"",
            "\"-999999999-01-01\"",
            "\"9999-12-31T23:59:59+18:00\"",
            "\"0197a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b\"",
            "\"ce-22222222-2222-4222-8222-222222222222\"",
            "\"https://x.example/x y\"",
            "\"https://x.example/ä\"",
            "\"_:b\"",
            "\"=1+1\"",
            "[]",
            "[null]",
            "[[]]",
            "[1,\"two\",{\"three\":3}]",
            "{}",
            "{\"@id\":\"https://x.example/11111111-1111-4111-8111-111111111111\"}",
            "{\"@value\":\"said\",\"@language\":\"en\"}",
            "{\"en\":\"one\",\"es\":[\"uno\",2]}",
            "{\"en\":{\"en\":\"deeper\"}}",
            "{\"a b\":\"c\",\"\":\"d\"}");

    private final CaseReader cases = new CaseReader();
    private final FrameworkReader reader = new FrameworkReader();
    private int read;
    private int refused;

    @Test
    void oneOtherValueAtEveryPlaceOfCtdlAsnEndsInAReport() {
        spoil(CtdlAsnTests.GRAPH);

        assertThat(read).isGreaterThan(1000);
        assertThat(refused).isPositive();
    }

    @Test
    void oneOtherValueAtEveryPlaceOfSkillsEndsInAReport() {
        spoil(RsdTests.SKILLS);
        spoil(RsdTests.COLLECTION);

        assertThat(read).isGreaterThan(1000);
    }

    @Test
    void anyBytesOfATableEndInAReport() {
        Random random = new Random(7);
        for (String table : List.of(RsdTests.TABLE, CtdlAsnTests.TABLE)) {
            byte[] whole = table.getBytes(UTF_8);
            for (int i = 0; i < 300; i++) {
                byte[] spoiled = whole.clone();
                for (int j = random.nextInt(1, 6); j > 0; j--) {
                    spoiled[random.nextInt(spoiled.length)] = (byte) random.nextInt(256);
                }
                tried(spoiled, "table " + i);
                tried(java.util.Arrays.copyOf(whole, random.nextInt(whole.length)), "cut off");
            }
        }
    }

    @Test
    void refusesWhatIsBeyondALimitWithTheCodesOfCase() {
        String node = "{\"@type\":\"ceasn:Competency\",\"ceasn:competencyText\":";
        assertThat(code(node + "[".repeat(100_000))).isEqualTo("too-large");
        assertThat(code(node + "\"" + "x".repeat(1 << 21) + "\"}")).isEqualTo("too-large");
        assertThat(code("{\"skillName\":" + "[".repeat(100) + "]".repeat(100) + "}"))
                .isEqualTo("too-large");
        assertThat(code(node + "\"a\",\"ceasn:competencyText\":\"b\"}")).isEqualTo("unreadable-json");
        assertThat(code(node)).isEqualTo("unreadable-json");
        assertThat(code("[" + "{\"@type\":\"ceasn:Competency\"},".repeat(50_001) + "1]"))
                .isEqualTo("too-large");
        assertThat(code("[" + "{\"skillName\":\"a\"},".repeat(50_001) + "1]")).isEqualTo("too-large");
        assertThat(code(node + "\"a\",\"x\":[" + "0,".repeat(3_000_001) + "0]}"))
                .isEqualTo("too-large");
        assertThat(code(node + "\"a\",\"ceasn:alignTo\":["
                        + IntStream.range(0, 200_002)
                                .mapToObj(i -> "\"https://x.example/" + i + "\"")
                                .collect(Collectors.joining(","))
                        + "]}"))
                .isEqualTo("too-large");
        assertThat(code("@type,ceasn:competencyText\n" + "ceasn:Competency,a\n".repeat(200_001)))
                .isEqualTo("too-large");
        assertThat(code("RSD Name,Skill Statement\n" + "a,b\n".repeat(50_001))).isEqualTo("too-large");
    }

    @Test
    void readsAChainOfTensOfThousands() {
        String chain = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"@type\":\"ceasn:Competency\",\"@id\":\"https://x.example/" + i
                        + "\",\"ceasn:competencyText\":\"" + i + "\",\"ceasn:isChildOf\":\"https://x.example/" + (i + 1)
                        + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        FrameworkOutcome outcome = reader.read(chain.getBytes(UTF_8), REQUEST);

        assertThat(((FrameworkOutcome.Read) outcome).pkg().items()).hasSize(20_000);
        assertThat(code(chain.replace("https://x.example/20000", "https://x.example/0")))
                .isEqualTo("child-cycle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE", "UTF-32LE"})
    void readsJsonInOtherEncodingsOfUnicodeThroughTheSameDoor(String charset) {
        for (String text : List.of(CtdlAsnTests.GRAPH, "\uFEFF" + CtdlAsnTests.GRAPH)) {
            FrameworkOutcome outcome = reader.read(text.getBytes(Charset.forName(charset)), REQUEST);

            assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(FrameworkOutcome.Read.class);
            assertThat(((FrameworkOutcome.Read) outcome).form()).isEqualTo(FrameworkForm.CTDL_ASN_JSON);
        }
    }

    private String code(String text) {
        FrameworkOutcome outcome = reader.read(text.getBytes(UTF_8), REQUEST);
        assertThat(outcome).isInstanceOf(FrameworkOutcome.Refused.class);
        return outcome.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .findFirst()
                .orElse("");
    }

    private void spoil(String text) {
        JsonNode whole = JSON.readTree(text);
        int places = places(whole).size();
        for (int place = 0; place < places; place++) {
            for (int other = 0; other < OTHERS.size(); other++) {
                JsonNode changed = whole.deepCopy();
                places(changed).get(place).set(JSON.readTree(OTHERS.get(other)));
                tried(changed.toString().getBytes(UTF_8), "place " + place + ", value " + OTHERS.get(other));
            }
        }
        Random random = new Random(3);
        for (int seed = 0; seed < 200; seed++) {
            JsonNode changed = whole.deepCopy();
            for (int i = random.nextInt(2, 15); i > 0; i--) {
                List<Place> there = places(changed);
                if (!there.isEmpty()) {
                    there.get(random.nextInt(there.size()))
                            .set(JSON.readTree(OTHERS.get(random.nextInt(OTHERS.size()))));
                }
            }
            tried(changed.toString().getBytes(UTF_8), "seed " + seed);
        }
    }

    private void tried(byte[] bytes, String what) {
        switch (reader.read(bytes, REQUEST)) {
            case FrameworkOutcome.NeedsColumns needs ->
                assertThat(needs.columns()).isNotNull();
            case FrameworkOutcome.Refused no -> {
                refused++;
                assertThat(no.findings()).as(what).anyMatch(finding -> finding.severity() == Severity.ERROR);
            }
            case FrameworkOutcome.Read yes -> {
                read++;
                CFPackage pkg = yes.pkg();
                assertThat(yes.findings()).as(what).noneMatch(finding -> finding.severity() == Severity.ERROR);
                assertThat(cases.read(ExportForm.CASE_1_1.write(pkg), "again"))
                        .as(() -> what + ": " + new String(bytes, UTF_8))
                        .isEqualTo(new ReadOutcome.Read(pkg, List.of()));
                ExportForm form = ExportForm.values()[read % ExportForm.values().length];
                form.losses(pkg);
                assertThat(reader.read(form.write(pkg), REQUEST))
                        .as(what + " as " + form)
                        .isNotNull();
            }
        }
    }

    private record Place(JsonNode parent, String name, int index) {
        void set(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(name, value);
            } else if (parent instanceof ArrayNode list) {
                list.set(index, value);
            }
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> places.add(new Place(object, name, -1)));
        } else if (node instanceof ArrayNode list) {
            IntStream.range(0, list.size()).forEach(i -> places.add(new Place(list, "", i)));
        }
        List<Place> all = new ArrayList<>(places);
        node.forEach(inner -> all.addAll(places(inner)));
        return all;
    }
}
