package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.throughline.server.limits.Act;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.teeth.AbuseCase;

/** Guessing who has an account, and with which password. Each test comes from an address of its own on this machine. */
@ServerTest
class GuessingIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final People people;

    GuessingIT(RunningServer server, People people) {
        this.server = server;
        this.people = people;
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "attempts are counted per account and address, and failures per address",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsWhoeverTriesManyAccountsFromOneAddressAndNobodyElse() throws Exception {
        Guesser guesser = new Guesser("127.0.0.41");
        HttpResponse<String> last = guesser.post("/sign-in", "email", "first@example.org", "password", PASSWORD);
        for (int i = 0; i <= Act.SIGN_IN_FAILURES.usual().acts() && last.statusCode() != 429; i++) {
            last = guesser.post("/sign-in", "email", UUID.randomUUID() + "@example.org", "password", PASSWORD);
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(last.headers().firstValue("Retry-After")).isPresent();

        Person ana = people.register("Ana Elsewhere", UUID.randomUUID() + "@example.org", PASSWORD);
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD)
                        .heading())
                .contains("Ana Elsewhere");
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "attempts are counted per account and address",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsWhoeverTriesOneAccountOftenButNotThePersonElsewhere() throws Exception {
        Person ana = people.register("Ana Guessed", UUID.randomUUID() + "@example.org", PASSWORD);
        Guesser guesser = new Guesser("127.0.0.42");
        for (int i = 0; i < Act.SIGN_IN.usual().acts(); i++) {
            assertThat(guesser.post("/sign-in", "email", String.valueOf(ana.email()), "password", "guess number " + i)
                            .statusCode())
                    .isEqualTo(302);
        }
        assertThat(guesser.post("/sign-in", "email", String.valueOf(ana.email()), "password", PASSWORD)
                        .statusCode())
                .isEqualTo(429);
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD)
                        .heading())
                .contains("Ana Guessed");
    }

    @Test
    void answersTheSameWhetherAnAddressIsKnownOrNot() throws Exception {
        Person ana = people.register("Ana Known", UUID.randomUUID() + "@example.org", PASSWORD);
        String known = String.valueOf(ana.email());
        String unknown = UUID.randomUUID() + "@example.org";
        Guesser guesser = new Guesser("127.0.0.43");

        assertSame(guesser.post("/sign-in/link", "email", known), guesser.post("/sign-in/link", "email", unknown));
        assertSame(
                guesser.post("/sign-in", "email", known, "password", "another password"),
                guesser.post("/sign-in", "email", unknown, "password", "another password"));
    }

    private static void assertSame(HttpResponse<String> one, HttpResponse<String> other) {
        assertThat(other.statusCode()).isEqualTo(one.statusCode());
        assertThat(other.headers().firstValue("Location"))
                .isEqualTo(one.headers().firstValue("Location"));
        assertThat(withoutToken(other.body())).isEqualTo(withoutToken(one.body()));
    }

    private static String withoutToken(String body) {
        return body.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    /** Somebody at another address of this machine. */
    private final class Guesser {
        private final HttpClient http;
        private final String token;

        Guesser(String address) throws Exception {
            http = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .cookieHandler(new CookieManager())
                    .build();
            HttpResponse<String> page = http.send(
                    HttpRequest.newBuilder(java.net.URI.create(
                                    server.at("/sign-in").toString().replace("localhost", "127.0.0.1")))
                            .header("Accept", "text/html")
                            .build(),
                    BodyHandlers.ofString());
            token = Jsoup.parse(page.body()).select("input[name=_csrf]").val();
        }

        HttpResponse<String> post(String path, String... fields) throws Exception {
            StringBuilder form = new StringBuilder("_csrf=" + token);
            for (int i = 0; i < fields.length; i += 2) {
                form.append('&')
                        .append(fields[i])
                        .append('=')
                        .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return http.send(
                    HttpRequest.newBuilder(java.net.URI.create(
                                    server.at(path).toString().replace("localhost", "127.0.0.1")))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form.toString()))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
