package org.throughline.server.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.Heard;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.teeth.AbuseCase;

@ServerTest
class RecordsIT {
    private final College colleges;
    private final CredentialIntake intake;
    private final HeldCredentials credentials;
    private final Consents consents;
    private final Shares shares;
    private final People people;
    private final Organizations organizations;
    private final RunningServer server;
    private final Heard heard;

    RecordsIT(
            College colleges,
            CredentialIntake intake,
            HeldCredentials credentials,
            Consents consents,
            Shares shares,
            People people,
            Organizations organizations,
            RunningServer server,
            Heard heard) {
        this.colleges = colleges;
        this.intake = intake;
        this.credentials = credentials;
        this.consents = consents;
        this.shares = shares;
        this.people = people;
        this.organizations = organizations;
        this.server = server;
        this.heard = heard;
    }

    @Test
    void keepsATamperedUploadAsNotValidAndLearnsNoCompetencyFromIt() throws Exception {
        Campus campus = colleges.open();
        Person ana = learnerWithBadge(campus, "ana");
        HeldCredential genuine = credentials.of(ana.id()).getFirst();
        byte[] tampered = new String(credentials.document(genuine.id()), StandardCharsets.UTF_8)
                .replace("Works on circuits without harm.", "Runs the whole grid.")
                .getBytes(StandardCharsets.UTF_8);
        heard.verified.clear();

        HeldCredential kept = intake.receive(ana.id(), tampered, "upload");

        assertThat(kept.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(kept.proves()).isFalse();
        assertThat(credentials.document(kept.id())).isEqualTo(tampered);
        assertThat(heard.verified).noneMatch(e -> e.person().equals(ana.id()));
        assertThat(credentials.find(genuine.id()))
                .get()
                .extracting(HeldCredential::verdict)
                .isEqualTo(Verdict.VALID);
    }

    /** Records of other colleges come as tokens, too: what is inside is kept as what it is. */
    @Test
    void aRecordThatComesAsATokenIsKeptWithTheBadgesInIt() throws Exception {
        Campus campus = colleges.open();
        Person tom = people.ensure("Tom", campus.email("tom"));
        Signer elsewhere = Ed25519KeyPair.generate(new SecureRandom()).signer();
        Profile college = new Profile(elsewhere.controller(), "Elsewhere College", "https://elsewhere.example/");
        Instant from = Instant.parse("2026-01-15T08:00:00Z");
        List<IdentityObject> whose = List.of(IdentityObject.hashed(campus.email("tom"), "salt", "emailAddress"));
        CredentialIssuer issuer = new CredentialIssuer(Clock.systemUTC());
        AchievementCredential badge = new AchievementCredential(
                "urn:uuid:" + UUID.randomUUID(),
                "Grounding",
                null,
                college,
                from,
                null,
                new AchievementSubject(
                        null,
                        whose,
                        new Achievement(
                                "urn:uuid:" + UUID.randomUUID(),
                                "Grounding",
                                "Grounds a circuit.",
                                new Criteria(null, "Shown twice."),
                                "Competency",
                                null,
                                List.of())),
                List.of());
        byte[] record = issuer.issueToken(
                new ClrCredential(
                        "urn:uuid:" + UUID.randomUUID(),
                        "Learner record",
                        null,
                        college,
                        from,
                        null,
                        new ClrSubject(
                                null,
                                whose,
                                List.of(new SignedDocument(
                                        new String(issuer.issue(badge, elsewhere), StandardCharsets.UTF_8))),
                                List.of()),
                        List.of()),
                elsewhere);

        HeldCredential kept = intake.receive(tom.id(), record, "upload");

        assertThat(kept.verdict()).isEqualTo(Verdict.VALID);
        assertThat(credentials.document(kept.id())).isEqualTo(record);
        assertThat(credentials.of(tom.id())).extracting(HeldCredential::name).contains("Learner record", "Grounding");
    }

    @Test
    void theSameDocumentAgainChangesNothing() throws Exception {
        Campus campus = colleges.open();
        Person ben = learnerWithBadge(campus, "ben");
        HeldCredential held = credentials.of(ben.id()).getFirst();
        heard.verified.clear();

        assertThat(intake.receive(ben.id(), credentials.document(held.id()), "upload"))
                .isEqualTo(held);
        assertThat(credentials.of(ben.id())).hasSize(1);
        assertThat(heard.verified).noneMatch(e -> e.person().equals(ben.id()));
    }

    @Test
    void somebodyElsesBadgeIsValidAndProvesNothingAboutWhoeverKeepsIt() throws Exception {
        Campus campus = colleges.open();
        Person cleo = learnerWithBadge(campus, "cleo");
        Person thief = people.ensure("Theo", campus.email("theo"));
        byte[] document =
                credentials.document(credentials.of(cleo.id()).getFirst().id());
        heard.verified.clear();

        HeldCredential kept = intake.receive(thief.id(), document, "upload");

        assertThat(kept.verdict()).isEqualTo(Verdict.VALID);
        assertThat(kept.aboutHolder()).isFalse();
        assertThat(kept.proves()).isFalse();
        assertThat(heard.verified).noneMatch(e -> e.person().equals(thief.id()));
    }

    @Test
    void aDocumentThatIsNoCredentialIsRefusedAndNotKept() throws Exception {
        Person dan = people.ensure("Dan", "dan-" + UUID.randomUUID() + "@example.org");
        for (String text : List.of("{", "[]", "{\"a\":1,\"a\":2}", "{\"name\":\"nothing\"}")) {
            assertThatThrownBy(() -> intake.receive(dan.id(), text.getBytes(StandardCharsets.UTF_8), "upload"))
                    .isInstanceOf(Problem.class);
        }
        assertThat(credentials.of(dan.id())).isEmpty();
    }

    @Test
    void consentIsNobodysUntilGivenAndTellsTheHouseOfEveryChangeOnce() {
        Person eva = people.ensure("Eva", "eva-" + UUID.randomUUID() + "@example.org");
        Organization north = employer("north");
        Organization sol = employer("sol");
        assertThat(consents.of(eva.id()).isEmpty()).isTrue();
        assertThat(consents.visible(eva.id(), north.id())).isEmpty();

        consents.grant(eva.id(), north.id(), false);
        consents.grant(eva.id(), north.id(), false);
        assertThat(consents.visible(eva.id(), north.id())).contains(false);
        assertThat(consents.visible(eva.id(), sol.id())).isEmpty();

        consents.grantAllEmployers(eva.id(), true);
        assertThat(consents.visible(eva.id(), sol.id())).contains(true);
        assertThat(consents.visible(eva.id(), north.id()))
                .as("what was said to one counts before what was said to all")
                .contains(false);

        consents.withdrawAllEmployers(eva.id());
        assertThat(consents.visible(eva.id(), sol.id())).isEmpty();
        assertThat(consents.visible(eva.id(), north.id())).contains(false);
        consents.withdraw(eva.id(), north.id());
        consents.withdraw(eva.id(), north.id());
        assertThat(consents.of(eva.id()).isEmpty()).isTrue();
        assertThat(heard.consents.stream().filter(c -> c.person().equals(eva.id())))
                .hasSize(4);
    }

    @Test
    void aLinkShowsWhatWasSharedUntilItIsClosedAndThenIsLikeOneThatNeverWas() throws Exception {
        Campus campus = colleges.open();
        Person fay = learnerWithBadge(campus, "fay");
        HeldCredential badge = credentials.of(fay.id()).getFirst();
        Shares.NewShare link = shares.create(fay.id(), List.of(badge.id()), "Application", Duration.ofDays(30));

        var shown = opened(link.token());
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(shown.body()).contains("Verified").contains("Circuit Safety").contains(fay.displayName());
        var document = document(link.token(), "1");
        assertThat(document.body().getBytes(StandardCharsets.UTF_8)).isEqualTo(credentials.document(badge.id()));
        assertThat(document(link.token(), "2").statusCode()).isEqualTo(404);
        assertThat(shares.of(fay.id())).singleElement().extracting(Share::views).isEqualTo(1);

        shares.revoke(fay.id(), link.share().id());
        var closed = opened(link.token());
        var unknown = opened("A".repeat(43));
        assertThat(closed.statusCode()).isEqualTo(404);
        assertThat(words(closed.body())).isEqualTo(words(unknown.body())).doesNotContain(fay.displayName());
    }

    @Test
    void aLinkEndsWithItsTime() throws Exception {
        Campus campus = colleges.open();
        Person gil = learnerWithBadge(campus, "gil");
        Shares.NewShare link = shares.create(
                gil.id(), List.of(credentials.of(gil.id()).getFirst().id()), "Short", Duration.ofDays(1));
        server.sql()
                .sql("update records.share set expires_at = now() - interval '1 second' where id = ?")
                .param(link.share().id().value())
                .update();
        assertThat(shares.open(link.token())).isEmpty();
        assertThat(shares.look(link.token())).isEmpty();
        assertThat(opened(link.token()).statusCode()).isEqualTo(404);
    }

    @Test
    @AbuseCase(
            value = "P4",
            defence = "a link that is over or closed opens nothing",
            in = "org.throughline.server.records.Shares",
            method = "isOpen",
            answer = "true")
    void unknownExpiredAndClosedLinksAreTheSameToWhoeverTriesThem() throws Exception {
        Campus campus = colleges.open();
        Person learner = learnerWithBadge(campus, "kim");
        List<HeldCredentialId> badge =
                List.of(credentials.of(learner.id()).getFirst().id());
        Shares.NewShare closed = shares.create(learner.id(), badge, "Closed", Duration.ofDays(1));
        Shares.NewShare over = shares.create(learner.id(), badge, "Over", Duration.ofDays(1));
        shares.revoke(learner.id(), closed.share().id());
        server.sql()
                .sql("update records.share set expires_at = now() - interval '1 second' where id = ?")
                .param(over.share().id().value())
                .update();

        HttpResponse<String> unknown = opened("A".repeat(43));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("share-unavailable");
        for (String token : List.of(closed.token(), over.token())) {
            HttpResponse<String> tried = opened(token);
            assertThat(tried.statusCode()).isEqualTo(404);
            assertThat(withoutFormToken(tried.body())).isEqualTo(withoutFormToken(unknown.body()));
            assertThat(tried.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
            assertThat(withoutFormToken(document(token, "1").body())).isEqualTo(withoutFormToken(unknown.body()));
        }
    }

    @Test
    @AbuseCase(
            value = "P4",
            defence = "only a hash of the link's 256 random bits is kept",
            in = "org.throughline.server.records.Shares",
            method = "kept",
            answer = "argument")
    void aCopyOfTheDatabaseOpensNoLink() throws Exception {
        Campus campus = colleges.open();
        Person learner = learnerWithBadge(campus, "lou");
        Shares.NewShare link = shares.create(
                learner.id(), List.of(credentials.of(learner.id()).getFirst().id()), "Mine", Duration.ofDays(1));
        assertThat(java.util.Base64.getUrlDecoder().decode(link.token())).hasSize(32);
        String row = server.sql()
                .sql("select encode(token_sha256, 'escape') || to_json(s)::text from records.share s where id = ?")
                .param(link.share().id().value())
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(link.token());
    }

    @Test
    @AbuseCase(
            value = "P4",
            defence = "a link's secret is taken from the body of a request alone",
            in = "org.throughline.server.shared.TokensInAddresses",
            method = "has",
            answer = "false")
    void aSecretInAnAddressOpensNothing() throws Exception {
        Campus campus = colleges.open();
        Person learner = learnerWithBadge(campus, "quentin-of-the-address");
        Shares.NewShare link = shares.create(
                learner.id(), List.of(credentials.of(learner.id()).getFirst().id()), "Mine", Duration.ofDays(1));
        Visitor stranger = new Visitor(server);
        stranger.get("/s");
        for (String path : List.of("/s?token=", "/s/document?number=1&token=")) {
            Visitor.Seen tried = stranger.post(path + link.token());
            assertThat(tried.status()).isEqualTo(400);
            assertThat(tried.response().body())
                    .contains("A token does not belong in an address")
                    .doesNotContain(link.token())
                    .doesNotContain(learner.displayName());
        }
    }

    @Test
    void whatOnlyAsksAheadCanNotEvenNameALinkAndIsNotCounted() throws Exception {
        Campus campus = colleges.open();
        Person learner = learnerWithBadge(campus, "moe");
        Shares.NewShare link = shares.create(
                learner.id(), List.of(credentials.of(learner.id()).getFirst().id()), "Mine", Duration.ofDays(1));
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest.Builder page =
                HttpRequest.newBuilder(server.at(link.path())); // a client sends nothing of what stands behind the #
        http.send(page.copy().HEAD().build(), BodyHandlers.discarding());
        HttpResponse<String> door = http.send(page.build(), BodyHandlers.ofString());
        assertThat(door.body()).contains("Open a shared link").doesNotContain(learner.displayName());
        assertThat(views(learner)).isZero();
        opened(link.token());
        assertThat(views(learner)).isEqualTo(1);
    }

    private int views(Person learner) {
        return shares.of(learner.id()).getFirst().views();
    }

    /** What a stranger sees who opens a link. */
    private HttpResponse<String> opened(String token) throws Exception {
        Visitor stranger = new Visitor(server);
        stranger.get("/s");
        return stranger.post("/s", "token", token).response();
    }

    private HttpResponse<String> document(String token, String number) throws Exception {
        Visitor stranger = new Visitor(server);
        stranger.get("/s");
        return stranger.post("/s/document", "token", token, "number", number).response();
    }

    private static String withoutFormToken(String page) {
        return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
    }

    @Test
    @AbuseCase(
            value = "P4",
            defence = "neither caches nor searches keep what a link shows, and the next site learns nothing of it",
            in = "org.throughline.server.records.web.SharePages",
            method = "hide")
    void aLinksAddressGoesNowhereElse() throws Exception {
        Campus campus = colleges.open();
        Person learner = learnerWithBadge(campus, "nia");
        Shares.NewShare link = shares.create(
                learner.id(), List.of(credentials.of(learner.id()).getFirst().id()), "Mine", Duration.ofDays(1));
        for (String token : List.of(link.token(), "A".repeat(43))) {
            HttpResponse<String> shown = opened(token);
            assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(shown.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(shown.headers().firstValue("X-Robots-Tag").orElse("")).contains("noindex");
        }
    }

    @Test
    @AbuseCase(
            value = "P4",
            defence = "a link opens what it lists and nothing else of the person",
            in = "org.throughline.server.records.web.SharePages",
            method = "isListed",
            answer = "true")
    void aLinkOpensOnlyWhatItLists() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("ola," + campus.email("ola") + ",EP-101;Grid Operation"), false);
        Person learner = people.byEmail(campus.email("ola")).orElseThrow();
        List<HeldCredential> held = credentials.of(learner.id());
        Shares.NewShare link =
                shares.create(learner.id(), List.of(held.getFirst().id()), "One", Duration.ofDays(1));
        assertThat(opened(link.token()).body())
                .contains(held.getFirst().name())
                .doesNotContain(held.getLast().name())
                .doesNotContain(held.getLast().id().toString());
        for (String number : List.of("0", "2", "-1")) {
            assertThat(document(link.token(), number).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void nobodySharesOrClosesWhatIsAnothers() throws Exception {
        Campus campus = colleges.open();
        Person hal = learnerWithBadge(campus, "hal");
        Person ida = people.ensure("Ida", campus.email("ida"));
        HeldCredentialId badge = credentials.of(hal.id()).getFirst().id();
        Shares.NewShare link = shares.create(hal.id(), List.of(badge), "Mine", Duration.ofDays(1));

        assertThatThrownBy(() -> shares.create(ida.id(), List.of(badge), "Theirs", Duration.ofDays(1)))
                .isInstanceOf(Problem.class)
                .hasMessage(Problem.notFound().getMessage());
        assertThatThrownBy(() -> shares.revoke(ida.id(), link.share().id())).isInstanceOf(Problem.class);
        assertThat(shares.look(link.token())).isPresent();
    }

    private Person learnerWithBadge(Campus campus, String name) throws Exception {
        colleges.issue(campus, campus.roster(name + "," + campus.email(name) + ",EP-101"), false);
        return people.byEmail(campus.email(name)).orElseThrow();
    }

    private Organization employer(String name) {
        Person by = people.ensure("Somebody", UUID.randomUUID() + "@example.org");
        return organizations.create(
                name + "-" + UUID.randomUUID().toString().substring(0, 8),
                name,
                OrganizationKind.EMPLOYER,
                null,
                "",
                by.id());
    }

    /** A page's words, without what differs between any two answers. */
    private static String words(String html) {
        return Jsoup.parse(html).select("main").text();
    }
}
