package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SharedFolder;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class CaseApiIT {
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks open =
            new SmallFrameworks("Open").item("A", "Safety").item("A.1", "Isolate", "A");
    private final SmallFrameworks closed = new SmallFrameworks("Closed").item("A", "Secret");

    CaseApiIT(FrameworkImport imports, RunningServer server, Stage stage) {
        this.imports = imports;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        imports.importCase(owner.id(), open.json(), "open", FrameworkKind.OUTCOMES, true, editor.id());
        imports.importCase(owner.id(), closed.json(), "closed", FrameworkKind.OUTCOMES, false, editor.id());
    }

    @Test
    void everyAnswerIsStrictCaseOneOne() throws Exception {
        answers("/CFDocuments", "getallcfdocuments");
        answers("/CFDocuments/" + open.id(), "getcfdocument");
        answers("/CFPackages/" + open.id(), "getcfpackage");
        answers("/CFItems/" + open.id("A.1"), "getcfitem");
        answers("/CFItemAssociations/" + open.id("A.1"), "getcfitemassociations");
        String associations = server.get("/ims/case/v1p1/CFItemAssociations/" + open.id("A.1"))
                .body();
        String association =
                associations.split("\"CFAssociations\"")[1].split("\"identifier\"\\s*:\\s*\"")[1].substring(0, 36);
        answers("/CFAssociations/" + association, "getcfassociation");
    }

    private void answers(String path, String operation) throws Exception {
        HttpResponse<String> answer = server.get("/ims/case/v1p1" + path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).get().asString().startsWith("application/json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        Path schema = SharedFolder.path("specs/case/case-v1p1-1edtech/caseservicegroupv1p1-" + operation
                + "-200-responsepayload-schemav1p0p0.json");
        Schema rules = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(
                        SchemaLocation.of("https://schemas.example/" + operation),
                        Files.readString(schema),
                        InputFormat.JSON);
        assertThat(rules.validate(answer.body(), InputFormat.JSON)).as(path).isEmpty();
    }

    @Test
    void pagesTellTheTotalAndWhereTheOthersAre() throws Exception {
        HttpResponse<String> page = server.get("/ims/case/v1p0/CFDocuments?limit=1");

        assertThat(page.headers().firstValue("X-Total-Count").map(Long::valueOf))
                .hasValueSatisfying(total -> assertThat(total).isPositive());
        assertThat(page.headers().firstValue("Link")).get().asString().contains("rel=\"first\"", "rel=\"last\"");
        assertThat(server.get("/ims/case/v1p0/CFDocuments?limit=0").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/ims/case/v1p0/CFDocuments?offset=-1").statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatIsNotPublishedDoesNotExist() throws Exception {
        for (String path : new String[] {"CFDocuments", "CFPackages"}) {
            assertThat(server.get("/ims/case/v1p1/" + path + "/" + closed.id()).statusCode())
                    .isEqualTo(404);
        }
        assertThat(server.get("/ims/case/v1p1/CFItems/" + closed.id("A")).statusCode())
                .isEqualTo(404);
        assertThat(server.get("/ims/case/v1p1/CFDocuments?limit=1000").body())
                .doesNotContain(closed.id().toString());
        assertThat(server.get("/frameworks/" + closed.id()).statusCode()).isEqualTo(404);
        assertThat(server.get("/uri/" + closed.id("A")).statusCode()).isEqualTo(404);
    }

    @Test
    void failuresSpeakTheWordsOfTheirVersion() throws Exception {
        assertThat(server.get("/ims/case/v1p1/CFItems/nonsense"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404))
                .satisfies(answer -> assertThat(answer.body()).contains("\"invalid_uuid\""));
        assertThat(server.get("/ims/case/v1p0/CFItems/nonsense").body()).contains("\"invaliduuid\"");
        assertThat(server.get("/ims/case/v1p1/CFItems/no%20uuid"))
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(404))
                .satisfies(answer -> assertThat(answer.body()).contains("\"invalid_uuid\""));
        assertThat(server.get("/uri/nonsense").statusCode()).isEqualTo(404);
        assertThat(server.get("/ims/case/v1p0/CFItems/" + UUID.randomUUID()).body())
                .contains("\"unknownobject\"");
    }

    @Test
    void theShortAddressAnswersProgramsWithTheItem() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.at("/uri/" + open.id("A.1")))
                .header("Accept", "application/json")
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"fullStatement\"", open.uri("A.1").value());
    }
}
