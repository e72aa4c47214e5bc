package org.throughline.caseformat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;

/** What is repaired, left out and refused, and how it is told. */
class CaseReaderTests {

    private static final String DOC = "11111111-1111-4111-8111-111111111111";
    private static final String A = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
    private static final String B = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
    private static final String C = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
    private static final String TIME = "\"lastChangeDateTime\":\"2026-01-02T03:04:05Z\"";

    private final CaseReader reader = new CaseReader();

    @Test
    void findsNothingInAPackageThatIsAsTheStandardWantsIt() {
        assertThat(read(items(item(A), item(B)), under(A, DOC), under(B, A)).findings())
                .isEmpty();
    }

    @Test
    void refusesJsonThatIsCutOff() {
        String whole = pkg(items(item(A)), under(A, DOC));
        ReadOutcome outcome = outcome(whole.substring(0, whole.length() - 20));

        assertThat(refusal(outcome)).isEqualTo("unreadable-json");
        assertThat(outcome.findings().getFirst().message()).contains("line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "§§ | unreadable-json",
                "{} {} | unreadable-json",
                "{\"CFDocument\":{},\"CFDocument\":{}} | unreadable-json",
                "[] | not-case",
                "{\"hello\":1} | not-case",
                "{\"CFDocument\":\"x\"} | not-case",
                "{\"CFDocuments\":[]} | not-case",
                "{\"imsx_codeMajor\":\"failure\",\"imsx_description\":\"gone\"} | not-case",
            })
    void refusesWhatIsNoPackage(String json, String code) {
        assertThat(refusal(outcome(json))).isEqualTo(code);
    }

    @Test
    void refusesNestingBeyondItsLimit() {
        String deep = "[".repeat(100) + "]".repeat(100);

        assertThat(refusal(outcome("{\"CFDocument\":{\"extensions\":{\"a:b\":" + deep + "}}}")))
                .isEqualTo("too-large");
    }

    @Test
    void refusesMoreItemsThanItsLimit() {
        String many =
                IntStream.range(0, CaseReader.MAX_ITEMS + 1).mapToObj(i -> "{}").collect(Collectors.joining(","));

        assertThat(refusal(outcome("{" + document() + ",\"CFItems\":[" + many + "]}")))
                .isEqualTo("too-large");
        assertThat(refusal(reader.read(new byte[CaseReader.MAX_BYTES + 1], "zeros")))
                .isEqualTo("too-large");
    }

    @Test
    void refusesACircleAndNamesIt() {
        ReadOutcome outcome = outcome(pkg(items(item(A), item(B)), under(A, B), under(B, A)));

        assertThat(refusal(outcome)).isEqualTo("child-cycle");
        assertThat(outcome.findings().getLast().message()).contains("→", "Statement a", "Statement b");
    }

    @Test
    void namesEachOfSeveralCircles() {
        ReadOutcome outcome =
                outcome(pkg(items(item(A), item(B), item(C)), under(A, A), under(B, C), under(C, B), under(C, A)));

        assertThat(refusal(outcome)).isEqualTo("child-cycle, child-cycle");
        assertThat(outcome.findings())
                .anySatisfy(finding -> assertThat(finding.message()).contains("Statement b", "Statement c"));
    }

    @Test
    void namesTwoDifferentItemsUnderOneIdentifierByTheirStatementsToo() {
        String second = item(A).replace("Statement a", "Another");
        ReadOutcome.Read read = read(items(item(A), second), under(A, DOC));
        CFItem renamed = read.pkg().items().get(1);

        assertThat(read.findings().getFirst().code()).isEqualTo("shared-identifier");
        assertThat(read.findings().getFirst().message())
                .contains(
                        A,
                        "\"Statement a\"",
                        "\"Another\"",
                        renamed.identifier().toString());
        assertThat(renamed.uri()).isEqualTo("urn:uuid:" + renamed.identifier());
        assertThat(outcome(new String(new CaseWriter().write(read.pkg(), CaseVersion.V1P1), UTF_8))
                        .findings())
                .isEmpty();
    }

    @Test
    void aDuplicateMaySpellItsIdentifierInCapitals() {
        String capitals = item(A).replace("\"identifier\":\"" + A, "\"identifier\":\"" + A.toUpperCase(Locale.ROOT));
        ReadOutcome.Read read = read(items(item(A), capitals), under(A, DOC));

        assertThat(codes(read)).containsExactly("invalid-identifier", "exact-duplicate");
        assertThat(read.pkg().items()).hasSize(1);
    }

