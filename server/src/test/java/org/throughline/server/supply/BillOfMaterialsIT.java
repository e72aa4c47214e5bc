package org.throughline.server.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bill of materials is in the jar, tells of every library, and of none that we may not ship. */
@ServerTest
class BillOfMaterialsIT {
    private static final String PLACE = "/META-INF/sbom/application.cdx.json";

    /** Licences under which we may pass a library on, as SPDX names them. Of several, one is enough. */
    private static final Set<String> ALLOWED = Set.of(
            "Apache-2.0",
            "MIT",
            "Bouncy Castle Licence",
            "MIT-0",
            "0BSD",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-1.0",
            "EPL-2.0",
            "GPL-2.0-with-classpath-exception",
            "LGPL-2.1-only");

    /** Their project files name a licence that no list knows; their jars carry the text of the Apache License 2.0. */
    private static final Set<String> APACHE_BY_ITS_TEXT = Set.of("org.springframework.session:spring-session-core");

    private final RunningServer server;

    BillOfMaterialsIT(RunningServer server) {
        this.server = server;
    }

    @Test
    void everyLibraryIsReleasedAndComesWithALicenceThatWeMayPassOn() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (JsonNode component : bill().path("components")) {
            String name = component.path("group").asString("") + ":"
                    + component.path("name").asString();
            List<String> licences = new ArrayList<>();
            component.path("licenses").forEach(each -> {
                JsonNode licence = each.path("license");
                licences.add(licence.path("id")
                        .asString(licence.path("name")
                                .asString(each.path("expression").asString(""))));
            });
            if (component.path("version").asString("").contains("SNAPSHOT")) {
                wrong.add(name + " is not released");
            }
            boolean known = name.startsWith("org.throughline:") || APACHE_BY_ITS_TEXT.contains(name);
            if (!known && licences.stream().noneMatch(BillOfMaterialsIT::allowed)) {
                wrong.add(name + " has " + licences);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void tellsOfTheLibrariesThatAreThere() throws Exception {
        List<String> names = new ArrayList<>();
        bill().path("components")
                .forEach(component -> names.add(component.path("name").asString()));
        assertThat(names)
                .hasSizeGreaterThan(60)
                .contains("spring-webmvc", "postgresql", "bcprov-jdk18on", "tomcat-embed-core");
    }

    @Test
    void noLibraryIsBelowTheFloorThatIsSetForIt() throws Exception {
        Floors floors = Floors.of(Path.of("..", "build", "version-floors.xml"));
        List<String> wrong = new ArrayList<>();
        for (JsonNode component : bill().path("components")) {
            String group = component.path("group").asString("");
            String name = component.path("name").asString();
            String version = component.path("version").asString();
            floors.brokenBy(group, name, version)
                    .ifPresent(floor -> wrong.add(group + ":" + name + ":" + version + " is below " + floor));
        }
        assertThat(wrong).isEmpty();
        assertThat(floors.all()).hasSizeGreaterThan(10);
        assertThat(floors.brokenBy("org.postgresql", "postgresql", "42.7.6")).isPresent();
        assertThat(floors.brokenBy("org.springframework.security", "spring-security-web", "7.0.4"))
                .isPresent();
        assertThat(floors.brokenBy("org.postgresql", "postgresql", "42.7.14")).isEmpty();
    }

    @Test
    void isServedToTheOperatorAlone() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        var shown = http.send(
                HttpRequest.newBuilder(server.management("/actuator/sbom/application"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("CycloneDX");
        assertThat(server.get("/actuator/sbom/application").body()).doesNotContain("CycloneDX");
    }

    private static boolean allowed(String licence) {
        return ALLOWED.stream()
                .anyMatch(each ->
                        licence.equals(each) || List.of(licence.split(" OR ")).contains(each));
    }

    private static JsonNode bill() throws Exception {
        try (InputStream in = BillOfMaterialsIT.class.getResourceAsStream(PLACE)) {
            assertThat(in)
                    .as("%s, which the build writes before it packages", PLACE)
                    .isNotNull();
            return JsonMapper.builder().build().readTree(in);
        }
    }
}
