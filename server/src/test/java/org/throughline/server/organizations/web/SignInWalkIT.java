package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
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

    SignInWalkIT(RunningServer server, People people, Passkeys passkeys, Organizations organizations) {
        this.server = server;
        this.people = people;
        this.passkeys = passkeys;
        this.organizations = organizations;
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
            look(page, "account", "/account");
            look(page, "sessions", "/account/sessions");
            look(page, "addresses", "/account/addresses");
            look(page, "passkeys", "/account/passkeys");
            look(page, "second-step", "/account/second-step");
            look(page, "second-step-new", "/account/second-step/new");
            askedAgain(page, olga);
            look(page, "members", members);
            look(page, "member", members + "/" + olga.id());
            look(page, "institution", "/o/" + college.slug() + "/sign-in");
            look(page, "letters", "/letters");
            look(page, "organizations", "/organizations");

            Page other = looks.listen(stranger.newPage());
            look(other, "sign-in", "/sign-in");
            look(other, "sign-in-failed", "/sign-in?failed");
            look(other, "sign-in-link", "/sign-in/link");
            look(other, "institutions", "/sign-in/institution");
            look(other, "demo-mail", "/demo/mail");
            String invitation = new Mailbox(server).link(invited);
            look(other, "invitation", invitation);
            look(page, "invitation-signed-in", invitation);
            other.navigate(server.at("/demo/mail").toString());
            other.locator("main .card__title a").first().click();
            look(other, "demo-letter", java.net.URI.create(other.url()).getPath());
        }
        assertThat(looks.wrong()).isEmpty();
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
