package org.throughline.server.issuing.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Import;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Shares;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** Secrets and personal data are no words for a log, an address or an error: canaries are sent in everywhere, and nobody may hear them there. */
@ServerTest
@Import(College.class)
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
    private final Heard heard = new Heard();
    private final List<String> addresses = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    CanaryIT(RunningServer server, College colleges, People people, HeldCredentials credentials, Shares shares) {
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
        String share;
        String email = "zyx@" + MARK + ".example";
        try {
            share = run(email);
        } finally {
            root.detachAppender(heard);
            ours.setLevel(before);
            root.setLevel(rootBefore);
        }
        assertThat(heard.lines).as("the appender works").anyMatch(line -> line.contains("the appender hears"));
        for (String canary : List.of(PASSWORD, SECRET, NAME, email, MARK + ".example", share)) {
            assertThat(heard.lines).as("the log").noneMatch(line -> line.contains(canary));
        }
        for (String canary : List.of(PASSWORD, SECRET, email, NAME, share)) {
            assertThat(addresses).as("addresses").noneMatch(address -> address.contains(canary));
        }
        for (String canary : List.of(PASSWORD, SECRET, share)) {
            assertThat(errors).as("bodies of errors").noneMatch(body -> body.contains(canary));
        }
        System.out.printf(
                "canaries: %d log lines, %d addresses, %d bodies of errors%n",
                heard.lines.size(), addresses.size(), errors.size());
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
                        + java.util.Base64.getEncoder()
                                .encodeToString(("id:" + SECRET).getBytes(StandardCharsets.UTF_8))));
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
        if (response.statusCode() >= 400) {
            errors.add(response.body());
        }
        Optional<HttpResponse<String>> previous = response.previousResponse();
        while (previous.isPresent()) {
            previous.get().headers().firstValue("location").ifPresent(addresses::add);
            previous = previous.get().previousResponse();
        }
    }

    private void raw(String method, String path, Optional<String> authorization) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at(path)).method(method, BodyPublishers.ofString(SECRET));
        authorization.ifPresent(value -> request.header("Authorization", value));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answer.headers().firstValue("location").ifPresent(addresses::add);
            if (answer.statusCode() >= 400) {
                errors.add(answer.body());
            }
        }
    }
}
