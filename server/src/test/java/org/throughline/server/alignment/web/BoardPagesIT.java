package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

@ServerTest
class BoardPagesIT {
    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before work", "R")
            .item("R.2", "Rescue an injured climber", "R");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Rescue a climber from a pole", "P")
            .item("Q", "Reading drawings")
            .item("Q.1", "Read a one-line diagram", "Q");

    BoardPagesIT(FrameworkImport imports, Crosswalks crosswalks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private Crosswalk crosswalk() {
        return crosswalks.open(
                college.id(),
                "Installer × power",
                imports.importCase(college.id(), job.json(), "job", FrameworkKind.JOB_ROLE, true, editor.id())
                        .framework()
                        .id(),
                imports.importCase(college.id(), programme.json(), "p", FrameworkKind.OUTCOMES, true, editor.id())
                        .framework()
                        .id(),
                editor.id());
    }

    private Visitor visitor;

    @BeforeEach
    void signIn() throws Exception {
        visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
    }

    @Test
    void theBoardAsksOneQuestionPerRequirementWithKeysAndReasons() throws Exception {
        Crosswalk crosswalk = crosswalk();

        Document page =
                visitor.get("/crosswalks/" + crosswalk.id() + "?order=tree").html();

        assertThat(page.selectXpath("//h1").text()).isEqualTo("Installer × power");
        List<Element> rows = page.select("[data-keyed-item]");
        assertThat(rows).hasSize(2);
        Element first = rows.getFirst();
        assertThat(first.select("h2").text()).isEqualTo("R.1 Isolate and lock out a circuit before work");
        assertThat(first.select(".candidate--question .candidate__statement").text())
                .isEqualTo("P.1 Isolate, lock out and tag a circuit");
        assertThat(first.select(".candidate--question .candidate__reason")).isNotEmpty();
        assertThat(first.select(".candidate--question input[type=radio][data-key]")
                        .eachAttr("data-key"))
                .containsExactly("1", "2", "3", "4", "5");
        assertThat(first.select("[data-key=a]").text()).isEqualTo("Accept");
        assertThat(first.select("[data-key=r]").text()).isEqualTo("Reject");
        assertThat(page.select("progress").attr("value")).isEqualTo("0");
    }

    @Test
    void whoChoosesAFrameworkTwiceFindsTheirChoiceAgain() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String outcomes = crosswalk.outcomes().toString();
        visitor.get("/crosswalks/new");

        Document page = visitor.post(
                        "/crosswalks",
                        "organization",
                        college.id().toString(),
                        "requirements",
                        outcomes,
                        "outcomes",
                        outcomes,
                        "title",
                        "Ours")
                .html();

        assertThat(page.select(".notice").text()).contains("from one framework to another");
        assertThat(page.select("select option[selected]").eachAttr("value")).containsExactly(outcomes, outcomes);
        assertThat(page.select("[name=title]").val()).isEqualTo("Ours");
    }

    @Test
    void aPlainFormDecidesAndUndoesWithoutScript() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String address = "/crosswalks/" + crosswalk.id();
        visitor.get(address);

        Document accepted = visitor.post(
                        address + "/accept",
                        "requirement",
                        job.uri("R.1").value(),
                        "outcome",
                        programme.uri("P.1").value(),
                        "relation",
                        "exactMatchOf",
                        "reason",
                        "Agreed",
                        "view",
                        "all")
                .html();

