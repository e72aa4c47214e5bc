package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.frameworks.SharedFolder;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.portability.Archives;
import org.throughline.server.portability.OrganizationExport;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class ControlDoorIT {

    private static final String IMPORT =
            "/control/imports/case?org=imports&kind=STANDARDS&publish=true&source=test.json";

    private final RunningServer server;
    private final OrganizationExport export;
    private final Organization college;
    private final Path file;

    ControlDoorIT(
            RunningServer server,
            DataDirectory directory,
            People people,
            Organizations organizations,
            OrganizationExport export) {
        this.server = server;
        this.export = export;
        String tag = "door-" + UUID.randomUUID();
        PersonId owner = people.ensure("Owner", tag + "@example.org").id();
        this.college = organizations.create(tag, "College", OrganizationKind.EDUCATOR, null, "", owner);
        this.file = directory.path().resolve("control.json");
    }

    @Test
    void opensForTheTokenInTheDataDirectory() throws Exception {
        HttpResponse<String> answer = post("Bearer " + door().get("token"), null);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).startsWith("The CASE package was refused");
    }

    @Test
    void importsAFrameworkAsOneAct() throws Exception {
        byte[] small = new SmallFrameworks("Brought by the operator")
                .item("B.1", "Brings")
                .json();

        assertThat(left("/control/imports/case?source=small.json&kind=STANDARDS&publish=true&org=imports", small))
                .extracting(AuditEntry::action)
                .containsExactly("framework.imported");
    }

    @Test
    void importsOccupationsAsOneAct() throws Exception {
        String folder = SharedFolder.path("data/onet").toAbsolutePath().toString();

        assertThat(left(
                        "/control/imports/onet?occupation=51-8012.00&occupation=47-2111.00&publish=false&org="
                                + college.slug() + "&directory=" + folder,
                        new byte[0]))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.action()).isEqualTo("framework.imported");
                    assertThat(entry.parts()).extracting(AuditEntry::action).containsExactly("framework.imported");
                    assertThat(entry.parts().getFirst().subject()).isNotEqualTo(entry.subject());
                });
    }

    @Test
    void importsAnOrganizationAsOneAct() throws Exception {
        byte[] archive = Archives.elsewhere(export, college);
        String slug = "brought-" + UUID.randomUUID();

        assertThat(left("/control/imports/organization?dryRun=true&slug=" + slug, archive))
                .isEmpty();
        assertThat(left("/control/imports/organization?dryRun=false&slug=" + slug, archive))
                .extracting(AuditEntry::action)
                .containsExactly("organization.imported");
    }

    /** What the operator's order leaves in the log. */
    private List<AuditEntry> left(String path, byte[] body) throws Exception {
        return Leaves.during("POST " + path.substring(0, path.indexOf('?')), () -> {
            try (HttpClient http = HttpClient.newHttpClient()) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(server.at(path))
                                .header("Content-Type", "application/octet-stream")
                                .header("Authorization", "Bearer " + door().get("token"))
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        });
    }

    @Test
    void isNotThereForAnybodyElse() throws Exception {
        assertThat(post(null, null).statusCode()).isEqualTo(404);
        assertThat(post("Bearer guess", null).statusCode()).isEqualTo(404);
        assertThat(post("Basic " + door().get("token"), null).statusCode()).isEqualTo(404);
        assertThat(server.get("/control/anything").statusCode()).isEqualTo(404);
    }

    @Test
    void doesNotOpenForWhoComesThroughAProxyOnThisMachine() throws Exception {
        assertThat(post("Bearer " + door().get("token"), "203.0.113.9").statusCode())
                .isEqualTo(404);
    }

    @Test
    void keepsTheTokenReadableByItsOwnerAlone() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(URI.create(String.valueOf(door().get("address"))).getPort())
                .isEqualTo(server.at("/").getPort());
    }

    private Map<String, Object> door() throws Exception {
        return JsonParserFactory.getJsonParser().parseMap(Files.readString(file));
    }

    private HttpResponse<String> post(@Nullable String authorization, @Nullable String forwardedFor) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(IMPORT))
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString("no package"));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (forwardedFor != null) {
            request.header("X-Forwarded-For", forwardedFor);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
