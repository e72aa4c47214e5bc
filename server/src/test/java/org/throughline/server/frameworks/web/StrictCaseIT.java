package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.CaseSchemas;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FullFramework;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every operation's answer against the official schemas of its version, for a package that has everything. */
@ServerTest
class StrictCaseIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FrameworkImport imports;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final FullFramework full = new FullFramework();
    private final Map<String, String> operations = new LinkedHashMap<>();

    StrictCaseIT(FrameworkImport imports, RunningServer server, Stage stage) {
        this.imports = imports;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        var outcome = imports.importCase(owner.id(), full.json(), "full", FrameworkKind.OUTCOMES, true, editor.id());
        assertThat(outcome.findings()).isEmpty();
        operations.put("/CFDocuments?limit=1000", "CFDocumentSet");
        operations.put("/CFDocuments/" + full.id("document"), "CFDocument");
        operations.put("/CFPackages/" + full.id("document"), "CFPackage");
        operations.put("/CFItems/" + full.id("item"), "CFItem");
        operations.put("/CFItemAssociations/" + full.id("item.1"), "CFAssociationSet");
        operations.put("/CFAssociations/" + full.id("translation"), "CFAssociation");
        operations.put("/CFAssociationGroupings/" + full.id("grouping"), "CFAssociationGrouping");
        operations.put("/CFConcepts/" + full.id("concept"), "CFConceptSet");
        operations.put("/CFItemTypes/" + full.id("type"), "CFItemTypeSet");
        operations.put("/CFSubjects/" + full.id("subject"), "CFSubjectSet");
        operations.put("/CFLicenses/" + full.id("license"), "CFLicense");
        operations.put("/CFRubrics/" + full.id("rubric"), "CFRubric");
    }

    @Test
    void everyAnswerIsStrictCaseOneOne() throws Exception {
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            validate("v1p1", operation.getKey(), operation.getValue());
        }
        failures("v1p1");
    }

    @Test
    void everyAnswerIsStrictCaseOneZero() throws Exception {
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            validate("v1p0", operation.getKey(), operation.getValue());
        }
        failures("v1p0");
    }

    private void failures(String version) throws Exception {
        for (String path : new String[] {
            "/CFItems/nonsense",
            "/CFItems/" + UUID.randomUUID(),
            "/CFDocuments?limit=0",
            "/CFDocuments?filter=no='x'",
            "/Nothing"
        }) {
            HttpResponse<String> answer = server.get("/ims/case/" + version + path.replace("'", "%27"));
            assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(CaseSchemas.violations(version, "imsx_StatusInfo", answer.body()))
                    .as(path)
                    .isEmpty();
        }
    }

    private void validate(String version, String path, String type) throws Exception {
        HttpResponse<String> answer = server.get("/ims/case/" + version + path);
        assertThat(answer.statusCode()).as(version + path).isEqualTo(200);
        assertThat(CaseSchemas.violations(version, type, answer.body()))
                .as(version + path + "\n" + answer.body())
                .isEmpty();
    }

    @Test
    void childrenStandBelowTheirCodeAndNowhereElse() throws Exception {
        String concepts =
                server.get("/ims/case/v1p1/CFConcepts/" + full.id("concept")).body();

        assertThat(concepts)
                .contains(full.id("concept.1").toString())
                .doesNotContain(full.id("concept.10").toString());
        assertThat(JSON.readTree(concepts)
                        .path("CFConcepts")
                        .get(0)
                        .path("identifier")
                        .asString())
                .isEqualTo(full.id("concept").toString());
    }

    @Test
    void everyPropertyGoesOutAsItCameIn() throws Exception {
        JsonNode in = JSON.readTree(full.json());
        JsonNode out = JSON.readTree(
                server.get("/ims/case/v1p1/CFPackages/" + full.id("document")).body());

        assertThat(out).isEqualTo(in);
    }

    @Test
    void theShortAddressAnswersEveryKindOfThingInEveryForm() throws Exception {
        for (String name :
                new String[] {"item", "document", "top", "grouping", "concept", "type", "subject", "license", "rubric"
                }) {
            for (String accept : new String[] {"application/json", "application/ld+json", "text/html"}) {
                var request = java.net.http.HttpRequest.newBuilder(server.at("/uri/" + full.id(name)))
                        .header("Accept", accept + ", */*;q=0.1")
                        .build();
                HttpResponse<String> answer = java.net.http.HttpClient.newBuilder()
                        .followRedirects(java.net.http.HttpClient.Redirect.NORMAL)
                        .build()
                        .send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(name + " as " + accept).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .as(name + " as " + accept)
                        .startsWith(accept);
                assertThat(answer.body()).contains(full.id(name).toString());
                if (accept.contains("ld+json")) {
                    assertThat(answer.body()).contains("\"@context\"", "\"@type\":\"CF");
                }
            }
        }
    }
}
