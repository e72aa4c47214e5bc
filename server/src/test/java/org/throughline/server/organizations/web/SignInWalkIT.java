package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.LostSecondSteps;
import org.throughline.server.organizations.OneTimeLinks;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SecondSteps;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Codes;
import org.throughline.server.support.Looks;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Every page of sign-in, accounts and members in a real browser: wide and narrow, light and dark, without an axe violation. */
@ServerTest
@TestPropertySource(properties = {"throughline.demo=true", "throughline.mail.keep=true"})
class SignInWalkIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final Looks looks = new Looks();
    private final RunningServer server;
    private final People people;
    private final Passkeys passkeys;
    private final Organizations organizations;
    private final OneTimeLinks links;
    private final SecondSteps secondSteps;
    private final LostSecondSteps lost;
    private final ApiClients clients;

    SignInWalkIT(
            RunningServer server,
            People people,
            Passkeys passkeys,
            Organizations organizations,
            OneTimeLinks links,
            SecondSteps secondSteps,
            LostSecondSteps lost,
            ApiClients clients) {
        this.server = server;
        this.people = people;
        this.passkeys = passkeys;
        this.organizations = organizations;
        this.links = links;
        this.secondSteps = secondSteps;
        this.lost = lost;
        this.clients = clients;
    }

    @Test
    void looksWellEverywhere() throws Exception {
        Person olga =
                people.registerAdministrator("Olga Owner", "olga-" + UUID.randomUUID() + "@example.org", PASSWORD);
        Organization college = organizations.create(
                "walk-" + UUID.randomUUID(),
                "Riverbend Community College",
                OrganizationKind.EDUCATOR,
                null,
                "Teaches.",
                olga.id());
        organizations.setRoles(college.id(), olga.id(), Set.of(Role.OWNER), olga.id());
        passkeys.add(new Passkey(
                "AAEC" + UUID.randomUUID().toString().replace("-", ""),
                olga.id(),
                "My telephone",
                "AAAA",
                "AAAA",
                0,
                true,
                Set.of("internal"),
                true,
                true,
                java.time.Instant.EPOCH,
                java.time.Instant.EPOCH));
        String invited = "ivan-" + UUID.randomUUID() + "@example.org";
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext();
                BrowserContext stranger = chromium.browser().newContext()) {
            Page page = looks.listen(context.newPage());
            page.navigate(server.at("/sign-in").toString());
            page.getByLabel("E-mail address").fill(String.valueOf(olga.email()));
            page.getByLabel("Password").fill(PASSWORD);
            page.locator("main form[action='/sign-in'] button").click();

            String members = "/o/" + college.slug() + "/members";
            page.navigate(server.at(members).toString());
            page.getByLabel("E-mail address").fill(invited);
            page.locator("#f-roles-ISSUER").check();
            page.getByText("Send invitation").click();
            knownByAnInstitution(olga);
            look(page, "account", "/account");
            look(page, "sessions", "/account/sessions");
            look(page, "addresses", "/account/addresses");
            look(page, "passkeys", "/account/passkeys");
            look(page, "second-step", "/account/second-step");
            look(page, "second-step-new", "/account/second-step/new");
            look(page, "log", "/account/log");
            look(page, "close", "/account/close");
            askedAgain(page, olga);
            look(page, "address-proof", addressProof(page));
            look(page, "edit", "/o/" + college.slug() + "/edit");
            look(page, "face", "/o/" + college.slug() + "/face");
            look(page, "keys", "/o/" + college.slug() + "/keys");
            look(page, "export", "/o/" + college.slug() + "/export");
            look(page, "log-of-organization", "/o/" + college.slug() + "/log");
            look(page, "halt", "/halt");
            look(page, "members", members);
            look(page, "member", members + "/" + olga.id());
            look(page, "institution", "/o/" + college.slug() + "/sign-in");
            look(page, "letters", "/letters");
            look(page, "organizations", "/organizations");
            look(page, "leaving", "/o/" + college.slug() + "/leave");
            handOver(page, college, olga);
            Person lena = lostCodes();
            look(page, "lost-second-steps", "/lost-second-steps");

            Page other = looks.listen(stranger.newPage());
            look(other, "sign-in", "/sign-in");
            look(other, "sign-in-failed", "/sign-in?failed");
            look(other, "sign-in-link", "/sign-in/link");
            look(other, "institutions", "/sign-in/institution");
            look(other, "second-step-lost", "/sign-in/code/lost");
            look(other, "second-step-keep", new Mailbox(server).link(String.valueOf(lena.email())));
            look(other, "welcome", welcome());
            look(other, "link-opened", linkByMail(other));
            look(other, "demo-mail", "/demo/mail");
            String invitation = new Mailbox(server).link(invited);
            look(other, "invitation", invitation);
            look(page, "invitation-signed-in", invitation);
            other.navigate(server.at("/demo/mail").toString());
            other.locator("main .card__title a").first().click();
            look(other, "demo-letter", java.net.URI.create(other.url()).getPath());
            secondStep(other);
        }
        assertThat(looks.wrong()).isEmpty();
    }

    /** Asks for one more address, and gives the way that the letter to it shows. */
    private String addressProof(Page page) throws InterruptedException {
        String address = "olga-too-" + UUID.randomUUID() + "@example.org";
        page.navigate(server.at("/account/addresses").toString());
        page.getByLabel("E-mail address").fill(address);
        page.getByText("Send the letter").click();
        return new Mailbox(server).link(address);
    }

    private String welcome() {
        Person nora = people.ensure("Nora Newcomer", "nora-" + UUID.randomUUID() + "@example.org");
        return java.net.URI.create(links.signInLink(nora.id())).getPath();
    }

    private String linkByMail(Page page) throws InterruptedException {
        Person person = people.register("Lena Link", "lena-" + UUID.randomUUID() + "@example.org", PASSWORD);
        page.navigate(server.at("/sign-in/link").toString());
        page.getByLabel("E-mail address").fill(String.valueOf(person.email()));
        page.locator("main form[action='/sign-in/link'] button").click();
        looks.at(page, "sign-in-link-sent");
        return new Mailbox(server).link(String.valueOf(person.email()));
    }

    /** The second step between the two doors, for somebody who switched it on. */
    private void secondStep(Page page) {
        Person sam = people.register("Sam Second", "sam-" + UUID.randomUUID() + "@example.org", PASSWORD);
        String secret = secondSteps.newSecret();
        Reach.asHouse("the test acts for Sam", () -> secondSteps.switchOn(sam.id(), secret, Codes.now(secret)));
        page.navigate(server.at("/sign-in").toString());
        page.getByLabel("E-mail address").fill(String.valueOf(sam.email()));
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main form[action='/sign-in'] button").click();
        assertThat(page.url()).endsWith("/sign-in/code");
        looks.at(page, "sign-in-code");
        page.locator("main summary").click();
        looks.at(page, "sign-in-code-lost");
        page.getByText("Ask for a way back").click();
        assertThat(page.locator("h1").textContent()).isEqualTo("You asked for a way back");
    }

    private void knownByAnInstitution(Person person) {
        server.sql()
                .sql(
                        "INSERT INTO organizations.institution_identity VALUES ('https://login.example.org', :subject, :person, now())")
                .param("subject", UUID.randomUUID().toString())
                .param("person", person.id().value())
                .update();
    }

    private Person lostCodes() {
        Person lena = people.register("Lena Lost", "lena-lost-" + UUID.randomUUID() + "@example.org", PASSWORD);
        String secret = secondSteps.newSecret();
        Reach.asHouse("the test acts for Lena", () -> {
            secondSteps.switchOn(lena.id(), secret, Codes.now(secret));
            lost.ask(lena.id());
            return lena;
        });
        return lena;
    }

    /** An owner ends the membership of somebody on whom things rest, and names who takes over. */
    private void handOver(Page page, Organization college, Person owner) throws InterruptedException {
        Person ida = people.register("Ida Leaving", "ida-" + UUID.randomUUID() + "@example.org", PASSWORD);
        Person sam = people.register("Sam Successor", "sam-" + UUID.randomUUID() + "@example.org", PASSWORD);
        organizations.setRoles(college.id(), ida.id(), Set.of(Role.EDITOR, Role.ISSUER), owner.id());
        organizations.setRoles(college.id(), sam.id(), Set.of(Role.VIEWER), owner.id());
        Reach.asHouse(
                "the walk",
                () -> clients.make(
                        college.id(),
                        ClientMetadata.of(
                                "The timetable of the department of welding and fabrication",
                                Set.of(),
                                Set.of("organization.read")),
                        Set.of("client_credentials"),
                        true,
                        ida.id()));
        page.navigate(server.at("/o/" + college.slug() + "/members/" + ida.id()).toString());
        page.getByText("End the membership").click();
        look(page, "ending", java.net.URI.create(page.url()).getPath());
        page.getByLabel("Hand over to").selectOption(sam.id().toString());
        page.locator("main form button").click();
        assertThat(page.locator("#toasts").textContent()).contains("The membership is ended.");
        assertThat(page.locator("main").textContent()).contains("Sam Successor").doesNotContain("Ida Leaving");
        assertThat(new Mailbox(server).to(String.valueOf(sam.email())).getFirst())
                .contains("This was theirs and is yours now:");
    }

    /** After a while somebody changes their password, is asked who they are, and goes on with what they typed. */
    private void askedAgain(Page page, Person person) {
        server.sql()
                .sql(
                        "UPDATE organizations.session SET created_at = created_at - interval '6 minutes' WHERE person = :person")
                .param("person", person.id().value())
                .update();
        page.navigate(server.at("/account").toString());
        page.locator("main input[name=wanted]").fill(PASSWORD);
        page.locator("main form[action='/account/password'] button").click();
        look(page, "again", "/sign-in/again");
        page.getByLabel("Password").fill(PASSWORD);
        page.locator("main form[action='/sign-in'] button").click();
        look(page, "go-on", "/sign-in/again/go-on");
        page.locator("main form button").click();
        assertThat(page.url()).endsWith("/account");
    }

    private void look(Page page, String name, String path) {
        looks.at(page, server.at(path), "sign-in-" + name);
    }
}
