package org.throughline.server.alignment.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** The board in a browser: decided by keys alone, looked at in both widths. */
@ServerTest
class BoardLooksIT {
    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final RunningServer server;
    private final Person dana;
    private final Person eli;
    private final Organization college;
    private final Organization employer;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Rescue an injured climber", "R")
            .item("S", "Paper work")
            .item("S.1", "Keep a log of switching operations", "S")
            .item("S.2", "Read a one-line diagram and mark it up", "S");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Rescue a climber from a pole", "P")
            .item("Q", "Reading and writing")
            .item("Q.1", "Read a one-line diagram", "Q")
            .item("Q.2", "Record switching operations in a log", "Q");

    BoardLooksIT(FrameworkImport imports, Crosswalks crosswalks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.server = server;
        this.dana = stage.person("Dana Educator");
        this.eli = stage.person("Eli Employer");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, dana, Role.EDITOR);
        this.employer = stage.organization("Test Power", OrganizationKind.EMPLOYER, eli, Role.EDITOR);
    }

    private FrameworkId bringIn(Organization owner, Person by, SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(owner.id(), framework.json(), "test", kind, true, by.id())
                .framework()
                .id();
    }

    private void signIn(Page page, Person person) {
        page.navigate(server.at("/sign-in").toString());
        page.fill("input[name=email]", Objects.requireNonNull(person.email()));
        page.fill("input[name=password]", Stage.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.endsWith("/sign-in"));
    }

    @Test
    void isDecidedByKeysAloneAndNobodyLosesTheirPlace() throws Exception {
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Installer × power",
                bringIn(employer, eli, job, FrameworkKind.JOB_ROLE),
                bringIn(college, dana, programme, FrameworkKind.OUTCOMES),
                dana.id());
        String address = "/crosswalks/" + crosswalk.id();
        Looks looks = new Looks();
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        try (Chromium chromium = Chromium.start();
                Page page = looks.listen(chromium.browser().newPage())) {
            signIn(page, dana);
            assertThat(
                            page.evaluate(
                                    "() => { const name = document.querySelector('.who__name'); return name.clientWidth > 0 && name.scrollWidth <= name.clientWidth; }"))
                    .as("a name that has room is whole")
                    .isEqualTo(true);
            page.navigate(server.at(address + "?view=all&order=tree").toString());
            page.keyboard().press("j"); // from anywhere on the page to the requirements
            assertThat(row(page, "R.1")).isFocused();

            page.keyboard().press("a");
            assertThat(row(page, "R.1").locator(".decision--accepted")).isVisible();
            assertThat(view(page, "Matched")).hasText("Matched 1");
            assertThat(row(page, "R.2")).isFocused();
            page.keyboard().press("k");
            page.keyboard().press("p");
            page.keyboard().press("a");
            assertThat(page.locator("#toasts .toast")).hasCount(1);
            assertThat(page.locator("#toasts")).containsText("It is accepted already: 1 to 5 change what it is");
            page.locator("#toasts [data-toast-close]").click();
            row(page, "R.2").focus();
            page.keyboard().press("p");
            assertThat(row(page, "R.2")).containsText("Postponed");
            assertThat(row(page, "S.1")).isFocused();
            page.keyboard().press("s");
            assertThat(row(page, "S.2")).isFocused();
            page.keyboard().press("ArrowUp");
            page.keyboard().press("r");
            assertThat(row(page, "S.1")).containsText("1 rejected");
            page.keyboard().press("u");
            assertThat(row(page, "S.1")).not().containsText("1 rejected");
            assertThat(row(page, "S.1")).isFocused();
            page.keyboard().press("u");
            assertThat(row(page, "R.1").locator(".decision--accepted")).hasCount(0);
            assertThat(view(page, "Matched")).hasText("Matched 0");
            assertThat(row(page, "R.1")).isFocused();
            page.keyboard().press("a");
            assertThat(row(page, "R.1").locator(".decision--accepted")).isVisible();
            page.keyboard().press("ArrowUp");
            page.keyboard().press("4");
            assertThat(row(page, "R.1")).containsText("related, not the same");
            looks.at(page, "board-decided");

            crosswalks.reject(
                    crosswalk.id(),
                    job.uri("R.1"),
                    programme.uri("P.1"),
                    "Our people do this under load, and the course never does",
                    new Voice(employer.id(), eli.id()));
            crosswalks.accept(
                    crosswalk.id(),
                    job.uri("S.1"),
                    programme.uri("Q.2"),
                    "exactMatchOf",
                    "",
                    new Voice(employer.id(), eli.id()));
            looks.at(page, server.at(address + "?view=disputed"), "board-disputed");
            page.reload(); // the look leaves empty styles behind, which would be carried into an answer
            Locator resolving = row(page, "R.1").locator("form[action$=resolve]");
            resolving.locator("input[name=reason]").fill("Related: the load is practised on the job");
            resolving.locator("select").selectOption("isRelatedTo");
            resolving.locator("button").click();
            assertThat(row(page, "R.1")).containsText("Resolved by the lead");

            page.locator("nav[aria-label='Requirements to show'] a:has-text('Waits for us')")
                    .press("Enter");
            assertThat(row(page, "S.1")).containsText("Waits for us");
            looks.at(page, "board-waits");
            page.reload();
            row(page, "S.1").focus();
            page.keyboard().press("a");
            assertThat(row(page, "S.1")).containsText("Agreed by 2 organizations");

            job.item("S.1", "Keep a log of switching operations and of who ordered them", "S");
            bringIn(employer, eli, job, FrameworkKind.JOB_ROLE);
            looks.at(page, server.at(address + "?view=changed"), "board-changed");
            assertThat(row(page, "S.1").locator(".reworded ins")).hasText("and of who ordered them");
            assertThat(row(page, "S.1").locator(".reworded del")).hasCount(0);
            page.reload();
            row(page, "S.1").focus();
            page.keyboard().press("c");
            assertThat(row(page, "S.1")).not().containsText("The words have changed");

            looks.at(page, server.at(address + "?view=all"), "board-helps");
            page.reload();
            Locator more = row(page, "S.2").locator("summary:has-text('more suggestion')");
            more.press("Enter");
            Locator unfolded = row(page, "S.2").locator(".boardrow__folded form.candidate");
            assertThat(unfolded).hasCount(1);
            assertThat(more).isFocused();
            looks.at(page, "board-unfolded");
            unfolded.locator("text=What these mean").click();
            assertThat(page.locator("#relations")).isVisible();
            looks.at(page, "board-relations");
            page.keyboard().press("Escape");
            assertThat(page.locator("#relations")).not().isVisible();
            page.reload();
            more.press("Enter");
            unfolded.locator("text=Reject").click();
            assertThat(row(page, "S.2")).containsText("1 rejected");
            assertThat(row(page, "S.2").locator("details[open] summary").first())
                    .hasText("Another outcome, by its code");

            looks.at(page, server.at(address + "/bulk?above=1"), "board-bulk");
            page.locator("input[name=pair]").first().uncheck();
            page.locator("text=Accept what is ticked").click();
            assertThat(page.locator("body")).containsText("accepted");
            looks.at(page, server.at(address + "/effort"), "board-effort");
            looks.at(page, server.at(address + "/requirements/" + job.id("R.1")), "board-requirement");
        }
        assertThat(looks.wrong()).isEmpty();
    }

    @Test
    void theNextPageBeginsWithWhatNobodyHasSeenThoughDecidedOnesHaveLeft() {
        SmallFrameworks many = new SmallFrameworks("A long job").item("M", "Everything");
        for (int n = 1; n <= 22; n++) {
            many.item("M." + n, "Isolate and lock out circuit number " + n, "M");
        }
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Long × power",
                bringIn(employer, eli, many, FrameworkKind.JOB_ROLE),
                bringIn(college, dana, programme, FrameworkKind.OUTCOMES),
                dana.id());
        Looks looks = new Looks();
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        try (Chromium chromium = Chromium.start();
                Page page = looks.listen(chromium.browser().newPage())) {
            signIn(page, dana);
            page.navigate(server.at("/crosswalks/" + crosswalk.id() + "?view=undecided&order=tree")
                    .toString());
            Locator rows = page.locator("[data-keyed-item]");
            page.keyboard().press("j");
            page.keyboard().press("a");
            assertThat(rows.nth(1)).isFocused();
            rows.nth(19).focus();
            page.keyboard().press("a");
            assertThat(page.locator("a[rel=next]")).isFocused();
            page.keyboard().press("Enter");
            assertThat(rows.first().locator("h2")).containsText("M.21");
            assertThat(rows).hasCount(2);

            page.navigate(server.at("/crosswalks/" + crosswalk.id() + "?view=matched&offset=20")
                    .toString());
            assertThat(rows).hasCount(2);
            assertThat(looks.wrong()).isEmpty();
        }
    }

    private Locator view(Page page, String label) {
        return page.locator("nav[aria-label='Requirements to show'] a:has-text('%s')".formatted(label));
    }

    private Locator row(Page page, String code) {
        return page.locator("#r-" + job.id(code));
    }
}
