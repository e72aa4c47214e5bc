package org.throughline.caseformat.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFItem;

/** Files that hold more than one framework: all of them are read, each as if it were alone. */
class SeveralFrameworksTests {

    private static final SheetRequest REQUEST = SheetRequest.of("several", Instant.EPOCH);
    private static final String AT = "https://registry.example/resources/ce-";
    private static final String POWER = "0a000000-0000-4000-8000-00000000000a";
    private static final String WATER = "0b000000-0000-4000-8000-00000000000b";

    private final FrameworkReader reader = new FrameworkReader();

    private static String id(int number) {
        return "00000000-0000-4000-8000-00000000000" + number;
    }

    private static String framework(String id, String name, String top) {
        return """
                {"@id": "%s", "@type": "ceasn:CompetencyFramework", "ceterms:ctid": "ce-%s",
                 "ceasn:name": {"en": "%s"}, "ceasn:hasTopChild": [%s]}""".formatted(AT + id, id, name, top);
    }

    private static String competency(int number, String more) {
        return """
                {"@id": "%s", "@type": "ceasn:Competency", "ceterms:ctid": "ce-%s",
                 "ceasn:competencyText": {"en": "Statement %d"}%s}""".formatted(AT + id(number), id(number), number, more);
    }

    private static String names(String property, String id) {
        return ", \"ceasn:" + property + "\": \"" + AT + id + "\"";
    }

    private static String graph(String... resources) {
        return "{\"@context\": \"https://credreg.net/ctdlasn/schema/context/json\", \"@graph\": ["
                + String.join(",", resources) + "]}";
    }

    @Test
    void aGraphOfTwoFrameworksIsTwo() {
        List<FrameworkOutcome> all = all(graph(
                framework(POWER, "Power", "\"" + AT + id(1) + "\""),
                competency(1, ""),
                competency(2, names("isChildOf", id(1))),
                framework(WATER, "Water", ""),
                competency(3, names("isPartOf", WATER) + names("isTopChildOf", WATER)),
                competency(4, names("isPartOf", WATER) + names("isChildOf", id(3)))));

        assertThat(statements(all, 0)).containsExactly("Statement 1", "Statement 2");
        assertThat(statements(all, 1)).containsExactly("Statement 3", "Statement 4");
        assertThat(all).allSatisfy(one -> assertThat(one.findings()).isEmpty());
        assertThat(title(all, 1)).isEqualTo("Water");
    }

    @Test
    void aCompetencyMayStandInTwoAndOneThatStandsInNoneIsNamed() {
        List<FrameworkOutcome> all = all(graph(
                framework(POWER, "Power", "\"" + AT + id(1) + "\""),
                framework(WATER, "Water", "\"" + AT + id(1) + "\""),
                competency(1, ""),
                competency(2, "")));

        assertThat(statements(all, 0)).containsExactly("Statement 1", "Statement 2");
        assertThat(statements(all, 1)).containsExactly("Statement 1");
        assertThat(all.getFirst().findings())
                .extracting(Finding::code, Finding::pointer)
                .contains(org.assertj.core.groups.Tuple.tuple("unplaced-competency", "/@graph/3"));
    }

    @Test
    void whereOneIsWantedSeveralAreNamed() {
        FrameworkOutcome outcome = reader.read(
                graph(framework(POWER, "Power", ""), framework(WATER, "Water", ""))
                        .getBytes(UTF_8),
                REQUEST);

        assertThat(outcome).isInstanceOf(FrameworkOutcome.Refused.class);
        assertThat(outcome.findings().getLast().code()).isEqualTo("several-frameworks");
        assertThat(outcome.findings().getLast().message()).contains("\"Power\" (" + POWER, "\"Water\" (" + WATER);
    }

    @Test
    void aTableOfCtdlAsnMayHoldTwo() {
        String table = """
                @id,@type,ceterms:ctid,ceasn:name,ceasn:competencyText,ceasn:isPartOf
                %1$s%2$s,ceasn:CompetencyFramework,ce-%2$s,Power,,
                %1$s%4$s,ceasn:Competency,ce-%4$s,,Statement 1,%1$s%2$s
                %1$s%3$s,ceasn:CompetencyFramework,ce-%3$s,Water,,
                %1$s%5$s,ceasn:Competency,ce-%5$s,,Statement 2,%1$s%3$s
                """.formatted(AT, POWER, WATER, id(1), id(2));
        List<FrameworkOutcome> all = all(table);

        assertThat(statements(all, 0)).containsExactly("Statement 1");
        assertThat(statements(all, 1)).containsExactly("Statement 2");
    }

    @Test
    void aListOfPackagesIsSoManyFrameworksAndFindingsPointIntoTheWholeFile() {
        String list = "[" + pkg(POWER, "Power") + "," + pkg(WATER, "Water") + "]";
        List<FrameworkOutcome> bare = all(list);
        List<FrameworkOutcome> wrapped = all("{\"total\": 2, \"CFPackages\": " + list + "}");

        assertThat(bare).hasSize(2);
        assertThat(title(bare, 1)).isEqualTo("Water");
        assertThat(bare.get(1).findings()).extracting(Finding::pointer).containsExactly("/1/CFDocument/colour");
        assertThat(wrapped.get(1).findings())
                .extracting(Finding::pointer)
                .containsExactly("/CFPackages/1/CFDocument/colour");
    }

    @Test
    void theSameTwiceIsOneAndTwoUnderOneIdentifierAreRefused() {
        assertThat(all("[" + pkg(POWER, "Power") + "," + pkg(POWER, "Power") + "]"))
                .singleElement()
                .satisfies(one -> assertThat(one.findings().getLast().code()).isEqualTo("exact-duplicate"));
        List<FrameworkOutcome> two = all("[" + pkg(POWER, "Power") + "," + pkg(POWER, "Water") + "]");

        assertThat(two.get(1)).isInstanceOf(FrameworkOutcome.Refused.class);
        assertThat(two.get(1).findings().getLast().message()).contains("\"Power\"", "\"Water\"", POWER);
    }

    private List<FrameworkOutcome> all(String text) {
        return reader.readAll(text.getBytes(UTF_8), REQUEST);
    }

    private static String pkg(String id, String title) {
        return """
                {"CFDocument": {"identifier": "%s", "uri": "urn:d:%s", "creator": "us", "title": "%s", "colour": "red",
                 "lastChangeDateTime": "2026-01-01T00:00:00Z"}, "CFItems": [], "CFAssociations": []}""".formatted(id, id, title);
    }

    private static List<String> statements(List<FrameworkOutcome> all, int index) {
        return ((FrameworkOutcome.Read) all.get(index))
                .pkg().items().stream().map(CFItem::fullStatement).toList();
    }

    private static String title(List<FrameworkOutcome> all, int index) {
        return ((FrameworkOutcome.Read) all.get(index)).pkg().document().title();
    }
}
