package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** What every answer bears, and what no request may do, over real HTTP. */
@ServerTest
class RequestSafetyIT {
    private static final String NEVER = "00000000-0000-4000-8000-000000000000";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final int MEBIBYTE = 1024 * 1024;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
                    + "object-src 'none'; require-trusted-types-for 'script'";

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "X-Frame-Options", "DENY");

    /** Headers of every answer, also of one that the container gives by itself. */
    private static final String[] SAFE = {
        "Content-Security-Policy: default-src 'none'",
        "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer",
        "Cache-Control: no-store"
    };

    /** What no answer may say: that a program failed inside, and which one. */
    private static final String[] INSIDES = {"Exception", "org.apache", "Tomcat", "org.springframework", "\tat "};

    private final ApplicationContext context;
    private final RunningServer server;
    private final People people;
    private final PersonalKeys keys;
    private final College colleges;
    private final Issuance issuance;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RequestSafetyIT(
            ApplicationContext context,
            RunningServer server,
            People people,
            PersonalKeys keys,
            College colleges,
            Issuance issuance) {
        this.context = context;
        this.server = server;
        this.people = people;
        this.keys = keys;
        this.colleges = colleges;
        this.issuance = issuance;
    }

    @Test
    void bearsTheSafetyHeadersOnPagesDownloadsAndAssets() throws Exception {
        Answers answers = new Answers();
        Someone ana = someone();
        answers.add("a page", 200, get("/", "text/html"));
        answers.add("a page, asked for its head", 200, send("HEAD", "/", "", Map.of()));
        answers.add("a page with a form", 200, get("/sign-in", "text/html"));
        answers.add("a page with personal data", 200, ana.asker.html("/account"))
                .noStore();
        answers.add("a redirect to the sign-in", 302, get("/record", "text/html"));
        Answer download = answers.add("a download", 200, ana.asker.html("/account/log.csv"));
        download.noStore();
        assertThat(download.header("Content-Disposition")).startsWith("attachment");
        String style = Jsoup.parse(get("/", "text/html").body())
                .select("link[rel=stylesheet]")
                .attr("href");
        HttpResponse<String> asset = get(style, "*/*");
        answers.add("an asset", 200, asset);
        String since = asset.headers().firstValue("Last-Modified").orElseThrow();
        answers.add("an asset that is known", 304, send("GET", style, "", Map.of("If-Modified-Since", since)));
        answers.add("an asset that is not there", 404, get("/assets/never.css", "*/*"));
        assertThat(answers.findings).isEmpty();
    }

    @Test
    void bearsTheSafetyHeadersOnWhatProgramsReadAndSend() throws Exception {
        Answers answers = new Answers();
        Someone ana = someone();
        answers.add("JSON", 200, withKey(ana, "profile.read", "GET", "/api/v1/me", ""))
                .noStore();
        answers.add("JSON without a token", 401, get("/api/v1/me", "application/json"));
        String credentials = "/ims/ob/v3p0/credentials";
        answers.add("JSON without the scope", 403, withKey(ana, "profile.read", "GET", credentials, ""));
        answers.add("a token in the address", 400, get("/api/v1/me?access_token=x", "application/json"));
        answers.add(
                "what is too large", 413, withKey(ana, Scope.UPSERT, "POST", credentials, "x".repeat(MEBIBYTE + 1)));
        String large = "x".repeat(2 * MEBIBYTE + 1);
        answers.add("a body that is too large for any address", 413, send("POST", "/oauth2/register", large, Map.of()));
        HttpResponse<String> endless = http.send(
                HttpRequest.newBuilder(server.at("/oauth2/register"))
                        .POST(BodyPublishers.ofInputStream(
                                () -> new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))))
                        .build(),
                BodyHandlers.ofString());
        answers.add("a body that is too large and does not say so", 413, endless);
        answers.add("a method that is not known", 405, send("DELETE", "/api/v1/openapi.json", "", Map.of()));
        answers.add("the console's door", 404, send("POST", "/control/fsck", "", Map.of()));
        assertThat(answers.findings).isEmpty();
    }

    @Test
    void letsOtherSitesReadWhatIsEverybodysAndNeverWithTheirVisitorsCookies() throws Exception {
        Answers answers = new Answers();
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ana," + campus.email("ana") + ",EP-101"), false);
        URI list = URI.create(issuance.issuedBy(campus.organization().id(), false, 0, 1)
                .items()
                .getFirst()
                .statusListUrl());
        HttpResponse<String> status = get(list.getPath(), "*/*");
        String etag = status.headers().firstValue("ETag").orElseThrow();
        answers.add("a status list", 200, status).openToAll();
        answers.add("a status list that is known", 304, send("GET", list.getPath(), "", Map.of("If-None-Match", etag)))
                .openToAll();
        answers.add("the log's key", 200, get("/log/key", "*/*")).openToAll();
        String keySet = "/o/" + campus.organization().slug() + "/jwks.json";
        answers.add("an issuer's keys", 200, get(keySet, "*/*")).openToAll();
        answers.add("a CASE document list", 200, get("/ims/case/v1p1/CFDocuments", "application/json"))
                .open();
        answers.add("the description of the interface", 200, get("/api/v1/openapi.json", "*/*"))
                .open();
        answers.add("a status list that is not there", 404, get("/status/" + NEVER, "*/*"));
        answers.add("a CASE document that is not there", 404, get("/ims/case/v1p1/CFDocuments/" + NEVER, "*/*"));
        assertThat(answers.findings).isEmpty();
    }

    @Test
    void bearsTheSafetyHeadersOnEveryRefusalAsAPageAndAsJson() throws Exception {
        Answers answers = new Answers();
        Someone ana = someone();
        for (String accept : List.of("text/html", "application/json")) {
            Map<String, String> asks = Map.of("Accept", accept);
            Map<String, String> withToken = Map.of("Accept", accept, "X-CSRF-TOKEN", ana.asker.token());
            String what = " as " + accept;
            answers.add("what nobody may send" + what, 403, ana.asker.forge("POST", "/account/name", FORM, "", asks));
            answers.add("nothing" + what, 404, ana.asker.forge("GET", "/never", FORM, "", asks));
            answers.add("another method" + what, 405, ana.asker.forge("POST", "/record", FORM, "", withToken));
            answers.add("no id" + what, 400, ana.asker.forge("GET", "/record/no-id", FORM, "", asks));
            answers.add(
                    "another kind of body" + what,
                    400,
                    ana.asker.forge("POST", "/frameworks/import", "text/plain", "x", withToken));
            answers.add(
                    "a form without its fields" + what,
                    400,
                    ana.asker.forge("POST", "/account/name", FORM, "", withToken));
            String file = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n%s\r\n--b--\r\n"
                    .formatted("x".repeat(MEBIBYTE + 1));
            answers.add(
                    "a file that is too large" + what,
                    413,
                    ana.asker.forge("POST", "/record/add", "multipart/form-data; boundary=b", file, withToken));
            answers.add("a path in two ways" + what, 400, send("GET", "/record;x=1", "", asks));
        }
        answers.add("401 of a page's part", 401, get("/record", "application/json"));
        answers.findings.addAll(answers.all.stream()
                .filter(answer -> answer.heard.statusCode() >= 400 && !answer.saysItsProblem())
                .map(answer -> answer.what + " is no problem of ours: " + answer.heard.body())
                .toList());
        assertThat(answers.findings).isEmpty();
    }

    @Test
    void hasAPageForEveryProblem() throws Exception {
        for (ProblemType type : ProblemType.values()) {
            HttpResponse<String> page = get("/problems/" + type.code(), "text/html");
            assertThat(page.statusCode()).as(type.code()).isEqualTo(200);
            assertThat(page.body()).as(type.code()).contains("<h1");
        }
    }

    @Test
    @AbuseCase(
            value = "W1",
            defence = "a request that changes something bears the token of a form of ours",
            in = "org.springframework.security.web.csrf.CsrfFilter",
            method = "equalsConstantTime",
            answer = "true")
    void refusesEveryChangeThatAnotherSiteSends() throws Exception {
        Someone ana = someone();
        List<String> findings = new ArrayList<>();
        Set<String> routes = changing();
        assertThat(routes).hasSizeGreaterThan(100).contains("POST /account/name", "POST /sign-out");
        for (String route : routes) {
            String method = route.substring(0, route.indexOf(' '));
            String path = route.substring(route.indexOf(' ') + 1);
            for (Forged forged : Forged.values()) {
                HttpResponse<String> answer = ana.asker.forge(method, path, forged.type, forged.body, forged.headers);
                if (!forged.isRefused(path, answer)) {
                    findings.add(forged + " to " + route + ": " + answer.statusCode() + " " + start(answer.body()));
                }
            }
        }
        assertThat(findings).isEmpty();
        assertThat(actsOf(ana)).as("acts in the log").isZero();
        assertThat(people.find(ana.person.id()).orElseThrow()).isEqualTo(ana.person);
        assertThat(ana.asker.html("/account").statusCode())
                .as("still signed in")
                .isEqualTo(200);
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "an address that could be read in two ways is not read at all",
            in = "org.springframework.security.web.firewall.StrictHttpFirewall",
            method = "rejectedBlocklistedUrls")
    void refusesAddressesThatCouldBeReadInTwoWays() throws Exception {
        for (String path : List.of(
                "/record;x=1",
                "/sign-in;jsessionid=1",
                "/api/v1/me;.css",
                "//record",
                "/frameworks//x",
                "/frameworks/%2f",
                "/frameworks/%2F%2Frecord",
                "/%2e%2e/record",
                "/../record",
                "/assets/..%2frecord",
                "/assets/%252e%252e/record",
                "/record%00",
                "/frameworks/%5c",
                "/frameworks/%252f",
                "/record%e2%80%a8",
                "/record%ef%bc%8f",
                "/record%c0%af",
                "/s;token=x",
                "/./record",
                "/verify/.%2e/record",
                "/record%0d%0aSet-Cookie:x=y",
                "/assets\\record")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .startsWith("HTTP/1.1 400")
                    .contains(SAFE)
                    .doesNotContain(INSIDES);
        }
    }

    @Test
    void goesNoFurtherThanTheDoorOnAPathThatClimbs() throws Exception {
        for (String path : List.of("/assets/../record", "/assets/./../account", "/assets/%2e%2e/record")) {
            assertThat(raw("GET " + path
                            + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .matches("(?s)HTTP/1.1 40[014] .*")
                    .doesNotContain(INSIDES);
        }
    }

    @Test
    void saysNothingOfItselfWhenARequestCannotBeRead() throws Exception {
        for (String request : List.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(64_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(16_384) + "\r\n\r\n",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET /\u0001 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                "NONSENSE\r\n\r\n")) {
            assertThat(raw(request))
                    .as(start(request))
                    .startsWith("HTTP/1.1 4")
                    .contains(SAFE)
                    .contains("Content-Type: application/problem+json", "/problems/malformed")
                    .doesNotContain(INSIDES)
                    .doesNotContainIgnoringCase("\nserver:");
        }
    }

    @Test
    void neverTakesItsOwnNameFromARequest() throws Exception {
        for (String named : List.of("Host: evil.example", "Host: localhost\r\nX-Forwarded-Host: evil.example")) {
            for (String path : List.of("/record", "/never", "/sign-in", "/.well-known/oauth-authorization-server")) {
                for (String accept : List.of("text/html", "application/json")) {
                    assertThat(raw("GET " + path + " HTTP/1.1\r\n" + named + "\r\nAccept: " + accept
                                    + "\r\nConnection: close\r\n\r\n"))
                            .as(path + " of " + named)
                            .startsWith("HTTP/1.1 ")
                            .doesNotContain("evil.example");
                }
            }
        }
    }

    @Test
    void keepsTheOperatorsPagesOffThePublicPort() throws Exception {
        Someone ana = someone();
        Answers answers = new Answers();
        for (String path : List.of(
                "/actuator",
                "/actuator/",
                "/actuator/health",
                "/actuator/env",
                "/actuator/prometheus",
                "/actuator/sbom")) {
            answers.add("a person at " + path, 404, ana.asker.html(path));
            answers.add("a stranger's browser at " + path, 404, get(path, "text/html"));
            answers.add("a stranger's program at " + path, 404, get(path, "*/*"));
            answers.add("a command to " + path, 404, send("POST", path, "x", Map.of()));
        }
        assertThat(answers.findings).isEmpty();
        assertThat(answers.all)
                .allSatisfy(answer -> assertThat(answer.heard().body()).contains("/problems/not-found"));
        assertThat(http.send(
                                HttpRequest.newBuilder(server.management("/actuator/health"))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(HttpURLConnection.HTTP_OK);
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "one address has sixty things verified in a minute",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void tellsWhoeverAsksTooOftenWhenToComeAgain() throws Exception {
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.61"))
                .cookieHandler(new java.net.CookieManager())
                .build()) {
            URI verify = URI.create(server.at("/verify").toString().replace("localhost", "127.0.0.1"));
            HttpResponse<String> page = elsewhere.send(
                    HttpRequest.newBuilder(verify).header("Accept", "text/html").build(), BodyHandlers.ofString());
            String token = Jsoup.parse(page.body()).select("input[name=_csrf]").val();
            HttpRequest request = HttpRequest.newBuilder(verify)
                    .header("Content-Type", FORM)
                    .header("X-CSRF-TOKEN", token)
                    .POST(BodyPublishers.ofString("text=%7B%7D"))
                    .build();
            HttpResponse<String> last = elsewhere.send(request, BodyHandlers.ofString());
            assertThat(last.statusCode()).isEqualTo(200);
            for (int i = 0; i <= 60 && last.statusCode() == 200; i++) {
                last = elsewhere.send(request, BodyHandlers.ofString());
            }
            Answers answers = new Answers();
            Answer refused = answers.add("once too often", 429, last);
            assertThat(answers.findings).isEmpty();
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
            assertThat(last.body()).contains("/problems/too-many-attempts");
        }
    }

    /**
     * Every route that changes something, with ids of what never was. Where programs bring a token of their own no session is looked at:
     * those are asked as well, and must know nobody.
     */
    private Set<String> changing() {
        Set<String> found = new TreeSet<>(Set.of("POST /sign-out", "POST /oauth2/authorize", "POST /oauth2/token"));
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(route -> route.getMethodsCondition().getMethods().stream()
                        .filter(method -> !Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS)
                                .contains(method))
                        .forEach(method -> route.getPatternValues()
                                .forEach(path -> found.add(method + " " + path.replaceAll("\\{[^}]*}", NEVER)))));
        // anybody may register a program, signed in or not: it gets nothing before a person agrees (its own tests)
        found.remove("POST /oauth2/register");
        return found;
    }

    private record Someone(Person person, Asker asker) {}

    private Someone someone() throws Exception {
        String email = "safe-" + UUID.randomUUID() + "@wall.example";
        Person person = people.register("Somebody signed in", email, World.PASSWORD);
        return new Someone(person, new Asker(server).signedInAs(email, World.PASSWORD));
    }

    /** What somebody did, as far as the log knows; that they signed in is not counted. */
    private long actsOf(Someone someone) {
        return server.sql()
                .sql("select count(*) from audit.entry where actor like ? and action not like '%sign%in%'")
                .param("%" + someone.person.id() + "%")
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return send("GET", path, "", Map.of("Accept", accept));
    }

    private HttpResponse<String> withKey(Someone someone, String scope, String method, String path, String body)
            throws Exception {
        String key = keys.make(someone.person.id(), "For a test", Set.of(scope), 1);
        return send(method, path, body, Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json"));
    }

    private HttpResponse<String> send(String method, String path, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket("localhost", server.at("/").getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(8_000), StandardCharsets.ISO_8859_1);
        }
    }

    private static String start(String text) {
        return text.substring(0, Math.min(120, text.length()));
    }

    private interface Scope {
        String UPSERT = "https://purl.imsglobal.org/spec/ob/v3p0/scope/credential.upsert";
    }

    /** Answers, and what they lack. */
    private static final class Answers {
        private final List<String> findings = new ArrayList<>();
        private final List<Answer> all = new ArrayList<>();

        Answer add(String what, int status, HttpResponse<String> heard) {
            Answer answer = new Answer(what, heard, findings);
            all.add(answer);
            answer.check(status);
            return answer;
        }
    }

    private record Answer(String what, HttpResponse<String> heard, List<String> findings) {
        void check(int status) {
            demand(heard.statusCode() == status, "came with " + heard.statusCode() + " instead of " + status);
            ALWAYS.forEach(
                    (name, value) -> demand(header(name).equals(value), "has " + name + " '" + header(name) + "'"));
            demand(
                    header("Content-Security-Policy").startsWith(POLICY),
                    "has the policy '" + header("Content-Security-Policy") + "'");
            demand(header("Permissions-Policy").contains("geolocation=()"), "leaves devices open");
            demand(!header("Cross-Origin-Resource-Policy").isEmpty(), "says not who may embed it");
            demand(!header("Cache-Control").isEmpty(), "says not how long it may be kept");
            demand(header("Server").isEmpty(), "names the server's program");
            demand(header("Access-Control-Allow-Credentials").isEmpty(), "lets other sites use cookies");
            demand(
                    heard.headers().map().values().stream().noneMatch(values -> values.size() > 1),
                    "says something twice: " + heard.headers().map());
            for (String inside : INSIDES) {
                demand(heard.statusCode() < 400 || !heard.body().contains(inside), "tells of its insides");
            }
        }

        void noStore() {
            demand(header("Cache-Control").contains("no-store"), "may be kept: " + header("Cache-Control"));
        }

        void open() {
            demand(header("Access-Control-Allow-Origin").equals("*"), "is closed to other sites");
            demand(header("Set-Cookie").isEmpty(), "sets a cookie");
        }

        void openToAll() {
            open();
            demand(header("Cross-Origin-Resource-Policy").equals("cross-origin"), "may not be embedded");
        }

        boolean saysItsProblem() {
            return heard.body().contains("/problems/");
        }

        String header(String name) {
            return heard.headers().firstValue(name).orElse("");
        }

        private void demand(boolean holds, String otherwise) {
            if (!holds) {
                findings.add(what + " (" + heard.statusCode() + ") " + otherwise);
            }
        }
    }

    /** How another site makes a browser send something with our cookie. */
    private enum Forged {
        FORM_OF_ANOTHER_SITE(FORM, "name=x", Map.of("Origin", "https://evil.example")),
        PLAIN_JSON("text/plain", "{\"name\": \"x\"}", Map.of("Origin", "https://evil.example")),
        NO_ORIGIN(FORM, "name=x", Map.of()),
        NULL_ORIGIN(FORM, "name=x", Map.of("Origin", "null")),
        METHOD_OVERRIDE(FORM, "_method=GET&name=x", Map.of("X-HTTP-Method-Override", HttpMethod.GET.name())),
        TOKEN_OF_THEIR_OWN(FORM, "_csrf=" + NEVER + "&name=x", Map.of("Origin", "https://evil.example"));

        private final String type;
        private final String body;
        private final Map<String, String> headers;

        Forged(String type, String body, Map<String, String> headers) {
            this.type = type;
            this.body = body;
            this.headers = headers;
        }

        boolean isRefused(String path, HttpResponse<String> answer) {
            if (path.startsWith("/control/")) {
                return answer.statusCode() == 404;
            }
            if (path.startsWith("/api/") || path.startsWith("/ims/")) {
                return answer.statusCode() == 401;
            }
            if (path.startsWith(
                    "/oauth2/")) { // bound to a code, or to a state that only the page of the question holds
                return answer.statusCode() == 400 || answer.statusCode() == 401;
            }
            return answer.statusCode() == 403 && answer.body().contains("/problems/csrf");
        }
    }
}
