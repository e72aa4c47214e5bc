package org.throughline.server.partnerships.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.partnerships.Workshop;
import org.throughline.server.partnerships.Workshops;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** A workshop in real browsers: the facilitator's on a projector, one voter with an account and one with the code alone on phones. */
@ServerTest
class StageIT {
    private static final String REASON = "Same steps, same tags";

    private final Cohort cohort;
    private final Workshops workshops;
    private final Crosswalks crosswalks;
    private final RunningServer server;

    StageIT(Cohort cohort, Workshops workshops, Crosswalks crosswalks, RunningServer server) {
        this.cohort = cohort;
        this.workshops = workshops;
        this.crosswalks = crosswalks;
        this.server = server;
    }

    @Test
    void aRoomDecidesOnePairWithKeysOnTheProjectorAndThumbsOnPhones() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        Cohort.Table table = cohort.table();
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext projector = context(chromium.browser(), 1280, 720);
                BrowserContext first = context(chromium.browser(), 360, 740);
                BrowserContext second = context(chromium.browser(), 360, 740)) {
            Page stage = looks.listen(signedIn(projector, table.lead().editor()));
            stage.navigate(server.at(table.base() + "/workshops").toString());
            stage.locator("input[name=title]").fill("Line work, first evening");
            stage.locator("textarea[name=questions]").fill("Do apprentices climb before or after the rescue drill?");
            stage.locator("main button.button--primary").click();
            assertThat(stage.locator(".stage__code")).isVisible();
            looks.at(stage, "stage-lobby");
            Workshop workshop = workshops.of(table.partnership().id()).getFirst();
            String address = server.at("/w/" + workshop.code()).toString();

            Page member = looks.listen(signedIn(first, table.employer().reviewer()));
            member.navigate(address);
            looks.atPhone(member, "vote-join-member");
            member.locator(".votebox__wide").click();
            Page guest = looks.listen(second.newPage());
            guest.navigate(address);
            guest.locator("input[name=name]").fill("Ana Crew");
            looks.atPhone(guest, "vote-join-guest");
            guest.locator(".votebox__wide").click();
            assertThat(guest.locator(".votebox__big")).containsText("You have asked to take part");
            looks.atPhone(guest, "vote-waiting");
            assertThat(stage.locator(".stage__waiting")).containsText("Ana Crew for");
            looks.at(stage, "stage-guest-asks");
            stage.keyboard().press("l");
            assertThat(guest.locator(".votebox__big")).containsText("You are in");
            assertThat(stage.locator(".stage__count")).containsText("2 people are here");

            stage.keyboard().press("n");
            assertThat(stage.locator(".stage__count")).hasText("0 of 2 have voted");
            assertThat(member.locator(".votechoice").first()).isVisible();
            looks.atPhone(member, "vote-question");
            member.locator("input[name=reason]").fill(REASON);
            member.locator(".votechoice.tone-good").click();
            assertThat(member.locator(".votebox__said")).containsText("You said");
            looks.atPhone(member, "vote-said");
            assertThat(guest.locator(".votechoice").first()).isVisible();
            guest.locator(".votechoice.tone-unsure").click();
            assertThat(stage.locator(".stage__count")).hasText("2 of 2 have voted");
            assertThat(stage.content()).doesNotContain(REASON);
            assertThat(guest.content()).doesNotContain(REASON);
            looks.at(stage, "stage-voting");

            stage.keyboard().press("v");
            assertThat(stage.locator(".stage__groups")).containsText(REASON);
            assertThat(member.locator(".votebox__big")).containsText("The votes are on the screen");
            looks.at(stage, "stage-revealed");

            // the room talks, and votes once more: the first votes are not on the screen meanwhile
            stage.keyboard().press("o");
            assertThat(stage.locator(".stage__count")).hasText("0 of 2 have voted");
            assertThat(stage.content()).doesNotContain(REASON);
            assertThat(member.locator(".votechoice").first()).isVisible();
            member.locator(".votechoice.tone-good").click();
            assertThat(stage.locator(".stage__count")).hasText("1 of 2 have voted");
            assertThat(stage.content()).doesNotContain(REASON);
            stage.keyboard().press("v");
            assertThat(stage.locator(".stage__turn").first()).hasText("Second vote");
            assertThat(stage.locator(".stage__votes--earlier")).containsText(REASON);
            looks.at(stage, "stage-revealed-again");

            stage.keyboard().press("1");
            stage.keyboard().press("w");
            stage.keyboard().type("Agreed by all");
            stage.keyboard().press("Tab");
            stage.keyboard().press("a");
            assertThat(stage.locator(".stage__outcome")).containsText("Accepted");
            assertThat(crosswalks.accepted(table.crosswalk().id()))
                    .singleElement()
                    .satisfies(step -> {
                        assertThat(step.associationType()).isEqualTo("exactMatchOf");
                        assertThat(step.reason())
                                .contains(
                                        "Workshop “Line work, first evening”: 1 of 1 organization for it. Agreed by all");
                    });
            looks.at(stage, "stage-decided");

            stage.keyboard().press("n");
            assertThat(stage.locator(".stage__count")).isVisible();
            stage.keyboard().press("p");
            assertThat(stage.locator(".stage__outcome")).containsText("Parked");
            looks.at(stage, "stage-parked");
            stage.keyboard().press("m");
            assertThat(stage.locator("#more")).isVisible();
            looks.at(stage, "stage-more");
            stage.keyboard().press("Escape");
            stage.keyboard().press("n");
            assertThat(stage.locator(".stage__words")).isVisible();
            looks.at(stage, "stage-words");
            stage.keyboard().press("?");
            assertThat(stage.locator("#keys")).isVisible();
            looks.at(stage, "stage-keys");
            stage.keyboard().press("Escape");
            stage.keyboard().press("v");
            assertThat(stage.locator(".stage__tally")).isVisible();
            stage.keyboard().press("r");
            assertThat(stage.locator(".stage__outcome")).isVisible();
            assertThat(member.locator(".votebox"))
                    .containsText("You did not vote on this one"); // so that the end does not meet it on its way
            stage.keyboard().press("e");
            assertThat(stage.locator(".verdict--large")).containsText("Verified");
            looks.at(stage, "workshop-minutes");
            assertThat(member.locator("main")).containsText("The workshop has ended");
            looks.atPhone(member, "vote-ended");
        }
        assertThat(looks.wrong()).isEmpty();
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
        Locator button = page.locator("main button.button--primary").first();
        button.click();
        page.waitForLoadState();
        return page;
    }
}
