package org.throughline.server.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
@TestPropertySource(properties = "throughline.fetch.allow-loopback=true")
class MirrorsIT {
    private static final String PACKAGE = "/ims/case/v1p0/CFPackages/one";

    private final Mirrors mirrors;
    private final FrameworkImport imports;
    private final Frameworks frameworks;
    private final Versions versions;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;
    private final Upstream upstream = new Upstream();
    private final SmallFrameworks lineWork = new SmallFrameworks("Line work elsewhere")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit before work", "A")
            .item("B", "Climbing");

    MirrorsIT(
            Mirrors mirrors,
            FrameworkImport imports,
            Frameworks frameworks,
            Versions versions,
            RunningServer server,
            Stage stage) {
        this.mirrors = mirrors;
        this.imports = imports;
        this.frameworks = frameworks;
        this.versions = versions;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Mirror College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void keepsWhatASourceSaysAndAsksAgainOnlyWhetherItChanged() {
        upstream.says(PACKAGE, lineWork.json(), "ETag", "\"1\"", "Cache-Control", "public, max-age=172800");
        Mirror mirror = followed(false);

        Framework here = frameworks.find(new FrameworkId(lineWork.id())).orElseThrow();
        assertThat(here.title()).isEqualTo("Line work elsewhere");
        assertThat(here.published()).isFalse();
        assertThat(here.items()).isEqualTo(3);
        assertThat(frameworks.item(lineWork.id("A.1")).orElseThrow().uri()).isEqualTo(lineWork.uri("A.1"));
        assertThat(mirror.nextLook()).isAfter(Instant.now().plus(Duration.ofHours(47)));

        Mirror again = lookedAgain(mirror);
        assertThat(upstream.asked(PACKAGE).getLast().ifNoneMatch()).isEqualTo("\"1\"");
        assertThat(upstream.asked(PACKAGE).getLast().answered()).isEqualTo(304);
        assertThat(again.trouble()).isNull();
        assertThat(again.changedAt()).isEqualTo(mirror.changedAt());
        assertThat(versions.of(here.id())).hasSize(1);
    }

    @Test
    void asksByTheDateOfItsCopyWhereThereIsNoEntityTag() {
        upstream.says(PACKAGE, lineWork.json(), "Last-Modified", "Sat, 28 Nov 2026 10:00:00 GMT");
        Mirror mirror = followed(false);
        lookedAgain(mirror);

        assertThat(upstream.asked(PACKAGE).getLast().ifModifiedSince()).isEqualTo("Sat, 28 Nov 2026 10:00:00 GMT");
        assertThat(upstream.asked(PACKAGE).getLast().answered()).isEqualTo(304);
    }

    @Test
    void tellsStatementByStatementWhatItsSourceChanged() {
        upstream.says(PACKAGE, lineWork.json(), "ETag", "\"1\"");
        Mirror mirror = followed(false);
        upstream.says(
                PACKAGE,
                lineWork.item("A.1", "Isolate and lock out a circuit before work", "B")
                        .item("B.1", "Inspect a harness", "B")
                        .without("A")
                        .json(),
                "ETag",
                "\"2\"");
        Mirror again = lookedAgain(mirror);

        assertThat(mirrors.looks(again).getFirst()).satisfies(look -> {
            assertThat(look.number()).isEqualTo(2);
            assertThat(look.added()).isEqualTo(1);
            assertThat(look.changed()).isEqualTo(1);
            assertThat(look.moved()).isEqualTo(1);
            assertThat(look.retired()).isEqualTo(1);
        });
        assertThat(mirrors.changes(again, 2))
                .anySatisfy(change -> {
                    assertThat(change.kind()).isEqualTo(UpstreamChange.Kind.CHANGED);
                    assertThat(change.before()).isEqualTo("Isolate a circuit before work");
                    assertThat(change.after()).isEqualTo("Isolate and lock out a circuit before work");
                })
                .anySatisfy(change -> assertThat(change.note()).isEqualTo("from “A Safety” to “B Climbing”"));
        assertThat(versions.of(new FrameworkId(lineWork.id()))).hasSize(2);
    }

    @Test
    void keepsWhatStandsHereWhenItsSourceVanishes() {
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = followed(false);
        upstream.answers(PACKAGE, 410, "gone");
        Mirror again = lookedAgain(mirror);

        assertThat(again.vanished()).isTrue();
        assertThat(again.troubleWords()).contains("status 410", "stays");
        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(3);
        assertThat(again.nextLook()).isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    @Test
    void waitsAsLongAsASourceWishes() {
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = followed(false);
        upstream.answers(PACKAGE, 429, "later", "Retry-After", "7200");
        Mirror again = lookedAgain(mirror);

        assertThat(again.trouble()).isEqualTo("busy");
        assertThat(again.nextLook()).isAfter(Instant.now().plus(Duration.ofMinutes(119)));
        assertThat(MirrorLook.wait(0, Optional.empty())).isEqualTo(Duration.ofMinutes(5));
        assertThat(MirrorLook.wait(3, Optional.empty())).isEqualTo(Duration.ofMinutes(40));
        assertThat(MirrorLook.wait(40, Optional.empty())).isEqualTo(Duration.ofDays(1));
        assertThat(MirrorLook.wait(0, Optional.of(Duration.ofDays(400)))).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void takesNothingInThatIsNotWholeOrNotTheSameFramework() {
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = followed(false);
        byte[] half = new String(lineWork.json(), StandardCharsets.UTF_8)
                .substring(0, 300)
                .getBytes(StandardCharsets.UTF_8);
        upstream.says(PACKAGE, half);
        assertThat(lookedAgain(mirror).trouble()).isEqualTo("not-whole");
        upstream.answers(PACKAGE, 200, "<!doctype html><title>Moved</title>");
        assertThat(lookedAgain(mirror).trouble()).isIn("no-case", "not-whole");
        upstream.says(
                PACKAGE,
                new SmallFrameworks("Something else").item("X", "Another thing").json());
        Mirror another = lookedAgain(mirror);
        assertThat(another.trouble()).isEqualTo("another-framework");
        assertThat(another.troubleWords()).contains("“Something else” instead of “Line work elsewhere”");
        upstream.says(PACKAGE, lineWork.without("A").without("A.1").without("B").json());
        assertThat(lookedAgain(mirror).troubleWords()).contains("without any statement");

        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(3);
        assertThat(versions.of(new FrameworkId(lineWork.id()))).hasSize(1);
    }

    @Test
    void isChangedByItsSourceAlone() {
        upstream.says(PACKAGE, lineWork.json());
        followed(false);
        byte[] changed = lineWork.item("C", "Ours").json();

        assertThatThrownBy(() ->
                        imports.importCase(owner.id(), changed, "a file", FrameworkKind.STANDARDS, true, editor.id()))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.findings())
                                .anySatisfy(finding -> assertThat(finding).contains("(mirrored)")));
        assertThat(imports.preview(owner.id(), changed, "a file").refusal()).contains("only its source");
        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(3);
    }

    @Test
    void saysWhoseAFrameworkIsAlready() {
        Person other = stage.person("Other");
        Organization others = stage.organization("Others", OrganizationKind.EMPLOYER, other, Role.EDITOR);
        imports.importCase(others.id(), lineWork.json(), "theirs", FrameworkKind.JOB_ROLE, true, other.id());
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = begun(false, false);

        assertThat(mirror.trouble()).isEqualTo("another-owner");
        assertThat(mirror.framework()).isNull();
        assertThat(frameworks.find(new FrameworkId(lineWork.id())).orElseThrow().owner())
                .isEqualTo(others.id());
    }

    @Test
    void takesOverWhatWasBroughtInByHandOnlyWhenSomebodySaysSo() {
        imports.importCase(owner.id(), lineWork.json(), "by hand", FrameworkKind.STANDARDS, false, editor.id());
        upstream.says(PACKAGE, lineWork.json());

        assertThat(begun(false, false).trouble()).isEqualTo("stands-here");
        Mirror mirror = begun(false, true);
        assertThat(mirror.trouble()).isNull();
        assertThat(mirrors.isMirrored(new FrameworkId(lineWork.id()))).isTrue();
    }

    @Test
    void provesWhoAsksToASourceThatWantsToKnow() {
        upstream.answers("/token", 200, "{\"token_type\":\"bearer\",\"access_token\":\"t0ken\",\"expires_in\":60}");
        upstream.says(PACKAGE, lineWork.json());
        UUID id = mirrors.choose(
                owner.id(),
                upstream.at(PACKAGE),
                new Mirrors.Credentials(upstream.at("/token"), "us", "very secret words", "core"),
                editor.id());
        mirrors.begin(
                mirrors.find(id).orElseThrow(),
                upstream.at(PACKAGE),
                "Line work",
                FrameworkKind.STANDARDS,
                false,
                false,
                editor.id());
        await(id, mirror -> mirror.lookedAt() != null);

        assertThat(upstream.asked("/token").getLast().authorization()).startsWith("Basic ");
        assertThat(upstream.asked(PACKAGE).getLast().authorization()).isEqualTo("Bearer t0ken");
        assertThat(server.sql()
                        .sql("select count(*) from frameworks.mirrors m where m::text like '%very secret%'")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void whatOneServerKnowsUsByIsNotShownToAnotherToWhichItsListLed() {
        UUID id = mirrors.choose(
                owner.id(),
                upstream.at(PACKAGE),
                new Mirrors.Credentials(upstream.at("/token"), "us", "very secret words", "core"),
                editor.id());
        mirrors.begin(
                mirrors.find(id).orElseThrow(),
                "https://elsewhere.example/ims/case/v1p1/CFPackages/1",
                "Line work",
                FrameworkKind.STANDARDS,
                false,
                false,
                editor.id());
        assertThat(server.sql()
                        .sql(
                                "select count(*) from frameworks.mirrors where id = ? and (secret is not null or client_id is not null)")
                        .param(id)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void oneFindsAFrameworkFromAServerAndFollowsIt() throws Exception {
        upstream.says("/ims/case/v1p0/CFDocuments?limit=100", """
            {"CFDocuments": [{"identifier": "%s", "title": "Line work elsewhere", "creator": "Somebody",
              "CFPackageURI": {"title": "x", "identifier": "%s", "uri": "%s"}}]}
            """.formatted(
                        lineWork.id(), lineWork.id(), upstream.at(PACKAGE))
                .getBytes(StandardCharsets.UTF_8));
        upstream.says(PACKAGE, lineWork.json());
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        visitor.get("/frameworks/mirrors");
        Visitor.Seen choice =
                visitor.post("/frameworks/mirrors", "organization", owner.id().toString(), "address", upstream.at(""));
        assertThat(choice.heading()).isEqualTo("Choose a framework");
        String chosen = choice.html().select(".founditem a").attr("href");
        Visitor.Seen candidate = visitor.get(chosen);
        assertThat(candidate.heading()).isEqualTo("Line work elsewhere");
        assertThat(candidate.html().text()).contains("names no licence");
        Visitor.Seen page = visitor.post(
                candidate.html().select("form[action^=/frameworks/mirrors/]").attr("action"),
                "address",
                upstream.at(PACKAGE),
                "title",
                "Line work elsewhere",
                "kind",
                "STANDARDS");
        UUID id = UUID.fromString(page.address().getPath().replaceFirst(".*/", ""));
        await(id, mirror -> mirror.lookedAt() != null);
        Visitor.Seen seen = visitor.get("/frameworks/mirrors/" + id);

        assertThat(seen.html().text())
                .contains("It follows its source", "It came in, with 3 statements", upstream.at(PACKAGE));
        assertThat(visitor.get("/frameworks/" + lineWork.id()).html().text()).contains("Mirrored from", "Last look");
        assertThat(new Visitor(server).get("/frameworks/mirrors/" + id).heading())
                .isEqualTo("Sign in");
        assertThat(new Visitor(server).get("/frameworks/" + lineWork.id()).status())
                .isEqualTo(404);

        visitor.get("/frameworks/mirrors/" + id);
        visitor.post("/frameworks/mirrors/" + id + "/open", "yes", "true");
        assertThat(new Visitor(server)
                        .get("/frameworks/" + lineWork.id())
                        .html()
                        .text())
                .contains("Mirrored from", "never edited here");
    }

    @Test
    void isFollowedAtAnotherAddressAndTheChangeStandsInTheLog() {
        upstream.says(PACKAGE, lineWork.json(), "ETag", "\"1\"");
        Mirror mirror = followed(false);
        String moved = "/ims/case/v1p1/CFPackages/one";
        upstream.says(moved, lineWork.item("C", "Drive a bucket truck").json(), "ETag", "\"1\"");
        Instant before = mirrors.find(mirror.id()).orElseThrow().lookedAt();
        mirrors.change(mirror, upstream.at(moved + "?key=1"), new Mirrors.Knows.AsBefore(), editor.id());
        assertThat(mirrors.find(mirror.id()).orElseThrow().address()).endsWith("?key=1");
        mirrors.change(
                mirrors.find(mirror.id()).orElseThrow(), upstream.at(moved), new Mirrors.Knows.AsBefore(), editor.id());
        Mirror again = await(
                mirror.id(),
                now -> now.trouble() == null
                        && now.lookedAt() != null
                        && !now.lookedAt().equals(before)
                        && now.address().equals(upstream.at(moved))
                        && frameworks.items(new FrameworkId(lineWork.id())).size() == 4);

        assertThat(upstream.asked(moved).getFirst().ifNoneMatch()).isNull();
        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(4);
        assertThat(again.framework()).isEqualTo(mirror.framework());
        assertThat(server.sql()
                        .sql("select details::text from audit.entry where action = 'mirror.changed' and subject = ?")
                        .param(mirror.id().toString())
                        .query(String.class)
                        .list())
                .hasSize(2)
                .allSatisfy(details -> assertThat(details).doesNotContain("key=1"))
                .anySatisfy(details -> assertThat(details).contains(upstream.at(PACKAGE), upstream.at(moved)));
    }

    @Test
    void takesNothingWhereAnotherFrameworkStandsAtTheNewAddress() {
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = followed(false);
        upstream.says(
                "/other",
                new SmallFrameworks("Something else").item("X", "Another").json());
        mirrors.change(mirror, upstream.at("/other"), new Mirrors.Knows.AsBefore(), editor.id());
        Mirror again = await(mirror.id(), now -> now.trouble() != null);

        assertThat(again.trouble()).isEqualTo("another-framework");
        assertThat(frameworks.items(new FrameworkId(lineWork.id()))).hasSize(3);
    }

    @Test
    void aSecretFollowsToNoOtherServer() throws Exception {
        upstream.answers("/token", 200, "{\"access_token\":\"t0ken\"}");
        upstream.says(PACKAGE, lineWork.json());
        UUID id = mirrors.choose(
                owner.id(),
                upstream.at(PACKAGE),
                new Mirrors.Credentials(upstream.at("/token"), "us", "very secret words", "core"),
                editor.id());
        mirrors.begin(
                mirrors.find(id).orElseThrow(),
                upstream.at(PACKAGE),
                "Line work",
                FrameworkKind.STANDARDS,
                false,
                false,
                editor.id());
        Mirror mirror = await(id, now -> now.lookedAt() != null);

        try (Upstream stranger = new Upstream()) {
            stranger.answers("/token", 200, "{\"access_token\":\"stolen\"}");
            stranger.says(PACKAGE, lineWork.json());
            // the tokens of another server: the secret has to be given again
            Mirrors.Knows elsewhere =
                    new Mirrors.Knows.Client(new Mirrors.Credentials(stranger.at("/token"), "us", "", "core"));
            assertThatThrownBy(() -> mirrors.change(mirror, upstream.at(PACKAGE), elsewhere, editor.id()))
                    .hasMessageContaining("not sent to another");
            assertThatThrownBy(() -> mirrors.change(
                            mirror,
                            stranger.at(PACKAGE),
                            new Mirrors.Knows.Client(new Mirrors.Credentials(upstream.at("/token"), "us", "", "core")),
                            editor.id()))
                    .hasMessageContaining("not sent to another");
            // on the same servers it may stay, with another name
            mirrors.change(
                    mirror,
                    upstream.at(PACKAGE),
                    new Mirrors.Knows.Client(new Mirrors.Credentials(upstream.at("/token"), "we", "", "")),
                    editor.id());
            assertThat(mirrors.client(id, upstream.at(PACKAGE)).orElseThrow().secret())
                    .isEqualTo("very secret words");
            // the framework on another server: it is asked as nobody, and what was sealed is destroyed
            mirrors.change(
                    mirrors.find(id).orElseThrow(), stranger.at(PACKAGE), new Mirrors.Knows.AsBefore(), editor.id());
            await(id, now -> !stranger.asked(PACKAGE).isEmpty());
            assertThat(stranger.asked(PACKAGE).getFirst().authorization()).isNull();
            assertThat(stranger.asked("/token")).isEmpty();
            assertThat(server.sql()
                            .sql(
                                    "select secret is null and client_id is null and token_address is null from frameworks.mirrors where id = ?")
                            .param(id)
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }

    @Test
    void closedAgainItIsToStrangersAsIfItWereNotHere() throws Exception {
        upstream.says(PACKAGE, lineWork.json());
        Mirror mirror = followed(true);
        List<String> addresses = List.of(
                "/ims/case/v1p1/CFPackages/" + lineWork.id(),
                "/ims/case/v1p0/CFPackages/" + lineWork.id(),
                "/ims/case/v1p1/CFDocuments/" + lineWork.id(),
                "/ims/case/v1p1/CFItems/" + lineWork.id("A.1"),
                "/ims/case/v1p1/CFItemAssociations/" + lineWork.id("A.1"),
                "/uri/" + lineWork.id(),
                "/uri/" + lineWork.id("A.1"),
                "/uri/" + lineWork.id("A.1") + "/card",
                "/frameworks/" + lineWork.id(),
                "/frameworks/" + lineWork.id() + "/package?as=case1.1");
        for (String address : addresses) {
            assertThat(asked(address).statusCode()).as(address).isEqualTo(200);
        }
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        visitor.get("/frameworks/mirrors/" + mirror.id());
        Visitor.Seen closed = visitor.post("/frameworks/mirrors/" + mirror.id() + "/close");

        assertThat(closed.html().text()).contains("Members of Mirror College", "Open it");
        for (String address : addresses) {
            assertThat(asked(address).statusCode()).as(address).isEqualTo(404);
        }
        assertThat(asked("/ims/case/v1p1/CFDocuments?limit=1000").body())
                .doesNotContain(lineWork.id().toString());
        assertThat(asked("/frameworks?q=Isolate+a+circuit").body())
                .doesNotContain(lineWork.id().toString());
        assertThat(visitor.get("/frameworks/" + lineWork.id()).status()).isEqualTo(200);

        // what its source says meanwhile opens nothing, and it may be opened anew
        upstream.says(PACKAGE, lineWork.item("C", "Drive a bucket truck").json());
        lookedAgain(mirror);
        assertThat(asked(addresses.getFirst()).statusCode()).isEqualTo(404);
        mirrors.open(mirrors.find(mirror.id()).orElseThrow(), editor.id());
        assertThat(asked(addresses.getFirst()).body()).contains("Drive a bucket truck");
        assertThatThrownBy(() ->
                        mirrors.close(mirrors.find(begun(false, false).id()).orElseThrow(), editor.id()))
                .hasMessageContaining("not open");
    }

    /** What a program of a stranger gets. */
    private HttpResponse<String> asked(String address) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(server.at(address))
                            .header("Accept", "*/*")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private Mirror followed(boolean open) {
        Mirror mirror = begun(open, false);
        assertThat(mirror.trouble()).as(mirror.troubleWords()).isNull();
        assertThat(mirror.framework()).isNotNull();
        return mirror;
    }

    private Mirror begun(boolean open, boolean takesOver) {
        UUID id = mirrors.choose(owner.id(), upstream.at(PACKAGE), Mirrors.Credentials.NONE, editor.id());
        mirrors.begin(
                mirrors.find(id).orElseThrow(),
                upstream.at(PACKAGE),
                "Line work",
                FrameworkKind.STANDARDS,
                open,
                takesOver,
                editor.id());
        return await(id, mirror -> mirror.lookedAt() != null);
    }

    private Mirror lookedAgain(Mirror mirror) {
        Instant before = mirrors.find(mirror.id()).orElseThrow().lookedAt();
        mirrors.lookNow(mirrors.find(mirror.id()).orElseThrow(), editor.id());
        return await(
                mirror.id(), now -> now.lookedAt() != null && !now.lookedAt().equals(before));
    }

    private Mirror await(UUID id, Predicate<Mirror> wanted) {
        for (int n = 0; n < 300; n++) {
            Mirror mirror = mirrors.find(id).orElseThrow();
            if (wanted.test(mirror)) {
                return mirror;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("nothing came of it: " + mirrors.find(id));
    }
}
