package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.People;
import org.throughline.server.shared.PublicPaths;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** What may be done only so often, with the figures that are usual, over real HTTP; each caller at an address of their own. */
@ServerTest
class LimitsIT {
    private static final String NEVER = "00000000-0000-4000-8000-000000000000";
    private static final String FORM = "application/x-www-form-urlencoded";

    /** Doors at which an attempt is counted by what it is, and not by an annotation. */
    private static final Set<String> COUNTED_INSIDE = Set.of(
            "POST /sign-in",
            "POST /sign-in/code",
            "POST /sign-in/code/lost",
            "POST /sign-in/link",
            "POST /sign-in/passkey",
            "POST /demo/sign-in",
            "POST /demo/sign-in/{persona}");

    private final ApplicationContext context;
    private final RunningServer server;
    private final People people;

    LimitsIT(ApplicationContext context, RunningServer server, People people) {
        this.context = context;
        this.server = server;
        this.people = people;
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "what strangers may do is counted by their network",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsAStrangerAtEachLimitAndTellsWhenToComeAgain() throws Exception {
        refusesAfter(Act.SHARE_MISSES, 404, "POST", "/s", "token=" + "x".repeat(43));
        refusesAfter(Act.SHARE_MISSES, 404, "POST", "/s/document", "number=1&token=" + "x".repeat(43));
        refusesAfter(Act.LINK_MISSES, 404, "GET", "/welcome/" + "x".repeat(43), "");
        refusesAfter(Act.LINK_MISSES, 404, "GET", "/invitations/" + "x".repeat(43), "");
        refusesAfter(Act.LINK_MISSES, 404, "GET", "/sign-in/link/" + "x".repeat(43), "");
        refusesAfter(Act.LINK_MISSES, 404, "GET", "/join/" + "x".repeat(43), "");
        refusesAfter(Act.CODE_MISSES, 404, "GET", "/w/ABCDEFGH", "");
        refusesAfter(Act.CODE_MISSES, 404, "GET", "/w?code=ABCDEFGH", "");
        refusesAfter(Act.REGISTER, 400, "POST", "/oauth2/register", "not json");
        refusesAfter(
                Act.TOKEN,
                401,
                "POST",
                "/oauth2/token",
                "grant_type=client_credentials&client_id=nobody&client_secret=x");
    }

    @Test
    @AbuseCase(
            value = "W4",
            defence = "what somebody signed in may do is counted by who they are",
            in = "org.throughline.server.limits.Limits",
            method = "timeToWait",
            answer = "empty")
    void stopsARecruiterAtTheLimitOfSearchesWhereverTheyAre() throws Exception {
        String ana = someone();
        Asker office = new Asker(server).signedInAs(ana, World.PASSWORD);
        for (int i = 0; i < Act.SEARCH.usual().acts(); i++) {
            assertThat(office.html("/needs/" + NEVER + "/people").statusCode()).isEqualTo(404);
        }
        assertThat(office.html("/needs/" + NEVER + "/people.csv").statusCode()).isEqualTo(429);
        Asker train = new Asker(server).signedInAs(ana, World.PASSWORD);
        HttpResponse<String> refused = train.html("/needs/" + NEVER + "/people");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("More searches for people", "Try again in");
        Asker colleague = new Asker(server).signedInAs(someone(), World.PASSWORD);
        assertThat(colleague.html("/needs/" + NEVER + "/people").statusCode()).isEqualTo(404);
    }

    @Test
    void countsWhatAStrangerMaySendWhereverItIs() {
        List<String> uncounted = new ArrayList<>();
        Set<String> posts = new TreeSet<>();
        context.getBeansOfType(PublicPaths.class).values().forEach(paths -> posts.addAll(paths.posts()));
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((route, method) -> route.getPatternValues().forEach(pattern -> {
                    boolean open = route.getMethodsCondition().getMethods().stream()
                                    .anyMatch(m -> m.name().equals("POST"))
                            && posts.contains(pattern.replaceAll("\\{[^}]*}", "*"));
                    if (open
                            && method.getMethodAnnotation(Limited.class) == null
                            && !COUNTED_INSIDE.contains("POST " + pattern)) {
                        uncounted.add("POST " + pattern);
                    }
                }));
        assertThat(posts).hasSizeGreaterThan(8);
        assertThat(uncounted)
                .as("routes that strangers may post to and that nobody counts")
                .isEmpty();
    }

    /** Asks as often as is usual, then once more as a program and once as a browser, and once from elsewhere. */
    private void refusesAfter(Act act, int usual, String method, String path, String body) throws Exception {
        Stranger stranger = new Stranger();
        for (int i = 0; i < act.usual().acts(); i++) {
            assertThat(stranger.ask(method, path, body, "application/json").statusCode())
                    .as(act.code() + ", time " + (i + 1))
                    .isEqualTo(usual);
        }
        for (String accept : List.of("application/json", "text/html")) {
            HttpResponse<String> refused = stranger.ask(method, path, body, accept);
            assertThat(refused.statusCode()).as(act.code() + " " + path).isEqualTo(429);
            assertThat(refused.body()).contains("too-many-attempts", "Try again in");
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElse("0")))
                    .isBetween(1L, act.usual().period().toSeconds());
            assertThat(refused.headers().map()).containsKeys("content-security-policy", "x-content-type-options");
            assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                    .startsWith(accept.equals("text/html") ? "text/html" : "application/problem+json");
        }
        assertThat(new Stranger().ask(method, path, body, "application/json").statusCode())
                .as("somebody elsewhere at " + path)
                .isEqualTo(usual);
    }

    private String someone() {
        String email = "limited-" + UUID.randomUUID() + "@wall.example";
        people.register("Somebody counted", email, World.PASSWORD);
        return email;
    }

    /** Somebody without a session, at an address of this machine that nobody else has. */
    private final class Stranger {
        private final HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(InetAddress.ofLiteral("127.%d.%d.%d".formatted(part(), part(), part())))
                .cookieHandler(new CookieManager())
                .build();

        private String formToken = "";

        HttpResponse<String> ask(String method, String path, String body, String accept) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(server.at(path).toString().replace("localhost", "127.0.0.1")))
                    .header("Accept", accept)
                    .header("Content-Type", FORM);
            if (method.equals("POST") && path.startsWith("/s")) {
                request.header("X-CSRF-TOKEN", formToken());
            }
            return http.send(
                    request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }

        private String formToken() throws Exception {
            if (formToken.isEmpty()) {
                formToken = Jsoup.parse(ask("GET", "/sign-in", "", "text/html").body())
                        .select("input[name=_csrf]")
                        .val();
            }
            return formToken;
        }

        private static int part() {
            return ThreadLocalRandom.current().nextInt(1, 255);
        }
    }
}