    @Test
    void tellsApartTheDocumentsThatTwoPublishersCallTheSame() {
        String nil = "00000000-0000-0000-0000-000000000000";
        String here = pkg(items(item(A)), under(A, DOC))
                .replace("urn:item/" + DOC, "https://one.example/1")
                .replace(DOC, nil);
        String there = here.replace("https://one.example/1", "https://two.example/1");
        String nowhere = here.replace("https://one.example/1", "");

        assertThat(document(here)).isNotEqualTo(document(there)).isEqualTo(document(here));
        assertThat(document(nowhere))
                .isEqualTo(document(nowhere))
                .isNotEqualTo(document(nowhere.replace("us", "them")));
    }

    private UUID document(String json) {
        return ((ReadOutcome.Read) outcome(json)).pkg().document().identifier();
    }

    @Test
    void saysOfEveryElementThatIsNoObjectThatItWasLeftOut() {
        ReadOutcome.Read read = read("[null,5,[]," + item(A) + "]", under(A, DOC), "null");

        assertThat(read.pkg().items()).hasSize(1);
        assertThat(read.findings())
                .extracting(Finding::pointer)
                .containsExactly("/CFItems/0", "/CFItems/1", "/CFItems/2", "/CFAssociations/1");
    }

    @Test
    void saysOfAnIdentifierThatIsNoTextWhatItIs() {
        ReadOutcome.Read read = read(items(item(A).replace("\"" + A + "\",\"uri", "{\"a\":1},\"uri")), under(A, DOC));

        assertThat(read.findings().getFirst().pointer()).isEqualTo("/CFItems/0/identifier");
        assertThat(read.findings().getFirst().message()).startsWith("Expected an identifier, found an object; took ");
    }

    @Test
    void saysWhatKindOfDocumentIsNone() {
        assertThat(outcome("{\"CFDocument\":{}}").findings().getFirst().message())
                .endsWith("that is an empty object.");
        assertThat(outcome("{\"CFDocument\":[{\"title\":\"a\"},{\"title\":\"b\"}]}")
                        .findings()
                        .getFirst())
                .satisfies(finding -> assertThat(finding.message()).endsWith("that is a list of 2."))
                .satisfies(finding -> assertThat(finding.pointer()).isEqualTo("/CFDocument"));
    }