        assertThat(accepted.select("#r-" + job.id("R.1") + " .decision--accepted")
                        .text())
                .contains("Accepted: the same competency", "Dana Editor", "Agreed");
        assertThat(accepted.select("progress").attr("value")).isEqualTo("1");
        Document undone = visitor.post(
                        address + "/undo",
                        "requirement",
                        job.uri("R.1").value(),
                        "outcome",
                        programme.uri("P.1").value(),
                        "view",
                        "all")
                .html();
        assertThat(undone.select("#r-" + job.id("R.1") + " .decision--accepted"))
                .isEmpty();
    }

    @Test
    void whatElseWasSuggestedComesWhenItIsUnfoldedAndStandsBehindALinkWithoutScript() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String row = "#r-" + job.id("R.1");

        Element folded = visitor.get("/crosswalks/" + crosswalk.id() + "?view=all&order=tree")
                .html()
                .select(row)
                .getFirst();
        assertThat(folded.select("form.candidate")).hasSize(1);
        Element details = folded.select("details[hx-get]").getFirst();
        Document fetched = visitor.get(details.attr("hx-get")).html();
        Element unfolded = visitor.get(address(details.select("a").attr("href")))
                .html()
                .select(row + " details[open]")
                .getFirst();
        assertThat(details.select("summary").text()).isEqualTo("2 more suggestions, or another outcome by its code");
        assertThat(unfolded.select("form.candidate .candidate__statement").eachText())
                .hasSize(2)
                .isEqualTo(
                        fetched.select("form.candidate .candidate__statement").eachText());
        assertThat(unfolded.select("form[action$=accept-code] input[name=code]"))
                .hasSize(1);

        Element turnedDown = unfolded.select("form.candidate").getFirst();
        Element after = visitor.post(turnedDown.select("button[formaction]").attr("formaction"), sent(turnedDown))
                .html()
                .select(row)
                .getFirst();
        assertThat(after.select("details[open] form.candidate")).hasSize(1);
        Element rejected = after.select("details[hx-get*=rejected]").getFirst();
        assertThat(rejected.select("summary").text()).isEqualTo("1 rejected");
        assertThat(visitor.get(address(rejected.select("a").attr("href")))
                        .html()
                        .select(row + " details[open] .decision")
                        .text())
                .contains(turnedDown.select(".candidate__statement").text(), "Undo");
        assertThat(visitor.get(rejected.attr("hx-get")).html().select(".decision form[action$=undo]"))
                .hasSize(1);
    }

    /** Without the part after #, which a browser keeps for itself. */
    private static String address(String href) {
        return href.replaceFirst("#.*", "");
    }

    private static String[] sent(Element form) {
        return form.select("input[type=hidden]:not([name=_csrf])").stream()
                .flatMap(field -> Stream.of(field.attr("name"), field.attr("value")))
                .toArray(String[]::new);
    }

    @Test
    void onlyWhoDecidesTogetherWithOthersIsAskedWhatWaitsForWhom() throws Exception {
        Crosswalk alone = crosswalk();
        assertThat(tabs(visitor.get("/crosswalks/" + alone.id()).html())).noneMatch(tab -> tab.contains("Waits"));

        Person eli = stage.person("Eli Employer");
        Organization employer = stage.organization("Test Power", OrganizationKind.EMPLOYER, eli, Role.EDITOR);
        SmallFrameworks theirs = new SmallFrameworks("Pole climber")
                .item("T.1", "Isolate a circuit before work")
                .item("T.2", "Rescue an injured climber");
        Crosswalk shared = crosswalks.open(
                college.id(),
                "Climber × power",
                imports.importCase(employer.id(), theirs.json(), "job", FrameworkKind.JOB_ROLE, true, eli.id())
                        .framework()
                        .id(),
                alone.outcomes(),
                editor.id());
        Voice employing = new Voice(employer.id(), eli.id());
        crosswalks.reject(shared.id(), theirs.uri("T.1"), programme.uri("Q.1"), "", employing);

        Document page =
                visitor.get("/crosswalks/" + shared.id() + "?view=waits-for-us").html();

        assertThat(tabs(page)).contains("Waits for us 1", "Waits for others 0");
        assertThat(page.select("[data-keyed-item]")).hasSize(1);
        Element waits = page.select("details[open] .decision").getFirst();
        assertThat(waits.select(".state").text()).isEqualTo("Waits for us");

        crosswalks.accept(shared.id(), theirs.uri("T.1"), programme.uri("Q.1"), "isPartOf", "", employing);
        Element form = waits.select("form[action$=accept]").getFirst();
        Visitor.Seen late =
                visitor.postFragment(form.select("button[formaction]").attr("formaction"), sent(form));

        assertThat(late.response().headers().firstValue("HX-Trigger"))
                .hasValueSatisfying(
                        said -> assertThat(said).contains("others have changed since what they say of this pair"));
        assertThat(late.response().body()).contains("Accepted: a part of it", "Waits for us");
    }

    @Test
    void eachAnswerCarriesHowManyStandInEachViewOfWhatIsLookedAt() throws Exception {
        Crosswalk crosswalk = crosswalk();
        String address = "/crosswalks/" + crosswalk.id();
        visitor.get(address);
        String[] accepting = {
            "requirement",
            job.uri("R.1").value(),
            "outcome",
            programme.uri("P.1").value(),
            "relation",
            "exactMatchOf"
        };

        Document whole = visitor.postFragment(address + "/accept", accepting).html();
        assertThat(whole.select("#board-views[hx-swap-oob]")).hasSize(1);
        assertThat(tabs(whole)).contains("Undecided 1", "Matched 1", "All 2");

        Document postponed = visitor.postFragment(
                        address + "/postpone", "requirement", job.uri("R.2").value())
                .html();
        assertThat(tabs(postponed)).contains("Undecided 0", "Postponed 1");

        Document narrowed = visitor.postFragment(
                        address + "/accept",
                        Stream.concat(Stream.of(accepting), Stream.of("q", "isolate"))
                                .toArray(String[]::new))
                .html();
        assertThat(tabs(narrowed)).contains("Matched 1", "Postponed 0", "All 1");
        assertThat(tabs(narrowed))
                .as("what the page itself says")
                .isEqualTo(tabs(visitor.get(address + "?q=isolate").html()));
    }

    private static List<String> tabs(Document page) {
        return page.select("nav[aria-label='Requirements to show'] a").eachText();
    }

    @Test
    void coverageSaysHowManyAreCoveredAndWhereTheGapsAre() throws Exception {
        Crosswalk crosswalk = crosswalk();
        crosswalks.accept(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "isPartOf", "Agreed", editor.id());

        Document page =
                visitor.get("/crosswalks/" + crosswalk.id() + "/coverage").html();

        assertThat(page.selectXpath("//h1").text()).isEqualTo("Coverage");
        assertThat(page.text())
                .contains("1 of 2 requirements is covered. The widest gap is R Safety on site (1 of 2 open).");
        assertThat(page.select("table.matrix thead th").eachText())
                .containsExactly("Requirement", "All outcomes", "P Electrical safety", "Q Reading drawings");
        assertThat(page.select("table.matrix tbody tr:first-child td")
                        .eachText()
                        .getFirst())
                .startsWith("70 %");
        String csv = visitor.get("/crosswalks/" + crosswalk.id() + "/coverage.csv")
                .response()
                .body();
        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).contains("R.1,Isolate and lock out a circuit before work,0.7,P.1,", "isPartOf,Dana Editor,");
    }

    @Test
    void theLineOfARequirementNamesWhoAcceptedItAndAGapIsBroken() throws Exception {
        Crosswalk crosswalk = crosswalk();
        crosswalks.accept(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "exactMatchOf", "", editor.id());
        String address = "/crosswalks/" + crosswalk.id() + "/requirements/";

        Document held = visitor.get(address + job.id("R.1")).html();
        Document gap = visitor.get(address + job.id("R.2")).html();

        assertThat(held.select(".line .station__kind").eachText())
                .containsExactly("requirement", "alignment", "outcome");
        assertThat(held.select(".line").text()).contains("The same competency", "by Dana Editor");
        assertThat(gap.select(".line .station--broken")).hasSize(1);
    }

    @Test
    void whoIsNotInvolvedFindsNothingAndMayNotDecide() throws Exception {
        Crosswalk crosswalk = crosswalk();
        Person elsewhere = stage.person("Stranger");
        stage.organization("Elsewhere", OrganizationKind.EMPLOYER, elsewhere, Role.EDITOR);
        Visitor other = new Visitor(server);
        other.signIn(String.valueOf(elsewhere.email()), Stage.PASSWORD);

        assertThat(other.get("/crosswalks/" + crosswalk.id()).status()).isEqualTo(404);
        crosswalks.publish(crosswalk.id(), editor.id());
        Visitor.Seen read = other.get("/crosswalks/" + crosswalk.id());
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.html().select("form.candidate")).isEmpty();
        Visitor stranger = new Visitor(server);
        String folded = stranger.get("/crosswalks/" + crosswalk.id() + "?order=tree")
                .html()
                .select("details[hx-get]")
                .attr("hx-get");
        Document unfolded = stranger.get(folded).html();
        assertThat(unfolded.select(".candidate__statement")).hasSize(2);
        assertThat(unfolded.select("form")).isEmpty();
        assertThat(other.post(
                                "/crosswalks/" + crosswalk.id() + "/reject",
                                "requirement",
                                job.uri("R.1").value(),
                                "outcome",
                                programme.uri("P.1").value())
                        .status())
                .isEqualTo(404);
    }
}
