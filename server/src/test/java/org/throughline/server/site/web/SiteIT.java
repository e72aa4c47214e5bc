package org.throughline.server.site.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpCookie;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.server.limits.Act;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

@ServerTest
class SiteIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final People people;
    private final Visitor visitor;

    SiteIT(RunningServer server, People people) {
        this.server = server;
        this.people = people;
        this.visitor = new Visitor(server);
    }

    @Test
    void showsAStrangerWhatThisIsAndTheWayToVerify() throws Exception {
        Seen home = visitor.get("/");

        assertThat(home.status()).isEqualTo(200);
        assertThat(home.html().select("h1")).hasSize(1);
        assertThat(home.html().select("main a[href=/verify]")).isNotEmpty();
        assertThat(home.html().select("a[href=/sign-in]")).isNotEmpty();
        assertThat(home.html().select("main ol li")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(home.html().select("form[action^=/demo]")).isEmpty();
    }

    @Test
    void signsInByPasswordWithANewSessionAndOutAgain() throws Exception {
        Person ana = someone("ana");
        visitor.get("/sign-in");
        String before = session();

        Seen home = visitor.signIn(mail(ana).toUpperCase(Locale.ROOT), PASSWORD);

        assertThat(home.heading()).contains(ana.displayName());
        assertThat(session()).isNotEqualTo(before);
        assertThat(visitor.cookies()).anySatisfy(cookie -> {
            assertThat(cookie.getName()).isEqualTo("session");
            assertThat(cookie.isHttpOnly()).isTrue();
        });
        visitor.post("/sign-out");
        assertThat(visitor.get("/account").address().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void leadsBackToThePageThatWasWantedAfterSignIn() throws Exception {
        Person ana = someone("wanted");
        Seen asked = visitor.get("/account");
        assertThat(asked.address().getPath()).isEqualTo("/sign-in");

        Seen account = visitor.post("/sign-in", "email", mail(ana), "password", PASSWORD);

        assertThat(account.address().toString()).endsWith("/account");
        assertThat(account.heading()).isEqualTo("Your account");
    }

    @Test
    void refusesAWrongPasswordAndAnUnknownAddressInTheSameWords() throws Exception {
        Person ana = someone("wrong");
        Seen wrong = visitor.signIn(mail(ana), PASSWORD + "!");
        Seen unknown = new Visitor(server).signIn("nobody-" + UUID.randomUUID() + "@example.org", PASSWORD);

        assertThat(wrong.html().select("main .notice").text())
                .isNotEmpty()
                .isEqualTo(unknown.html().select("main .notice").text());
        assertThat(visitor.get("/account").address().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void stopsGuessingAfterTenAttemptsAMinute() throws Exception {
        Person ana = someone("guessed");
        for (int i = 0; i < Act.SIGN_IN.usual().acts(); i++) {
            visitor.signIn(mail(ana), "wrong password number " + i);
        }
        Seen last = visitor.signIn(mail(ana), PASSWORD);
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    void refusesAFormWithoutItsToken() throws Exception {
        Person ana = someone("csrf");
        visitor.signIn(mail(ana), PASSWORD);
        visitor.forgetFormToken();

        Seen refused = visitor.post("/account/name", "name", "Changed from elsewhere");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.html().text()).contains("csrf");
        assertThat(people.find(ana.id()).orElseThrow().displayName()).isEqualTo(ana.displayName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "/organizations", "/o/x/members", "/o/x/log", "/no-room-declares-this"})
    void opensToStrangersOnlyWhatARoomDeclares(String path) throws Exception {
        assertThat(visitor.get(path).address().getPath()).isEqualTo("/sign-in");

        HttpResponse<String> json = json(path);
        assertThat(json.statusCode()).isEqualTo(401);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.body()).contains("/problems/unauthenticated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/o/no-such-organization", "/problems/not-found", "/problems/none"})
    void writesTheSafetyHeadersOnPagesAndErrors(String path) throws Exception {
        assertSafe(visitor.get(path).response());
        assertSafe(json(path));
    }

    @Test
    void asksNobodyToSignInWhoIsSignedIn() throws Exception {
        Person ana = someone("lost");
        visitor.signIn(mail(ana), PASSWORD);
        for (String nowhere : List.of(
                "/no-such-room",
                "/o/no-such-organization",
                "/o/no-such-organization/log",
                "/partnerships/" + UUID.randomUUID(),
                "/problems/none",
                "/assets/none.css",
                "/sponsor/" + "a".repeat(43),
                "/status/" + UUID.randomUUID(),
                "/api/nowhere",
                "/ims/case/v1p1/CFDocuments/" + UUID.randomUUID())) {
            Seen lost = visitor.get(nowhere);
            assertThat(lost.status()).as(nowhere).isEqualTo(404);
            if (lost.header("Content-Type").startsWith("text/html")) {
                assertThat(lost.html().select("a[href=/sign-in], a.signin"))
                        .as(nowhere)
                        .isEmpty();
                assertThat(lost.html().select(".who__name").text()).as(nowhere).isEqualTo(ana.displayName());
            }
        }
    }

    @Test
    void answersWithAPageOrWithJsonAndNeverWithATrace() throws Exception {
        Seen page = visitor.get("/o/no-such-organization");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.html().select("h1")).hasSize(1);

        HttpResponse<String> json = json("/o/no-such-organization");
        assertThat(json.statusCode()).isEqualTo(404);
        assertThat(json.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json.body()).contains("\"status\":404").doesNotContain("Exception");

        HttpResponse<String> wrongMethod = send(HttpRequest.newBuilder(server.at("/problems/csrf"))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
        assertThat(wrongMethod.body()).doesNotContain("Exception", "java.");
    }

    @Test
    void keepsHealthAndNumbersOnTheOperatorsPort() throws Exception {
        HttpResponse<String> health = send(HttpRequest.newBuilder(server.management("/actuator/health/readiness")));
        HttpResponse<String> numbers = send(HttpRequest.newBuilder(server.management("/actuator/prometheus")));

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("UP");
        assertThat(numbers.statusCode()).isEqualTo(200);
        assertThat(numbers.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void hasNoOneClickSignInOutsideTheDemo() throws Exception {
        visitor.get("/sign-in");
        assertThat(visitor.post("/demo/sign-in", "username", "educator")
                        .address()
                        .getPath())
                .isNotEqualTo("/");
        assertThat(visitor.get("/account").address().getPath()).isEqualTo("/sign-in");
    }

    private static void assertSafe(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(response.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(response.headers().firstValue("Cross-Origin-Resource-Policy"))
                .contains("same-origin");
        assertThat(response.headers().firstValue("Permissions-Policy")).isPresent();
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(response.headers().firstValue("Server")).isEmpty();
    }

    private Person someone(String name) {
        return people.register(name, name + "-" + UUID.randomUUID() + "@example.org", PASSWORD);
    }

    private static String mail(Person person) {
        return String.valueOf(person.email());
    }

    private String session() {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    private HttpResponse<String> json(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.at(path)).header("Accept", "application/json"));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }
}
