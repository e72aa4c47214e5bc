package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

@ServerTest
class AccountsIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final Mailbox mailbox;

    AccountsIT(RunningServer server, People people, Organizations organizations) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.mailbox = new Mailbox(server);
    }

    @Test
    void letsSomebodyInByAMailedLinkOnceAndOnlyByTheButton() throws Exception {
        Person ana = people.register("Ana Link", mail("link"), PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.get("/sign-in/link");
        visitor.post("/sign-in/link", "email", mail("LINK"));
        String link = mailbox.link(mail("link"));

        for (int i = 0; i < 3; i++) { // a scanner of mail looks at it
            assertThat(new Visitor(server).get(link).heading()).isEqualTo("Welcome back");
        }
        visitor.get(link);
        assertThat(visitor.post(link).heading()).contains(ana.displayName());
        assertThat(new Visitor(server).get(link).status()).isEqualTo(404);

        // the way of those who forgot their password
        visitor.get("/account");
        visitor.post("/account/password", "wanted", PASSWORD + " anew");
        assertThat(new Visitor(server).signIn(mail("link"), PASSWORD + " anew").heading())
                .contains(ana.displayName());
    }

    @Test
    void letsALearnerInForWhomACredentialWaitsAndProvesTheirAddress() throws Exception {
        Person expected = people.ensure("Lea Learner", mail("lea"));
        assertThat(proved(mail("lea"))).isZero();
        Visitor lea = new Visitor(server);
        lea.get("/sign-in/link");
        lea.post("/sign-in/link", "email", mail("lea"));
        String link = mailbox.link(mail("lea"));
        lea.get(link);
        assertThat(lea.post(link).heading()).contains(expected.displayName());
        assertThat(proved(mail("lea"))).isOne();
    }

    @Test
    void addsAnAddressOnceItsLetterWasOpenedAndFindsThePersonByIt() throws Exception {
        Person ben = people.register("Ben Several", mail("ben"), PASSWORD);
        Visitor visitor = signedIn("ben");
        visitor.get("/account/addresses");
        visitor.post("/account/addresses", "email", mail("ben-work"));
        assertThat(people.byEmail(mail("ben-work"))).isEmpty();
        String link = mailbox.link(mail("ben-work"));

        // somebody else's click does not give the address to anybody
        people.register("Eve Other", mail("eve"), PASSWORD);
        assertThat(signedIn("eve").get(link).status()).isEqualTo(404);

        visitor.get(link);
        assertThat(visitor.post(link).heading()).isEqualTo("Your e-mail addresses");
        assertThat(people.byEmail(mail("BEN-WORK"))).contains(ben);
        assertThat(people.ensure("Benjamin", mail("ben-work"))).isEqualTo(ben);
        assertThat(new Visitor(server).signIn(mail("ben-work"), PASSWORD).heading())
                .contains("Ben Several");

        visitor.post("/account/addresses/main", "email", mail("ben-work"));
        assertThat(people.find(ben.id()).orElseThrow().email()).isEqualTo(mail("ben-work"));
        assertThat(mailbox.to(mail("ben")).getFirst()).contains("another address");
        visitor.get("/account/addresses");
        assertThat(visitor.post("/account/addresses/remove", "email", mail("ben-work"))
                        .status())
                .isEqualTo(422);
        visitor.post("/account/addresses/remove", "email", mail("ben"));
        assertThat(people.byEmail(mail("ben"))).isEmpty();
    }

    @Test
    void makesOneOfTwoWhenAnAddressProvesThemToBeTheSame() throws Exception {
        Person mia = people.register("Mia Here", mail("mia"), PASSWORD);
        Person expected = people.ensure("M. Here", mail("mia-school"));
        UUID credential = UUID.randomUUID();
        server.sql()
                .sql(
                        "INSERT INTO records.consent (person, employer, show_name, given_at) VALUES (:p, NULL, true, now())")
                .param("p", expected.id().value())
                .update();
        Organization college = college(people.register("Olga", mail("olga"), PASSWORD));
        organizations.setRoles(college.id(), expected.id(), Set.of(Role.VIEWER), expected.id());
        Visitor visitor = signedIn("mia");
        visitor.get("/account/addresses");
        visitor.post("/account/addresses", "email", mail("mia-school"));
        String link = mailbox.link(mail("mia-school"));
        assertThat(visitor.get(link).html().text()).contains("Two become one", "M. Here");
        visitor.post(link);

        assertThat(people.byEmail(mail("mia-school"))).contains(mia);
        assertThat(organizations.of(mia.id())).hasSize(1);
        assertThat(organizations.of(expected.id())).isEmpty();
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM records.consent WHERE person = :p")
                        .param("p", mia.id().value())
                        .query(Integer.class)
                        .single())
                .isOne();
        assertThat(credential).isNotNull();
    }

    @Test
    void doesNotMergeAnAccountThatIsGuardedByASecondStep() throws Exception {
        people.register("Gus Guarded", mail("gus"), PASSWORD);
        server.sql()
                .sql("INSERT INTO organizations.second_step VALUES (:p, 'x', now(), 0)")
                .param("p", people.byEmail(mail("gus")).orElseThrow().id().value())
                .update();
        people.register("Tia Taker", mail("tia"), PASSWORD);
        Visitor tia = signedIn("tia");
        tia.get("/account/addresses");
        tia.post("/account/addresses", "email", mail("gus"));
        String link = mailbox.link(mail("gus"));
        tia.get(link);
        assertThat(tia.post(link).status()).isEqualTo(422);
        assertThat(people.byEmail(mail("gus")).orElseThrow().displayName()).isEqualTo("Gus Guarded");
    }

    @Test
    void invitesByALetterAndMakesNoAccountBeforeItIsAccepted() throws Exception {
        Person owner = people.register("Olga Owner", mail("owner"), PASSWORD);
        Organization college = college(owner);
        Visitor olga = signedIn("owner");
        String members = "/o/" + college.slug() + "/members";
        olga.get(members);
        Seen invited = olga.post(members, "email", mail("ivan"), "roles", "ISSUER", "roles", "EDITOR");
        assertThat(invited.html().text()).contains(mail("ivan"), "Invited, not answered yet");
        assertThat(invited.html().select("a[href*=/invitations/]")).isEmpty();
        assertThat(people.byEmail(mail("ivan"))).isEmpty();

        Visitor ivan = new Visitor(server);
        String link = mailbox.link(mail("ivan"));
        assertThat(ivan.get(link).html().text()).contains("Riverbend College", "Olga Owner", "Issues and revokes");
        assertThat(ivan.post(link, "name", "Ivan Issuer", "password", "short").status())
                .isEqualTo(422);
        assertThat(ivan.post(link, "name", "Ivan Issuer", "password", PASSWORD).heading())
                .isEqualTo("Riverbend College");
        assertThat(ivan.get("/account").html().text()).contains("Editor, Issuer");
        assertThat(new Visitor(server).get(link).status()).isEqualTo(404);
        assertThat(olga.get("/o/" + college.slug() + "/log")
                        .html()
                        .select("main tbody")
                        .text())
                .contains("set the roles of Ivan Issuer to editor, issuer");
    }

    @Test
    void letsAnInvitationBeSentAgainTakenBackDeclinedAndGetTooOld() throws Exception {
        Person owner = people.register("Olga Again", mail("again"), PASSWORD);
        Organization college = college(owner);
        Visitor olga = signedIn("again");
        String members = "/o/" + college.slug() + "/members";
        olga.get(members);
        Seen page = olga.post(members, "email", mail("nora"), "roles", "VIEWER");
        String first = mailbox.link(mail("nora"));
        assertThat(olga.post(members, "email", mail("nora"), "roles", "VIEWER").status())
                .isEqualTo(422);

        olga.post(page.html().select("form[action$=/again]").attr("action"));
        assertThat(new Visitor(server).get(first).status()).isEqualTo(404);
        String second = mailbox.link(mail("nora"));
        assertThat(second).isNotEqualTo(first);
        age(mail("nora"));
        assertThat(new Visitor(server).get(second).status()).isEqualTo(404);
        assertThat(olga.get(members).html().text()).contains("Too old since");
        olga.post(page.html().select("form[action$=/again]").attr("action"));
        olga.post(page.html().select("form[action$=/withdraw]").attr("action"));
        assertThat(new Visitor(server).get(mailbox.link(mail("nora"))).status()).isEqualTo(404);

        olga.post(members, "email", mail("dora"), "roles", "VIEWER");
        Visitor dora = new Visitor(server);
        dora.get(mailbox.link(mail("dora")));
        dora.post(mailbox.link(mail("dora")) + "/decline");
        assertThat(people.byEmail(mail("dora"))).isEmpty();
        assertThat(organizations.members(college.id())).hasSize(1);
    }

    @Test
    @AbuseCase(
            value = "A3",
            defence = "an invitation holds as long as whoever sent it is an owner",
            in = "org.throughline.server.organizations.Invitations",
            method = "mayStillInvite",
            answer = "true")
    void letsNobodyComeBackByAnInvitationOfAnOwnerWhoIsOneNoMore() throws Exception {
        String mallory = unique("mallory");
        String door = unique("door");
        Person bad = people.register("Mallory Owner", mallory, PASSWORD);
        Person good = people.register("Gina Owner", unique("gina"), PASSWORD);
        Organization college = college(bad);
        organizations.setRoles(college.id(), good.id(), Set.of(Role.OWNER), bad.id());
        Visitor leaving = new Visitor(server);
        leaving.signIn(mallory, PASSWORD);
        String members = "/o/" + college.slug() + "/members";
        leaving.get(members);
        leaving.post(members, "email", door, "roles", "OWNER");
        String link = mailbox.link(door);
        assertThat(new Visitor(server).get(link).status()).isEqualTo(200);

        organizations.setRoles(college.id(), bad.id(), Set.of(), good.id());
        Visitor back = new Visitor(server);
        assertThat(back.get(link).status()).isEqualTo(404);
        back.get("/sign-in");
        back.post(link, "name", "Mallory Again", "password", PASSWORD);
        assertThat(organizations.members(college.id())).hasSize(1);

        Visitor gina = new Visitor(server);
        gina.signIn(String.valueOf(good.email()), PASSWORD);
        Seen page = gina.get(members);
        assertThat(page.html().text()).contains("Whoever sent it is no owner any more");
        gina.post(page.html().select("form[action$=/again]").attr("action"));
        assertThat(new Visitor(server).get(mailbox.link(door)).status()).isEqualTo(200);
    }

    private static String unique(String name) {
        return name + "-" + UUID.randomUUID() + "@example.org";
    }

    @Test
    void asksSomebodyWithAnAccountToSignInBeforeTheyAccept() throws Exception {
        Person owner = people.register("Olga Known", mail("known-owner"), PASSWORD);
        Person kim = people.register("Kim Known", mail("kim"), PASSWORD);
        Organization college = college(owner);
        Visitor olga = signedIn("known-owner");
        olga.get("/o/" + college.slug() + "/members");
        olga.post("/o/" + college.slug() + "/members", "email", mail("kim"), "roles", "RECRUITER");
        String link = mailbox.link(mail("kim"));

        Visitor visitor = new Visitor(server);
        assertThat(visitor.get(link).html().select("main input[name=password]")).isEmpty();
        assertThat(visitor.post(link, "name", "Kim", "password", PASSWORD + "!").status())
                .isEqualTo(422);
        visitor.get("/sign-in");
        Seen back = visitor.post("/sign-in", "email", mail("kim"), "password", PASSWORD);
        assertThat(back.heading()).contains("You are invited to");
        visitor.post(link);
        assertThat(organizations.of(kim.id())).hasSize(1);
    }

    @Test
    void letsTheLastOwnerLeaveOnlyAfterNamingAnotherAndShowsWhatRests() throws Exception {
        Person owner = people.register("Olga Last", mail("last"), PASSWORD);
        Organization college = college(owner);
        Visitor olga = signedIn("last");
        olga.get("/o/" + college.slug() + "/members");
        assertThat(olga.post("/o/" + college.slug() + "/leave").status()).isEqualTo(422);
        assertThat(olga.get("/o/" + college.slug() + "/leave").html().text()).contains("Nobody else is an owner");

        Person second = people.register("Sara Second", mail("second"), PASSWORD);
        organizations.setRoles(college.id(), second.id(), Set.of(Role.OWNER), owner.id());
        olga.get("/account");
        assertThat(olga.post("/o/" + college.slug() + "/leave").heading()).isEqualTo("Your account");
        assertThat(organizations.members(college.id())).hasSize(1);
    }

    @Test
    void findsPeopleOfARosterByAnyProvedAddress() {
        Person known = people.register("Rosa Roster", mail("rosa"), PASSWORD);
        server.sql()
                .sql("INSERT INTO organizations.address VALUES (:key, :key, :p, now())")
                .param("key", mail("rosa-two"))
                .param("p", known.id().value())
                .update();
        List<Person> found = people.ensureAll(Map.of(mail("rosa-two"), "Somebody"));
        assertThat(found).containsExactly(known);
    }

    @Test
    void showsTheAdministratorWhatBecameOfLettersAndNobodyElse() throws Exception {
        people.registerAdministrator("Ada Admin", mail("ada"), PASSWORD);
        people.register("Nick Nobody", mail("nick"), PASSWORD);
        assertThat(signedIn("ada").get("/letters").html().text()).contains("Nobody carries our letters");
        assertThat(signedIn("nick").get("/letters").status()).isEqualTo(404);
        assertThat(signedIn("nick").get("/demo/mail").status()).isEqualTo(404);
    }

    private Organization college(Person owner) {
        Organization college = organizations.create(
                "accounts-" + UUID.randomUUID(), "Riverbend College", OrganizationKind.EDUCATOR, null, "", owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        return college;
    }

    private void age(String email) {
        server.sql()
                .sql(
                        "UPDATE organizations.invitation SET expires_at = now() - interval '1 minute' WHERE email = :email")
                .param("email", email)
                .update();
    }

    private int proved(String email) {
        return server.sql()
                .sql("SELECT count(*) FROM organizations.address WHERE email_key = :key")
                .param("key", email)
                .query(Integer.class)
                .single();
    }

    private Visitor signedIn(String name) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(mail(name), PASSWORD);
        return visitor;
    }

    private String mail(String name) {
        return name + "-" + tag + "@example.org";
    }
}
