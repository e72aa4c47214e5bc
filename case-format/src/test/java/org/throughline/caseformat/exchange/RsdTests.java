package org.throughline.caseformat.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RsdTests {

    private static final SheetRequest REQUEST = SheetRequest.of("skills.json", Instant.parse("2026-01-01T00:00:00Z"));

    static final String SKILLS = """
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

    static final String COLLECTION = """
            {"@context": "https://rsd.openskillsnetwork.org/context-v1.json", "type": "RichSkillCollection",
             "id": "https://osmt.example/api/collections/79914f33-0ef2-43a1-b5b0-e1fc70d5173c", "uuid": "79914f33-0ef2-43a1-b5b0-e1fc70d5173c",
             "name": "IT field", "description": "What it takes", "creator": "https://registry.example/us", "author": "College",
             "status": "draft", "creationDate": "2023-02-27T21:02:59.918235Z", "updateDate": "2023-03-14T14:38:15.945775Z",
             "publishDate": null, "archiveDate": null, "owner": null, "skillKeywords": {"Category": [{"keyword": "Access", "count": 2}]},
             "skills": [{"id": "https://osmt.example/api/skills/cad699ef-64b9-40ee-81db-b5de69a90558",
               "uuid": "cad699ef-64b9-40ee-81db-b5de69a90558", "status": "published", "skillName": "Network Design",
               "skillStatement": "Design networks.", "category": "Access; Core", "author": "College; Institute", "keywords": []}]}
            """;

    static final String TABLE = """
            Canonical URL,RSD Name,Authors,Skill Statement,Categories,Keywords,Standards,Certifications,Occupation Major Groups,O*NET Job Codes,Employers,Alignment Name,Alignment URL,Alignment Framework,Alignment 2 Name,Level
            https://osmt.example/api/skills/cad699ef-64b9-40ee-81db-b5de69a90558,Mount modules,College; Institute,"Mount modules
            safely",Solar,roof; safety,NEC,NABCEP,47-0000,47-2231.00: Installers; 47-2111.00,Helio Works,Solar,https://skills.example/KS1,Lightcast,Other,3
            """;

    @Test
    void keepsACollectionWithAllThatItSaysOnTheWayThroughCase() {
        FrameworkOutcome.Read read = read(COLLECTION.getBytes(UTF_8));
        JsonNode written = written(read(ExportForm.CASE_1_1.write(read.pkg())).pkg());
        JsonNode before = JsonMapper.shared().readTree(COLLECTION);

        assertThat(read.pkg().document().title()).isEqualTo("IT field");
        assertThat(read.pkg().document().description()).isEqualTo("What it takes");
        assertThat(read.pkg().items().getFirst().subject()).containsExactly("Access", "Core");
        before.properties().stream()
                .filter(one -> !one.getKey().equals("skills") && !one.getValue().isNull())
                .forEach(one ->
                        assertThat(written.path(one.getKey())).as(one.getKey()).isEqualTo(one.getValue()));
        before.at("/skills/0")
                .properties()
                .forEach(one -> assertThat(written.at("/skills/0").path(one.getKey()))
                        .as(one.getKey())
                        .isEqualTo(one.getValue()));
    }

    @Test
    void keepsASkillWithAllThatItSaysOnTheWayThroughCase() {
        CFPackage pkg = read(SKILLS.getBytes(UTF_8)).pkg();

        assertThat(written(read(ExportForm.CASE_1_1.write(pkg)).pkg()))
                .isEqualTo(JsonMapper.shared().readTree(SKILLS));
    }

    @Test
    void writesWhatWasChangedInCaseOverWhatWasKept() {
        CFPackage pkg = read(SKILLS.getBytes(UTF_8)).pkg();
        CFItem changed = pkg.items().getFirst().toBuilder()
                .fullStatement("Design better networks.")
                .lastChangeDateTime(Instant.parse("2026-11-29T00:00:00Z"))
                .statusEndDate(LocalDate.parse("2026-12-31"))
                .build();
        JsonNode skill = written(new CFPackage(
                        pkg.document(), List.of(changed), pkg.associations(), pkg.definitions(), pkg.rubrics()))
                .path(0);

        assertThat(skill.path("skillStatement").stringValue()).isEqualTo("Design better networks.");
        assertThat(skill.path("updateDate").stringValue()).isEqualTo("2026-11-29T00:00:00Z");
        assertThat(skill.path("archiveDate").stringValue()).startsWith("2026-12-31");
        assertThat(skill.path("publishDate").stringValue()).isEqualTo("2023-03-14T14:38:15.946228Z");
    }

    @Test
    void refusesSeveralCollectionsAndReadsAListOfOne() {
        assertThat(read(("[" + COLLECTION + "]").getBytes(UTF_8)).pkg())
                .isEqualTo(read(COLLECTION.getBytes(UTF_8)).pkg());
        assertThat(codes("[" + COLLECTION + "," + COLLECTION.replace("79914f33", "79914f34") + "]"))
                .contains("several-frameworks");
    }

    @Test
    void pointsAtTheAlignmentThatLeadsOutside() {
        String skill = """
                {"skillName": "A", "skillStatement": "Align.", "uuid": "5e0d3f7c-2f7c-4a53-9d2c-0d6f0c1f0d01",
                 "alignments": [{"id": "https://there.example/1"}, {"id": "https://there.example/2"}]}""";

        assertThat(read(("[" + skill + "]").getBytes(UTF_8)).findings())
                .extracting(Finding::pointer)
                .containsExactly("/0/alignments/0", "/0/alignments/1");
    }

    @Test
    void namesSkillsThatHaveTheSameIdentifier() {
        String one = SKILLS.strip().substring(1, SKILLS.strip().length() - 1);
        FrameworkOutcome.Read read =
                read(("[" + one + "," + one + "," + one.replace("Design networks.", "Build networks.") + "]")
                        .getBytes(UTF_8));

        assertThat(read.findings())
                .extracting(Finding::code)
                .containsExactly("exact-duplicate", "shared-identifier", "dangling-end", "dangling-end");
        assertThat(read.findings().get(1).message()).contains("/0", "cad699ef", "Build networks.");
        assertThat(read.pkg().items()).hasSize(2);
    }

    @Test
    void readsTheTablesOfTheToolInWhateverEncodingAndWithWhateverSeparator() {
        CFPackage plain = read(TABLE.getBytes(UTF_8)).pkg();

        assertThat(plain.items()).singleElement().satisfies(item -> {
            assertThat(item.identifier()).hasToString("cad699ef-64b9-40ee-81db-b5de69a90558");
            assertThat(item.fullStatement()).isEqualTo("Mount modules\nsafely");
            assertThat(item.conceptKeywords()).containsExactly("roof", "safety");
            assertThat(item.extensions().text("rsd:column Level")).contains("3");
        });
        assertThat(read(("\uFEFF" + TABLE).getBytes(UTF_8)).pkg()).isEqualTo(plain);
        assertThat(read(("\uFEFF" + TABLE).getBytes(Charset.forName("UTF-16LE")))
                        .pkg())
                .isEqualTo(plain);
        assertThat(read(TABLE.replace("; ", "¦")
                                .replace(",", "\t")
                                .replace("¦", "; ")
                                .getBytes(UTF_8))
                        .pkg())
                .isEqualTo(plain);
        assertThat(read(TABLE.toLowerCase(java.util.Locale.ROOT).getBytes(UTF_8))
                        .pkg()
                        .items()
                        .getFirst()
                        .abbreviatedStatement())
                .isEqualTo("mount modules");
    }

    @Test
    void tellsLineAndColumnOfWhatIsWrongInATable() {
        FrameworkOutcome.Read read = read("""
                RSD Name,Skill Statement,Canonical URL
                One,Do one,https://x.example/cad699ef-64b9-40ee-81db-b5de69a90558
                ,,https://x.example/2

                One,Do one,https://x.example/cad699ef-64b9-40ee-81db-b5de69a90558
                Two,,https://x.example/3
                """.getBytes(UTF_8));

        assertThat(read.findings())
                .filteredOn(finding -> !finding.code().equals("invalid-identifier"))
                .extracting(Finding::pointer)
                .containsExactly("line 3", "line 5", "line 6, column Skill Statement");
        assertThat(read.findings()).anyMatch(finding -> finding.message().contains("The same as line 2;"));
    }

    @Test
    void writesATableThatIsReadAgainAsTheSameSkills() {
        CFPackage pkg = read(TABLE.getBytes(UTF_8)).pkg();
        String table = new String(ExportForm.RSD_CSV.write(pkg), UTF_8);
        CFPackage again = read(table.getBytes(UTF_8)).pkg();

        assertThat(table).startsWith("Canonical URL,RSD Name,Authors,Skill Statement,Categories,Keywords,");
        assertThat(table).contains("47-0000", "47-2231.00; 47-2111.00", "Alignment 2 Name");
        assertThat(new String(ExportForm.RSD_CSV.write(again), UTF_8)).isEqualTo(table);
        assertThat(again.items().getFirst().fullStatement())
                .isEqualTo(pkg.items().getFirst().fullStatement());
        assertThat(ExportForm.RSD_CSV.losses(pkg))
                .extracting(Finding::message)
                .anyMatch(said -> said.contains("names and frameworks of occupations"));
    }

    private static JsonNode written(CFPackage pkg) {
        return JsonMapper.shared().readTree(ExportForm.RSD.write(pkg));
    }

    private static List<String> codes(String text) {
        FrameworkOutcome outcome = new FrameworkReader().read(text.getBytes(UTF_8), REQUEST);
        assertThat(outcome).isInstanceOf(FrameworkOutcome.Refused.class);
        return outcome.findings().stream().map(Finding::code).toList();
    }

    private static FrameworkOutcome.Read read(byte[] bytes) {
        FrameworkOutcome outcome = new FrameworkReader().read(bytes, REQUEST);
        assertThat(outcome).as("%s", outcome.findings()).isInstanceOf(FrameworkOutcome.Read.class);
        return (FrameworkOutcome.Read) outcome;
    }
}
