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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class ControlDoorIT {

    private static final String IMPORT =
            "/control/imports/case?org=imports&kind=STANDARDS&publish=true&source=test.json";

    private final RunningServer server;
    private final Path file;

    ControlDoorIT(RunningServer server, DataDirectory directory) {
        this.server = server;
        this.file = directory.path().resolve("control.json");
    }

    @Test
    void opensForTheTokenInTheDataDirectory() throws Exception {
        HttpResponse<String> answer = post("Bearer " + door().get("token"), null);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).startsWith("The CASE package was refused");
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
