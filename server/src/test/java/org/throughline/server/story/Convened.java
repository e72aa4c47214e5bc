package org.throughline.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.RequestOptions;
import java.net.URI;
import java.util.List;
import org.throughline.server.support.Looks;

/** A coalition convenes, an employer who is not here gets a letter and takes part by one form, and everybody else finds nothing. */
final class Convened {
    private static final String NAME = "Sandhills Storage Pathway";
    private static final String EMPLOYER = "Cedar Ridge Storage";
    private static final String REASON = "Our crews do it every morning";

    private final Browser browser;
    private final DemoProcess server;
    private final Visitors visitors;
    private final Looks looks;

    Convened(Browser browser, DemoProcess server, Visitors visitors, Looks looks) {
        this.browser = browser;
        this.server = server;
        this.visitors = visitors;
        this.looks = looks;
    }

    void anInvitedEmployerTakesPartAndStrangersAreKeptOut() {
        try (BrowserContext desk = wide();
                BrowserContext phone = browser.newContext(new Browser.NewContextOptions().setViewportSize(360, 740))) {
            Page ruth = looks.listen(visitors.as(desk, "Ruth Vandermeer"));
            Page dana = looks.listen(phone.newPage());
            String partnership = started(ruth);
            invited(ruth, partnership);
            String letter = joined(dana, partnership);
            theCollegeAccepts(partnership);
            String workshop = decided(ruth, dana, partnership);
            signed(dana, partnership);
            List<String> kept = List.of(
                    partnership,
                    partnership + "/members",
                    partnership + "/charter",
                    partnership + "/minutes",
                    partnership + "/minutes.json",
                    partnership + "/workshops",
                    workshop,
                    workshop + "/minutes",
                    workshop + "/minutes.json");
            assertThat(kept)
                    .allSatisfy(path -> assertThat(status(phone, path))
                            .as(path + " for who takes part")
                            .isLessThan(400));
            for (String stranger : List.of("Luis Ferreira", "Grace Whitefeather", "Maya Thornton")) {
                try (BrowserContext theirs = wide()) {
                    visitors.as(theirs, stranger);
                    assertThat(kept)
                            .allSatisfy(path -> assertThat(status(theirs, path))
                                    .as(path + " for " + stranger)
                                    .isEqualTo(404));
                    assertThat(theirs.request()
                                    .get(server.at("/partnerships").toString())
                                    .text())
                            .doesNotContain(NAME);
                }
            }
            try (BrowserContext nobody = wide()) {
                assertThat(kept)
                        .allSatisfy(path -> assertThat(status(nobody, path))
                                .as(path + " for nobody")
                                .isIn(302, 303, 401));
                assertThat(status(nobody, letter))
                        .as("the letter's link is used up")
                        .isEqualTo(404);
            }
        }
    }

    /** The convener starts a partnership from the coalition's pack; the college is invited with it. */
    private String started(Page ruth) {
        ruth.navigate(server.at("/o/high-plains-energy/partnerships").toString());
        ruth.locator("main .card__title a").first().click();
        ruth.getByLabel("Name of the partnership").fill(NAME);
        ruth.getByLabel("Riverbend Community College").check();
        press(ruth, "Start it");
        assertThat(ruth.locator("h1")).hasText(NAME);
        return URI.create(ruth.url()).getPath();
    }

    private void invited(Page ruth, String partnership) {
        ruth.navigate(server.at(partnership + "/members").toString());
        Locator form = ruth.locator("form[action$='/mail-invitations']");
        form.getByLabel("Organization").fill(EMPLOYER);
        form.getByLabel("Whom you invite").fill("Dana Whitlock");
        form.getByLabel("Their e-mail address").fill("dana.whitlock@cedar-ridge.example");
        press(ruth, "Send the invitation");
        assertThat(ruth.getByText("Invited: Dana Whitlock")).isVisible();
        looks.at(ruth, "story-invited");
    }

