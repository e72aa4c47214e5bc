package org.throughline.caseformat.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CtdlAsnTests {

    private static final SheetRequest REQUEST = SheetRequest.of("file.json", Instant.parse("2026-01-01T00:00:00Z"));
    private static final String FRAMEWORK = "ce-11111111-1111-4111-8111-111111111111";
    private static final String ONE = "ce-22222222-2222-4222-8222-222222222222";
    private static final String TWO = "ce-33333333-3333-4333-8333-333333333333";
    private static final String AT = "https://registry.example/resources/";

    static final String GRAPH = """
            {"@context": "https://credreg.net/ctdlasn/schema/context/json", "@id": "https://registry.example/graph/F", "@graph": [
             {"@type": "ceasn:CompetencyFramework", "@id": "AT/F", "ceterms:ctid": "F", "ceasn:name": {"en-us": "Solar", "es": "Sol"},
              "ceasn:inLanguage": ["en-US", "es"], "ceasn:creator": ["AT/ce-9", "AT/ce-8"], "ceasn:publisher": ["AT/ce-9"],
              "ceasn:publisherName": {"en-us": ["Blue Mesa"]}, "ceasn:dateCreated": "2011", "ceasn:dateModified": "2018-10-30T01:17:45.508Z",
              "ceterms:versionIdentifier": [{"@type": "ceterms:IdentifierValue", "ceterms:identifierValueCode": "2.0"}],
              "ceasn:source": ["https://a.example/", "https://b.example/"], "ceasn:rights": {"en": "All"}, "ceasn:hasTopChild": ["AT/1"]},
             {"@type": "ceasn:Competency", "@id": "AT/1", "ceterms:ctid": "1", "ceasn:competencyText": {"en-us": "Plan", "es": "Planear"},
              "ceasn:comment": {"en-us": ["First", "Second"], "es": ["Primero"]}, "ceasn:hasChild": ["AT/2"], "ceasn:weight": 0.5,
              "ceasn:educationLevelType": [{"@type": "ceterms:CredentialAlignmentObject", "ceterms:targetNode": "audLevel:BeginnerLevel",
                "ceterms:targetNodeName": {"en-US": "Beginner Level"}}], "ceterms:keyword": {"en": ["roof"]}},
             {"@type": "ceasn:Competency", "@id": "AT/2", "ceterms:ctid": "2", "ceasn:competencyText": {"es": "Medir"},
              "ceasn:isChildOf": "AT/1", "ceasn:prerequisiteAlignment": ["AT/1"], "ceasn:broadAlignment": "https://else.example/b",
              "ceasn:narrowAlignment": [{"@id": "https://else.example/n"}], "ceasn:altCodedNotation": ["x"],
              "asn:hasProgressionLevel": "https://else.example/level"},
             {"@type": "ceterms:Organization", "@id": "_:o", "ceterms:name": {"en": "Helio Works"}}]}
            """.replace("AT/", AT)
            .replace("/F\"", "/" + FRAMEWORK + "\"")
            .replace("\"F\"", "\"" + FRAMEWORK + "\"")
            .replace("/1\"", "/" + ONE + "\"")
            .replace("\"1\"", "\"" + ONE + "\"")
            .replace("/2\"", "/" + TWO + "\"")
            .replace("\"2\"", "\"" + TWO + "\"");

    static final String TABLE = """
            @type,@id,ceterms:CTID,ceasn:name,ceasn:name@es,ceasn:inLanguage,ceasn:isTopChildOf,ceasn:isChildOf,ceasn:competencyText,ceasn:conceptKeyword,ceasn:exactAlignment,ceasn:weight,ceasn:comment
            Sample row,leave this out,,,,,,,,,,,
            ceasn:CompetencyFramework,https://x.example/F,F,Solar,Sol,en,,,,,,,
            ceasn:Competency,https://x.example/1,1,,,,https://x.example/F,,"Plan, \"\"twice\"\"",roof|safety,https://else.example/a|https://else.example/b,.5,One | two
            ceasn:Competency,,2,,,,,1,Measure,,,,
            """.replace("/F,", "/" + FRAMEWORK + ",")
            .replace(",F,", "," + FRAMEWORK + ",")
            .replace("/1,", "/" + ONE + ",")
            .replace(",1,", "," + ONE + ",")
            .replace(",2,", "," + TWO + ",");

    @Test
    void readsTheTableOfCaSSWithItsListsItsSamplesAndItsLanguages() {
        FrameworkOutcome.Read read = read(TABLE);

        assertThat(read.form()).isEqualTo(FrameworkForm.CTDL_ASN_CSV);
        assertThat(read.pkg().document().title()).isEqualTo("Solar");
        assertThat(String.valueOf(read.pkg().document().extensions().values().get("ctdl:translations")))
                .contains("Sol");
        CFItem plan = read.pkg().items().getFirst();
        assertThat(plan.fullStatement()).isEqualTo("Plan, \"twice\"");
        assertThat(plan.notes()).isEqualTo("One | two");
        assertThat(plan.conceptKeywords()).containsExactly("roof", "safety");
        assertThat(links(read.pkg()))
                .contains(
                        "22222222 isChildOf 11111111",
                        "33333333 isChildOf 22222222",
                        "22222222 exactMatchOf https://else.example/a",
                        "22222222 exactMatchOf https://else.example/b");
    }

    @Test
    void tellsLineAndColumnOfWhatIsWrongInATable() {
        FrameworkOutcome.Read read = read(TABLE.replace("Measure", "")
                .replace("," + ONE + ",Measure", "," + ONE + ",")
                .replace("https://else.example/b", "https://else.example/c"));

        assertThat(read.findings())
                .extracting(Finding::pointer)
                .contains("line 5, column ceasn:competencyText", "line 4, column ceasn:exactAlignment");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void writesATableThatSaysTheSameAsTheGraph(boolean ofATable) {
        CFPackage pkg = read(ofATable ? TABLE : GRAPH).pkg();
        byte[] table = ExportForm.CTDL_ASN_CSV.write(pkg);
        FrameworkOutcome.Read again = read(table);

        assertThat(new String(table, UTF_8)).startsWith("@id,ceterms:ctid,@type,ceasn:name,");
        assertThat(again.form()).isEqualTo(FrameworkForm.CTDL_ASN_CSV);
        assertThat(links(again.pkg())).containsExactlyInAnyOrderElementsOf(links(pkg));
        assertThat(again.pkg().items())
                .extracting(CFItem::fullStatement)
                .containsExactlyElementsOf(
                        pkg.items().stream().map(CFItem::fullStatement).toList());
        assertThat(again.pkg().items().getFirst().educationLevel())
                .isEqualTo(pkg.items().getFirst().educationLevel());
        assertThat(ExportForm.CTDL_ASN_CSV.write(again.pkg())).isEqualTo(table);
    }

    @Test
    void takesAlignmentsInTheDirectionThatTheirDefinitionsGive() {
        assertThat(links(read(GRAPH).pkg()))
                .contains(
                        "22222222 isChildOf 11111111",
                        "33333333 isChildOf 22222222",
                        "22222222 precedes 33333333",
                        "33333333 isPartOf https://else.example/b",
                        "https://else.example/n isPartOf 33333333",
                        "33333333 hasSkillLevel https://else.example/level");
    }

    @Test
    void takesTextsInTheFrameworksLanguageAndNamesTheLanguageOfOthers() {
        CFPackage pkg = read(GRAPH).pkg();

        assertThat(pkg.document().title()).isEqualTo("Solar");
        assertThat(pkg.document().version()).isEqualTo("2.0");
        assertThat(pkg.document().officialSourceURL()).isEqualTo("https://a.example/");
        assertThat(pkg.items().getFirst().fullStatement()).isEqualTo("Plan");
        assertThat(pkg.items().getFirst().notes()).isEqualTo("First\n\nSecond");
        assertThat(pkg.items().getFirst().language()).isNull();
        assertThat(pkg.items().getFirst().educationLevel()).containsExactly("Beginner Level");
        assertThat(pkg.items().get(1).fullStatement()).isEqualTo("Medir");
        assertThat(pkg.items().get(1).language()).isEqualTo("es");
    }

    @Test
    void takesALanguageThatIsNamedByItsAddressAndWritesItSo() {
        String address = "http://id.loc.gov/vocabulary/iso639-2/eng";
        CFPackage pkg = read(GRAPH.replace("[\"en-US\", \"es\"]", "\"" + address + "\""))
                .pkg();
        byte[] written = ExportForm.CTDL_ASN.write(pkg);

        assertThat(pkg.document().language()).isEqualTo("en");
        assertThat(new String(written, UTF_8)).contains(address);
        assertThat(FrameworkDiff.between(pkg, read(written).pkg()).isSame()).isTrue();
    }

    @Test
    void losesNoWordOnTheWayThroughCase() {
        CFPackage pkg = read(GRAPH).pkg();
        byte[] through =
                ExportForm.CTDL_ASN.write(read(ExportForm.CASE_1_1.write(pkg)).pkg());

        Set<String> before = new TreeSet<>();
        Set<String> after = new TreeSet<>();
        words(JsonMapper.shared().readTree(GRAPH), before);
        words(JsonMapper.shared().readTree(through), after);
        before.removeAll(Set.of("First", "Second", "https://registry.example/graph/" + FRAMEWORK));
        assertThat(after).containsAll(before).contains("First\n\nSecond");
        assertThat(FrameworkDiff.between(pkg, read(through).pkg()).isSame()).isTrue();
        assertThat(ExportForm.CTDL_ASN.write(read(through).pkg())).isEqualTo(through);
    }

    @Test
    void writesWhatWasChangedInCaseOverWhatWasKept() {
        CFPackage pkg = read(GRAPH).pkg();
        CFItem first = pkg.items().getFirst().toBuilder()
                .educationLevel(List.of("Expert"))
                .build();
        CFPackage changed = new CFPackage(
                pkg.document().toBuilder().creator("Ourselves").version("3").build(),
                List.of(first, pkg.items().get(1)),
                pkg.associations(),
                pkg.definitions(),
                pkg.rubrics(),
                pkg.extensions());

        CFPackage again = read(ExportForm.CTDL_ASN.write(changed)).pkg();

        assertThat(again.document().creator()).isEqualTo("Ourselves");
        assertThat(again.document().version()).isEqualTo("3");
        assertThat(again.items().getFirst().educationLevel()).containsExactly("Expert");
    }

    @Test
    void readsWhatTheRegistryKeepsDecodedAndAsASignedToken() {
        CFPackage plain = read(GRAPH).pkg();
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(GRAPH.getBytes(UTF_8));
        for (String envelope : List.of(
                "{\"envelope_type\": \"resource_data\", \"resource\": \"omitted\", \"decoded_resource\": " + GRAPH
                        + "}",
                "{\"envelope_type\": \"resource_data\", \"resource\": \"eyJhbGciOiJSUzI1NiJ9." + payload
                        + ".c2lnbmVk\"}",
                "{\"resource\": \""
                        + Base64.getMimeEncoder()
                                .encodeToString(GRAPH.getBytes(UTF_8))
                                .replace("\r\n", "") + "\"}",
                "[{\"data\": " + GRAPH + "}]")) {
            FrameworkOutcome.Read read = read(envelope);

            assertThat(read.form()).isEqualTo(FrameworkForm.CTDL_ASN_JSON);
            assertThat(read.pkg()).isEqualTo(plain);
        }
    }

    @Test
    void readsWholeNamesOldNamesBareNamesAndASingleResource() {
        CFItem item = read("""
                {"@type": "http://purl.org/ctdlasn/terms/Competency", "@id": "urn:uuid:22222222-2222-4222-8222-222222222222",
                 "http://purl.org/ctdlasn/terms/competencyText": [{"@value": "Plan", "@language": "en"}],
                 "http://purl.org/ctdlasn/terms/listID": "7", "ceasn:CompetencyNotation": "S.1", "competencyLabel": "Short",
                 "ceasn:educationLevel": [{"@id": "http://purl.org/ctdl/vocabs/audLevel/AssociatesDegreeLevel"}]}
                """).pkg().items().getFirst();

        assertThat(item.fullStatement()).isEqualTo("Plan");
        assertThat(item.listEnumeration()).isEqualTo("7");
        assertThat(item.humanCodingScheme()).isEqualTo("S.1");
        assertThat(item.abbreviatedStatement()).isEqualTo("Short");
        assertThat(item.educationLevel()).containsExactly("http://purl.org/ctdl/vocabs/audLevel/AssociatesDegreeLevel");
    }

    @Test
    void readsAConceptSchemeAndWritesItAsOne() {
        String scheme = """
                {"@graph": [{"@type": ["asn:ProgressionModel", "skos:ConceptScheme"], "@id": "https://x.example/s", "ceterms:ctid": "F",
                  "ceasn:name": {"en": "Levels"}, "ceasn:inLanguage": ["en"], "skos:hasTopConcept": ["https://x.example/1", "https://x.example/2"]},
                 {"@type": ["skos:Concept", "asn:ProgressionLevel"], "@id": "https://x.example/1", "ceterms:ctid": "1",
                  "skos:prefLabel": {"en": "Beginner"}, "skos:definition": {"en": "Works under guidance."}, "skos:notation": "L1",
                  "ceterms:precedes": "https://x.example/2", "skos:narrowMatch": ["https://else.example/c"]},
                 {"@type": ["skos:Concept", "asn:ProgressionLevel"], "@id": "https://x.example/2", "ceterms:ctid": "2",
                  "skos:prefLabel": {"en": "Advanced", "es": "Avanzado"}, "skos:topConceptOf": "https://x.example/s"}]}
                """.replace("\"F\"", "\"" + FRAMEWORK + "\"")
                .replace("\"1\"", "\"" + ONE + "\"")
                .replace("\"2\"", "\"" + TWO + "\"");

        CFPackage pkg = read(scheme).pkg();
        JsonNode written = JsonMapper.shared().readTree(ExportForm.CTDL_ASN.write(pkg));

        assertThat(pkg.items().getFirst().fullStatement()).isEqualTo("Works under guidance.");
        assertThat(pkg.items().getFirst().abbreviatedStatement()).isEqualTo("Beginner");
        assertThat(pkg.items().get(1).fullStatement()).isEqualTo("Advanced");
        assertThat(links(pkg)).contains("22222222 precedes 33333333", "https://else.example/c isPartOf 22222222");
        assertThat(written.at("/@graph/0/@type/0").stringValue()).isEqualTo("asn:ProgressionModel");
        assertThat(written.at("/@graph/1/skos:definition/en").stringValue()).isEqualTo("Works under guidance.");
        assertThat(written.at("/@graph/2/skos:prefLabel/es").stringValue()).isEqualTo("Avanzado");
        assertThat(read(written.toString()).pkg()).isEqualTo(pkg);
    }

    @Test
    void readsACollectionOfCompetenciesAndWritesItAsOne() {
        CFPackage pkg = read("""
                {"@graph": [{"@type": "ceterms:Collection", "@id": "https://x.example/F", "ceterms:ctid": "F", "ceterms:name": {"en": "Skills"},
                  "ceterms:ownedBy": ["https://x.example/us"], "ceterms:hasMember": ["https://x.example/1"]},
                 {"@type": "ceasn:Competency", "@id": "https://x.example/1", "ceterms:ctid": "1", "ceasn:competencyText": {"en": "Plan"},
                  "ceasn:isMemberOf": ["https://x.example/F"]}]}
                """.replace("\"F\"", "\"" + FRAMEWORK + "\"").replace("\"1\"", "\"" + ONE + "\""))
                .pkg();
        JsonNode written = JsonMapper.shared().readTree(ExportForm.CTDL_ASN.write(pkg));

        assertThat(pkg.document().creator()).isEqualTo("https://x.example/us");
        assertThat(links(pkg)).containsExactly("22222222 isChildOf 11111111");
        assertThat(written.at("/@graph/0/@type").stringValue()).isEqualTo("ceterms:Collection");
        assertThat(written.at("/@graph/0/ceterms:hasMember/0").stringValue()).isEqualTo("https://x.example/1");
        assertThat(read(written.toString()).pkg()).isEqualTo(pkg);
    }

    @Test
    void namesWhatHasAnIdentifierThatAnotherHasAlready() {
        FrameworkOutcome.Read read =
                read("""
                {"@graph": [{"@type": "ceasn:CompetencyFramework", "ceterms:ctid": "F", "@id": "https://x.example/f", "ceasn:name": {"en": "S"},
                  "ceasn:hasTopChild": ["https://x.example/1", "https://x.example/2", "https://x.example/3"]},
                 {"@type": "ceasn:Competency", "ceterms:ctid": "1", "@id": "https://x.example/1", "ceasn:competencyText": {"en": "One"}},
                 {"@type": "ceasn:Competency", "@id": "https://x.example/1", "ceterms:ctid": "1", "ceasn:competencyText": {"en": "One"}},
                 {"@type": "ceasn:Competency", "ceterms:ctid": "1", "@id": "https://x.example/2", "ceasn:competencyText": {"en": "Two"}},
                 {"@type": "ceasn:Competency", "ceterms:ctid": "F", "@id": "https://x.example/3", "ceasn:competencyText": {"en": "Three"}}]}
                """.replace("\"F\"", "\"" + FRAMEWORK + "\"").replace("\"1\"", "\"" + ONE + "\""));

        assertThat(read.findings())
                .extracting(Finding::code)
                .containsExactly("exact-duplicate", "shared-identifier", "shared-identifier");
        assertThat(read.findings().get(1).message()).contains("/@graph/1", "22222222-2222", "\"Two\"");
        assertThat(read.pkg().items()).extracting(CFItem::fullStatement).containsExactly("One", "Two", "Three");
        assertThat(links(read.pkg())).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "two"})
    void refusesWhatStandsUnderItself(String how) {
        String cycle = how.equals("one")
                ? GRAPH.replace("\"ceasn:hasTopChild\": [\"" + AT + ONE + "\"]", "\"ceasn:hasTopChild\": []")
                        .replace("\"ceasn:weight\"", "\"ceasn:isChildOf\": \"" + AT + TWO + "\", \"ceasn:weight\"")
                : GRAPH.replace("\"ceasn:weight\"", "\"ceasn:isChildOf\": \"" + AT + ONE + "\", \"ceasn:weight\"");
        FrameworkOutcome outcome = new FrameworkReader().read(cycle.getBytes(UTF_8), REQUEST);

        assertThat(outcome).isInstanceOf(FrameworkOutcome.Refused.class);
        assertThat(outcome.findings()).extracting(Finding::code).contains("child-cycle");
    }

    private static void words(JsonNode node, Set<String> into) {
        if (node.isContainer()) {
            node.forEach(inner -> words(inner, into));
        } else {
            into.add(node.asString(""));
        }
    }

    private static FrameworkOutcome.Read read(String text) {
        return read(text.getBytes(UTF_8));
    }

    private static FrameworkOutcome.Read read(byte[] bytes) {
        FrameworkOutcome outcome = new FrameworkReader().read(bytes, REQUEST);
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(FrameworkOutcome.Read.class);
        return (FrameworkOutcome.Read) outcome;
    }

    private static List<String> links(CFPackage pkg) {
        return pkg.associations().stream()
                .map(one -> brief(one.originNodeURI().identifier()) + " "
                        + one.associationType().wire() + " "
                        + brief(one.destinationNodeURI().identifier()))
                .collect(Collectors.toList());
    }

    private static String brief(String identifier) {
        return identifier.contains(":") ? identifier : identifier.split("-", 2)[0];
    }
}
