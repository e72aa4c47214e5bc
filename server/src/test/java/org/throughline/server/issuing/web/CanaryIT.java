package org.throughline.server.issuing.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.throughline.server.access.ApiClient;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.access.Scopes;
import org.throughline.server.access.Webhooks;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Shares;
import org.throughline.server.support.Codes;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;

/** Secrets and personal data are no words for a log, an address or an error: canaries are sent in everywhere, and nobody may hear them there. */
@ServerTest
class CanaryIT {
    private static final String PASSWORD = "Canary-password-" + UUID.randomUUID();
    private static final String SECRET = "canary-secret-" + UUID.randomUUID();
    private static final String MARK = "canary" + UUID.randomUUID().toString().substring(0, 8);
    private static final String NAME = "Zyx" + MARK;

    private final RunningServer server;
    private final College colleges;
    private final People people;
    private final HeldCredentials credentials;
    private final Shares shares;
    private final SecondSteps secondSteps;
    private final InstitutionSignIns institutions;
    private final PersonalKeys keys;
    private final ApiClients clients;
    private final Webhooks webhooks;
    private final Heard heard = new Heard();
    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD, SECRET));
    private final List<String> addresses = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    CanaryIT(
            RunningServer server,
            College colleges,
            People people,
            HeldCredentials credentials,
            Shares shares,
            SecondSteps secondSteps,
            InstitutionSignIns institutions,
            PersonalKeys keys,
            ApiClients clients,
            Webhooks webhooks) {
        this.secondSteps = secondSteps;
        this.institutions = institutions;
        this.keys = keys;
        this.clients = clients;
        this.webhooks = webhooks;
        this.server = server;
        this.colleges = colleges;
        this.people = people;
        this.credentials = credentials;
        this.shares = shares;
    }

    /** Everything that is logged, with its exceptions, our own rooms down to the finest. */
    private static final class Heard extends AppenderBase<ILoggingEvent> {
        final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder line = new StringBuilder(event.getLoggerName() + " " + event.getFormattedMessage());
            for (IThrowableProxy e = event.getThrowableProxy(); e != null; e = e.getCause()) {
                line.append(" | ").append(e.getClassName()).append(' ').append(e.getMessage());
            }
            lines.add(line.toString());
        }
    }

    @Test
    void noCanaryIsHeardInLogsAddressesOrErrors() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("org.throughline");
        Level before = ours.getLevel();
        heard.setContext(root.getLoggerContext());
        heard.start();
        root.addAppender(heard);
        Level rootBefore = root.getLevel();
        ours.setLevel(Level.TRACE);
        root.setLevel(Level.INFO);
        ours.info("the appender hears");
        String email = "zyx@" + MARK + ".example";
        PrintStream outBefore = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        long logged = Files.size(databaseLog());
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            secrets.add(run(email));
            thingsThatAreSecret(email);
            failUnexpectedly(email);
        } finally {
            System.setOut(outBefore);
            root.detachAppender(heard);
            ours.setLevel(before);
            root.setLevel(rootBefore);
        }
        assertThat(heard.lines).as("the appender works").anyMatch(line -> line.contains("the appender hears"));
        String databaseSaid =
                Files.readString(databaseLog(), StandardCharsets.ISO_8859_1).substring((int) logged);
        assertThat(databaseSaid).as("the database's log hears errors").contains("canary_refuses");
        String numbers = management("/actuator/prometheus");
        assertThat(numbers).contains("http_server_requests");
        for (String canary : canaries(email)) {
            assertThat(heard.lines).as("the log").noneMatch(line -> line.contains(canary));
            assertThat(printed.toString(StandardCharsets.UTF_8))
                    .as("what is printed")
                    .doesNotContain(canary);
            assertThat(databaseSaid).as("the database's log").doesNotContain(canary);
            assertThat(numbers).as("the numbers for the operator").doesNotContain(canary);
            assertThat(addresses).as("addresses").noneMatch(address -> address.contains(canary));
            assertThat(errors).as("bodies of errors").noneMatch(body -> body.contains(canary));
        }
        System.out.printf(
                "canaries: %d log lines, %d addresses, %d bodies of errors%n",
                heard.lines.size(), addresses.size(), errors.size());
    }

    /** The head of every page greets whoever is signed in by their name: that tells them nothing, and is no part of the error. */
    private static String withoutTheirOwnName(String body) {
        if (!body.stripLeading().startsWith("<")) {
            return body;
        }
        Document page = Jsoup.parse(body);
        page.select(".masthead .who, .masthead .popmenu__who").remove();
        return page.outerHtml();
    }

    private List<String> canaries(String email) {
        List<String> all = new ArrayList<>(secrets);
        all.addAll(List.of(NAME, email, MARK + ".example"));
        return all;
    }

    /** Everything that opens something is made, used, used wrongly and asked for again. */
    private void thingsThatAreSecret(String email) throws Exception {
        Person person = people.byEmail(email).orElseThrow();
        Campus campus = colleges.open();
        String key = keys.make(person.id(), "A script", Set.of(Scopes.CREDENTIAL_READ.wire()), 1);
        ApiClients.Made client = clients.make(
                campus.organization().id(),
                new ClientMetadata(
                        "A program", null, null, null, null, Set.of(), Set.of(Scopes.ORGANIZATION_READ.wire())),
                Set.of(ApiClient.CLIENT_CREDENTIALS),
                true,
                campus.issuer().id());
        String clientSecret = String.valueOf(client.secret());
        String hook = webhooks.make(
                        campus.organization().id(),
                        "https://hooks.example.org/in",
                        Set.of("credential"),
                        campus.issuer().id().toString())
                .secret();
        institutions.setUp(
                campus.organization().id(),
                "https://login.example.org",
                "throughline",
                SECRET,
                campus.issuer().id());
        String totp = secondSteps.newSecret();
        List<String> recovery = secondSteps.switchOn(person.id(), totp, Codes.now(totp));
        secrets.addAll(List.of(key, clientSecret, hook, totp, recovery.getFirst(), recovery.getLast()));

        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((client.client().id() + ":" + clientSecret).getBytes(StandardCharsets.UTF_8));
        String given = form("/oauth2/token", basic, "grant_type=client_credentials");
        assertThat(given).contains("access_token");
        String token = given.replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        secrets.add(token);
        for (String bearer : List.of(key, key + "x", token, token + "x")) {
            raw("GET", "/api/v1/me", Optional.of("Bearer " + bearer));
            raw("GET", "/ims/ob/v3p0/credentials", Optional.of("Bearer " + bearer));
            raw("GET", "/api/v1/me?access_token=" + bearer, Optional.empty());
        }
        form("/oauth2/token", basic + "x", "grant_type=client_credentials");
        form("/oauth2/revoke", basic, "token=" + token);
        form("/oauth2/introspect", basic, "token=" + token);
        Visitor owner = new Visitor(server);
        owner.signIn(String.valueOf(campus.issuer().email()), campus.password());
        String slug = campus.organization().slug();
        for (String page : List.of("/webhooks", "/clients", "/sign-in", "/log", "/members", "/keys")) {
            saw(owner.get("/o/" + slug + page));
        }
        Visitor again = new Visitor(server);
        saw(again.signIn(email, PASSWORD));
        saw(again.post("/sign-in/code", "code", totp));
        saw(again.post("/sign-in/code", "code", recovery.getFirst() + "x"));
        saw(again.post("/sign-in/code", "code", recovery.getLast()));
        saw(again.get("/account"));
        saw(again.get("/account/second-step"));
        saw(again.get("/sign-in/institution/" + slug));
    }

    /** A failure that nobody foresaw, with everything that is known of the person in the row that the database refuses. */
    private void failUnexpectedly(String email) throws Exception {
        Person known = people.register(NAME, "unforeseen-" + email, PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(known.email()), PASSWORD);
        visitor.get("/account");
        TestDatabase.ownersSql()
                .sql(
                        "alter table organizations.person add constraint canary_refuses check (display_name not like '%Unforeseen') not valid")
                .update();
        try {
            Visitor.Seen failed = visitor.post("/account/name", "name", NAME + " Unforeseen");
            assertThat(failed.status()).isEqualTo(500);
            saw(failed);
        } finally {
            TestDatabase.ownersSql()
                    .sql("alter table organizations.person drop constraint canary_refuses")
                    .update();
        }
    }

    private static Path databaseLog() throws Exception {
        try (Stream<Path> files = Files.walk(TestDatabase.folder())) {
            return files.filter(file -> file.endsWith("postgresql.log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String form(String path, String authorization, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.at(path))
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                errors.add(withoutTheirOwnName(answer.body()));
            }
            return answer.body();
        }
    }

    private String management(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(server.management(path)).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private String run(String email) throws Exception {
        people.register(NAME, email, PASSWORD);
        Visitor visitor = new Visitor(server);
        saw(visitor.signIn(email, PASSWORD + "wrong"));
        saw(visitor.signIn(email, PASSWORD));
        saw(visitor.get("/account"));
        Visitor stranger = new Visitor(server);
        stranger.get("/sign-in");
        saw(stranger.post("/sign-in", "email", SECRET + "@" + MARK + ".example", "password", SECRET));
        saw(stranger.post("/sign-in/link", "email", email));
        saw(stranger.get("/sign-in/link/" + SECRET));

        String share = rosterAndShare(email);

        saw(stranger.get("/verify"));
        saw(stranger.post("/verify", "text", "{\"name\": \"" + SECRET + "\", broken", "email", email));
        saw(stranger.post("/verify", "url", "https://user:" + SECRET + "@127.0.0.1/" + MARK));
        saw(visitor.post("/o/no-such-organization/edit", "name", SECRET, "url", SECRET));
        stranger.get("/s");
        saw(stranger.post("/s", "token", SECRET));
        raw("GET", "/no-such-page?token=" + SECRET + "&email=" + email, Optional.empty());
        raw("POST", "/api/v1/me", Optional.of("Bearer " + SECRET));
        raw("GET", "/api/v1/me", Optional.of("Bearer " + SECRET));
        raw("GET", "/control/anything", Optional.of("Bearer " + SECRET));
        raw(
                "POST",
                "/oauth2/token",
                Optional.of("Basic "
                        + Base64.getEncoder().encodeToString(("id:" + SECRET).getBytes(StandardCharsets.UTF_8))));
        return share;
    }

    private String rosterAndShare(String email) throws Exception {
        Campus campus = colleges.open();
        Visitor issuer = new Visitor(server);
        issuer.signIn(String.valueOf(campus.issuer().email()), campus.password());
        issuer.get("/issuing/new");
        saw(issuer.post(
                "/issuing/new",
                "organization",
                campus.organization().slug(),
                "achievement",
                campus.safety().id().toString(),
                "roster",
                "name,email\r\n" + NAME + "," + email + "\r\n" + NAME + ",not-an-address-" + MARK + "\r\n",
                "act",
                "check"));
        colleges.issue(campus, campus.roster(NAME + "," + email + ",EP-101"), true);
        Person person = people.byEmail(email).orElseThrow();
        String token = shares.create(
                        person.id(),
                        List.of(credentials.of(person.id()).getFirst().id()),
                        NAME,
                        Duration.ofDays(1))
                .token();
        Visitor stranger = new Visitor(server);
        stranger.get("/s");
        saw(stranger.post("/s", "token", token));
        return token;
    }

    private void saw(Visitor.Seen seen) {
        HttpResponse<String> response = seen.response();
        Document page = seen.html();
        for (String attribute : List.of("href", "src", "action", "formaction", "data-href")) {
            page.select("[" + attribute + "]")
                    .forEach(element -> addresses.add(withoutFragment(element.attr(attribute))));
        }
        if (response.statusCode() >= 400) {
            page.select("input, textarea").remove(); // what somebody typed stands in their own field again
            errors.add(withoutTheirOwnName(page.outerHtml()));
        }
        Optional<HttpResponse<String>> previous = response.previousResponse();
        while (previous.isPresent()) {
            previous.get().headers().firstValue("location").ifPresent(addresses::add);
            previous = previous.get().previousResponse();
        }
    }

    /** What stands behind the # stays in the browser: that is where a shared link has its secret. */
    private static String withoutFragment(String address) {
        return address.replaceFirst("#.*", "");
    }

    private void raw(String method, String path, Optional<String> authorization) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at(path)).method(method, BodyPublishers.ofString(SECRET));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("location").ifPresent(addresses::add);
            if (answer.statusCode() >= 400) {
                errors.add(withoutTheirOwnName(answer.body()));
            }
        }
    }
}