    /** The letter, its link, one form with one thing to fill in, and the employer stands in the partnership. */
    private String joined(Page dana, String partnership) {
        dana.navigate(server.at("/demo/mail").toString());
        dana.locator("main .card__title a", new Page.LocatorOptions().setHasText(NAME))
                .first()
                .click();
        assertThat(dana.locator("main")).containsText("To dana.whitlock@cedar-ridge.example");
        assertThat(dana.locator("main")).containsText("Ruth Vandermeer of High Plains Energy Coalition invites");
        looks.atPhone(dana, "story-letter");
        dana.locator("main a[href*='/join/']").click();
        assertThat(dana.locator("ol.threesteps li")).hasCount(3);
        looks.atPhone(dana, "story-join");
        String letter = URI.create(dana.url()).getPath();
        dana.getByLabel("Choose a password").fill("the yard behind the substation");
        press(dana, "Take part");
        assertThat(dana).hasURL(server.at(partnership).toString());
        assertThat(dana.locator("h1")).hasText(NAME);
        assertThat(dana.locator("main")).containsText(EMPLOYER);
        looks.atPhone(dana, "story-taking-part");
        return letter;
    }

    private void theCollegeAccepts(String partnership) {
        try (BrowserContext context = wide()) {
            Page amara = looks.listen(visitors.as(context, "Amara Okafor"));
            looks.at(amara, server.at(partnership + "/invitation"), "story-invitation");
            press(amara, "Take part");
            assertThat(amara.locator("h1")).hasText(NAME);
        }
    }

    /** One question on the projector: the employer votes on their phone, nobody sees it before it is shown, the minutes are signed. */
    private String decided(Page ruth, Page dana, String partnership) {
        ruth.navigate(server.at(partnership + "/workshops").toString());
        ruth.locator("input[name=title]").fill("A first evening");
        ruth.getByLabel("At most so many").fill("1");
        ruth.locator("main button.button--primary").click();
        assertThat(ruth.locator(".stage__code")).isVisible();
        String workshop = URI.create(ruth.url()).getPath();
        String code = ruth.locator(".stage__code").textContent().strip();

        dana.navigate(server.at("/w").toString());
        looks.atPhone(dana, "story-code");
        dana.locator("main input[name=code]").fill(code);
        dana.locator("main button.button--primary").first().click();
        dana.locator(".votebox__wide").click();
        assertThat(dana.locator(".votebox__big")).containsText("You are in");
        ruth.keyboard().press("n");
        assertThat(ruth.locator(".stage__count")).hasText("0 of 1 have voted");
        dana.locator("input[name=reason]").fill(REASON);
        dana.locator(".votechoice.tone-good").click();
        assertThat(dana.locator(".votebox__said")).containsText("You said");
        looks.atPhone(dana, "story-voted");
        assertThat(ruth.locator(".stage__count")).hasText("1 of 1 have voted");
        assertThat(ruth.content()).doesNotContain(REASON);
        ruth.keyboard().press("v");
        assertThat(ruth.locator(".stage__groups")).containsText(REASON);
        ruth.keyboard().press("a");
        assertThat(ruth.locator(".stage__outcome")).isVisible();
        ruth.keyboard().press("e");
        assertThat(ruth.locator(".verdict--large")).containsText("Verified");
        assertThat(ruth.locator("main")).containsText("Dana Whitlock");
        assertThat(dana.locator("main")).containsText("The workshop has ended");
        return workshop;
    }

    private void signed(Page dana, String partnership) {
        dana.navigate(server.at(partnership + "/charter").toString());
        press(dana, "Sign for " + EMPLOYER);
        assertThat(dana.locator(
                        "main li",
                        new Page.LocatorOptions().setHasText(EMPLOYER).setHas(dana.locator(".tone-good"))))
                .hasCount(1);
        looks.atPhone(dana, "story-signed");
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private int status(BrowserContext who, String path) {
        APIResponse answer = who.request()
                .get(server.at(path).toString(), RequestOptions.create().setMaxRedirects(0));
        return answer.status();
    }

    private BrowserContext wide() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
    }
}
