package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** What other systems write, one habit at a time: how it is read, and that nothing is left to mend afterwards. */
class RepairTests {

    private static final String DOC = "11111111-1111-4111-8111-111111111111";
    private static final String A = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private static final String B = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
    private static final String OUTSIDE = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
    private static final String TIME = "'lastChangeDateTime':'2026-01-02T03:04:05Z'";

    private final CaseReader reader = new CaseReader();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2018-01-03 13:47:40.123456 | 2018-01-03T13:47:40.123456Z",
                "2018-01-03T13:47:40+0200 | 2018-01-03T11:47:40Z",
                "2018-01-03T13:47:40 | 2018-01-03T13:47:40Z",
                "2018-01-03T13:47Z | 2018-01-03T13:47:00Z",
                "2018-01-03 | 2018-01-03T00:00:00Z",
                "20180103 | 2018-01-03T00:00:00Z",
                "2018-01 | 2018-01-01T00:00:00Z",
                "2018 | 2018-01-01T00:00:00Z",
                "1/3/2018 | 2018-01-03T00:00:00Z",
                "31/12/2018 | 2018-12-31T00:00:00Z",
                "1/3/2018 1:47 PM | 2018-01-03T13:47:00Z",
                "3.1.2018 | 2018-01-03T00:00:00Z",
                "3 Jan 2018 | 2018-01-03T00:00:00Z",
                "January 3, 2018 | 2018-01-03T00:00:00Z",
                "Wed, 3 Jan 2018 13:47:40 GMT | 2018-01-03T13:47:40Z",
                "1514987260 | 2018-01-03T13:47:40Z",
                "1514987260000 | 2018-01-03T13:47:40Z",
            })
    void readsPointsInTime(String spelling, String meant) {
        ReadOutcome.Read read = read(doc(), item(A).replace("2026-01-02T03:04:05Z", spelling), under(A, DOC));

        assertThat(item(read, 0).lastChangeDateTime()).hasToString(meant);
        assertThat(codes(read)).containsExactly("invalid-date");
        inOrderForGood(read);
    }

    @Test
    void readsPointsInTimeThatAreNumbersOrObjects() {
        String seconds = item(A).replace("'2026-01-02T03:04:05Z'", "1514987260");
        String object = item(B).replace(
                        "'2026-01-02T03:04:05Z'",
                        "{'date':'2018-01-03 13:47:40.000000','timezone_type':3,'timezone':'UTC'}");
        ReadOutcome.Read read = read(doc(), seconds + "," + object, under(A, DOC), under(B, DOC));

        assertThat(read.pkg().items())
                .allSatisfy(item -> assertThat(item.lastChangeDateTime()).hasToString("2018-01-03T13:47:40Z"));
        inOrderForGood(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "2026-02-30", "99999-01-01", "-7"})
    void standsInForWhatIsNoPointInTime(String spelling) {
        ReadOutcome.Read read = read(doc(), item(A).replace("2026-01-02T03:04:05Z", spelling), under(A, DOC));

        assertThat(item(read, 0).lastChangeDateTime()).hasToString("2026-01-02T03:04:05Z");
        assertThat(codes(read)).containsExactly("invalid-date");
    }

    @ParameterizedTest
    @CsvSource({
        "English, en",
        "en_US, en-US",
        "eng, en",
        "Español, es",
        "日本語, ja",
        "en-us, en-us",
        "klingonish, klingonish"
    })
    void readsLanguages(String written, String tag) {
        ReadOutcome.Read read = read(doc(), with(item(A), "'language':'" + written + "'"), under(A, DOC));

        assertThat(item(read, 0).language()).isEqualTo(tag);
        assertThat(codes(read)).hasSize(written.equals(tag) ? 0 : 1).allMatch("language"::equals);
        inOrderForGood(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "'09,10' | 09 10",
                "['09','10'] | 09 10",
                "[9,10] | 09 10",
                "9 | 09",
                "'KG; 01' | KG 01",
                "null | ",
                "'Journey level' | Journey level",
            })
    void readsEducationLevels(String written, String levels) {
        ReadOutcome.Read read = read(doc(), with(item(A), "'educationLevel':" + written), under(A, DOC));

        assertThat(String.join(" ", item(read, 0).educationLevel())).isEqualTo(levels == null ? "" : levels);
        inOrderForGood(read);
    }

    @ParameterizedTest
    @CsvSource({
        "isChildof, isChildOf",
        "Is Child Of, isChildOf",
        "exactMatch, exactMatchOf",
        "Exact Match Of, exactMatchOf",
        "skos:exactMatch, exactMatchOf",
        "IsRelatedTo, isRelatedTo",
        "isTranslation, isTranslationOf",
        "builds on, ext:builds-on",
        "ext:builds on, ext:builds-on",
        "!?, isRelatedTo",
    })
    void readsTypesOfAssociations(String written, String wire) {
        ReadOutcome.Read read =
                read(doc(), item(A) + "," + item(B), under(A, DOC), under(B, DOC), association(written, A, B));

        assertThat(read.pkg().associations().getLast().associationType().wire()).isEqualTo(wire);
        assertThat(codes(read)).containsExactly("association-type");
        inOrderForGood(read);
    }

    @Test
    void turnsRoundAnAssociationThatIsWrittenFromTheOtherEnd() {
        ReadOutcome.Read read = read(doc(), item(A) + "," + item(B), under(A, DOC), association("isParentOf", A, B));

        assertThat(FrameworkTree.of(read.pkg()).children(UUID.fromString(A)))
                .extracting(CFItem::identifier)
                .containsExactly(UUID.fromString(B));
        assertThat(codes(read)).containsExactly("association-type");
        inOrderForGood(read);
    }

    @Test
    void saysOfAnEndThatLeadsOutsideWhatItIsAndAsksNoMore() {
        ReadOutcome.Read read = read(
                doc(),
                item(A),
                under(A, DOC),
                association("isRelatedTo", A, OUTSIDE),
                association("exemplar", A, "local:7"));

        assertThat(codes(read)).containsExactly("dangling-end", "dangling-end");
        assertThat(read.pkg().associations())
                .extracting(association -> association.destinationNodeURI().targetType())
                .containsExactly(null, "CASE", "ext:external");
        inOrderForGood(read);
    }

    @Test
    void findsTheNodeThatALinkMeansByItsAddressOrWhatStandsInIt() {
        String[] ends = {
            "'https://server.example/ims/case/v1p0/CFItems/" + A + "'",
            "{'title':'x','uri':'https://server.example/ims/case/v1p0/CFItems/" + A + ".json'}",
            "{'title':'x','uri':'urn:example:" + A + "'}",
            "{'title':'x','identifier':'urn:uuid:" + A + "','uri':'urn:uuid:" + A + "'}",
            "{'title':'x','identifier':'https://server.example/uri/" + A + "','uri':'https://elsewhere.example/'}",
            "[{'title':'x','identifier':'%7B" + A + "%7D','uri':'urn:example:x'}]",
        };
        for (String end : ends) {
            String link = association("isRelatedTo", B, DOC)
                    .replaceAll("'destinationNodeURI':\\{[^}]*}", "'destinationNodeURI':" + end);
            ReadOutcome.Read read = read(doc(), item(A) + "," + item(B), under(A, DOC), under(B, DOC), link);
            CFAssociation last = read.pkg().associations().getLast();

            assertThat(last.destinationNodeURI().identifier()).as(end).isEqualTo(A);
            inOrderForGood(read);
        }
    }

    @Test
    void namesALinkWithoutATitleAfterWhatItLeadsTo() {
        String untitled = under(A, DOC).replace("'title':'node',", "");
        ReadOutcome.Read read = read(doc(), with(item(A), "'humanCodingScheme':'A.1'"), untitled);

        assertThat(read.pkg().associations().getFirst().originNodeURI().title()).isEqualTo("A.1 Statement a");
        assertThat(read.pkg().associations().getFirst().destinationNodeURI().title())
                .isEqualTo("Test");
        inOrderForGood(read);
    }

    @Test
    void readsLicencesAndGroupingsThatAreAddressesOnly() {
        String licensed = with(item(A), "'licenseURI':'https://creativecommons.org/licenses/by/4.0/'");
        String grouped = with(under(A, DOC), "'CFAssociationGroupingURI':'" + OUTSIDE + "'");
        ReadOutcome.Read read = read(doc(), licensed, grouped);
        CFPackage pkg = read.pkg();

        assertThat(codes(read)).containsOnly("text-as-link", "missing-definition");
        assertThat(pkg.definitions().licenses().getFirst().uri())
                .isEqualTo("https://creativecommons.org/licenses/by/4.0/");
        assertThat(pkg.definitions().associationGroupings().getFirst().identifier())
                .hasToString(OUTSIDE);
        inOrderForGood(read);
    }

    @Test
    void readsThePackageInsideWhateverIsAroundIt() {
        String inner = pkg(doc(), item(A), under(A, DOC));
        for (String around : List.of("[%s]", "{'CFPackage':%s}", "{'CFPackages':[%s]}", "{'data':%s,'status':200}")) {
            ReadOutcome outcome = reader.read(json(around.formatted(inner)), "wrapped");

            assertThat(outcome).as(around).isInstanceOf(ReadOutcome.Read.class);
            assertThat(codes(outcome)).isNotEmpty().allMatch("wrapped-object"::equals);
        }
        assertThat(codes(reader.read(json("[" + inner + "," + inner + "]"), "two")))
                .containsExactly("not-case");
    }

    @Test
    void readsListsThatAreObjectsByNameOrWrappedInTheirName() {
        String named = pkg(doc(), item(A), under(A, DOC))
                .replace("'CFItems':[" + item(A) + "]", "'CFItems':{'" + A + "':" + item(A) + "}");
        ReadOutcome.Read read = (ReadOutcome.Read) reader.read(json(named), "named");
        String wrapped = pkg(doc(), item(A), under(A, DOC))
                .replace("'CFItems':[" + item(A) + "]", "'CFItems':{'CFItem':[" + item(A) + "]}");
        ReadOutcome.Read unwrapped = (ReadOutcome.Read) reader.read(json(wrapped), "wrapped");

        assertThat(codes(read)).containsExactly("value-as-list");
        assertThat(codes(unwrapped)).containsExactly("wrapped-object");
        assertThat(unwrapped.pkg()).isEqualTo(read.pkg());
    }

    @Test
    void pointsIntoWhatIsWrapped() {
        ReadOutcome.Read read = read(doc(), "{'CFItem':" + with(item(A), "'smartLevel':'1'") + "}", under(A, DOC));

        assertThat(read.findings())
                .extracting(Finding::pointer)
                .containsExactly("/CFItems/0", "/CFItems/0/CFItem/smartLevel");
    }

    @Test
    void readsTextsOfLinkedData() {
        String linked = item(A).replace("'Statement a'", "{'@language':'en','@value':'Statement a'}");
        String mapped = item(B).replace("'Statement b'", "{'en-us':'Statement b'}");
        ReadOutcome.Read read = read(doc(), linked + "," + mapped, under(A, DOC), under(B, DOC));

        assertThat(read.pkg().items()).extracting(CFItem::fullStatement).containsExactly("Statement a", "Statement b");
        assertThat(codes(read)).containsOnly("object-as-text");
    }

    @Test
    void readsDefinitionsThatStandBesideTheirPlace() {
        String json = pkg(doc(), item(A), under(A, DOC));
        String beside = json.substring(0, json.length() - 1) + ",'CFSubjects':[{'identifier':'" + OUTSIDE
                + "','uri':'urn:example:s','title':'Power','hierarchyCode':'1'," + TIME + "}]}";
        ReadOutcome.Read read = (ReadOutcome.Read) reader.read(json(beside), "beside");

        assertThat(read.pkg().definitions().subjects()).hasSize(1);
        inOrderForGood(read);
    }

    @Test
    void takesTheTypeThatIsLinkedAndKeepsTheItemsOwnWord() {
        String typed = with(
                item(A),
                "'CFItemType':'Standrd','CFItemTypeURI':{'title':'Standard','identifier':'" + OUTSIDE
                        + "','uri':'urn:example:type'}");
        ReadOutcome.Read read = read(doc(), typed, under(A, DOC));

        assertThat(codes(read)).containsExactly("missing-definition", "item-type-disagrees");
        assertThat(item(read, 0).CFItemType()).isEqualTo("Standard");
        assertThat(item(read, 0).extensions().text("throughline:originalItemType"))
                .contains("Standrd");
        inOrderForGood(read);
    }

    @Test
    void refusesADocumentUnderOneOfItsItems() {
        ReadOutcome outcome = reader.read(json(pkg(doc(), item(A), under(A, DOC), under(DOC, A))), "circle");

        assertThat(outcome).isInstanceOf(ReadOutcome.Refused.class);
        assertThat(codes(outcome)).contains("child-cycle");
    }

    @Test
    void namesTheItemsOfACircleByCodeAndIdentifier() {
        ReadOutcome outcome = reader.read(
                json(pkg(doc(), with(item(A), "'humanCodingScheme':'A.1'") + "," + item(B), under(A, B), under(B, A))),
                "circle");

        assertThat(outcome.findings().getLast().message()).contains("A.1", A, B);
    }

    private void inOrderForGood(ReadOutcome.Read read) {
        assertThat(reader.read(new CaseWriter().write(read.pkg(), CaseVersion.V1P1), "again"))
                .isEqualTo(new ReadOutcome.Read(read.pkg(), List.of()));
    }

    private ReadOutcome.Read read(String document, String items, String... associations) {
        ReadOutcome outcome = reader.read(json(pkg(document, items, associations)), "test.json");
        assertThat(outcome).as(() -> outcome.findings().toString()).isInstanceOf(ReadOutcome.Read.class);
        return (ReadOutcome.Read) outcome;
    }

    private static CFItem item(ReadOutcome.Read read, int index) {
        return read.pkg().items().get(index);
    }

    private static List<String> codes(ReadOutcome outcome) {
        return outcome.findings().stream().map(Finding::code).toList();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static String pkg(String document, String items, String... associations) {
        return "{'CFDocument':" + document + ",'CFItems':[" + items + "],'CFAssociations':["
                + String.join(",", associations) + "]}";
    }

    private static String doc() {
        return "{'identifier':'" + DOC + "','uri':'urn:example:" + DOC + "','creator':'us','title':'Test'," + TIME
                + "}";
    }

    private static String item(String identifier) {
        return "{'identifier':'" + identifier + "','uri':'urn:example:" + identifier + "','fullStatement':'Statement "
                + identifier.charAt(0) + "'," + TIME + "}";
    }

    private static String with(String object, String property) {
        return object.substring(0, object.length() - 1) + "," + property + "}";
    }

    private static String under(String child, String parent) {
        return association("isChildOf", child, parent);
    }

    private static String association(String type, String origin, String destination) {
        UUID identifier = Everything.id(type + origin + destination);
        return "{'identifier':'" + identifier + "','uri':'urn:uuid:" + identifier + "','associationType':'" + type
                + "'," + TIME + ",'originNodeURI':" + end(origin) + ",'destinationNodeURI':" + end(destination) + "}";
    }

    private static String end(String identifier) {
        return "{'title':'node','identifier':'" + identifier + "','uri':'urn:example:" + identifier + "'}";
    }
}
