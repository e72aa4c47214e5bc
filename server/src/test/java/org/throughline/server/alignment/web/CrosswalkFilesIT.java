package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.CaseSchemas;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkImportOutcome;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** A published crosswalk as other systems take it. */
@ServerTest
class CrosswalkFilesIT {
    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R.1", "Isolate and lock out a circuit before work")
            .item("R.2", "Keep a log of switching operations")
            .item("R.3", "Rescue a climber")
            .item("R.4", "Wear gloves");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P.1", "Isolate, lock out and tag a circuit")
            .item("P.2", "Record operations, faults and repairs")
            .item("P.3", "Give first aid")
            .item("P.4", "=HYPERLINK gloves");
    private final Crosswalk crosswalk;
    private final AlignmentStep exact;
    private final AlignmentStep whole;

    CrosswalkFilesIT(FrameworkImport imports, Crosswalks crosswalks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
        this.crosswalk = crosswalks.open(
                college.id(),
                "Installer × power",
                imports.importCase(college.id(), job.json(), "job", FrameworkKind.JOB_ROLE, true, editor.id())
                        .framework()
                        .id(),
                imports.importCase(college.id(), programme.json(), "p", FrameworkKind.OUTCOMES, true, editor.id())
                        .framework()
                        .id(),
                editor.id());
        this.exact = accept("R.1", "P.1", "exactMatchOf", "Agreed in the workshop");
        this.whole = accept("R.2", "P.2", "hasPart", "");
        accept("R.3", "P.3", "precedes", "");
        accept("R.4", "P.4", "isTranslationOf", "");
        crosswalks.publish(crosswalk.id(), editor.id());
    }

    private AlignmentStep accept(String requirement, String outcome, String relation, String reason) {
        return crosswalks.accept(
                crosswalk.id(), job.uri(requirement), programme.uri(outcome), relation, reason, editor.id());
    }

    @Test
    void everyAnswerAboutItIsStrictCaseOfBothVersions() throws Exception {
        Map<String, String> operations = Map.of(
                "/CFDocuments/" + crosswalk.id(), "CFDocument",
                "/CFPackages/" + crosswalk.id(), "CFPackage",
                "/CFItemAssociations/" + programme.id("P.2"), "CFAssociationSet",
                "/CFAssociations/" + exact.association(), "CFAssociation",
                "/CFAssociations/" + whole.association(), "CFAssociation");
        for (String version : List.of("v1p0", "v1p1")) {
            for (Map.Entry<String, String> operation : operations.entrySet()) {
                String answer =
                        server.get("/ims/case/" + version + operation.getKey()).body();
                assertThat(CaseSchemas.violations(version, operation.getValue(), answer))
                        .as(version + operation.getKey() + "\n" + answer)
                        .isEmpty();
            }
        }
    }

    @Test
    void aWholeOfAPartIsTurnedRoundAndForWhomAndWhenStandInTheNotes() throws Exception {
        CFPackage pkg = read("/crosswalks/" + crosswalk.id() + "/package");

        CFAssociation first = pkg.associations().getFirst();
        assertThat(first.associationType()).isEqualTo(AssociationType.EXACT_MATCH_OF);
        assertThat(first.notes())
                .startsWith("Agreed in the workshop")
                .contains("Accepted for " + college.name() + " on 2")
                .doesNotContain("Dana Editor");
        assertThat(first.extensions().text("throughline:decidedFor")).contains(college.name());
        CFAssociation turned = pkg.associations().get(1);
        assertThat(turned.associationType()).isEqualTo(AssociationType.IS_PART_OF);
        assertThat(turned.originNodeURI().uri()).isEqualTo(job.uri("R.2").value());
        assertThat(turned.destinationNodeURI().uri())
                .isEqualTo(programme.uri("P.2").value());
        assertThat(pkg.document().adoptionStatus()).isEqualTo("Adopted");
        CFPackage older = read("/crosswalks/" + crosswalk.id() + "/package?version=1.0");
        assertThat(older.associations().getFirst().notes())
                .as("1.0 has no place for notes")
                .isNull();
        assertThat(older.associations().get(3).associationType())
                .as("nor a word for a translation")
                .isEqualTo(AssociationType.IS_RELATED_TO);
    }

    @Test
    void nothingIsFoundInItAndOurOwnImportReadsItBack() throws Exception {
        byte[] bytes = body("/crosswalks/" + crosswalk.id() + "/package");
        for (byte[] form : List.of(bytes, body("/crosswalks/" + crosswalk.id() + "/package?version=1.0"))) {
            assertThat(new CaseReader().read(form, "crosswalk"))
                    .isInstanceOfSatisfying(
                            ReadOutcome.Read.class,
                            read -> assertThat(read.findings()).isEmpty());
        }

        FrameworkImportOutcome outcome =
                imports.importCase(college.id(), bytes, "crosswalk.json", FrameworkKind.OUTCOMES, true, editor.id());

        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.framework().title()).isEqualTo("Installer × power");
    }

    @Test
    void aTableSaysBothTextsWhoForWhomWhenAndWhichWordings() throws Exception {
        String csv = new String(body("/crosswalks/" + crosswalk.id() + "/alignments.csv"), StandardCharsets.UTF_8);

        List<String> lines = csv.lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(1))
                .startsWith("R.1,Isolate and lock out a circuit before work," + job.uri("R.1") + ",P.1,")
                .contains(",exactMatchOf,the same competency,1.0,Dana Editor," + college.name() + ",20")
                .contains(",Agreed in the workshop,20")
                .endsWith("/uri/" + exact.association());
        assertThat(csv).contains(",'=HYPERLINK gloves,");
        assertThat(body("/crosswalks/" + crosswalk.id() + "/alignments.xlsx")).startsWith('P', 'K');
        assertThat(new Visitor(server)
                        .get("/crosswalks/" + crosswalk.id() + "/package?version=2")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoWorksForTwoOrganizationsIsNamedWithTheOneForWhichTheyDecided() throws Exception {
        Organization employer = stage.organization("Test Power", OrganizationKind.EMPLOYER, editor, Role.EDITOR);
        crosswalks.accept(
                crosswalk.id(),
                job.uri("R.3"),
                programme.uri("P.2"),
                "isRelatedTo",
                "Practised on site",
                new Voice(employer.id(), editor.id()));

        String csv = new String(body("/crosswalks/" + crosswalk.id() + "/alignments.csv"), StandardCharsets.UTF_8);
        assertThat(csv.lines().filter(line -> line.contains("Practised on site")))
                .singleElement()
                .asString()
                .contains(",Dana Editor," + employer.name() + ",20")
                .doesNotContain(college.name());
        assertThat(read("/crosswalks/" + crosswalk.id() + "/package").associations())
                .filteredOn(one -> String.valueOf(one.notes()).startsWith("Practised on site"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.notes()).contains("Accepted for " + employer.name() + " on 2");
                    assertThat(one.extensions().text("throughline:decidedFor")).contains(employer.name());
                });
    }

    private byte[] body(String path) throws Exception {
        return java.net.http.HttpClient.newHttpClient()
                .send(
                        java.net.http.HttpRequest.newBuilder(server.at(path)).build(),
                        java.net.http.HttpResponse.BodyHandlers.ofByteArray())
                .body();
    }

    private CFPackage read(String path) throws Exception {
        return switch (new CaseReader().read(body(path), path)) {
            case ReadOutcome.Read read -> read.pkg();
            case ReadOutcome.Refused refused -> throw new AssertionError(refused.findings());
        };
    }
}
