package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.access.PersonalKeys;
import org.throughline.server.access.Webhooks;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;

/** Somebody leaves an organization: what rests on them in every room is shown before, and goes to whoever is named. */
@ServerTest
class LeavingIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final PersonalKeys keys;
    private final Mailbox mailbox;

    LeavingIT(RunningServer server, People people, Organizations organizations, Webhooks webhooks, PersonalKeys keys) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.keys = keys;
        this.mailbox = new Mailbox(server);
    }

    @AfterEach
    void leaveNothingBehind() {
        String ours = "select id from partnerships.partnership where name = 'Skills %s'".formatted(tag);
        for (String table : List.of("mail_invitation", "workshop", "delegate", "member")) {
            sql("delete from partnerships.%s where partnership in (%s)".formatted(table, ours));
        }
        sql("delete from partnerships.partnership where name = 'Skills %s'".formatted(tag));
        String batch = "select id from issuing.batch where idempotency_key = '%s'".formatted(tag);
        sql("delete from issuing.credential where batch in (%s)".formatted(batch));
        sql("delete from issuing.batch where idempotency_key = '%s'".formatted(tag));
        sql(
                "delete from issuing.status_index where list not in (select id from issuing.status_list where encoded <> 'x')");
        sql("delete from issuing.status_list where encoded = 'x'");
        sql("delete from talent.job_profile where title = 'Welder %s'".formatted(tag));
        sql("delete from access.client where id = 'tlc_%s'".formatted(tag));
    }

    @Test
    void showsWhatRestsOnAMemberInEveryRoomAndGivesItToTheSuccessorInOneAct() throws Exception {
        Person ida = someone("Ida Leaves");
        Person otto = someone("Otto Owner");
        Person sam = someone("Sam Successor");
        Organization college = college(otto);
        organizations.setRoles(college.id(), ida.id(), Set.of(Role.ISSUER, Role.EDITOR, Role.RECRUITER), otto.id());
        organizations.setRoles(college.id(), otto.id(), Set.of(Role.OWNER), otto.id());
        organizations.setRoles(college.id(), sam.id(), Set.of(Role.VIEWER), otto.id());
        UUID partnership = restOn(ida, college, otto);
        Visitor owner = signedIn(otto);

        Seen member = owner.get("/o/" + college.slug() + "/members/" + ida.id());
        String end = member.html().select("a:containsOwn(End the membership)").attr("href");
        Seen page = owner.get(end);
        assertThat(page.heading()).isEqualTo("End the membership of Ida Leaves " + tag);
        assertThat(page.html().select("main li.card").eachText())
                .anyMatch(duty -> duty.startsWith("A workshop is on and waits for its facilitator: Decide together."))
                .anyMatch(duty -> duty.startsWith(
                        "Somebody has to be named for the organization in the partnership Skills " + tag))
                .anyMatch(duty -> duty.startsWith("An invitation by mail to the partnership Skills " + tag)
                        && duty.contains("Does not go along."))
                .anyMatch(duty -> duty.contains("these programs") && duty.contains("Timetable"))
                .anyMatch(duty -> duty.contains("these webhooks") && duty.contains("https://hooks.example.org/" + tag))
                .anyMatch(duty -> duty.startsWith("Scripts that read or change what is"))
                .anyMatch(duty -> duty.startsWith("Credentials of a batch failed and wait for another try: 1."))
                .anyMatch(duty -> duty.contains("Welder " + tag) && duty.contains("Goes to whoever you name below."));

        List<AuditEntry> leaves = Leaves.during(
                "POST " + end, () -> owner.post(end, "successor", sam.id().toString()));
        assertThat(leaves).hasSize(1);
        assertThat(leaves.getFirst().action()).isEqualTo("membership.handed-over");
        assertThat(leaves.getFirst().parts())
                .extracting(AuditEntry::action)
                .contains(
                        "partnership.person-named",
                        "workshop.handed-over",
                        "programs.handed-over",
                        "talent-need.handed-over",
                        "roles.set");

        assertThat(organizations.members(college.id()).stream().map(m -> m.person()))
                .containsExactlyInAnyOrder(otto.id(), sam.id());
        assertThat(named("select person from partnerships.delegate where partnership = '%s'".formatted(partnership)))
                .isEqualTo(sam.id().toString());
        assertThat(named("select opened_by from partnerships.workshop where partnership = '%s'".formatted(partnership)))
                .isEqualTo(sam.id().toString());
        assertThat(named("select created_by from access.client where id = 'tlc_%s'".formatted(tag)))
                .isEqualTo(sam.id().toString());
        assertThat(named("select made_by from access.webhook where organization = '%s'".formatted(college.id())))
                .isEqualTo(sam.id().toString());
        assertThat(named("select stated_by from talent.job_profile where employer = '%s'".formatted(college.id())))
                .isEqualTo(sam.id().toString());

        String letter = mailbox.to(String.valueOf(sam.email())).getFirst();
        assertThat(letter)
                .contains("Ida Leaves " + tag + " left " + college.name() + ", and you were named to take over.")
                .contains("This was theirs and is yours now:")
                .contains("Decide together")
                .contains("Somebody has to see to this:")
                .contains("Credentials of a batch failed");
    }

    @Test
    void makesAnOwnerOfWhomTheLastOneNamesAndLetsNobodyElseGiveRoles() throws Exception {
        Person otto = someone("Otto Last");
        Person sam = someone("Sam Next");
        Organization college = college(otto);
        organizations.setRoles(college.id(), otto.id(), Set.of(Role.OWNER), otto.id());
        organizations.setRoles(college.id(), sam.id(), Set.of(Role.VIEWER), otto.id());
        Visitor leaving = signedIn(otto);
        String leave = "/o/" + college.slug() + "/leave";

        assertThat(leaving.get(leave).html().text()).contains("Nobody else is an owner");
        Seen refused = leaving.post(leave);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().text()).contains("last owner");
        assertThat(leaving.post(leave, "successor", UUID.randomUUID().toString())
                        .status())
                .isEqualTo(404);
        assertThat(leaving.post(leave, "successor", sam.id().toString()).heading())
                .isEqualTo("Your account");
        assertThat(organizations.members(college.id()))
                .singleElement()
                .satisfies(m -> assertThat(m.roles()).containsExactlyInAnyOrder(Role.OWNER, Role.VIEWER));

        Person erin = someone("Erin Editor");
        Person vic = someone("Vic Viewer");
        organizations.setRoles(college.id(), erin.id(), Set.of(Role.ISSUER, Role.EDITOR), sam.id());
        organizations.setRoles(college.id(), vic.id(), Set.of(Role.VIEWER), sam.id());
        organizations.setRoles(college.id(), sam.id(), Set.of(Role.OWNER), sam.id());
        Visitor editor = signedIn(erin);
        editor.get(leave);
        editor.post(leave, "successor", vic.id().toString());
        assertThat(organizations.members(college.id()).stream()
                        .filter(m -> m.person().equals(vic.id()))
                        .findFirst()
                        .orElseThrow()
                        .roles())
                .containsExactly(Role.VIEWER);
    }

    @Test
    void tellsTheOwnersWhatNobodyWasNamedFor() throws Exception {
        Person otto = someone("Otto Stays");
        Person erin = someone("Erin Goes");
        Organization college = college(otto);
        organizations.setRoles(college.id(), otto.id(), Set.of(Role.OWNER), otto.id());
        organizations.setRoles(college.id(), erin.id(), Set.of(Role.RECRUITER), otto.id());
        need(erin, college);
        Visitor leaving = signedIn(erin);

        leaving.get("/o/" + college.slug() + "/leave");
        leaving.post("/o/" + college.slug() + "/leave");

        assertThat(mailbox.to(String.valueOf(otto.email())).getFirst())
                .contains("Erin Goes " + tag + " left " + college.name() + ".")
                .contains("Somebody has to see to this:")
                .contains("Welder " + tag);
    }

    /** Something in each room. */
    private UUID restOn(Person ida, Organization college, Person otto) {
        UUID partnership = UUID.randomUUID();
        sql(
                "insert into partnerships.partnership (id, name, convener, founded_at) values ('%s', 'Skills %s', '%s', now())"
                        .formatted(partnership, tag, college.id()));
        sql("""
                insert into partnerships.member (partnership, organization, position, part, standing, asked_at, answered_at)
                values ('%s', '%s', 0, 'LEAD', 'JOINED', now(), now())
                """.formatted(partnership, college.id()));
        sql("insert into partnerships.delegate values ('%s', '%s', '%s', '%s', now())"
                .formatted(partnership, college.id(), ida.id(), otto.id()));
        sql("""
                insert into partnerships.workshop (id, partnership, title, code, guests, state, opened_by, opened_at)
                values ('%s', '%s', 'Decide together', '%s', false, 'OPEN', '%s', now())
                """.formatted(UUID.randomUUID(), partnership, tag, ida.id()));
        sql("""
                insert into partnerships.mail_invitation (id, partnership, organization_name, kind, part, person_name, email, token_hash, asked_by, asked_at, expires_at)
                values ('%s', '%s', 'A works', 'EMPLOYER', 'EMPLOYER', 'Eve', 'eve@example.org', sha256('%s'), '%s', now(), now() + interval '3 days')
                """.formatted(UUID.randomUUID(), partnership, tag, ida.id()));
        sql("""
                insert into access.client (id, organization, name, redirect_uris, grants, scopes, method, created_by, created_at)
                values ('tlc_%s', '%s', 'Timetable', '{}', '{client_credentials}', '{organization.read}', 'client_secret_basic', '%s', now())
                """.formatted(tag, college.id(), ida.id()));
        Reach.asHouse("the test", () -> {
            webhooks.make(
                    college.id(),
                    "https://hooks.example.org/" + tag,
                    Set.of("*"),
                    ida.id().toString());
            keys.make(ida.id(), "my script", Set.of("webhooks.read"), 7);
        });
        UUID batch = UUID.randomUUID();
        sql("""
                insert into issuing.batch (id, organization, idempotency_key, fingerprint, issuer_did, issuer_name, issuer_url, with_clr, started_by, started_at, finished_at)
                values ('%s', '%s', '%s', sha256('x'), 'did:key:x', 'x', 'https://x.example', false, '%s', now(), now())
                """.formatted(batch, college.id(), tag, ida.id()));
        UUID list = UUID.randomUUID();
        sql("""
                insert into issuing.status_list (id, organization, issuer_did, url, size, encoded, document, sha256, signed_at)
                values ('%s', '%s', 'did:key:x', 'https://x.example/%s', 131072, 'x', sha256('x'), sha256('x'), now())
                """.formatted(list, college.id(), list));
        sql("insert into issuing.status_index values ('%s', 1)".formatted(list));
        sql("""
                insert into issuing.credential (id, batch, organization, recipient, line, kind, achievement, status_list, status_index, subject_hash, subject_salt, valid_from, state, failure)
                values ('%s', '%s', '%s', '%s', 1, 'BADGE', '%s', '%s', 1, 'x', 'x', now(), 'failed', 'x')
                """.formatted(UUID.randomUUID(), batch, college.id(), otto.id(), UUID.randomUUID(), list));
        need(ida, college);
        return partnership;
    }

    private void need(Person person, Organization employer) {
        sql("""
                insert into talent.job_profile (id, version, employer, title, description, openings, published, stated_by, stated_at, latest)
                values ('%s', 1, '%s', 'Welder %s', '', 1, false, '%s', now(), true)
                """.formatted(UUID.randomUUID(), employer.id(), tag, person.id()));
    }

    private static void sql(String statement) {
        TestDatabase.ownersSql().sql(statement).update();
    }

    private String named(String query) {
        return String.valueOf(
                TestDatabase.ownersSql().sql(query).query(String.class).single());
    }

    private Person someone(String name) {
        return people.register(
                name + " " + tag,
                name.toLowerCase(Locale.ROOT).replace(' ', '.') + "." + UUID.randomUUID() + "@example.org",
                PASSWORD);
    }

    private Organization college(Person by) {
        return organizations.create(
                "leaving-" + UUID.randomUUID().toString().substring(0, 8),
                "College " + tag,
                OrganizationKind.EDUCATOR,
                null,
                "",
                by.id());
    }

    private Visitor signedIn(Person person) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(person.email()), PASSWORD);
        return visitor;
    }
}