    @Test
    void saysOfALinkInTextAndOfANumberInTextWhatWasTaken() {
        String link = under(A, DOC)
                .replace(end(DOC), "\"urn:item/" + DOC + "\"")
                .replace(",\"originNodeURI", ",\"sequenceNumber\":\"7\",\"originNodeURI");
        ReadOutcome.Read read = read(items(item(A)), link);

        assertThat(read.findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).endsWith("; took it as one to \"Test\"."))
                .anySatisfy(message -> assertThat(message).endsWith("found the text \"7\"; took 7."));
    }

    @Test
    void refusesAnItemThatStandsUnderItself() {
        assertThat(refusal(outcome(pkg(items(item(A)), under(A, A))))).isEqualTo("child-cycle");
    }

    @Test
    void hangsAnItemThatStandsNowhereUnderTheDocument() {
        ReadOutcome.Read read = read(items(item(A), item(B)), under(A, DOC));

        assertThat(codes(read)).containsExactly("orphan-item");
        assertThat(read.findings().getFirst().pointer()).isEqualTo("/CFItems/1");
        assertThat(FrameworkTree.of(read.pkg()).roots())
                .extracting(CFItem::identifier)
                .containsExactly(UUID.fromString(A), UUID.fromString(B));
    }

    @Test
    void keepsAnEndThatLeadsOutside() {
        String outside = association("isRelatedTo", A, C);
        ReadOutcome.Read read = read(items(item(A)), under(A, DOC), outside);

        assertThat(codes(read)).containsExactly("dangling-end");
        assertThat(read.pkg().associations().getLast().destinationNodeURI().identifier())
                .isEqualTo(C);
    }

    @Test
    void leavesOutAnExactDuplicate() {
        ReadOutcome.Read read = read(items(item(A), item(A)), under(A, DOC), under(A, DOC));

        assertThat(codes(read)).containsExactly("exact-duplicate", "exact-duplicate");
        assertThat(read.pkg().items()).hasSize(1);
        assertThat(read.pkg().associations()).hasSize(1);
    }

    @Test
    void givesTheSecondOfTwoItemsUnderOneIdentifierItsOwnAndFollowsItsAddress() {
        String second = item(A).replace("Statement a", "Another").replace("/" + A + "\"", "/second\"");
        String link = under(B, A).replace("urn:item/" + A, "urn:item/second");
        ReadOutcome.Read read = read(items(item(A), second, item(B)), under(A, DOC), link);
        CFItem renamed = read.pkg().items().get(1);

        assertThat(codes(read)).contains("shared-identifier");
        assertThat(read.findings().getFirst().message()).contains("Statement a", "Another", A);
        assertThat(renamed.extensions().text("throughline:originalIdentifier")).contains(A);
        assertThat(FrameworkTree.of(read.pkg()).children(renamed.identifier()))
                .extracting(CFItem::fullStatement)
                .containsExactly("Statement b");
    }

    @Test
    void derivesIdentifiersThatCaseRefusesAndKeepsTheLinksBetweenThem() {
        ReadOutcome.Read read =
                read(items(item("item 1"), item("ITEM-2")), under("item 1", DOC), under("item-2", "item 1"));
        FrameworkTree tree = FrameworkTree.of(read.pkg());
        CFItem first = tree.roots().getFirst();

        assertThat(first.identifier().version()).isEqualTo(5);
        assertThat(first.extensions().text("throughline:originalIdentifier")).contains("item 1");
        assertThat(tree.children(first.identifier())).hasSize(1);
        assertThat(codes(read)).containsOnly("invalid-identifier");
    }

    @Test
    void writesAnIdentifierInLowerCaseWithoutCallingItForeign() {
        ReadOutcome.Read read = read(items(item(A.toUpperCase(Locale.ROOT))), under("{" + A + "}", DOC));

        assertThat(read.pkg().items().getFirst().identifier()).hasToString(A);
        assertThat(read.pkg().items().getFirst().extensions().isEmpty()).isTrue();
        assertThat(codes(read)).containsOnly("invalid-identifier");
    }

    @Test
    void unwrapsWhatIsWrapped() {
        String json = "{\"CFPackage\":{\"CFDocument\":{" + document() + "},\"CFItems\":[{\"CFItem\":" + item(A)
                + "}],\"CFAssociations\":[" + under(A, DOC) + "]}}";
        ReadOutcome outcome = outcome(json);

        assertThat(codes(outcome)).containsExactly("wrapped-object", "wrapped-object", "wrapped-object");
        assertThat(outcome.findings().getLast().pointer()).isEqualTo("/CFPackage/CFItems/0");
        assertThat(((ReadOutcome.Read) outcome).pkg().items()).hasSize(1);
    }

    @Test
    void readsNumbersAsTextsAndTextsAsNumbersAndLists() {
        String odd =
                item(A).replace("}", ",\"humanCodingScheme\":7,\"educationLevel\":\"09,10\",\"subject\":\"Physics\"}");
        String numbered = under(A, DOC).replace("\"associationType\"", "\"sequenceNumber\":\"3\",\"associationType\"");
        ReadOutcome.Read read = read(items(odd), numbered);

        assertThat(codes(read))
                .containsExactlyInAnyOrder("value-as-text", "text-as-list", "text-as-list", "text-as-number");
        assertThat(read.pkg().items().getFirst().humanCodingScheme()).isEqualTo("7");
        assertThat(read.pkg().items().getFirst().educationLevel()).containsExactly("09", "10");
        assertThat(read.pkg().associations().getFirst().sequenceNumber()).isEqualTo(3);
    }

    @Test
    void readsNamesFromBeforeTheStandard() {
        String old =
                item(A).replace("lastChangeDateTime", "lastChangeDate").replace("}", ",\"listEnumInSource\":\"b\"}");
        String bare = "{\"identifier\":\"" + C + "\",\"uri\":\"urn:c\",\"associationType\":\"Is Child Of\"," + TIME
                + ",\"originNodeIdentifier\":\"" + A + "\",\"destinationNodeIdentifier\":\"" + DOC + "\"}";
        ReadOutcome.Read read = read(items(old), bare);

        assertThat(codes(read))
                .contains("old-name", "association-type")
                .doesNotContain("orphan-item", "unknown-property");
        assertThat(read.pkg().items().getFirst().listEnumeration()).isEqualTo("b");
        assertThat(FrameworkTree.of(read.pkg()).roots()).hasSize(1);
    }

    @Test
    void suppliesADefinitionOnceForAllItsLinks() {
        String typed = ",\"CFItemType\":\"Skill\",\"CFItemTypeURI\":{\"title\":\"Skill\",\"identifier\":\"" + C
                + "\",\"uri\":\"urn:skill\"}}";
        ReadOutcome.Read read =
                read(items(item(A).replace("}", typed), item(B).replace("}", typed)), under(A, DOC), under(B, DOC));

        assertThat(codes(read)).containsExactly("missing-definition");
        assertThat(read.pkg().definitions().itemTypes())
                .singleElement()
                .satisfies(type -> assertThat(type.title()).isEqualTo("Skill"));
    }

    @Test
    void keepsWhatCaseDoesNotKnowAsAnExtension() {
        String more = item(A).replace("}", ",\"smartLevel\":\"1.2\",\"extensions\":{\"our:size\":{\"w\":[1,2]}}}");
        ReadOutcome.Read read = read(items(more), under(A, DOC));

        assertThat(read.findings())
                .containsExactly(new Finding(
                        Severity.REPAIR,
                        "unknown-property",
                        "/CFItems/0/smartLevel",
                        "CASE has no property \"smartLevel\" here; kept it as an extension."));
        assertThat(read.pkg().items().getFirst().extensions().values()).containsOnlyKeys("our:size", "smartLevel");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02 03:04:05",
                "2026-01-02T03:04:05",
                "2026-01-02T04:04:05+0100",
                "2026-01-02T03:04:05.000Z"
            })
    void readsPointsInTimeInTheirManySpellings(String spelling) {
        ReadOutcome.Read read = read(items(item(A).replace("2026-01-02T03:04:05Z", spelling)), under(A, DOC));

        assertThat(read.pkg().items().getFirst().lastChangeDateTime()).hasToString("2026-01-02T03:04:05Z");
    }

    @Test
    void standsInForWhatIsMissing() {
        CFPackage pkg = ((ReadOutcome.Read)
                        outcome("{\"CFDocument\":{\"title\":\"Bare\"},\"CFItems\":[{\"humanCodingScheme\":\"X\"}]}"))
                .pkg();

        assertThat(pkg.document().creator()).isEqualTo("Unknown");
        assertThat(pkg.items().getFirst().fullStatement()).isEqualTo("X");
        assertThat(pkg.items().getFirst().uri())
                .isEqualTo("urn:uuid:" + pkg.items().getFirst().identifier());
        assertThat(FrameworkTree.of(pkg).roots()).hasSize(1);
    }

    @Test
    void removesCharactersThatNoDatabaseTakes() {
        ReadOutcome.Read read = read(
                items(item(A).replace("Statement a", "nul\\u0000 half\\ud83d whole\\ud83d\\ude00")), under(A, DOC));

        assertThat(read.pkg().items().getFirst().fullStatement()).isEqualTo("nul half whole😀");
        assertThat(codes(read)).containsExactly("unusable-character");
    }

    @Test
    void tellsAThousandOfOneKindAndHowManyMoreThereAre() {
        String unknown =
                IntStream.range(0, 1500).mapToObj(i -> ",\"x" + i + "\":1").collect(Collectors.joining());
        ReadOutcome.Read read = read(items(item(A).replace("}", unknown + "}")), under(A, DOC));

        assertThat(read.findings()).hasSize(1001);
        assertThat(read.findings().getLast().message()).isEqualTo("And 500 more of this kind.");
    }

    @Test
    void takesNothingOfWhatIsNoListOfItems() {
        ReadOutcome outcome =
                outcome("{" + document() + ",\"CFItems\":null,\"CFAssociations\":{},\"CFDefinitions\":[]}");

        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        assertThat(outcome.findings()).isEmpty();
    }

    private ReadOutcome outcome(String json) {
        return reader.read(json.getBytes(UTF_8), "test.json");
    }

    private ReadOutcome.Read read(String items, String... associations) {
        ReadOutcome outcome = outcome(pkg(items, associations));
        assertThat(outcome).isInstanceOf(ReadOutcome.Read.class);
        return (ReadOutcome.Read) outcome;
    }

    private static String refusal(ReadOutcome outcome) {
        assertThat(outcome).isInstanceOf(ReadOutcome.Refused.class);
        return outcome.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .collect(Collectors.joining(", "));
    }

    private static List<String> codes(ReadOutcome outcome) {
        return outcome.findings().stream().map(Finding::code).toList();
    }

    private static String pkg(String items, String... associations) {
        return "{" + document() + ",\"CFItems\":" + items + ",\"CFAssociations\":[" + String.join(",", associations)
                + "]}";
    }

    private static String document() {
        return "\"CFDocument\":{\"identifier\":\"" + DOC + "\",\"uri\":\"urn:item/" + DOC
                + "\",\"creator\":\"us\",\"title\":\"Test\"," + TIME + "}";
    }

    private static String items(String... items) {
        return "[" + String.join(",", items) + "]";
    }

    private static String item(String identifier) {
        return "{\"identifier\":\"" + identifier + "\",\"uri\":\"urn:item/" + identifier.replace(" ", "")
                + "\",\"fullStatement\":\"Statement " + identifier.charAt(0) + "\"," + TIME + "}";
    }

    private static String under(String child, String parent) {
        return association("isChildOf", child, parent);
    }

    private static String association(String type, String origin, String destination) {
        String identifier = UUID.nameUUIDFromBytes((type + origin + destination).getBytes(UTF_8))
                .toString();
        return "{\"identifier\":\"" + identifier + "\",\"uri\":\"urn:" + identifier + "\",\"associationType\":\"" + type
                + "\"," + TIME + ",\"originNodeURI\":" + end(origin) + ",\"destinationNodeURI\":" + end(destination)
                + "}";
    }

    private static String end(String identifier) {
        return "{\"title\":\"node\",\"identifier\":\"" + identifier + "\",\"uri\":\"urn:item/"
                + identifier.replaceAll("[ {}]", "") + "\"}";
    }
}
