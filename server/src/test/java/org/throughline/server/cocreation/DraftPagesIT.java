package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.model.CFItem;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FrameworkVersion;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** A draft from its first page to its second version: without script, and in a browser by keyboard alone. */
@ServerTest
class DraftPagesIT {
    private final Drafts drafts;
    private final Versions versions;
    private final Frameworks frameworks;
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Stage stage;
    private final Person editor;
    private final Organization owner;
    private final SmallFrameworks lines = new SmallFrameworks("Line work")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit before work", "A")
            .item("A.2", "Wear gloves that are rated", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B")
            .item("B.2", "Climb a wood pole", "B");

    DraftPagesIT(
            Drafts drafts,
            Versions versions,
            Frameworks frameworks,
            FrameworkImport imports,
            RunningServer server,
            Stage stage) {
        this.drafts = drafts;
        this.versions = versions;
        this.frameworks = frameworks;
        this.imports = imports;
        this.server = server;
        this.stage = stage;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private static String email(Person person) {
        return Objects.requireNonNull(person.email());
    }

    private String base() {
        imports.importCase(owner.id(), lines.json(), "lines.json", FrameworkKind.JOB_ROLE, true, editor.id());
        return "/frameworks/" + lines.id();
    }

    private FrameworkId id() {
        return new FrameworkId(lines.id());
    }

    private List<String> under(UUID parent) {
        return drafts.children(id(), parent, 0, 200).stream()
                .map(item -> item.text().statement())
                .toList();
    }

    @Test
    void aDraftIsShapedPublishedAndComparedWithoutScript() throws Exception {
        String base = base();
        frameworks.cite(lines.uri("A.1"), "achievement", "Lock-out badge", "/achievements/1");
        Visitor visitor = new Visitor(server);
        visitor.signIn(email(editor), Stage.PASSWORD);
        assertThat(visitor.get(base).html().select("button:contains(Start a draft)"))
                .hasSize(1);
        visitor.post(base + "/draft");

        Document tree = visitor.get(base + "/edit").html();
        assertThat(tree.select("[role=treeitem]")).hasSize(6);
        visitor.post(
                base + "/edit",
                "do",
                "add",
                "target",
                lines.id("A.1").toString(),
                "statement",
                "Test before touch",
                "code",
                "A.9");
        visitor.post(base + "/edit", "do", "out", "item", lines.id("A.2").toString());
        assertThat(under(lines.id("A"))).containsExactly("Isolate a circuit before work", "Test before touch");
        assertThat(under(lines.id())).containsExactly("Safety", "Wear gloves that are rated", "Climbing");
        visitor.post(base + "/edit", "do", "retire", "item", lines.id("B.2").toString());

        String item = base + "/edit/items/" + lines.id("A.1");
        String seen = visitor.get(item).html().select("input[name=seen]").val();
        visitor.post(
                item,
                "seen",
                seen,
                "atHireAsked",
                "yes",
                "atHire",
                "yes",
                "statement",
                "Isolate and earth a circuit before work");
        Document stale = visitor.post(item, "seen", seen, "atHireAsked", "yes", "statement", "Something else")
                .html();
        assertThat(stale.text())
                .contains("changed this statement while you wrote", "Isolate and earth a circuit", "Something else");
        assertThat(drafts.item(id(), lines.id("A.1")).orElseThrow().text().statement())
                .isEqualTo("Isolate and earth a circuit before work");
        visitor.post(
                base + "/edit/items/" + lines.id("B.1") + "/translations", "statement", "فحص الحزام", "language", "ar");
        visitor.post(base + "/edit/items/" + lines.id("B.1") + "/links", "type", "isRelatedTo", "to", "A.1");
        Document translated =
                visitor.get(base + "/edit/items/" + lines.id("B.1")).html();
        assertThat(translated.select("bdi[lang=ar]").text()).contains("فحص الحزام");
        assertThat(visitor.get(base + "/about").status()).isEqualTo(200);

        Document table = visitor.get(base + "/table?only=changed").html();
        assertThat(table.select("tbody tr")).hasSizeGreaterThan(1);
        assertThat(visitor.get(base + "/table?edit=yes").html().select("tbody textarea"))
                .hasSize(7);
        Document preview = visitor.post(
                        base + "/table/bulk", "all", "yes", "q", "", "change", "level", "value", "Expert")
                .html();
        assertThat(preview.selectXpath("//h1").text()).isEqualTo("See what changes");
        visitor.post(
                base + "/table/bulk",
                "all",
                "yes",
                "change",
                "level",
                "value",
                "Expert",
                "sure",
                "yes",
                "seen",
                preview.select("input[name=seen]").val());
        assertThat(drafts.item(id(), lines.id("A")).orElseThrow().text().level())
                .isEqualTo("Expert");
        assertThat(visitor.get(base + "/table.csv").response().body())
                .contains("Isolate and earth a circuit before work");

        Document publish = visitor.get(base + "/publish").html();
        assertThat(publish.text())
                .contains("reworded", "moved", "added", "retired", "Lock-out badge", "This can't be undone");
        assertThat(publish.select(".marks ins").text()).contains("and earth");
        visitor.post(
                base + "/publish",
                "seen",
                publish.select("#publish-form input[name=seen]").val(),
                "note",
                "Earthing is new",
                "otherMeaning",
                lines.id("A.1").toString());

        assertThat(versions.of(id())).extracting(FrameworkVersion::number).containsExactly(2, 1);
        assertThat(versions.pkg(id(), 2).orElseThrow().items())
                .extracting(CFItem::fullStatement)
                .contains(
                        "Isolate a circuit before work", "Isolate and earth a circuit before work", "Test before touch")
                .doesNotContain("Climb a wood pole");
        assertThat(new Visitor(server).get(base + "/versions").html().text()).contains("Version 2", "Earthing is new");
        Document difference = new Visitor(server).get(base + "/versions/1..2").html();
        assertThat(difference.text()).contains("Replaced", "Isolate and earth a circuit before work");
        assertThat(new Visitor(server).get(base + "/versions/1..9").status()).isEqualTo(404);
        assertThat(visitor.get(base + "/publish").html().text()).contains("Nothing is different.");
    }

    @Test
    void aFrameworkBeginsHereAndStrangersFindNothing() throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(email(editor), Stage.PASSWORD);
        assertThat(visitor.get("/frameworks").html().text()).contains("Start a framework");
        visitor.get("/frameworks/new");
        Document begun = visitor.post(
                        "/frameworks",
                        "organization",
                        owner.id().toString(),
                        "title",
                        "Welding",
                        "kind",
                        "OUTCOMES",
                        "language",
                        "en")
                .html();
        assertThat(begun.selectXpath("//h1").text()).isEqualTo("Welding");
        String base =
                "/frameworks/" + begun.select("[data-draft]").attr("data-draft").replace("/frameworks/", "");
        Person stranger = stage.person("Stranger");
        Visitor other = new Visitor(server);
        other.signIn(email(stranger), Stage.PASSWORD);
        for (String path : List.of("/edit", "/table", "/publish", "/about", "/versions")) {
            assertThat(other.get(base + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theTreeIsEditedByKeyboardAlone() throws Exception {
        String base = base();
        drafts.open(id(), editor.id());
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext()) {
            Looks looks = new Looks();
            Page page = looks.listen(context.newPage());
            page.setViewportSize(1280, 800);
            page.navigate(server.at("/sign-in").toString());
            page.fill("input[name=email]", email(editor));
            page.fill("input[name=password]", Stage.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.endsWith("/sign-in"));
            looks.at(page, server.at(base + "/edit"), "draft-tree");

            Locator isolate = page.locator("#i-" + lines.id("A.1"));
            page.locator("[role=treeitem][tabindex='0']").first().focus();
            page.keyboard().press("ArrowDown");
            PlaywrightAssertions.assertThat(isolate).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().press("End");
            page.keyboard().type(" starts");
            page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(page.locator("[data-savestate]")).containsText("Saved");
            PlaywrightAssertions.assertThat(isolate).isFocused();
            assertThat(drafts.item(id(), lines.id("A.1")).orElseThrow().text().statement())
                    .isEqualTo("Isolate a circuit before work starts");

            page.keyboard().press("n");
            page.keyboard().type("Test before touch");
            page.keyboard().press("Enter");
            Locator fresh = page.locator("[role=treeitem]", new Page.LocatorOptions().setHasText("Test before touch"))
                    .last();
            PlaywrightAssertions.assertThat(fresh).isFocused();
            page.keyboard().press("Alt+ArrowRight");
            PlaywrightAssertions.assertThat(page.locator("[data-announce]")).containsText("Moved");
            assertThat(under(lines.id("A.1"))).containsExactly("Test before touch");
            PlaywrightAssertions.assertThat(fresh).isFocused();
            page.keyboard().press("Control+z");
            PlaywrightAssertions.assertThat(page.locator("[data-announce]")).containsText("Took back");
            assertThat(under(lines.id("A")))
                    .containsExactly(
                            "Isolate a circuit before work starts", "Test before touch", "Wear gloves that are rated");

            page.keyboard().press("Control+x");
            page.keyboard().press("End");
            page.keyboard().press("Control+v");
            PlaywrightAssertions.assertThat(page.locator("[data-announce]")).containsText("Moved");
            assertThat(under(lines.id("B")))
                    .containsExactly("Inspect a harness", "Climb a wood pole", "Test before touch");
            PlaywrightAssertions.assertThat(fresh).isFocused();
            page.keyboard().press("Delete");
            PlaywrightAssertions.assertThat(page.locator("[data-announce]")).containsText("Retired");
            PlaywrightAssertions.assertThat(page.locator("#i-" + lines.id("B.2")))
                    .isFocused();

            // somebody else changes the text while it is edited
            page.keyboard().press("Enter");
            page.keyboard().type(" or a mast");
            DraftItem now = drafts.item(id(), lines.id("B.2")).orElseThrow();
            drafts.apply(
                    id(),
                    List.of(new DraftEdit.Reword(
                            lines.id("B.2"), now.textRevision(), DraftsIT.text("B.2", "Climb a steel pole"), false)),
                    editor.id(),
                    null,
                    null);
            page.keyboard().press("Enter");
            PlaywrightAssertions.assertThat(page.locator(".bothtexts")).containsText("Climb a steel pole");
            looks.at(page, "draft-both-texts");
            page.getByText("Keep mine").click();
            PlaywrightAssertions.assertThat(page.locator("#i-" + lines.id("B.2")))
                    .isFocused();
            assertThat(drafts.item(id(), lines.id("B.2")).orElseThrow().text().statement())
                    .isEqualTo("Climb a wood pole or a mast");

            looks.at(page, server.at(base + "/edit/items/" + lines.id("B.2")), "draft-item");
            looks.at(page, server.at(base + "/table"), "draft-table");
            looks.at(page, server.at(base + "/table?edit=yes"), "draft-table-cells");
            looks.at(page, server.at(base + "/publish"), "draft-publish");
            looks.at(page, server.at(base + "/versions"), "draft-versions");
            looks.at(page, server.at(base), "draft-framework");
            assertThat(looks.wrong()).isEmpty();
        }
    }
}
