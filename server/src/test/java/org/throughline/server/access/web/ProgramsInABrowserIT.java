package org.throughline.server.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.access.Programs;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** The pages of this room and of portability in a real browser, wide and narrow, light and dark. */
@ServerTest
class ProgramsInABrowserIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer server;
    private final Person owner;
    private final Organization college;
    private final Looks looks = new Looks();

    ProgramsInABrowserIT(RunningServer server, People people, Organizations organizations) {
        this.server = server;
        String tag = UUID.randomUUID().toString().substring(0, 8);
        owner = people.registerAdministrator("Olga Owner", "olga-" + tag + "@example.org", PASSWORD);
        college = organizations.create(
                "browser-" + tag, "Riverbend College", OrganizationKind.EDUCATOR, null, "Teaches.", owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
    }

    @Test
    void everyPageReadsWellAndAPersonAgreesInARealBrowser() throws Exception {
        try (Chromium chromium = Chromium.start();
                Programs program = new Programs(server)) {
            Browser browser = chromium.browser();
            try (BrowserContext context =
                    browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900))) {
                Page page = looks.listen(context.newPage());
                open(page, "/sign-in");
                page.fill("input[name=email]", String.valueOf(owner.email()));
                page.fill("input[name=password]", PASSWORD);
                page.click("main form:has(input[name=password]) button[type=submit]");
                String base = "/o/" + college.slug();

                open(page, base + "/clients");
                look(page, "clients-empty");
                page.fill("input[name=name]", "Data warehouse");
                page.check("input[name=acts][value=people]");
                page.fill("textarea[name=redirects]", program.callbackUri());
                page.check("input[name=scopes][value='log.read']");
                page.check("input[name=scopes][value='profile.read']");
                page.click("text=Make the client >> nth=-1");
                look(page, "client-made");
                String id = page.url().replaceAll(".*/", "");
                open(page, base + "/clients");
                look(page, "clients");

                open(page, "/account/keys");
                look(page, "keys-empty");
                page.fill("input[name=name]", "Export script");
                page.check("input[name=scopes][value='log.read']");
                page.click("text=Make the key >> nth=-1");
                look(page, "key-made");

                open(page, Programs.authorize(id, program.callbackUri(), "log.read profile.read", "v".repeat(50)));
                look(page, "agreement");
                page.click("button:has-text('Agree') >> nth=0");
                page.waitForSelector("h1:has-text('Back at the program')");
                assertThat(program.last()).containsKey("code");
                looks.refused(() ->
                        open(page, Programs.authorize(id, "https://evil.example.org/", "log.read", "v".repeat(50))));
                look(page, "wrong-request");

                open(page, base + "/webhooks");
                look(page, "webhooks-empty");
                page.fill("input[name=url]", "https://hooks.example.org/throughline");
                page.check("input[name=events][value=credential]");
                page.click("text=Make the webhook >> nth=-1");
                look(page, "webhook-made");
                page.click("text=Send a test message");
                page.waitForTimeout(3_000);
                page.reload();
                look(page, "webhook");
                open(page, base + "/webhooks");
                look(page, "webhooks");

                open(page, base + "/export");
                look(page, "export-empty");
                page.click("text=Prepare the file");
                page.waitForTimeout(4_000);
                page.reload();
                look(page, "export");
                open(page, "/organizations/import");
                look(page, "import");
                open(page, base);
                look(page, "profile");
                open(page, "/account");
                look(page, "account");
                open(page, "/account/close");
                look(page, "account-close");
                open(page, "/account-closed");
                look(page, "account-closed");
                open(page, "/account/log");
                look(page, "account-log");
            }
        }
        assertThat(looks.wrong()).isEmpty();
    }

    private void open(Page page, String path) {
        page.navigate(server.at(path).toString());
    }

    private void look(Page page, String name) {
        looks.at(page, "programs-" + name);
    }
}
