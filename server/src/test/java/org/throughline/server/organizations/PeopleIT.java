package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class PeopleIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final People people;
    private final PasswordSignIn signIn;
    private final Organizations organizations;
    private final OneTimeLinks links;
    private final Invitation invitation;
    private final RunningServer server;

    PeopleIT(
            People people,
            PasswordSignIn signIn,
            Organizations organizations,
            OneTimeLinks links,
            Invitation invitation,
            RunningServer server) {
        this.people = people;
        this.signIn = signIn;
        this.organizations = organizations;
        this.links = links;
        this.invitation = invitation;
        this.server = server;
    }

    @Test
    void findsAPersonByAddressInAnyCaseAndKeepsThePasswordAsArgon2Only() {
        Person maria = people.register("Maria Ortiz", "Maria." + tag + "@Example.org", PASSWORD);

        assertThat(people.byEmail("maria." + tag + "@example.ORG")).contains(maria);
        assertThat(signIn.check("MARIA." + tag + "@example.org", PASSWORD, false))
                .contains(maria.id());
        assertThat(signIn.check("maria." + tag + "@example.org", PASSWORD + "!", false))
                .isEmpty();
        assertThat(signIn.check("nobody-" + tag, PASSWORD, false)).isEmpty();
        assertThat(server.sql()
                        .sql("SELECT password FROM organizations.person WHERE id = :id")
                        .param("id", maria.id().value())
                        .query(String.class)
                        .single())
                .startsWith("$argon2id$v=19$");
    }

    @Test
    void refusesATakenAddressAWeakPasswordAndWhatIsNoAddress() {
        people.register("Maria", mail("taken"), PASSWORD);

        assertProblem(ProblemType.CONFLICT, () -> people.register("Other", mail("TAKEN"), PASSWORD));
        assertProblem(ProblemType.BAD_INPUT, () -> people.register("Other", mail("short"), "too short"));
        assertProblem(ProblemType.BAD_INPUT, () -> people.register("Other", mail("same"), "aaaaaaaaaaaaaaaaaaa"));
        assertProblem(ProblemType.BAD_INPUT, () -> people.register("Other", "no address", PASSWORD));
        assertProblem(ProblemType.BAD_INPUT, () -> people.register("  ", mail("noname"), PASSWORD));
    }

    @Test
    void ensuresManyPeopleInOrderAndNobodyTwice() {
        Person known = people.register("Known", mail("known"), PASSWORD);
        Map<String, String> roster = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
            roster.put(mail("learner" + i), "Learner " + i);
        }
        roster.put(mail("KNOWN"), "Another name for somebody known");

        List<Person> first = people.ensureAll(roster);
        List<Person> second = people.ensureAll(roster);

        assertThat(first).hasSize(501).isEqualTo(second);
        assertThat(first.get(7).displayName()).isEqualTo("Learner 7");
        assertThat(first.getLast()).isEqualTo(known);
        assertThat(people.find(List.of(first.get(3).id(), known.id()))).hasSize(2);
    }

    @Test
    void letsAOneTimeLinkInOnceAndKeepsNoTokenInTheDatabase() {
        Person learner = people.ensure("Ana Lima", mail("ana"));
        String link = links.signInLink(learner.id());
        String token = link.substring(link.lastIndexOf('/') + 1);

        assertThat(links.look(token).person()).contains(learner);
        assertProblem(ProblemType.BAD_INPUT, () -> links.welcome(token, "Ana Lima", "short"));
        links.welcome(token, "Ana Lima", PASSWORD);

        assertThat(signIn.check(mail("ana"), PASSWORD, false)).contains(learner.id());
        assertProblem(ProblemType.NOT_FOUND, () -> links.look(token));
        assertProblem(ProblemType.NOT_FOUND, () -> links.welcome(token, "Eve", PASSWORD + "2"));
        assertThat(links.signInLink(learner.id())).endsWith("/sign-in");
        assertThat(server.sql()
                        .sql(
                                "SELECT count(*) FROM organizations.one_time_link l WHERE l::text LIKE '%' || :token || '%'")
                        .param("token", token)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void givesNoLinkIntoTheAccountOfSomebodyWhoIsKnownAlready() {
        Person owner = people.register("Owner", mail("owner"), PASSWORD);
        Organization college = college(owner);
        Person waiting = people.ensure("Ana Lima", mail("waiting"));

        assertThat(invitation
                        .invite(college.id(), "Ana Lima", mail("waiting"), Set.of(Role.VIEWER), owner.id())
                        .link())
                .isEmpty();
        assertThat(invitation
                        .invite(college.id(), "Ben Ode", mail("new"), Set.of(Role.VIEWER), owner.id())
                        .link())
                .isPresent();
        assertThat(organizations.of(waiting.id())).hasSize(1);
    }

    @Test
    void keepsTheLastOwnerAndEndsAMembershipWithoutRoles() {
        Person owner = people.register("Owner", mail("first"), PASSWORD);
        Person other = people.register("Other", mail("second"), PASSWORD);
        Organization college = college(owner);

        assertProblem(
                ProblemType.BAD_INPUT,
                () -> organizations.setRoles(college.id(), owner.id(), Set.of(Role.EDITOR), owner.id()));
        organizations.setRoles(college.id(), other.id(), Set.of(Role.OWNER, Role.ISSUER), owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(), other.id());

        assertThat(organizations.members(college.id()))
                .extracting(Membership::person)
                .containsExactly(other.id());
        assertThat(organizations.of(owner.id())).isEmpty();
        assertThat(organizations.of(other.id()).getFirst().roles()).containsExactlyInAnyOrder(Role.OWNER, Role.ISSUER);
    }

    @Test
    void refusesATakenShortNameAndOneThatDoesNotFitAddresses() {
        Person owner = people.register("Owner", mail("slugs"), PASSWORD);
        Organization college = college(owner);

        assertThat(organizations.bySlug(college.slug())).contains(college);
        assertProblem(ProblemType.CONFLICT, () -> create(college.slug(), owner));
        assertProblem(ProblemType.BAD_INPUT, () -> create("Not A Slug", owner));
        assertProblem(ProblemType.BAD_INPUT, () -> create("-", owner));
    }

    private Organization college(Person owner) {
        Organization college = create("college-" + UUID.randomUUID(), owner);
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        return college;
    }

    private Organization create(String slug, Person by) {
        return organizations.create(slug, "College", OrganizationKind.EDUCATOR, "https://example.org", "", by.id());
    }

    private String mail(String name) {
        return name + "-" + tag + "@example.org";
    }

    private static void assertProblem(ProblemType type, Runnable act) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(type));
    }
}
