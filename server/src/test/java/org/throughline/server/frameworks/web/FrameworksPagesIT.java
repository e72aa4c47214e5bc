package org.throughline.server.frameworks.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.PendingImports;
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
class FrameworksPagesIT {
    private final FrameworkImport imports;
    private final PendingImports pending;
    private final Frameworks frameworks;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks lineWork = new SmallFrameworks("Line work")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B", "A");

    FrameworksPagesIT(
            FrameworkImport imports, PendingImports pending, Frameworks frameworks, RunningServer server, Stage stage) {
        this.imports = imports;
        this.pending = pending;
        this.frameworks = frameworks;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @BeforeEach
    void bringIn() {
        imports.importCase(owner.id(), lineWork.json(), "line work", FrameworkKind.JOB_ROLE, true, editor.id());
    }

    @Test
    void strangersReadTheTreeOfAPublishedFramework() throws Exception {
        Document page = new Visitor(server).get("/frameworks/" + lineWork.id()).html();

        assertThat(page.selectXpath("//h1").text()).isEqualTo("Line work");
        Element tree = java.util.Objects.requireNonNull(page.selectFirst("[role=tree]"));
        assertThat(tree.select("> [role=treeitem] > .treeitem__row .treeitem__label")
                        .eachText())
                .containsExactly("A Safety", "B Climbing");
        assertThat(tree.select("[role=treeitem] [role=treeitem] .treeitem__label")
                        .eachText())
                .containsExactly("A.1 Isolate a circuit", "B.1 Inspect a harness", "B.1 Inspect a harness");
    }

    @Test
    void anItemsPageNamesAllItsParentsAndWhoRestsOnIt() throws Exception {
        frameworks.cite(lineWork.uri("B.1"), "achievement", "Climber's badge", "/achievements/1");

        Document page = new Visitor(server).get("/uri/" + lineWork.id("B.1")).html();

        assertThat(page.selectXpath("//h1").text()).isEqualTo("B.1 Inspect a harness");
        assertThat(page.text())
                .contains("It stands under each of these", "A Safety", "B Climbing", "Climber's badge", "Proficient");
    }

    @Test
    void theSearchFindsStatementsAcrossFrameworksWithTheWayToThem() throws Exception {
        Document page = new Visitor(server).get("/frameworks?q=harness").html();

        assertThat(page.select(".founditem a[href*=" + lineWork.id() + "]").text())
                .isEqualTo("B.1 Inspect a harness");
        assertThat(page.select(".founditem:has(a[href*=" + lineWork.id() + "]) .founditem__path")
                        .text())
                .isEqualTo("Line work › A Safety");
    }

    @Test
    void childrenComeAsTreeItems() throws Exception {
        String path = "/frameworks/" + lineWork.id() + "/children/" + lineWork.id("A") + "?level=2";

        Document page = new Visitor(server).get(path).html();

        assertThat(page.select("[role=treeitem][aria-level=2] .treeitem__label").eachText())
                .containsExactly("A.1 Isolate a circuit", "B.1 Inspect a harness");
    }

    @Test
    void aLevelOfHundredsComesInStretchesAndOpensWhereItsItemStands() throws Exception {
        SmallFrameworks wide = new SmallFrameworks("Wide").item("A", "Everything");
        for (int n = 1; n <= 450; n++) {
            wide.item("A." + n, "Statement " + n, "A");
        }
        imports.importCase(owner.id(), wide.json(), "wide", FrameworkKind.STANDARDS, true, editor.id());
        Visitor stranger = new Visitor(server);

        Document page = stranger.get("/frameworks/" + wide.id() + "?item=" + wide.id("A.250"))
                .html();
        assertThat(page.select("[role=treeitem][aria-level=2]:not(.treeitem--more)"))
                .hasSize(200)
                .allMatch(item -> item.attr("aria-setsize").equals("450"));
        assertThat(page.select("[aria-current=true] .code").text()).isEqualTo("A.250");
        assertThat(page.select("[aria-current=true]").attr("aria-posinset")).isEqualTo("250");
        assertThat(page.select(".treeitem--more").eachText()).containsExactly("Show those before", "Show more");

        Document more = stranger.get(
                        page.select(".treeitem--more a").eachAttr("href").getLast())
                .html();
        assertThat(more.select("[role=treeitem]"))
                .hasSize(50)
                .first()
                .extracting(item -> item.attr("aria-posinset"))
                .isEqualTo("401");
    }

    @Test
    void aPublishedStatementStandsOnOtherPeoplesPagesAsACardThatFetchesNothing() throws Exception {
        Visitor.Seen card = new Visitor(server).get("/uri/" + lineWork.id("B.1") + "/card");

        assertThat(card.html().selectXpath("//h1").text()).isEqualTo("B.1 Inspect a harness");
        assertThat(card.html().select("script, link, img")).isEmpty();
        assertThat(card.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors *")
                .doesNotContain("script-src");
        assertThat(card.header("X-Frame-Options")).isEmpty();
        String embed = new Visitor(server)
                .get("/uri/" + lineWork.id("B.1"))
                .html()
                .select(".embed")
                .text();
        assertThat(embed)
                .startsWith("<iframe src=\"http")
                .contains("/uri/" + lineWork.id("B.1") + "/card\" title=\"B.1 Inspect a harness\"");
    }

    @Test
    void aWholeFrameworkComesOnPaperInReadingOrder() throws Exception {
        Document page = new Visitor(server)
                .get("/frameworks/" + lineWork.id() + "/print")
                .html();

        assertThat(page.select("[role=listitem]").eachText())
                .containsExactly(
                        "A Safety Skill · Proficient",
                        "A.1 Isolate a circuit Skill · Proficient",
                        "B.1 Inspect a harness Skill · Proficient Also under B",
                        "B Climbing Skill · Proficient");
        assertThat(page.select("[role=listitem]").eachAttr("aria-level")).containsExactly("1", "2", "2", "1");
    }

    @Test
    void anImportIsLookedAtBeforeItHappens() throws Exception {
        lineWork.item("B.2", "Climb a pole", "B");
        Visitor visitor = signedIn(editor);
        var waiting =
                pending.keep(owner.id(), editor.id(), "newer.json", FrameworkKind.JOB_ROLE, true, lineWork.json());

        Document preview = visitor.get("/frameworks/import/" + waiting).html();
        assertThat(preview.selectXpath("//h1").text()).isEqualTo("Line work");
        assertThat(preview.text()).contains("adds 1 statement, changes 0 and retires 0", "Nothing has happened yet");
        assertThat(frameworks.item(lineWork.uri("B.2"))).isEmpty();
        Visitor.Seen after = visitor.post("/frameworks/import/" + waiting);

        assertThat(after.heading()).isEqualTo("Line work");
        assertThat(frameworks.item(lineWork.uri("B.2"))).isPresent();
    }

    @Test
    void nobodyElseSeesAWaitingImport() throws Exception {
        var waiting =
                pending.keep(owner.id(), editor.id(), "newer.json", FrameworkKind.JOB_ROLE, true, lineWork.json());
        Person colleague = stage.person("Colleague");
        stage.organization("Other", OrganizationKind.EMPLOYER, colleague, Role.EDITOR);

        assertThat(signedIn(colleague).get("/frameworks/import/" + waiting).status())
                .isEqualTo(404);
    }

    @Test
    void bringingInNeedsAnEditorsRole() throws Exception {
        Person viewer = stage.person("Viewer");
        stage.organization("Viewers", OrganizationKind.EMPLOYER, viewer, Role.VIEWER);

        assertThat(signedIn(viewer).get("/frameworks/import").status()).isEqualTo(403);
        assertThat(signedIn(editor).get("/frameworks/import").heading()).isEqualTo("Import a framework");
    }

    private Visitor signedIn(Person person) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(person.email()), Stage.PASSWORD);
        return visitor;
    }
}
