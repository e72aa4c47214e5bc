package org.throughline.server.cocreation.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.SharedWork;
import org.throughline.server.cocreation.Side;
import org.throughline.server.cocreation.WorkspaceInvitations;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.partnerships.Cohort;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** A foreman with a phone and without training: from the letter to a proposal of each kind, every click counted. */
@ServerTest
class AskedEmployerWalkIT {
    private final Cohort cohort;
    private final Drafts drafts;
    private final Proposals proposals;
    private final Workspaces workspaces;
    private final WorkspaceInvitations invitations;
    private final RunningServer server;
    private int clicks;

    AskedEmployerWalkIT(
            Cohort cohort,
            Drafts drafts,
            Proposals proposals,
            Workspaces workspaces,
            WorkspaceInvitations invitations,
            RunningServer server) {
        this.cohort = cohort;
        this.drafts = drafts;
        this.proposals = proposals;
        this.workspaces = workspaces;
        this.invitations = invitations;
        this.server = server;
    }

    @Test
    void fromTheLetterToTheFirstProposalItIsThreeClicksAndToEachOtherKindFour() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        SharedWork work = SharedWork.begin(cohort, drafts, server);
        String email = "fred-" + work.framework() + "@grid.example";
        invitations.invite(
                workspaces.find(work.framework()).orElseThrow(),
                new WorkspaceInvitations.Guest(
                        "Fred Foreman", email, "Grid Crew Ltd", Side.EMPLOYER, WorkspaceRole.CONTRIBUTOR),
                work.college().editor().id());
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext phone = chromium.browser()
                        .newContext(new Browser.NewContextOptions()
                                .setViewportSize(360, 740)
                                .setColorScheme(ColorScheme.LIGHT))) {
            Page page = looks.listen(phone.newPage());
            page.navigate(server.at(new Mailbox(server).link(email)).toString());
            page.locator("input[name=password]").fill("a long enough password 1");
            click(page, "button", "Take part");
            assertThat(page.locator("main")).containsText("Choose the statement that should change");
            looks.atPhone(page, "walk-statements");
            click(page, "link", "E.2 Rescue an injured climber");
            page.locator("textarea[name=statement]").fill("Rescue an injured climber from a pole");
            propose(page, "It is about poles.", 1);
            assertThat(clicks).as("from the letter to the first proposal").isEqualTo(3);
            looks.atPhone(page, "walk-proposed");

            clicks = 0;
            click(page, "link", "Propose another change");
            click(page, "link", "Propose a statement that is missing");
            looks.atPhone(page, "walk-add");
            page.locator("textarea[name=statement]").fill("Climb a pole");
            propose(page, "It is missing.", 2);
            assertThat(clicks).as("something that is missing").isEqualTo(3);

            other(page, looks, "Take it out", 3);
            other(page, looks, "Needed when hired", 4);
            clicks = 0;
            click(page, "link", "Propose another change");
            click(page, "link", "E.1 Isolate and lock out a circuit before work");
            click(page, "link", "Another level");
            page.locator("input[name=level]").fill("Journeyman");
            looks.atPhone(page, "walk-level");
            propose(page, "Not before.", 5);
            assertThat(clicks).as("another level").isEqualTo(4);
            looks.at(page, server.at(work.base() + "/statements"), "walk-statements-proposed");
            looks.at(page, server.at(work.base() + "/edit"), "walk-draft-of-a-contributor");
            looks.at(page, server.at(work.base() + "/about"), "walk-about-of-a-contributor");
            page.setViewportSize(1280, 900);
            looks.at(page, server.at(work.base() + "/statements"), "walk-statements-wide");
            looks.at(page, server.at(work.base() + "/edit/items/" + work.rescues()), "walk-item-of-a-contributor");
        }
        assertThat(looks.wrong()).isEmpty();
        assertThat(proposals
                        .list(work.framework(), Proposals.Filter.everything(), 0, 10)
                        .items())
                .extracting(Proposal::kind)
                .containsExactlyInAnyOrderElementsOf(List.of(
                        Proposal.Kind.REWORD,
                        Proposal.Kind.ADD,
                        Proposal.Kind.RETIRE,
                        Proposal.Kind.AT_HIRE,
                        Proposal.Kind.LEVEL));
    }

    private void other(Page page, Looks looks, String kind, int number) {
        clicks = 0;
        click(page, "link", "Propose another change");
        click(page, "link", "E.1 Isolate and lock out a circuit before work");
        click(page, "link", kind);
        looks.atPhone(page, "walk-kind-" + number);
        propose(page, "The crews say so.", number);
        assertThat(clicks).as(kind).isEqualTo(4);
    }

    private void propose(Page page, String reason, int number) {
        page.locator("textarea[name=reason]").fill(reason);
        click(page, "button", "Propose it");
        assertThat(page.locator("h1")).hasText("Proposal " + number);
    }

    private void click(Page page, String role, String name) {
        Locator found = page.locator("main")
                .getByRole(
                        role.equals("link") ? AriaRole.LINK : AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
        found.first().click();
        page.waitForLoadState();
        clicks++;
    }
}
