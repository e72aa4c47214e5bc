package org.throughline.server.alignment.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
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
import org.throughline.server.support.Visitor;

/** Both frameworks as trees, and between them the pair. */
@ServerTest
class BothTreesIT {
    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final RunningServer server;
    private final Person dana;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Rescue an injured climber", "R");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Rescue a climber from a pole", "P")
            .item("Q", "Reading and writing")
            .item("Q.1", "Read a one-line diagram", "Q");

    BothTreesIT(FrameworkImport imports, Crosswalks crosswalks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.server = server;
        this.dana = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, dana, Role.EDITOR);
    }

    private FrameworkId bringIn(SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(college.id(), framework.json(), "test", kind, true, dana.id())
                .framework()
                .id();
    }

    private Crosswalk crosswalk(SmallFrameworks outcomes) {
        return crosswalks.open(
                college.id(),
                "Installer × power",
                bringIn(job, FrameworkKind.JOB_ROLE),
                bringIn(outcomes, FrameworkKind.OUTCOMES),
                dana.id());
    }

    private Visitor visitor() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(dana.email()), Stage.PASSWORD);
        return visitor;
    }

    private static Element node(Document page, String statement) {
        return page.select("[role=treeitem]").stream()
                .filter(item -> item.select("> .treeitem__row .treeitem__statement")
                        .text()
                        .equals(statement))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + statement));
    }

    private static String facts(Document page, String statement) {
        return node(page, statement)
                .select("> .treeitem__row .treeitem__facts .state")
                .text();
    }

    private static String href(Element node) {
        return node.select("> .treeitem__row .treeitem__label").attr("href");
    }

    private static String[] sent(Document page, String... more) {
        return Stream.concat(
                        page.select("#pair form input[type=hidden]:not([name=_csrf])").stream()
                                .flatMap(field -> Stream.of(field.attr("name"), field.attr("value"))),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    @Test
    void anOutcomeThatNobodySuggestedIsFoundInItsTreeAndAccepted() throws Exception {
        Crosswalk crosswalk = crosswalk(programme);
        String address = "/crosswalks/" + crosswalk.id() + "/trees";
        Visitor visitor = visitor();

        Document first = visitor.get(address).html();
        assertThat(first.select("#asked-label").text()).isEqualTo("R.1 Isolate and lock out a circuit before work");
        assertThat(first.select("#pair .candidate__statement").text())
                .isEqualTo("P.1 Isolate, lock out and tag a circuit");
        assertThat(facts(first, "Isolate, lock out and tag a circuit")).startsWith("Suggested, ");
        assertThat(facts(first, "Safety on site")).isEqualTo("0 of 2 decided");
        assertThat(facts(first, "Electrical safety")).contains("suggested");
        assertThat(node(first, "Isolate and lock out a circuit before work").attr("aria-current"))
                .isEqualTo("true");

        Document chosen =
                visitor.get(href(node(first, "Read a one-line diagram"))).html();
        assertThat(chosen.select("#asked-label").text()).startsWith("R.1");
        assertThat(chosen.select("#pair .candidate__statement").text()).isEqualTo("Q.1 Read a one-line diagram");

        Document accepted = visitor.post(
                        address,
                        sent(
                                chosen,
                                "relation",
                                "isRelatedTo",
                                "reason",
                                "the plan shows what to lock",
                                "decision",
                                "accepted"))
                .html();
        assertThat(accepted.select("#pair .candidate__statement").text()).isEqualTo("Q.1 Read a one-line diagram");
        assertThat(facts(accepted, "Read a one-line diagram")).isEqualTo("Accepted");
        assertThat(facts(accepted, "Reading and writing")).isEqualTo("1 accepted");
        assertThat(facts(accepted, "Isolate and lock out a circuit before work"))
                .isEqualTo("Matched");
        assertThat(facts(accepted, "Safety on site")).isEqualTo("1 of 2 decided");
        assertThat(accepted.select("[data-key=s]").attr("href"))
                .contains("at=" + job.id("R.2"))
                .doesNotContain("to=");

        Document undone =
                visitor.post(address, sent(accepted, "decision", "open")).html();
        assertThat(facts(undone, "Read a one-line diagram")).doesNotContain("Accepted");
        assertThat(facts(undone, "Safety on site")).isEqualTo("0 of 2 decided");
    }

    @Test
    void outcomesAreSearchedAndAGroupOfRequirementsIsNoRequirement() throws Exception {
        Crosswalk crosswalk = crosswalk(programme);
        String address = "/crosswalks/" + crosswalk.id() + "/trees";
        Visitor visitor = visitor();

        Document found =
                visitor.get(address + "?at=" + job.id("R.2") + "&q=diagram").html();
        Element link = found.select(".bothtrees__side a:contains(Read a one-line diagram)")
                .getFirst();
        assertThat(link.attr("href")).contains("at=" + job.id("R.2"), "to=" + programme.id("Q.1"));
        assertThat(visitor.get(address + "?q=nonsense").html().text()).contains("Nothing found");

        Document group = visitor.get(address + "?at=" + job.id("R")).html();
        assertThat(group.select("#pair").text()).contains("groups requirements: 0 of 2 decided");
        assertThat(group.select("#pair form")).isEmpty();
        assertThat(visitor.get(address + "?at=" + programme.id("P.1"))
                        .html()
                        .select("#asked-label")
                        .text())
                .as("what is no requirement is none here")
                .startsWith("R.1");
    }

    @Test
    void aLargeFrameworkComesLevelByLevelWithTheWayToThePairOpen() throws Exception {
        SmallFrameworks large = new SmallFrameworks("All of electric power");
        for (int unit = 0; unit < 9; unit++) {
            large.item("U" + unit, "Unit " + unit);
            for (int outcome = 0; outcome < 8; outcome++) {
                large.item(
                        "U" + unit + "." + outcome, "Wire panel %d of house %d".formatted(outcome, unit), "U" + unit);
            }
        }
        large.item("V", "Rescue").item("V.1", "Rescue a climber from a pole", "V");
        Crosswalk crosswalk = crosswalk(large);
        Visitor visitor = visitor();

        Document page = visitor.get("/crosswalks/" + crosswalk.id() + "/trees?at=" + job.id("R.2"))
                .html();
        assertThat(node(page, "Rescue").attr("aria-expanded")).isEqualTo("true");
        assertThat(facts(page, "Rescue a climber from a pole")).startsWith("Suggested, ");
        Element closed = node(page, "Unit 3");
        assertThat(closed.attr("aria-expanded")).isEqualTo("false");
        assertThat(page.text()).doesNotContain("Wire panel 2 of house 3");

        Document level = visitor.get(closed.attr("data-children")).html();
        assertThat(level.select("[role=treeitem]")).hasSize(8);
        assertThat(href(node(level, "Wire panel 2 of house 3")))
                .contains("at=" + job.id("R.2"), "to=" + large.id("U3.2"));
    }

    @Test
    void isWalkedByKeysAndReadOnAnyScreen() throws Exception {
        Crosswalk crosswalk = crosswalk(programme);
        Looks looks = new Looks();
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        try (Chromium chromium = Chromium.start();
                Page page = looks.listen(chromium.browser().newPage())) {
            page.navigate(server.at("/sign-in").toString());
            page.fill("input[name=email]", Objects.requireNonNull(dana.email()));
            page.fill("input[name=password]", Stage.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.endsWith("/sign-in"));
            looks.at(page, server.at("/crosswalks/" + crosswalk.id() + "/trees"), "both-trees");

            Locator outcome = page.locator("[role=tree] >> nth=1").locator("[role=treeitem][aria-current]");
            outcome.focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Enter");
            assertThat(page.locator("#pair .candidate__statement")).hasText("P.2 Rescue a climber from a pole");
            page.keyboard().press("j");
            page.keyboard().press("4");
            page.keyboard().press("a");
            assertThat(page.locator("#pair .candidate .state")).hasText("Accepted");
            page.keyboard().press("j");
            page.keyboard().press("s");
            assertThat(page.locator("#asked-label")).hasText("R.2 Rescue an injured climber");
            looks.at(page, "both-trees-next");
            assertThat(looks.wrong()).isEmpty();
        }
    }
}
