package org.throughline.server.cocreation.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** A lead at a desk and an employer on a phone, in real browsers: what one does comes to the other by itself. */
@ServerTest
class SharedWorkLooksIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final RunningServer server;

    SharedWorkLooksIT(Cohort cohort, Drafts drafts, RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.server = server;
    }

    @Test
    void anEmployerProposesAndTheLeadDecidesWithKeysWithoutAReload() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext desk = context(chromium.browser(), 1280, 900);
                BrowserContext phone = context(chromium.browser(), 360, 740);
                BrowserContext stranger = context(chromium.browser(), 360, 740)) {
            Page lead = looks.listen(signedIn(desk, work.college().editor()));
            looks.at(lead, server.at(work.base() + "/proposals"), "work-empty");
            looks.at(lead, server.at(work.base() + "/rounds"), "work-rounds");
            lead.locator("input[name=title]").fill("First look");
            lead.locator("textarea[name=asked]").fill("What must somebody have on the first day?");
            lead.locator("input[name=due]").fill("2035-12-12");
            lead.locator("main button.button--primary").click();
            looks.at(lead, "work-round-open");
            looks.at(lead, server.at(work.base() + "/workspace"), "work-people");
            lead.locator("input[name=name]").fill("Fred Foreman");
            String email = "fred-" + work.framework() + "@grid.example";
            lead.locator("input[name=email]").fill(email);
            lead.locator("input[name=speaksFor]").fill("Grid Crew Ltd");
            lead.locator("main button.button--primary").first().click();
            assertThat(lead.locator("main")).containsText("Asked, and not answered yet");
            lead.navigate(server.at(work.base() + "/proposals").toString());

            Page asked = looks.listen(stranger.newPage());
            asked.navigate(server.at(link(email)).toString());
            looks.atPhone(asked, "work-asked");

            Page employer = looks.listen(signedIn(phone, work.employer().reviewer()));
            employer.navigate(
                    server.at(work.base() + "/propose?item=" + work.rescues()).toString());
            looks.atPhone(employer, "work-propose");
            employer.locator("textarea[name=statement]").fill("Rescue an injured climber from a pole in four minutes");
            employer.locator("textarea[name=reason]").fill("After four minutes it is too late; the rule says so.");
            employer.locator("main button.button--primary").click();
            assertThat(employer.locator("h1")).hasText("Proposal 1");
            looks.atPhone(employer, "work-proposal-phone");

            assertThat(lead.locator("#p1")).isVisible(); // by itself
            assertThat(lead.locator("[data-live-line]")).containsText("proposes another wording of E.2");
            assertThat(lead.locator("[data-live-who]")).containsText("Remy Reviewer");
            lead.locator("#p1").focus();
            employer.reload(); // whoever looked at it may have left styles in it
            employer.locator("#p1-why").fill("We lost somebody in 2019.");
            employer.locator("#p1 button[value=agree]").click();
            assertThat(employer.locator("#p1 .side__name")).hasText("Employers: 1 agree, 0 disagree");
            assertThat(lead.locator("[data-live-show]")).isVisible();
            assertThat(lead.evaluate("() => document.activeElement.id"))
                    .as("the focus stays")
                    .isEqualTo("p1");
            lead.locator("[data-live-show]").click();
            assertThat(lead.locator("#p1 .side__name")).hasText("Employers: 1 agree, 0 disagree");
            looks.at(lead, "work-proposals");
            lead.locator("#p1").focus();
            lead.keyboard().press("a");
            assertThat(lead.locator("#p1")).containsText("Accepted by Edda Editor");
            employer.locator("[data-live-show]").click(); // they are in the card, so it waits for them
            assertThat(employer.locator("#p1")).containsText("Accepted by Edda Editor");
            looks.at(lead, "work-accepted");
            lead.navigate(server.at(work.base() + "/talk/" + work.rescues()).toString());
            lead.locator("textarea[name=text]").last().fill("Do you test it on a live pole?");
            lead.locator("main form .button--secondary").last().click();
            looks.at(lead, "work-talk");
        }
        assertThat(looks.wrong()).isEmpty();
    }

    private String link(String email) {
        try {
            return new Mailbox(server).link(email);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BrowserContext context(Browser browser, int width, int height) {
        return browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(ColorScheme.LIGHT));
    }

    private Page signedIn(BrowserContext context, Person person) {
        Page page = context.newPage();
        page.navigate(server.at("/sign-in").toString());
        page.locator("input[name=email]").fill(String.valueOf(person.email()));
        page.locator("input[name=password]").fill(Stage.PASSWORD);
        page.locator("main button.button--primary").first().click();
        page.waitForLoadState();
        return page;
    }
}
