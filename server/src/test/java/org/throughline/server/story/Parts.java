package org.throughline.server.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What everybody does in the story, with keys and clicks in a real browser. */
final class Parts {
    private static final Pattern LINK = Pattern.compile("/s#[A-Za-z0-9_-]{43}");

    private final Browser browser;
    private final DemoProcess server;
    private final Visitors visitors;

    Parts(Browser browser, DemoProcess server, Visitors visitors) {
        this.browser = browser;
        this.server = server;
        this.visitors = visitors;
    }

    /** The convener reads where the partnership stands; a learner and a stranger find nothing of it. */
    void theConvenerSeesWhereItStandsAndAStrangerFindsNothing() {
        String partnership;
        try (BrowserContext context = browser.newContext()) {
            Page page = visitors.as(context, "Ruth Vandermeer");
            page.navigate(server.at("/o/high-plains-energy/partnerships").toString());
            assertThat(page.locator("#partnerships")).containsText("Plains Power Pathway");
            assertThat(page.locator("#partnerships")).containsText("Decide together");
            partnership = page.locator("#partnerships a[href^='/partnerships/']")
                    .first()
                    .getAttribute("href");
            page.navigate(server.at(partnership + "/workshops").toString());
            page.locator("main a[href*='/workshops/']").first().click();
            assertThat(page.locator(".verdict--large")).containsText("Verified");
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = visitors.as(context, "Maya Thornton");
            for (String path : List.of("", "/charter", "/minutes.json", "/workshops")) {
                assertThat(page.navigate(server.at(partnership + path).toString())
                                .status())
                        .as(path)
                        .isEqualTo(404);
            }
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(server.at(partnership).toString());
            assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
        }
    }

    /** The educator decides a pair with one key and takes the decision back with another. */
    void educatorDecidesWithOneKey() {
        try (BrowserContext context = browser.newContext()) {
            Page page = visitors.as(context, "Amara Okafor");
            page.navigate(server.at("/crosswalks").toString());
            page.locator("main a[href^='/crosswalks/']")
                    .filter(new Locator.FilterOptions().setHasText("Solar"))
                    .first()
                    .click();
            Locator main = page.locator("main");
            assertThat(main).containsText("15 matched, 0 without a match, 9 to decide");
            page.locator("[data-keyed-item]").first().click(new Locator.ClickOptions().setPosition(20, 20));
            page.keyboard().press("a");
            assertThat(main).containsText("16 matched, 0 without a match, 8 to decide");
            page.locator("[data-keyed-item]").first().click(new Locator.ClickOptions().setPosition(20, 20));
            page.keyboard().press("u");
            assertThat(main).containsText("15 matched, 0 without a match, 9 to decide");
        }
    }

    /** The learner makes a link; a stranger opens it, pastes the document on the verify page, and pastes a changed one. */
    void learnerSharesAndAStrangerVerifies() {
        String link;
        try (BrowserContext context = browser.newContext()) {
            Page page = visitors.as(context, "Maya Thornton");
            page.navigate(server.at("/record/share").toString());
            page.getByLabel("Electrical Foundations").first().check();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the link"))
                    .click();
            assertThat(page.getByText("Your link is ready")).isVisible();
            assertThat(page.locator("main svg[role=img], main .qr svg").first()).isVisible();
            Matcher found = LINK.matcher(page.locator("main").textContent());
            assertThat(found.find()).isTrue();
            link = found.group();
        }
        try (BrowserContext context = browser.newContext()) {
            Page page = context.newPage();
            page.navigate(server.at(link).toString());
            assertThat(page.locator(".verdict").first()).containsText("Verified");
            Download download = page.waitForDownload(() -> page.getByRole(
                            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Download the signed document"))
                    .first()
                    .click());
            String document = read(download);
            assertThat(pasted(page, document)).containsText("Verified");
            assertThat(pasted(page, document.replace("Riverbend", "Rivendell"))).containsText("Not valid");
        }
    }

    private static String read(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Locator pasted(Page page, String document) {
        page.navigate(server.at("/verify").toString());
        page.locator("textarea").fill(document);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Verify"))
                .click();
        return page.locator(".verdict").first();
    }

    /** An employer states a need, sees at once how many meet it, and opens the best match down to the credential. */
    void employerStatesANeedAndFollowsAMatch() {
        try (BrowserContext context = browser.newContext()) {
            Page page = visitors.as(context, "Luis Ferreira");
            page.navigate(server.at("/needs/new").toString());
            page.locator("#choose-framework")
                    .selectOption(new com.microsoft.playwright.options.SelectOption()
                            .setLabel("Substation Technician: what the job asks for"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show its competencies"))
                    .click();
            page.locator("input[name=title]").fill("Switching Trainee");
            page.locator("select[name='ask.0']").selectOption("required");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Count who meets it now"))
                    .click();
            assertThat(page.locator("#count")).containsText("agreed to be found");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save the need"))
                    .click();
            assertThat(page.locator("h1")).hasText("Switching Trainee");
            page.navigate(page.url() + "/people");
            page.locator(".people__name a").first().click();
            assertThat(page.locator(".line").first()).containsText("EPT.2.1.1");
            page.locator("a[href*='/proof/']").first().click();
            assertThat(page.locator(".verdict").first()).containsText("Verified");
        }
    }
}
