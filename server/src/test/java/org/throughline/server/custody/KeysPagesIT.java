package org.throughline.server.custody;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class KeysPagesIT {
    private static final String PASSWORD = "four words that differ much";

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final String tag = "k" + UUID.randomUUID().toString().substring(0, 8);
    private final Organization college;

    KeysPagesIT(RunningServer server, People people, Organizations organizations) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        Person owner = people.register("Olga Owner", email("olga"), PASSWORD);
        this.college = organizations.create(tag, "Riverbend College", OrganizationKind.EDUCATOR, null, "", owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        member("second", Role.OWNER, owner);
        member("ines", Role.ISSUER, owner);
        member("vera", Role.VIEWER, owner);
    }

    @Test
    void anOwnerChangesAKeyAndTwoTakeAStolenOneOutOfTheWorld() throws Exception {
        Visitor owner = in("olga");
        Visitor.Seen page = owner.get(keys());
        assertThat(page.heading()).isEqualTo("Keys");
        assertThat(page.html().text()).contains("Signs everything since");

        Visitor.Seen changed = owner.post(keys() + "/change");
        assertThat(changed.html().text()).contains("Signed until", "Signs everything since");
        String active =
                changed.html().select("form[action$=/retire]").attr("action").split("/")[4];

        Visitor.Seen reported = owner.post(keys() + "/" + active + "/report", "since", "2026-01-01T00:00");
        assertThat(reported.html().text()).contains("was reported as stolen", "another owner");
        assertThat(reported.html().select("form[action$=/confirm]")).isEmpty();

        Visitor second = in("second");
        String confirm =
                second.get(keys()).html().select("form[action$=/confirm]").attr("action");
        assertThat(owner.post(confirm).status()).isEqualTo(403);
        Visitor.Seen confirmed = second.post(confirm);
        assertThat(confirmed.status()).isEqualTo(200);
        assertThat(confirmed.html().text()).contains("Stolen", "Others may have had it since 1 January 2026");
    }

    @Test
    void anIssuerHaltsAndOnlyAnOwnerLetsItGoOn() throws Exception {
        Visitor issuer = in("ines");
        issuer.get(keys());
        assertThat(issuer.post(keys() + "/halt", "reason", " ").status()).isEqualTo(422);
        Visitor.Seen halted = issuer.post(keys() + "/halt", "reason", "A laptop is missing");
        assertThat(halted.html().text()).contains("Issuing is halted", "A laptop is missing", "member ines");
        assertThat(issuer.post(keys() + "/resume").status()).isEqualTo(403);
        assertThat(issuer.post(keys() + "/change").status()).isEqualTo(403);

        Visitor owner = in("olga");
        owner.get(keys());
        assertThat(owner.post(keys() + "/resume").html().text()).doesNotContain("Halted by");
    }

    @Test
    void nobodyElseSeesTheKeys() throws Exception {
        assertThat(in("vera").get(keys()).status()).isEqualTo(403);
        people.register("Stranger", email("stranger"), PASSWORD);
        assertThat(in("stranger").get(keys()).status()).isEqualTo(404);
        assertThat(in("olga").get("/halt").status()).isEqualTo(404);
        assertThat(server.get("/o/" + tag + "/jwks.json").statusCode()).isEqualTo(404);
        in("olga").get(keys());
        var jwks = server.get("/o/" + tag + "/jwks.json");
        assertThat(jwks.statusCode()).isEqualTo(200);
        assertThat(jwks.body()).contains("\"kty\":\"OKP\"", "\"alg\":\"EdDSA\"").doesNotContain("\"d\":");
    }

    @Test
    void staysReadableOnAPhone() throws Exception {
        Visitor owner = in("olga");
        owner.get(keys());
        owner.post(keys() + "/change");
        owner.post(keys() + "/halt", "reason", "A laptop is missing");
        try (Chromium chromium = Chromium.start()) {
            for (int width : new int[] {360, 1280}) {
                Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(width, 900));
                page.navigate(server.at("/sign-in").toString());
                page.fill("input[name=email]", email("olga"));
                page.fill("input[name=password]", PASSWORD);
                page.click("main button[type=submit]");
                page.navigate(server.at(keys()).toString());
                assertThat(page.evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(width);
                page.locator("details").first().click();
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target", "screenshots", "keys-" + width + ".png")));
            }
        }
    }

    private void member(String name, Role role, Person owner) {
        Person member = people.register("member " + name, email(name), PASSWORD);
        organizations.setRoles(college.id(), member.id(), Set.of(role), owner.id());
    }

    private Visitor in(String name) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(email(name), PASSWORD);
        return visitor;
    }

    private String email(String name) {
        return name + "@" + tag + ".example";
    }

    private String keys() {
        return "/o/" + tag + "/keys";
    }
}
