package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FullFramework;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the CASE API answers over HTTP: caching, encodings, other origins, pages of documents, and what it refuses. */
@ServerTest
class CaseServingIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FrameworkImport imports;
    private final RunningServer server;
    private final Path dataDirectory;
    private final Person editor;
    private final Organization owner;
    private final HttpClient http = HttpClient.newHttpClient();
    private final FullFramework full = new FullFramework();
    private final String mark = "M" + UUID.randomUUID().toString().substring(0, 8);
    private final SmallFrameworks first = new SmallFrameworks(mark + " Alpha").item("A", "Safety");
    private final SmallFrameworks second = new SmallFrameworks(mark + " beta").item("A", "Climbing");
    private final SmallFrameworks closed = new SmallFrameworks(mark + " closed").item("A", "Secret");

    CaseServingIT(
            FrameworkImport imports,
            RunningServer server,
            @Value("${throughline.data-dir}") Path dataDirectory,
            Stage stage) {
        this.imports = imports;
        this.server = server;
        this.dataDirectory = dataDirectory;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        imports.importCase(owner.id(), full.json(), "full", FrameworkKind.OUTCOMES, true, editor.id());
        imports.importCase(owner.id(), first.json(), "first", FrameworkKind.OUTCOMES, true, editor.id());
        imports.importCase(owner.id(), second.json(), "second", FrameworkKind.OUTCOMES, true, editor.id());
        imports.importCase(owner.id(), closed.json(), "closed", FrameworkKind.OUTCOMES, false, editor.id());
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at(path)).method(method, HttpRequest.BodyPublishers.noBody());
        for (int n = 0; n < headers.length; n += 2) {
            request.header(headers[n], headers[n + 1]);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String unzipped(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPackageIsSentAsItLiesAndNotSentToWhoeverHasIt() throws Exception {
        for (String version : List.of("v1p0", "v1p1")) {
            String path = "/ims/case/" + version + "/CFPackages/" + full.id("document");
            HttpResponse<byte[]> plain = ask("GET", path);
            HttpResponse<byte[]> packed = ask("GET", path, "Accept-Encoding", "gzip, deflate");

            assertThat(header(plain, "Content-Encoding")).isEmpty();
            assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
            assertThat(unzipped(packed.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
            assertThat(header(plain, "Content-Length")).isEqualTo(Integer.toString(plain.body().length));
            assertThat(header(plain, "ETag")).matches("\"[^\"]+\"").isNotEqualTo(header(packed, "ETag"));
            assertThat(header(plain, "Cache-Control")).isEqualTo("public, max-age=60, must-revalidate");
            assertThat(String.join(",", plain.headers().allValues("Vary"))).contains("Accept-Encoding");

            assertThat(ask("GET", path, "If-None-Match", header(plain, "ETag")))
                    .satisfies(known -> assertThat(known.statusCode()).isEqualTo(304))
                    .satisfies(known -> assertThat(known.body()).isEmpty())
                    .satisfies(known -> assertThat(header(known, "ETag")).isEqualTo(header(plain, "ETag")));
            assertThat(ask(
                                    "GET",
                                    path,
                                    "Accept-Encoding",
                                    "gzip",
                                    "If-None-Match",
                                    "\"x\", W/" + header(packed, "ETag"))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(ask("GET", path, "If-None-Match", "\"other\"").statusCode())
                    .isEqualTo(200);
            assertThat(ask("GET", path, "If-Modified-Since", header(plain, "Last-Modified"))
                            .statusCode())
                    .isEqualTo(304);
            assertThat(ask("GET", path, "If-Modified-Since", "Thu, 01 Jan 1998 00:00:00 GMT")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> head = ask("HEAD", path);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length")).isEqualTo(header(plain, "Content-Length"));
            assertThat(header(head, "ETag")).isEqualTo(header(plain, "ETag"));
        }
    }

    @Test
    void everyAnswerSaysWhenItLastChanged() throws Exception {
        Instant before = Instant.now();
        for (String path : List.of(
                "/ims/case/v1p1/CFDocuments",
                "/ims/case/v1p0/CFDocuments/" + full.id("document"),
                "/ims/case/v1p1/CFItems/" + full.id("item"),
                "/ims/case/v1p1/CFItemAssociations/" + full.id("item"),
                "/uri/" + full.id("item"),
                "/ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json")) {
            HttpResponse<byte[]> answer = ask("GET", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            String changed = header(answer, "Last-Modified");
            assertThat(ZonedDateTime.parse(changed, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .as(path)
                    .isBefore(before)
                    .isAfter(before.minus(Duration.ofHours(1)));
            // what is made of several documents may lose one of them, and no date would tell
            boolean several = path.endsWith("CFDocuments") || path.contains("CFItemAssociations");
            assertThat(ask("GET", path, "If-Modified-Since", changed).statusCode())
                    .as(path)
                    .isEqualTo(several ? 200 : 304);
            assertThat(ask("GET", path, "If-None-Match", header(answer, "ETag")).statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    @Test
    void theShelfMayBeEmptiedAtAnyTime() throws Exception {
        String path = "/ims/case/v1p0/CFPackages/" + full.id("document");
        byte[] before = ask("GET", path).body();
        try (Stream<Path> files = Files.list(dataDirectory.resolve("shelf").resolve("case-1"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(ask("GET", path).body()).isEqualTo(before);
    }

    @Test
    void aNewTextIsANewRepresentationAtOnce() throws Exception {
        String path = "/ims/case/v1p1/CFPackages/" + first.id();
        String tag = header(ask("GET", path), "ETag");
        first.item("A", "Safety first");
        imports.importCase(owner.id(), first.json(), "first", FrameworkKind.OUTCOMES, true, editor.id());

        HttpResponse<byte[]> after = ask("GET", path, "If-None-Match", tag);
        assertThat(after.statusCode()).isEqualTo(200);
        assertThat(new String(after.body(), StandardCharsets.UTF_8)).contains("Safety first");
    }

    @Test
    void smallAnswersHaveTagsAndEncodingsToo() throws Exception {
        String path = "/ims/case/v1p1/CFItems/" + full.id("item");
        HttpResponse<byte[]> plain = ask("GET", path);
        HttpResponse<byte[]> packed = ask("GET", path, "Accept-Encoding", "gzip");

        assertThat(unzipped(packed.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
        assertThat(ask("GET", path, "If-None-Match", header(plain, "ETag")).statusCode())
                .isEqualTo(304);
        assertThat(ask("GET", path + ".json").body()).isEqualTo(plain.body());
        assertThat(ask(
                                "GET",
                                path.toUpperCase(java.util.Locale.ROOT)
                                        .replace("/IMS/CASE/V1P1/CFITEMS", "/ims/case/v1p1/CFItems"))
                        .body())
                .isEqualTo(plain.body());
    }

    @Test
    void pagesOfOtherOriginsMayRead() throws Exception {
        for (String path : List.of("/ims/case/v1p1/CFDocuments", "/uri/" + full.id("item"))) {
            HttpResponse<byte[]> asked = ask(
                    "OPTIONS",
                    path,
                    "Origin",
                    "https://elsewhere.example",
                    "Access-Control-Request-Method",
                    "GET",
                    "Access-Control-Request-Headers",
                    "if-none-match");
            assertThat(asked.statusCode()).as(path).isEqualTo(200);
            assertThat(header(asked, "Access-Control-Allow-Origin")).isEqualTo("*");
            HttpResponse<byte[]> read = ask("GET", path, "Origin", "https://elsewhere.example");
            assertThat(read.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(header(read, "Access-Control-Allow-Credentials")).isEmpty();
        }
        for (HttpResponse<byte[]> refused : List.of(
                ask(
                        "OPTIONS",
                        "/frameworks",
                        "Origin",
                        "https://elsewhere.example",
                        "Access-Control-Request-Method",
                        "GET"),
                ask(
                        "OPTIONS",
                        "/ims/case/v1p1/CFDocuments",
                        "Origin",
                        "https://elsewhere.example",
                        "Access-Control-Request-Method",
                        "POST"))) {
            assertThat(header(refused, "Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void refusalsSpeakTheWordsOfTheirVersion() throws Exception {
        String base = "/ims/case/v1p1";
        assertThat(code(ask("POST", base + "/CFDocuments"), 405)).isEmpty();
        assertThat(code(ask("GET", base + "/CFDocuments", "Accept", "application/xml"), 406))
                .isEmpty();
        assertThat(code(ask("GET", base + "/CFNothings", "Accept", "text/html"), 404))
                .isEqualTo("unknownobject");
        assertThat(code(ask("GET", base + "/CFDocuments", "Authorization", "Bearer nonsense"), 401))
                .isEqualTo("unauthorised_request");
        assertThat(code(ask("GET", "/ims/case/v1p0/CFDocuments", "Authorization", "Bearer nonsense"), 401))
                .isEqualTo("unauthorisedrequest");
    }

    private static String code(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("imsx_severity").asString()).isEqualTo("error");
        return body.path("imsx_codeMinor")
                .path("imsx_codeMinorField")
                .path(0)
                .path("imsx_codeMinorFieldValue")
                .asString("");
    }

    private List<String> titles(String query) throws Exception {
        HttpResponse<byte[]> answer = ask("GET", "/ims/case/v1p1/CFDocuments?" + query);
        assertThat(answer.statusCode()).as(query).isEqualTo(200);
        List<String> titles = new java.util.ArrayList<>();
        JSON.readTree(answer.body())
                .path("CFDocuments")
                .forEach(d -> titles.add(d.path("title").asString()));
        return titles;
    }

    private static String filter(String text) {
        return "limit=1000&filter=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void documentsArePickedByTheWholeGrammarOfFilters() throws Exception {
        String alpha = mark + " Alpha";
        String beta = mark + " beta";
        String ours = "title~'" + mark + "'";
        assertThat(titles(filter(ours))).containsExactlyInAnyOrder(alpha, beta);
        assertThat(titles(filter("title='" + mark.toLowerCase(java.util.Locale.ROOT) + " ALPHA'")))
                .containsExactly(alpha);
        assertThat(titles(filter(ours + " AND title!='" + alpha + "'"))).containsExactly(beta);
        assertThat(titles(filter("title='" + alpha + "' OR title='" + beta + "'")))
                .containsExactlyInAnyOrder(alpha, beta);
        assertThat(titles(filter(ours + " AND title>'" + mark + " b'"))).containsExactly(beta);
        assertThat(titles(filter(ours + " AND title<='" + alpha + "'"))).containsExactly(alpha);
        assertThat(titles(filter(ours + " AND lastChangeDateTime>='2026-01-02'")))
                .hasSize(2);
        assertThat(titles(filter(ours + " AND lastChangeDateTime<'2026-01-02T03:04:05+00:00'")))
                .isEmpty();
        assertThat(titles(filter(ours + " AND lastChangeDateTime='2026-01-02T04:04:05+01:00'")))
                .hasSize(2);
        assertThat(titles(filter("identifier='" + full.id("document") + "' AND subject~'science'")))
                .hasSize(1);
        assertThat(titles(filter("identifier='" + full.id("document") + "' AND subject='Science, energy'")))
                .hasSize(1);
        assertThat(titles(filter("identifier='" + full.id("document") + "' AND subject='Science'")))
                .isEmpty();
        assertThat(titles(filter("identifier='" + full.id("document") + "' AND licenseURI.title='open'")))
                .hasSize(1);
        assertThat(titles(filter("identifier='" + full.id("document") + "' AND publisher='it''s'")))
                .isEmpty();
        for (String refused : List.of(
                "nothing='x'",
                "title",
                "title=x",
                "title='x' AND",
                "title='x' NOR title='y'",
                "licenseURI='x'",
                "title='a' AND title='b' AND title='c'",
                "lastChangeDateTime>'soon'",
                "")) {
            HttpResponse<byte[]> answer = ask("GET", "/ims/case/v1p1/CFDocuments?" + filter(refused));
            assertThat(code(answer, 400)).as(refused).isEqualTo("invalid_selection_field");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("CFDocuments\"");
        }
        assertThat(code(ask("GET", "/ims/case/v1p0/CFDocuments?" + filter("frameworkType='x'")), 400))
                .as("1.0 has no such field")
                .isEqualTo("invalid_selection_field");
    }

    @Test
    void documentsStandInTheOrderThatIsAskedForAndPagesKeepAllThatWasAsked() throws Exception {
        String ours = filter("title~'" + mark + "'");
        assertThat(titles(ours + "&sort=title")).containsExactly(mark + " Alpha", mark + " beta");
        assertThat(titles(ours + "&sort=title&orderBy=desc")).containsExactly(mark + " beta", mark + " Alpha");
        HttpResponse<byte[]> unknown = ask("GET", "/ims/case/v1p1/CFDocuments?" + ours + "&sort=nothing");
        assertThat(unknown.statusCode()).isEqualTo(200);
        assertThat(header(unknown, "imsx_StatusInfo")).contains("\"warning\"", "invalid_sort_field");

        HttpResponse<byte[]> page = ask(
                "GET",
                "/ims/case/v1p1/CFDocuments?" + ours.replace("limit=1000", "limit=1") + "&sort=title&fields=title");
        assertThat(header(page, "X-Total-Count")).isEqualTo("2");
        assertThat(header(page, "Link"))
                .contains("rel=\"next\"", "rel=\"last\"", "sort=title", "fields=title", "filter=title");
        String next = header(page, "Link").split("<")[1].split(">")[0];
        assertThat(titles(next.substring(next.indexOf('?') + 1))).containsExactly(mark + " beta");
        assertThat(JSON.readTree(page.body()).path("CFDocuments").get(0).propertyNames())
                .containsExactly("title");
        assertThat(code(ask("GET", "/ims/case/v1p1/CFDocuments?fields="), 400)).isEqualTo("invalid_selection_field");
        HttpResponse<byte[]> odd = ask("GET", "/ims/case/v1p1/CFDocuments?" + ours + "&fields=title,odd");
        assertThat(JSON.readTree(odd.body()).path("CFDocuments").get(0).has("identifier"))
                .isTrue();
        assertThat(header(odd, "imsx_StatusInfo")).contains("invalid_selection_field");
        assertThat(titles(ours + "&offset=5")).isEmpty();
    }

    @Test
    void theSameItemStandsInTwoFrameworksAndNamesTheDocumentThatItIsFrom() throws Exception {
        String package1 = new String(first.json(), StandardCharsets.UTF_8);
        UUID other = UUID.randomUUID();
        String borrowed = package1.replace(first.id().toString(), other.toString())
                .replace(
                        "https://case.example.org/" + other + "/items/",
                        "https://case.example.org/" + first.id() + "/items/")
                .replace("\"associationType\": \"isChildOf\"", """
                    "associationType": "isChildOf", "extensions": {"sourceDocumentIdentifier": "%1$s",
                    "sourceDocumentURI": "https://case.example.org/%1$s"}""".formatted(first.id()));
        borrowed = borrowed.replaceAll(
                "\"identifier\": \"[0-9a-f-]{36}\", \"uri\": \"([^\"]*)/associations/[0-9a-f-]{36}\"",
                "\"identifier\": \"" + UUID.randomUUID() + "\", \"uri\": \"$1/associations/x\"");
        Instant start = Instant.now();
        imports.importCase(
                owner.id(), borrowed.getBytes(StandardCharsets.UTF_8), "b", FrameworkKind.OUTCOMES, true, editor.id());
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));

        JsonNode item = JSON.readTree(
                ask("GET", "/ims/case/v1p1/CFItems/" + first.id("A")).body());
        assertThat(item.path("CFDocumentURI").path("identifier").asString())
                .isEqualTo(first.id().toString());
        for (UUID document : List.of(first.id(), other)) {
            assertThat(new String(
                            ask("GET", "/ims/case/v1p1/CFPackages/" + document).body(), StandardCharsets.UTF_8))
                    .contains(first.id("A").toString());
        }
    }

    @Test
    void theServerDescribesItself() throws Exception {
        for (String path : List.of(
                "/ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json",
                "/ims/case/v1p0/discovery/imscasev1p0_openapi3_v1p0.json")) {
            JsonNode described = JSON.readTree(ask("GET", path).body());
            assertThat(described.path("paths").size()).isEqualTo(12);
            assertThat(described.path("servers").get(0).path("url").asString()).endsWith(path.substring(0, 14));
            assertThat(described.path("components").path("schemas").has("CFRubric"))
                    .isTrue();
        }
    }
}
