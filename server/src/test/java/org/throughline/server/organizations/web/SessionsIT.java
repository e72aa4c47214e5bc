package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.SecondServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionsIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final Passkeys passkeys;
    private final PersonalKeys keys;
    private final HttpClient http = HttpClient.newHttpClient();
    private SecondServer second;

    SessionsIT(RunningServer server, People people, Organizations organizations, Passkeys passkeys, PersonalKeys keys) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.passkeys = passkeys;
        this.keys = keys;
    }

    @BeforeAll
    void startTheSecondServer() {
        second = SecondServer.start();
    }

    @AfterAll
    void stopTheSecondServer() {
        second.close();
    }

    @Test
    void isKnownToBothServersAndKeepsNoIdInTheDatabase() throws Exception {
        Visitor ana = signedIn(someone("Ana Both"));

        assertThat(statusAtTheOther(session(ana))).isEqualTo(200);
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM organizations.session s WHERE s::text LIKE '%' || :id || '%'")
                        .param("id", session(ana))
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void showsAPersonTheirSessionsAndEndsOneOrAllOthers() throws Exception {
        Person ben = someone("Ben Several");
        Visitor here = signedIn(ben);
        Visitor there = signedIn(ben);
        Visitor elsewhere = signedIn(ben);

        Seen page = here.get("/account/sessions");
        assertThat(page.html().select("main .card")).hasSize(3);
        assertThat(page.html().select("main .card:has(.kicker) form")).isEmpty();
        assertThat(page.html().select("main .card form")).hasSize(2);
        here.post(page.html().select("main .card form").attr("action"));
        assertThat(here.get("/account/sessions").html().select("main .card")).hasSize(2);

        here.post("/account/sessions/end-others");
        assertThat(here.get("/account/sessions").html().select("main .card")).hasSize(1);
        assertThat(there.get("/account").address().getPath()).isEqualTo("/sign-in");
        assertThat(elsewhere.get("/account").address().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void endsNobodyElsesSession() throws Exception {
        Visitor ana = signedIn(someone("Ana Alone"));
        UUID theirs = server.sql()
                .sql("SELECT handle FROM organizations.session WHERE person = :person")
                .param("person", personOf(signedIn(someone("Ben Alone"))))
                .query(UUID.class)
                .single();

        ana.get("/account/sessions");
        assertThat(ana.post("/account/sessions/" + theirs + "/end").status()).isEqualTo(404);
    }

    @Test
    void endsAfterHalfAnHourWithoutUseAndAfterTwelveHoursInAnyCase() throws Exception {
        Visitor idle = signedIn(someone("Ida Idle"));
        age(idle, "seen_at = seen_at - interval '31 minutes'");
        assertThat(idle.get("/account").address().getPath()).isEqualTo("/sign-in");

        Visitor busy = signedIn(someone("Bea Busy"));
        age(busy, "created_at = created_at - interval '13 hours'");
        assertThat(busy.get("/account").address().getPath()).isEqualTo("/sign-in");
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "signing in begins a new session and forgets the one of before",
            in = "org.throughline.server.organizations.web.Arrival",
            method = "renew",
            answer = "nothing")
    void doesNotTakeASessionThatSomebodyElsePutIntoTheBrowser() throws Exception {
        Visitor victim = new Visitor(server);
        victim.get("/sign-in");
        String planted = session(victim);

        victim.post("/sign-in", "email", mail(someone("Vic Tim")), "password", PASSWORD);

        assertThat(victim.get("/account").status()).isEqualTo(200);
        assertThat(status(server.at("/account"), planted)).isEqualTo(401);
        assertThat(statusAtTheOther(planted)).isEqualTo(401);
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "signing out ends the session in the database, where every server reads it",
            in = "org.throughline.server.organizations.Sessions",
            method = "end",
            answer = "nothing")
    void isOverOnTheOtherServerAfterSigningOut() throws Exception {
        Visitor ana = signedIn(someone("Ana Out"));
        String id = session(ana);
        assertThat(statusAtTheOther(id)).isEqualTo(200);

        ana.get("/account");
        ana.post("/sign-out");

        assertThat(statusAtTheOther(id)).isEqualTo(401);
        assertThat(isASessionAtTheOther(id))
                .as("whoever comes with the old id begins a new session")
                .isFalse();
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "a new password ends a person's other sessions",
            in = "org.throughline.server.organizations.Sessions",
            method = "endOthers",
            answer = "nothing")
    void isOverOnTheOtherServerAfterThePasswordChanged() throws Exception {
        Person ana = someone("Ana Password");
        Visitor here = signedIn(ana);
        String stolen = session(signedIn(ana));
        assertThat(statusAtTheOther(stolen)).isEqualTo(200);

        here.get("/account");
        here.post("/account/password", "wanted", PASSWORD + " 2");

        assertThat(statusAtTheOther(stolen)).isEqualTo(401);
        assertThat(statusAtTheOther(session(here))).isEqualTo(200);
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "another role ends the member's sessions",
            in = "org.throughline.server.organizations.Sessions",
            method = "endOthers",
            answer = "nothing")
    void isOverOnTheOtherServerAfterARoleChanged() throws Exception {
        Person owner = someone("Olga Owner");
        Person member = someone("Mia Member");
        Organization college = college(owner, member, Role.EDITOR);
        String id = session(signedIn(member));
        assertThat(statusAtTheOther(id)).isEqualTo(200);

        Visitor olga = signedIn(owner);
        olga.get("/o/" + college.slug() + "/members/" + member.id());
        olga.post("/o/" + college.slug() + "/members/" + member.id(), "roles", "VIEWER");

        assertThat(statusAtTheOther(id)).isEqualTo(401);
        assertThat(statusAtTheOther(session(olga))).isEqualTo(200);
    }

    @Test
    void isOverOnTheOtherServerWhenItsPersonEndsItAndSaysWhichIsWhich() throws Exception {
        Person ana = someone("Ana Ends");
        Visitor here = signedIn(ana);
        String lost = session(signedIn(ana));
        assertThat(statusAtTheOther(lost)).isEqualTo(200);

        Seen page = here.get("/account/sessions");
        assertThat(page.html().select("main .card").text())
                .contains("Another program", "From The machine that this server runs on, which you use now");
        here.post(page.html().select("main .card form").attr("action"));
        assertThat(statusAtTheOther(lost)).isEqualTo(401);
        assertThat(statusAtTheOther(session(here))).isEqualTo(200);
    }

    @Test
    void isNoMembersSessionOnTheOtherServerAfterTheyLeft() throws Exception {
        Person owner = someone("Olga Stays");
        Person member = someone("Lea Leaves");
        Organization college = college(owner, member, Role.EDITOR);
        Visitor lea = signedIn(member);
        String members = "/o/" + college.slug() + "/members";
        assertThat(status(second.at(members), session(lea))).isEqualTo(200);

        lea.get(members);
        lea.post("/o/" + college.slug() + "/leave");

        assertThat(status(second.at(members), session(lea))).isEqualTo(404);
    }

    @Test
    void isOverOnTheOtherServerAfterAForgottenPasswordWasReplacedByAMailedLink() throws Exception {
        Person ana = someone("Ana Forgot");
        String stolen = session(signedIn(ana));
        assertThat(statusAtTheOther(stolen)).isEqualTo(200);

        Visitor byLink = new Visitor(server);
        byLink.get("/sign-in/link");
        byLink.post("/sign-in/link", "email", mail(ana));
        String link = new Mailbox(server).link(mail(ana));
        byLink.get(link);
        byLink.post(link);
        byLink.get("/account");
        byLink.post("/account/password", "wanted", PASSWORD + " anew");

        assertThat(statusAtTheOther(stolen)).isEqualTo(401);
        assertThat(statusAtTheOther(session(byLink))).isEqualTo(200);
    }

    @Test
    void isOverOnTheOtherServerAfterAPasskeyWasRemoved() throws Exception {
        Person ana = someone("Ana Keyless");
        String id = "AAEC" + UUID.randomUUID().toString().replace("-", "");
        passkeys.add(new Passkey(
                id,
                ana.id(),
                "A lost telephone",
                "AAAA",
                "AAAA",
                0,
                true,
                Set.of("internal"),
                true,
                true,
                Instant.EPOCH,
                Instant.EPOCH));
        Visitor here = signedIn(ana);
        String stolen = session(signedIn(ana));
        assertThat(statusAtTheOther(stolen)).isEqualTo(200);

        here.get("/account/passkeys");
        here.post("/account/passkeys/" + id + "/remove");

        assertThat(statusAtTheOther(stolen)).isEqualTo(401);
    }

    @Test
    void asksOnTheOtherServerWhetherAKeysPersonStillHasTheRole() throws Exception {
        Person owner = someone("Olga Owns");
        Person member = someone("Kim Keyed");
        Organization college = college(owner, member, Role.OWNER);
        String key = keys.make(member.id(), "A script", Set.of("log.read"), 30);
        URI log = second.at("/api/v1/organizations/" + college.slug() + "/log");
        assertThat(statusByKey(log, key)).isEqualTo(200);

        organizations.setRoles(college.id(), member.id(), Set.of(Role.VIEWER), owner.id());
        assertThat(statusByKey(log, key)).isEqualTo(403);
        organizations.setRoles(college.id(), member.id(), Set.of(), owner.id());
        assertThat(statusByKey(log, key)).isEqualTo(404);
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "whoever changes their password can end all that acts for them without one",
            in = "org.throughline.server.access.ProgramsOfPeople",
            method = "end",
            answer = "nothing")
    void endsKeysOnTheOtherServerWithThePasswordUnlessTheirPersonKeepsThem() throws Exception {
        Person ana = someone("Ana Acted For");
        Visitor here = signedIn(ana);
        here.get("/account/keys");
        String key = here.post("/account/keys", "name", "A script", "days", "30", "scopes", "profile.read")
                .html()
                .select("code.secret")
                .text();
        assertThat(new Mailbox(server).to(mail(ana)).getFirst()).contains("\"A script\"");
        URI me = second.at("/api/v1/me");
        assertThat(statusByKey(me, key)).isEqualTo(200);

        Seen account = here.get("/account");
        assertThat(account.html().select("input[name=programs][checked]")).hasSize(1);
        assertThat(account.html().text()).contains("End 1 key too");
        here.post("/account/password", "wanted", PASSWORD + " 2");
        assertThat(statusByKey(me, key)).isEqualTo(200);

        here.get("/account");
        here.post("/account/password", "wanted", PASSWORD + " 3", "programs", "end");
        assertThat(statusByKey(me, key)).isEqualTo(401);
        assertThat(here.get("/account").html().select("input[name=programs]")).isEmpty();
    }

    private Organization college(Person owner, Person member, Role role) {
        Organization college = organizations.create(
                "sessions-" + UUID.randomUUID(), "College", OrganizationKind.EDUCATOR, null, "", owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        organizations.setRoles(college.id(), member.id(), Set.of(role), owner.id());
        return college;
    }

    private int statusByKey(URI address, String key) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(address)
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private Person someone(String name) {
        return people.register(name, UUID.randomUUID() + "@example.org", PASSWORD);
    }

    private Visitor signedIn(Person person) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(mail(person), PASSWORD);
        return visitor;
    }

    private UUID personOf(Visitor visitor) {
        return server.sql()
                .sql("SELECT person FROM organizations.session WHERE id_hash = sha256(:id::bytea)")
                .param("id", session(visitor))
                .query(UUID.class)
                .single();
    }

    private void age(Visitor visitor, String change) {
        server.sql()
                .sql("UPDATE organizations.session SET " + change + " WHERE id_hash = sha256(:id::bytea)")
                .param("id", session(visitor))
                .update();
    }

    /** A page with a form gives a new session to whoever has none. */
    private boolean isASessionAtTheOther(String session) throws Exception {
        HttpResponse<Void> response = http.send(
                HttpRequest.newBuilder(second.at("/sign-in"))
                        .header("Cookie", "session=" + session)
                        .build(),
                BodyHandlers.discarding());
        return response.headers().firstValue("Set-Cookie").isEmpty();
    }

    private int statusAtTheOther(String session) throws Exception {
        return status(second.at("/account"), session);
    }

    private int status(URI address, String session) throws Exception {
        HttpResponse<Void> response = http.send(
                HttpRequest.newBuilder(address)
                        .header("Cookie", "session=" + session)
                        .header("Accept", "*/*")
                        .build(),
                BodyHandlers.discarding());
        return response.statusCode();
    }

    private static String session(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private static String mail(Person person) {
        return String.valueOf(person.email());
    }
}
