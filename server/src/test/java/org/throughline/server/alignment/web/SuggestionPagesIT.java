package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestionJobs;
import org.throughline.server.alignment.Voice;
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
import org.throughline.server.support.Visitor;

@ServerTest
class SuggestionPagesIT {
    private final Crosswalks crosswalks;
    private final SuggestionJobs jobs;
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Stage stage;
    private final Person owner;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Rescue an injured climber", "R");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Rescue a climber from a pole", "P");

    SuggestionPagesIT(
            Crosswalks crosswalks, SuggestionJobs jobs, FrameworkImport imports, RunningServer server, Stage stage) {
        this.crosswalks = crosswalks;
        this.jobs = jobs;
        this.imports = imports;
        this.server = server;
        this.stage = stage;
        this.owner = stage.person("Olga Owner");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, owner, Role.OWNER);
    }

    private Crosswalk crosswalk() {
        return crosswalks.open(
                college.id(),
                "Installer × power",
                imports.importCase(college.id(), job.json(), "job", FrameworkKind.JOB_ROLE, true, owner.id())
                        .framework()
                        .id(),
                imports.importCase(college.id(), programme.json(), "p", FrameworkKind.OUTCOMES, true, owner.id())
                        .framework()
                        .id(),
                owner.id());
    }

    private Visitor signedIn() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(owner.email()), Stage.PASSWORD);
        return visitor;
    }

    @Test
    void anOutcomeShowsTheRequirementsThatItMayAnswerAndIsDecidedThere() throws Exception {
        Crosswalk crosswalk = crosswalk();
        Visitor visitor = signedIn();
        String address = "/crosswalks/" + crosswalk.id() + "/outcomes/" + programme.id("P.1");

        Document page = visitor.get(address).html();
        assertThat(page.selectXpath("//h1").text()).contains("Isolate, lock out and tag a circuit");
        assertThat(page.select("[data-keyed-item]").eachText().getFirst())
                .contains("Isolate and lock out a circuit before work")
                .contains("Not decided");

        visitor.post(address, "requirement", job.uri("R.1").value(), "relation", "hasPart", "decision", "accepted");
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(1);
        assertThat(visitor.get(address)
                        .html()
                        .select("[data-keyed-item]")
                        .eachText()
                        .getFirst())
                .contains("Accepted: covers it, and more");
        visitor.post(address, "requirement", job.uri("R.1").value(), "relation", "hasPart", "decision", "open");
        assertThat(crosswalks.accepted(crosswalk.id())).isEmpty();
    }

    @Test
    void anOutcomeSaysWhatIsDisputedAndThatAViewIsKept() throws Exception {
        Crosswalk crosswalk = crosswalk();
        Person other = stage.person("Eli Employer");
        Organization employer = stage.organization("Test Power", OrganizationKind.EMPLOYER, other, Role.EDITOR);
        Voice employing = new Voice(employer.id(), other.id());
        crosswalks.reject(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "", employing);
        Visitor visitor = signedIn();
        String address = "/crosswalks/" + crosswalk.id() + "/outcomes/" + programme.id("P.1");
        visitor.get(address);

        Document accepted = visitor.post(
                        address, "requirement", job.uri("R.1").value(), "relation", "hasPart", "decision", "accepted")
                .html();

        assertThat(accepted.select("#r-" + job.id("R.1") + " .state").text()).isEqualTo("Disputed");
        assertThat(accepted.text()).contains("Kept as your organization's view: another says something else.");
        Document back = visitor.post(address, "requirement", job.uri("R.1").value(), "decision", "open")
                .html();
        assertThat(back.select("#r-" + job.id("R.1") + " .state").text()).isEqualTo("Rejected");
        assertThat(back.text()).contains("Your organization's view is taken back; what another says stands.");
    }

    @Test
    void whyAPairWasProposedIsToldWithItsNumbersAndWhatTheRunHadLearned() throws Exception {
        Crosswalk crosswalk = crosswalk();

        Document page = signedIn()
                .get("/crosswalks/%s/requirements/%s/why/%s"
                        .formatted(crosswalk.id(), job.id("R.1"), programme.id("P.1")))
                .html();

        assertThat(page.select("main").text())
                .contains("shares: ")
                .contains("Engine cold-")
                .contains("nothing was learned")
                .contains("How alike the spelling is");
    }

    @Test
    void thePageOfTheSuggestionsSaysHowManyDecisionsBringNewOnes() throws Exception {
        Crosswalk crosswalk = crosswalk();
        crosswalks.accept(
                crosswalk.id(),
                job.uri("R.1"),
                programme.uri("P.1"),
                "exactMatchOf",
                "",
                new Voice(college.id(), owner.id()));

        assertThat(signedIn()
                        .get("/crosswalks/" + crosswalk.id() + "/suggestions")
                        .html()
                        .select("main")
                        .text())
                .contains("New suggestions come by themselves once 29 more pairs are decided and 29 more accepted.");
    }

    @Test
    void anOwnerLetsDecisionsTeachElsewhereAndEndsIt() throws Exception {
        Visitor visitor = signedIn();
        String address = "/o/" + college.slug() + "/teaching";
        assertThat(visitor.get(address).html().select("main").text()).contains("Not allowed");
        visitor.post(address, "allowed", "true");
        assertThat(visitor.get(address).html().select("main").text())
                .contains("teach in all your partnerships.")
                .contains("End it");
        visitor.post(address, "allowed", "false");
        assertThat(visitor.get(address).html().select("main").text()).contains("Not allowed");
    }

    @Test
    void aJobDescriptionBecomesCompetenciesAndWhatIsLeftOutIsTold() throws Exception {
        Crosswalk crosswalk = crosswalk();
        Visitor visitor = signedIn();
        assertThat(visitor.get("/suggest")
                        .html()
                        .select("#nav [aria-current=page]")
                        .eachText())
                .containsExactly("Crosswalks");

        Document page = visitor.post(
                        "/suggest",
                        "text",
                        "Duties:\n- Isolate and tag circuits\n- Rescue climbers\nWrite to jobs@example.org",
                        "framework",
                        crosswalk.outcomes().toString())
                .html();

        assertThat(page.select("main").text())
                .contains("2 statements were found; 2 lines were left out.")
                .contains("an address, a number or a link")
                .contains("P.1 Isolate, lock out and tag a circuit");
        assertThat(page.select("a[href=/crosswalks/%s/outcomes/%s]".formatted(crosswalk.id(), programme.id("P.1"))))
                .isNotEmpty();
        assertThat(page.select(".textfound > section .boardrow__answers > .candidate strong")
                        .eachText())
                .as("what is unlikely is folded away")
                .isNotEmpty()
                .noneMatch(one -> one.startsWith("Unlikely"));
        assertThat(page.select(".boardrow__more .candidate strong").eachText())
                .anyMatch(one -> one.startsWith("Unlikely"));
        assertThat(visitor.post("/suggest", "text", "", "framework", "")
                        .html()
                        .select("main")
                        .text())
                .contains("Paste a text, or choose a file.");
        assertThat(visitor.post("/suggest", "text", "12:00", "framework", "")
                        .html()
                        .select("main")
                        .text())
                .contains("Nothing in the text says what somebody can do");
    }

    @Test
    void thePagesHoldInABrowserWideAndNarrowLightAndDark() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String address = "/crosswalks/" + crosswalk.id();
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext()) {
            Page page = looks.listen(context.newPage());
            page.navigate(server.at("/sign-in").toString());
            page.locator("[name=email]").first().fill(String.valueOf(owner.email()));
            page.locator("[name=password]").first().fill(Stage.PASSWORD);
            page.locator("form:has([name=password]) button").first().click();
            looks.at(page, server.at(address), "suggest-board");
            looks.at(page, server.at(address + "/outcomes/" + programme.id("P.1")), "suggest-outcome");
            looks.at(
                    page,
                    server.at(address + "/requirements/" + job.id("R.1") + "/why/" + programme.id("P.1")),
                    "suggest-why");
            looks.at(page, server.at(address + "/suggestions"), "suggest-runs");
            page.getByText("Suggest anew").click();
            looks.at(page, server.at("/suggest"), "suggest-text");
            page.locator("#f-text")
                    .fill("Duties:\n- Isolate and tag circuits\n- Rescue climbers\nWrite to jobs@example.org");
            page.locator("[name=framework]").selectOption(crosswalk.outcomes().toString());
            page.getByText("Find competencies", new Page.GetByTextOptions().setExact(true))
                    .click();
            page.waitForLoadState();
            looks.at(page, "suggest-text-found");
            looks.at(page, server.at("/o/" + college.slug() + "/teaching"), "suggest-teaching");
        }
        assertThat(looks.wrong()).isEmpty();
        assertThat(jobs.runs(crosswalk.id())).hasSize(2);
    }
}
