package org.throughline.caseformat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.compare.FrameworkDiff;
import org.throughline.caseformat.exchange.ExportForm;
import org.throughline.caseformat.exchange.FrameworkForm;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import org.throughline.caseformat.exchange.FrameworkReader;
import org.throughline.caseformat.exchange.SheetRequest;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OtherFormsTests {

    private static final SheetRequest REQUEST = SheetRequest.of("file", Instant.parse("2026-01-01T00:00:00Z"));
    private static final String CTDL = """
            {"@context": "https://credreg.net/ctdlasn/schema/context/json", "@graph": [
             {"@type": "ceasn:CompetencyFramework", "@id": "https://registry.example/resources/ce-11111111-1111-4111-8111-111111111111",
              "ceterms:ctid": "ce-11111111-1111-4111-8111-111111111111", "ceasn:name": {"en": "Solar", "es": "Sol"},
              "ceasn:inLanguage": ["en"], "ceasn:creator": ["https://registry.example/resources/ce-9"],
              "ceasn:publicationStatusType": "publicationStatus:Published", "ceasn:rights": {"en": "All"},
              "ceasn:hasTopChild": ["https://registry.example/resources/ce-22222222-2222-4222-8222-222222222222"]},
             {"@type": "ceasn:Competency", "@id": "https://registry.example/resources/ce-22222222-2222-4222-8222-222222222222",
              "ceterms:ctid": "ce-22222222-2222-4222-8222-222222222222", "ceasn:competencyText": {"en": "Plan", "es": "Planear"},
              "ceasn:codedNotation": "S.1", "ceasn:competencyCategory": {"en": "Skill"},
              "ceasn:isTopChildOf": "https://registry.example/resources/ce-11111111-1111-4111-8111-111111111111",
              "ceasn:hasChild": ["https://registry.example/resources/ce-33333333-3333-4333-8333-333333333333"]},
             {"@type": "ceasn:Competency", "@id": "https://registry.example/resources/ce-33333333-3333-4333-8333-333333333333",
              "ceterms:ctid": "ce-33333333-3333-4333-8333-333333333333", "ceasn:competencyText": {"en": "Measure"},
              "ceasn:isChildOf": ["https://registry.example/resources/ce-22222222-2222-4222-8222-222222222222"],
              "ceasn:narrowAlignment": ["https://elsewhere.example/a"], "ceasn:exactAlignment": ["https://elsewhere.example/b"]}]}
            """;
    private static final String RSD = """
            [{"@context": "https://rsd.openskillsnetwork.org/context-v1.json", "type": "RichSkillDescriptor",
              "id": "https://osmt.example/api/skills/cad699ef-64b9-40ee-81db-b5de69a90558", "uuid": "cad699ef-64b9-40ee-81db-b5de69a90558",
              "creator": "https://registry.example/us", "authors": ["College"], "status": "published",
              "creationDate": "2023-02-27T21:02:59.918235Z", "updateDate": "2023-03-14T14:38:15.945775Z",
              "publishDate": "2023-03-14T14:38:15.946228Z", "archiveDate": null,
              "skillName": "Network Design", "skillStatement": "Design networks.", "keywords": ["design", "WGUSID: 10407"],
              "categories": ["Access Network"], "certifications": [{"name": "300-420"}], "standards": [],
              "alignments": [{"id": "https://skills.example/KS1", "skillName": "Access"}, {"skillName": "No address"}],
              "occupations": [{"code": "15-1231", "targetNodeName": "Specialists", "frameworkName": "bls",
                "parents": [{"code": "15-0000", "level": "Major"}]}],
              "employers": [], "collections": [{"uuid": "79914f33-0ef2-43a1-b5b0-e1fc70d5173c", "name": "IT field"}]}]
            """;

    @Test
    void readsCtdlAsnWithItsTreeItsLanguagesAndItsAlignmentsInTheRightDirection() {
        FrameworkOutcome.Read read = read(CTDL);

        assertThat(read.form()).isEqualTo(FrameworkForm.CTDL_ASN_JSON);
        assertThat(read.pkg().document().title()).isEqualTo("Solar");
        assertThat(read.pkg().document().adoptionStatus()).isEqualTo("Implemented");
        assertThat(read.pkg().document().identifier()).hasToString("11111111-1111-4111-8111-111111111111");
        CFItem plan = read.pkg().items().getFirst();
        assertThat(plan.fullStatement()).isEqualTo("Plan");
        assertThat(plan.humanCodingScheme()).isEqualTo("S.1");
        assertThat(plan.CFItemType()).isEqualTo("Skill");
        assertThat(String.valueOf(plan.extensions().values().get("ctdl:translations")))
                .contains("Planear");
        assertThat(said(read.pkg()))
                .contains(
                        "https://elsewhere.example/a isPartOf 33333333-3333-4333-8333-333333333333",
                        "33333333-3333-4333-8333-333333333333 exactMatchOf https://elsewhere.example/b",
                        "33333333-3333-4333-8333-333333333333 isChildOf 22222222-2222-4222-8222-222222222222",
                        "22222222-2222-4222-8222-222222222222 isChildOf 11111111-1111-4111-8111-111111111111");
    }

    @Test
    void keepsEverythingOfCtdlAsnOnTheWayThere() throws IOException {
        CFPackage first = read(CTDL).pkg();
        byte[] written = ExportForm.CTDL_ASN.write(first);
        FrameworkOutcome.Read again = read(new String(written, StandardCharsets.UTF_8));

        assertThat(FrameworkDiff.between(first, again.pkg()).isSame())
                .as("%s", FrameworkDiff.between(first, again.pkg()))
                .isTrue();
        assertThat(new String(written, StandardCharsets.UTF_8)).contains("Planear", "ceasn:rights", "\"All\"");
        assertThat(ExportForm.CTDL_ASN.write(again.pkg())).isEqualTo(written);
    }

    @Test
    void keepsIdentifiersStatementsCodesTreeTypesAndAlignmentsOfACaseFrameworkInCtdlAsn() throws IOException {
        CFPackage before = sample();
        FrameworkOutcome.Read after = read(new String(ExportForm.CTDL_ASN.write(before), StandardCharsets.UTF_8));

        FrameworkDiff diff = FrameworkDiff.between(before, after.pkg());
        assertThat(diff.added()).isEmpty();
        assertThat(diff.retired()).isEmpty();
        assertThat(diff.moved()).isEmpty();
        assertThat(diff.associations()).isEmpty();
        assertThat(diff.reworded())
                .flatExtracting(FrameworkDiff.Reworded::changes)
                .extracting(change -> change.property())
                .doesNotContain("fullStatement", "humanCodingScheme", "CFItemType", "abbreviatedStatement", "uri");
        assertThat(ExportForm.CTDL_ASN.losses(Everything.pkg()))
                .extracting(Finding::code)
                .containsOnly("not-in-ctdl-asn");
    }

    @Test
    void readsRichSkillDescriptorsAndWritesThemAgainWithoutLosingAnything() {
        FrameworkOutcome.Read read = read(RSD);

        assertThat(read.form()).isEqualTo(FrameworkForm.RSD_JSON);
        assertThat(read.pkg().document().title()).isEqualTo("IT field");
        CFItem skill = read.pkg().items().getFirst();
        assertThat(skill.fullStatement()).isEqualTo("Design networks.");
        assertThat(skill.abbreviatedStatement()).isEqualTo("Network Design");
        assertThat(said(read.pkg()))
                .contains("cad699ef-64b9-40ee-81db-b5de69a90558 isRelatedTo https://skills.example/KS1");
        JsonNode written = new JsonMapper().readTree(ExportForm.RSD.write(read.pkg()));
        assertThat(written).isEqualTo(new JsonMapper().readTree(RSD));
    }

    @Test
    void readsTheTablesOfTheOpenSkillsManagementTool() {
        FrameworkOutcome.Read read = read("""
                RSD Name,Authors,Skill Statement,Categories,Keywords,Standards,Certifications,Occupations,Employers,Alignment 1 Name,Alignment 1 URL,Alignment 1 Framework
                Mount modules,College,Mount modules safely,Solar,roof; safety,NEC,,47-2231.00,Helio Works,Solar,https://skills.example/KS1,Lightcast
                """);

        assertThat(read.form()).isEqualTo(FrameworkForm.OSMT_CSV);
        assertThat(read.pkg().items()).singleElement().satisfies(item -> {
            assertThat(item.conceptKeywords()).containsExactly("roof", "safety");
            assertThat(String.valueOf(item.extensions().values().get("rsd:occupations")))
                    .contains("47-2231.00");
            assertThat(String.valueOf(item.extensions().values().get("rsd:alignments")))
                    .contains("Lightcast");
        });
    }

    @Test
    void readsTheTableOfCtdlAsn() {
        FrameworkOutcome.Read read = read("""
                @id,ceterms:ctid,@type,ceasn:name,ceasn:isTopChildOf,ceasn:isChildOf,ceasn:competencyCategory,ceasn:codedNotation,ceasn:competencyText,ceasn:comment
                https://x.example/ce-11111111-1111-4111-8111-111111111111,ce-11111111-1111-4111-8111-111111111111,ceasn:CompetencyFramework,Solar,,,,,,
                https://x.example/ce-22222222-2222-4222-8222-222222222222,ce-22222222-2222-4222-8222-222222222222,ceasn:Competency,,https://x.example/ce-11111111-1111-4111-8111-111111111111,,Skill,S.1,Plan a roof,Remark
                """);

        assertThat(read.form()).isEqualTo(FrameworkForm.CTDL_ASN_CSV);
        assertThat(read.pkg().items()).singleElement().satisfies(item -> {
            assertThat(item.humanCodingScheme()).isEqualTo("S.1");
            assertThat(item.notes()).isEqualTo("Remark");
        });
    }

    @Test
    void saysWhatAFileLooksLikeThatIsNoFramework() {
        assertThat(refusal("<html><body>").message()).contains("a web page");
        assertThat(refusal("%PDF-1.7 ").message()).contains("a PDF");
        assertThat(refusal("{\"a\": 1}").code()).isEqualTo("not-case");
        assertThat(refusal("[").code()).isEqualTo("unreadable-json");
    }

    @Test
    void readsCaseAndSheetsThroughTheSameDoor() throws IOException {
        CFPackage sample = sample();

        for (ExportForm form : List.of(ExportForm.CASE_1_1, ExportForm.CASE_1_0, ExportForm.XLSX)) {
            FrameworkOutcome outcome = new FrameworkReader().read(form.write(sample), REQUEST);
            assertThat(outcome).isInstanceOf(FrameworkOutcome.Read.class);
            assertThat(FrameworkDiff.between(sample, ((FrameworkOutcome.Read) outcome).pkg())
                            .moved())
                    .isEmpty();
        }
    }

    private static CFPackage sample() throws IOException {
        try (InputStream in = Files.newInputStream(Path.of("../samples/frameworks/solar-field-technician.case.json"))) {
            return ((ReadOutcome.Read) new CaseReader().read(in.readAllBytes(), "sample")).pkg();
        }
    }

    private static FrameworkOutcome.Read read(String text) {
        FrameworkOutcome outcome = new FrameworkReader().read(text.getBytes(StandardCharsets.UTF_8), REQUEST);
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(FrameworkOutcome.Read.class);
        return (FrameworkOutcome.Read) outcome;
    }

    private static Finding refusal(String text) {
        FrameworkOutcome outcome = new FrameworkReader().read(text.getBytes(StandardCharsets.UTF_8), REQUEST);
        assertThat(outcome).isInstanceOf(FrameworkOutcome.Refused.class);
        return outcome.findings().getLast();
    }

    private static Set<String> said(CFPackage pkg) {
        Set<String> said = new HashSet<>();
        for (CFAssociation one : pkg.associations()) {
            AssociationType type = one.associationType();
            said.add(one.originNodeURI().identifier() + " " + type.wire() + " "
                    + one.destinationNodeURI().identifier());
        }
        return said;
    }
}
