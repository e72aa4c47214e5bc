package org.throughline.server.walls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.issuing.College;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

/** Somebody who is rightly signed in, and tries what is another's, what was theirs, and what nobody may say of themselves. */
@ServerTest
class NotYoursIT {
    private static final String UPDATE = "https://purl.imsglobal.org/spec/ob/v3p0/scope/profile.update";

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final College colleges;
    private final HeldCredentials credentials;
    private final PersonalKeys keys;

    NotYoursIT(
            RunningServer server,
            People people,
            Organizations organizations,
            College colleges,
            HeldCredentials credentials,
            PersonalKeys keys) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.colleges = colleges;
        this.credentials = credentials;
        this.keys = keys;
    }

    @Test
    @AbuseCase(
            value = "A2",
            defence = "a credential is shown to whoever holds it",
            in = "org.throughline.server.organizations.SignedIn",
            method = "is",
            answer = "true")
    void aRecruiterWhoKnowsTheAddressOfACredentialGetsNothingByTheCodeAlone() throws Exception {
        Guessed guessed = guessed();
        alter("disable");
        try {
            assertThat(guessed.everywhere()).allSatisfy(seen -> {
                assertThat(seen.status()).as(seen.address().getPath()).isEqualTo(404);
                assertThat(told(seen)).doesNotContain(guessed.words());
            });
        } finally {
            alter("enable");
        }
    }

    @Test
    @AbuseCase(
            value = "A2",
            defence = "PostgreSQL shows a credential to its holder, whatever the code asks for",
            sql = "alter table records.held_credential disable row level security",
            sqlBack = "alter table records.held_credential enable row level security")
    void aRecruiterWhoKnowsTheAddressOfACredentialGetsNothingByTheDatabaseAlone() throws Exception {
        Guessed guessed = guessed();
        try (CodeWithoutWalls _ = new CodeWithoutWalls()) {
            assertThat(guessed.everywhere())
                    .allSatisfy(seen -> assertThat(told(seen)).doesNotContain(guessed.words()));
        }
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "whoever's role changed signs in again",
            in = "org.throughline.server.organizations.Sessions",
            method = "endOthers")
    void aRoleThatWasWithdrawnEndsTheTabThatIsStillOpen() throws Exception {
        Withdrawn withdrawn = withdrawn();

        assertThat(withdrawn.invite().status()).isEqualTo(403);
        assertThat(withdrawn.tab.get("/account").address().getPath()).isEqualTo("/sign-in");
        withdrawn.expectNothingDone();
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "the role is asked for with every request",
            in = "org.throughline.server.organizations.Membership",
            method = "hasAny",
            answer = "true")
    void whoeverLostARoleDoesNoneOfItsActs() throws Exception {
        Withdrawn withdrawn = withdrawn();
        withdrawn.tab.signIn(String.valueOf(withdrawn.member.email()), World.PASSWORD);
        withdrawn.tab.get("/account");

        for (Seen refused : List.of(withdrawn.invite(), withdrawn.takeItBack())) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.html().select("a[href=/problems/forbidden]")).isNotEmpty();
        }
        withdrawn.expectNothingDone();
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "who changes something that is another by now is told so",
            in = "org.throughline.server.shared.Seen",
            method = "requireSame")
    void aTabThatWasOpenTooLongUndoesNothing() throws Exception {
        Organization college = organization(OrganizationKind.EDUCATOR);
        Person owner = person("owner");
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        Visitor tab = signedIn(owner);
        String edit = "/o/" + college.slug() + "/edit";
        String seen = tab.get(edit).html().select("input[name=seen]").val();
        assertThat(seen).hasSize(22);
        organizations.describe(college.id(), "Changed meanwhile", null, "By a colleague.", owner.id());

        Seen refused = tab.post(edit, "name", "Typed", "description", "Typed for an hour.", "seen", seen);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.html().select("textarea[name=description]").text()).isEqualTo("Typed for an hour.");
        assertThat(refused.html().text()).contains("By a colleague.");
        assertThat(organizations.bySlug(college.slug()).orElseThrow().name()).isEqualTo("Changed meanwhile");
        String now = refused.html().select("input[name=seen]").val();
        assertThat(tab.post(edit, "name", "Typed", "description", "Typed for an hour.", "seen", now)
                        .status())
                .isEqualTo(200);
        assertThat(organizations.bySlug(college.slug()).orElseThrow().description())
                .isEqualTo("Typed for an hour.");
    }

    @Test
    void aProgramThatReadSomethingOlderChangesNothing() throws Exception {
        Person ana = person("ana");
        String key = keys.make(ana.id(), "For a test", Set.of(UPDATE), 1);
        String first = profile(key, "{\"name\": \"First\"}")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        assertThat(profile(key, "{\"name\": \"Second\"}", "If-Match", first).statusCode())
                .isEqualTo(200);

        HttpResponse<String> stale = profile(key, "{\"name\": \"Third\"}", "If-Match", first);

        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(people.find(ana.id()).orElseThrow().displayName()).isEqualTo("Second");
        assertThat(profile(key, "{\"name\": \"Third\"}", "If-Match", "*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void jsonThatCanBeReadInTwoWaysIsNotRead() throws Exception {
        Person ana = person("ana");
        String key = keys.make(ana.id(), "For a test", Set.of(UPDATE), 1);
        for (String body : List.of(
                "{\"name\": \"One\", \"name\": \"Two\"}",
                "{\"name\": \"One\"} {\"name\": \"Two\"}",
                "{\"name\": " + "[".repeat(100) + "]".repeat(100) + "}",
                "{\"name\": 1" + "0".repeat(1_000) + "}")) {
            assertThat(profile(key, body).statusCode()).as(body).isEqualTo(400);
        }
        assertThat(people.find(ana.id())).hasValue(ana);
    }

    @Test
    void whoLeftAnOrganizationIsAStrangerToIt() throws Exception {
        Withdrawn withdrawn = withdrawn();
        organizations.setRoles(withdrawn.college.id(), withdrawn.member.id(), Set.of(), withdrawn.owner.id());
        withdrawn.tab.signIn(String.valueOf(withdrawn.member.email()), World.PASSWORD);
        withdrawn.tab.get("/account");

        assertThat(withdrawn.invite().status()).isEqualTo(404);
        assertThat(withdrawn.tab.get(withdrawn.members()).status()).isEqualTo(404);
    }

    @Test
    @AbuseCase(
            value = "A4",
            defence = "a profile takes the properties that it has, and no others",
            in = "org.throughline.server.records.web.OpenBadgesApi",
            method = "isOfAProfile",
            answer = "true")
    void nobodySetsWhatIsNotTheirsToSay() throws Exception {
        Person ana = person("ana");
        String key = keys.make(ana.id(), "For a test", Set.of(UPDATE), 1);
        for (String property : List.of(
                "orgId", "role", "issuer", "status", "statusListIndex", "verified", "consent", "administrator")) {
            HttpResponse<String> answer = profile(key, "{\"name\": \"Changed\", \"%s\": true}".formatted(property));
            assertThat(answer.statusCode()).as(property).isEqualTo(400);
            assertThat(answer.body()).as(property).contains(property);
        }
        for (String own : List.of("\"id\": \"" + UUID.randomUUID() + "\"", "\"email\": \"other@wall.example\"")) {
            assertThat(profile(key, "{\"name\": \"Changed\", " + own + "}").statusCode())
                    .as(own)
                    .isEqualTo(400);
        }
        assertThat(people.find(ana.id())).hasValue(ana);
        assertThat(profile(key, "{\"name\": \"Changed\"}").statusCode()).isEqualTo(200);
    }

    @Test
    void aFormTakesItsOwnFieldsAndNoOthers() throws Exception {
        Person ana = person("ana");
        Visitor visitor = signedIn(ana);
        visitor.get("/account");

        Seen saved = visitor.post(
                "/account/name",
                "name",
                "Ana Changed",
                "administrator",
                "true",
                "id",
                UUID.randomUUID().toString(),
                "email",
                "other@wall.example",
                "roles",
                "OWNER",
                "person.administrator",
                "true");

        assertThat(saved.status()).isEqualTo(200);
        Person now = people.find(ana.id()).orElseThrow();
        assertThat(now.displayName()).isEqualTo("Ana Changed");
        assertThat(now.email()).isEqualTo(ana.email());
        assertThat(organizations.of(ana.id())).isEmpty();
        assertThat(server.sql()
                        .sql("select administrator from organizations.person where id = ?")
                        .param(ana.id().value())
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    /** Somebody who was an owner when they opened the page of members, and is a viewer now. */
    private final class Withdrawn {
        private final Organization college = organization(OrganizationKind.EDUCATOR);
        private final Person owner = person("owner");
        private final Person member = person("member");
        private final String invited = UUID.randomUUID() + "@wall.example";
        private final Visitor tab;

        Withdrawn() throws Exception {
            organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
            organizations.setRoles(college.id(), member.id(), Set.of(Role.OWNER), owner.id());
            tab = signedIn(member);
            assertThat(tab.get(members()).address().getPath()).isEqualTo(members());
            organizations.setRoles(college.id(), member.id(), Set.of(Role.VIEWER), owner.id());
        }

        String members() {
            return "/o/" + college.slug() + "/members";
        }

        Seen invite() throws Exception {
            return tab.post(members(), "name", "A friend", "email", invited, "roles", "OWNER");
        }

        Seen takeItBack() throws Exception {
            return tab.post(members() + "/" + member.id(), "roles", "OWNER");
        }

        void expectNothingDone() {
            assertThat(organizations.of(member.id()))
                    .singleElement()
                    .satisfies(kept -> assertThat(kept.roles()).containsExactly(Role.VIEWER));
            assertThat(server.sql()
                            .sql("select count(*) from audit.entry where organization = ? and actor like ?")
                            .params(college.id().toString(), "%" + member.id() + "%")
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    private Withdrawn withdrawn() throws Exception {
        return new Withdrawn();
    }

    /** A recruiter of an employer to whom the learner agreed to nothing, and the address of the learner's credential. */
    private record Guessed(Visitor recruiter, HeldCredential held, String[] words) {
        List<Seen> everywhere() throws Exception {
            String address = "/record/" + held.id();
            recruiter.get("/account");
            return List.of(
                    recruiter.get(address),
                    recruiter.get(address + "/document"),
                    recruiter.post(address + "/verify"),
                    recruiter.get("/record/" + UUID.randomUUID()));
        }
    }

    private Guessed guessed() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Zyxlearner," + campus.email("zyxlearner") + ",EP-101"), false);
        Person learner = people.byEmail(campus.email("zyxlearner")).orElseThrow();
        Organization employer = organization(OrganizationKind.EMPLOYER);
        Person recruiter = person("recruiter");
        organizations.setRoles(employer.id(), recruiter.id(), Set.of(Role.RECRUITER), recruiter.id());
        return new Guessed(signedIn(recruiter), credentials.of(learner.id()).getFirst(), new String[] {
            "Zyxlearner", "zyxlearner", "Circuit Safety", campus.mark()
        });
    }

    private static void alter(String how) {
        for (String table : List.of("records.held_credential", "records.competency")) {
            TestDatabase.ownersSql()
                    .sql("alter table " + table + " " + how + " row level security")
                    .update();
        }
    }

    private static String told(Seen seen) {
        return seen.response().body() + seen.response().headers().map();
    }

    private HttpResponse<String> profile(String key, String body, String... headers) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.at("/ims/ob/v3p0/profile"))
                                .headers(Stream.concat(Stream.of("Authorization", "Bearer " + key), Stream.of(headers))
                                        .toArray(String[]::new))
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private Organization organization(OrganizationKind kind) {
        String slug = "not-yours-" + UUID.randomUUID().toString().substring(0, 8);
        return organizations.create(
                slug, slug, kind, null, "", person("founder").id());
    }

    private Person person(String name) {
        return people.register(name, name + "-" + UUID.randomUUID() + "@wall.example", World.PASSWORD);
    }

    private Visitor signedIn(Person person) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(person.email()), World.PASSWORD);
        return visitor;
    }
}
