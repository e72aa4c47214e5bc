package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FullFramework;
import org.throughline.server.frameworks.SharedFolder;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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
        JsonNode openapi = JSON.readTree(
                Files.readString(SharedFolder.path("specs/case/case-v1p1-1edtech/imscasev1p1_openapi3_v1p0.json")));
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            JsonNode schema = wrapped(
                    openapi.path("components").path("schemas"),
                    "#/components/schemas/",
                    operation.getValue() + "DType");
            validate("v1p1", operation.getKey(), schema);
        }
        failures(
                "v1p1",
                wrapped(openapi.path("components").path("schemas"), "#/components/schemas/", "imsx_StatusInfoDType"));
    }

    @Test
    void everyAnswerIsStrictCaseOneZero() throws Exception {
        JsonNode swagger =
                JSON.readTree(Files.readString(SharedFolder.path("specs/case/opensalt-case-v1p0-swagger.json")));
        for (Map.Entry<String, String> operation : operations.entrySet()) {
            validate(
                    "v1p0",
                    operation.getKey(),
                    wrapped(swagger.path("definitions"), "#/definitions/", operation.getValue() + ".Type"));
        }
        failures("v1p0", wrapped(swagger.path("definitions"), "#/definitions/", "imsx_StatusInfo.Type"));
    }

    private void failures(String version, JsonNode schema) throws Exception {
        for (String path : new String[] {
            "/CFItems/nonsense",
            "/CFItems/" + UUID.randomUUID(),
            "/CFDocuments?limit=0",
            "/CFDocuments?filter=no='x'",
            "/Nothing"
        }) {
            HttpResponse<String> answer = server.get("/ims/case/" + version + path.replace("'", "%27"));
            assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(schema(schema).validate(answer.body(), InputFormat.JSON))
                    .as(path)
                    .isEmpty();
        }
    }

    private void validate(String version, String path, JsonNode schema) throws Exception {
        HttpResponse<String> answer = server.get("/ims/case/" + version + path);
        assertThat(answer.statusCode()).as(version + path).isEqualTo(200);
        assertThat(schema(schema).validate(answer.body(), InputFormat.JSON))
                .as(version + path + "\n" + answer.body())
                .isEmpty();
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(
                        SchemaLocation.of("https://schemas.example/" + UUID.randomUUID()),
                        schema.toString(),
                        InputFormat.JSON);
    }

    /** The schema of one class, with all that it leads to. Classes that are put together of others are spelled out, so that they can be closed. */
    private static JsonNode wrapped(JsonNode all, String prefix, String name) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$ref", "#/definitions/" + name);
        ObjectNode definitions = (ObjectNode) JSON.readTree(all.toString().replace(prefix, "#/definitions/"));
        definitions.propertyNames().forEach(one -> spellOut((ObjectNode) definitions.path(one), definitions));
        whole.set("definitions", definitions);
        return whole;
    }

    private static void spellOut(ObjectNode one, ObjectNode definitions) {
        JsonNode parts = one.remove("allOf");
        if (parts == null) {
            return;
        }
        for (JsonNode part : parts) {
            ObjectNode meant = part.has("$ref")
                    ? (ObjectNode) definitions.path(part.path("$ref").asString().replace("#/definitions/", ""))
                    : (ObjectNode) part;
            spellOut(meant, definitions);
            one.withObjectProperty("properties").setAll((ObjectNode) meant.path("properties"));
            meant.path("required").forEach(one.withArrayProperty("required")::add);
        }
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
