package org.throughline.server.cocreation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.KeyboardModifier;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
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

/** The tree of a draft in a real browser: keys, mouse, finger, search, a network that fails, and two people at one statement. */
@ServerTest
class DraftTreeIT {
    private final Drafts drafts;
    private final RunningServer server;
    private final Person editor;
    private final Person colleague;
    private final SmallFrameworks lines = new SmallFrameworks("Line work")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit", "A")
            .item("A.2", "Wear rated gloves", "A")
            .item("A.3", "Test before touch", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B")
            .item("B.2", "Climb a wood pole", "B");

    DraftTreeIT(Drafts drafts, FrameworkImport imports, RunningServer server, Stage stage) {
        this.drafts = drafts;
        this.server = server;
        this.editor = stage.person("Editor");
        this.colleague = stage.person("Colleague");
        Organization owner = stage.organization("Tree College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
        imports.importCase(owner.id(), lines.json(), "lines.json", FrameworkKind.JOB_ROLE, true, editor.id());
        drafts.open(id(), editor.id());
        server.sql()
                .sql("""
                    insert into cocreation.members (framework, person, role, invited_by, joined_at) values (?, ?, 'EDITOR', ?, now())
                    """)
                .params(lines.id(), colleague.id().value(), editor.id().value())
                .update();
    }

    private FrameworkId id() {
        return new FrameworkId(lines.id());
    }

    private String base() {
        return "/frameworks/" + lines.id();
    }

    private List<String> under(UUID parent) {
        return drafts.children(id(), parent, 0, 200).stream()
                .map(item -> item.text().statement())
                .toList();
    }

    private String statement(String code) {
        return drafts.item(id(), lines.id(code)).orElseThrow().text().statement();
    }

    private Locator row(Page page, String code) {
        return page.locator("#i-" + lines.id(code) + " > .treeitem__row");
    }

    private Locator item(Page page, String code) {
        return page.locator("#i-" + lines.id(code));
    }

    private static void said(Page page, String words) {
        assertThat(page.locator("[data-announce]")).containsText(words);
    }

    private Page signedIn(BrowserContext context, Person person) {
        Page page = context.newPage();
        page.navigate(server.at("/sign-in").toString());
        page.fill("input[name=email]", Objects.requireNonNull(person.email()));
        page.fill("input[name=password]", Stage.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.endsWith("/sign-in"));
        page.navigate(server.at(base() + "/edit").toString());
        return page;
    }

    private void inABrowser(Browser.NewContextOptions options, Consumer<Page> story) {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext(options)) {
            story.accept(signedIn(context, editor));
        }
    }

    private static Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setViewportSize(1280, 800);
    }

    @Test
    void aStatementMovesAmongWhatASearchLeftInTheTree() {
        inABrowser(desk(), page -> {
            page.navigate(server.at(base() + "/edit?q=u").toString()); // of those in A all but the second
            item(page, "A.3").focus();
            page.keyboard().press("Alt+ArrowUp");
            said(page, "Moved A.3");
            assertThat(under(lines.id("A")))
                    .containsExactly("Test before touch", "Isolate a circuit", "Wear rated gloves");
            page.keyboard().press("Alt+ArrowUp");
            said(page, "It can’t go further that way among what is shown.");
            page.keyboard().press("Alt+ArrowDown");
            said(page, "Moved A.3");
            assertThat(under(lines.id("A")))
                    .containsExactly("Isolate a circuit", "Test before touch", "Wear rated gloves");
            assertThat(item(page, "A.3")).isFocused();
            page.keyboard().press("Alt+ArrowRight");
            assertThat(item(page, "A.1").locator("#i-" + lines.id("A.3"))).isVisible();
            assertThat(under(lines.id("A.1"))).containsExactly("Test before touch");
        });
    }

    @Test
    void everyKeyOfTheTreeDoesWhatItSays() {
        inABrowser(desk(), page -> {
            item(page, "A.2").focus();
            page.keyboard().press("Alt+ArrowUp");
            said(page, "Moved A.2");
            assertThat(under(lines.id("A"))).startsWith("Wear rated gloves", "Isolate a circuit");
            assertThat(item(page, "A.2")).isFocused();
            page.keyboard().press("Alt+ArrowDown");
            page.keyboard().press("Alt+ArrowRight");
            assertThat(item(page, "A.1").locator("#i-" + lines.id("A.2"))).isVisible();
            page.keyboard().press("Alt+ArrowLeft");
            page.keyboard().press("Alt+ArrowLeft");
            assertThat(item(page, "A.2")).hasAttribute("aria-level", "1");
            assertThat(under(lines.id())).containsExactly("Safety", "Wear rated gloves", "Climbing");
            assertThat(item(page, "A.2")).isFocused();
            page.keyboard().press("Control+z");
            said(page, "Took back");
            page.keyboard().press("Control+y");
            said(page, "Did it again");
            assertThat(under(lines.id())).contains("Wear rated gloves");
            page.keyboard().press("Control+z");
            said(page, "Took back");
            assertThat(item(page, "A.2")).hasAttribute("aria-level", "2");

            page.keyboard().press("Control+x");
            said(page, "Cut Wear rated gloves");
            item(page, "B").focus();
            page.keyboard().press("Control+Shift+V");
            said(page, "Moved A.2 under B");
            assertThat(under(lines.id("B"))).endsWith("Wear rated gloves");

            page.keyboard().press("Shift+N");
            page.keyboard().type("Splint a wrist");
            page.keyboard().press("Enter");
            said(page, "Added");
            assertThat(under(lines.id("A.2"))).containsExactly("Splint a wrist");
            page.keyboard().press("Insert");
            page.keyboard().type("Call for help");
            page.keyboard().press("Enter");
            assertThat(page.locator("[role=treeitem]:focus")).containsText("Call for help");
            assertThat(under(lines.id("A.2"))).containsExactly("Splint a wrist", "Call for help");
            page.keyboard().press("F2");
            page.keyboard().type(" by radio");
            page.keyboard().press("Escape");
            assertThat(page.locator("[role=treeitem]:focus")).containsText("Call for help");
            assertThat(under(lines.id("A.2"))).endsWith("Call for help");
            page.keyboard().press("Delete");
            said(page, "Retired");
            page.keyboard().press("Home");
            assertThat(item(page, "A")).isFocused();
            page.keyboard().press("ArrowLeft");
            assertThat(item(page, "A")).hasAttribute("aria-expanded", "false");
            page.keyboard().press("ArrowDown");
            assertThat(item(page, "B")).isFocused();
        });
    }

    @Test
    void tabGoesIntoTheTreeAndOutOfItAndNeverMovesAStatement() {
        inABrowser(desk(), page -> {
            item(page, "A.2").focus();
            page.keyboard().press("Tab");
            assertThat(page.evaluate("() => document.activeElement.closest('[role=tree]') === null"))
                    .isEqualTo(true);
            page.keyboard().press("Shift+Tab");
            assertThat(item(page, "A.2")).isFocused();
            page.keyboard().press("Shift+Tab");
            assertThat(page.evaluate("() => document.activeElement.closest('[role=toolbar]') !== null"))
                    .isEqualTo(true);
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Shift+Tab");
            assertThat(page.evaluate("() => document.activeElement.closest('[role=toolbar]') === null"))
                    .isEqualTo(true);
            assertThat(under(lines.id("A")))
                    .containsExactly("Isolate a circuit", "Wear rated gloves", "Test before touch");
        });
    }

    @Test
    void severalAreChosenWithTheKeyboardAndTheMouseAndMovedAsOneAct() {
        inABrowser(desk(), page -> {
            item(page, "A.1").focus();
            page.keyboard().press("Shift+ArrowDown");
            said(page, "2 chosen");
            page.keyboard().press("Control+x");
            said(page, "Cut 2 statements");
            item(page, "B.1").focus();
            page.keyboard().press("Control+v");
            said(page, "Moved 2 statements under B");
            assertThat(under(lines.id("B")))
                    .containsExactly(
                            "Inspect a harness", "Isolate a circuit", "Wear rated gloves", "Climb a wood pole");
            page.keyboard().press("Escape");
            page.keyboard().press("Control+z");
            said(page, "Took back");
            assertThat(under(lines.id("A")))
                    .containsExactly("Isolate a circuit", "Wear rated gloves", "Test before touch");

            row(page, "A.1").click();
            row(page, "A.3").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(page.locator("[aria-selected=true]")).hasCount(3);
            row(page, "A.2").click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.CONTROL)));
            assertThat(page.locator("[aria-selected=true]")).hasCount(2);
            page.locator("[data-do=cut]").click();
            row(page, "B").click();
            page.locator("[data-do=pasteinside]").click();
            said(page, "Moved 2 statements");
            assertThat(under(lines.id("B")))
                    .containsExactly(
                            "Inspect a harness", "Climb a wood pole", "Isolate a circuit", "Test before touch");
            row(page, "A.2").click();
            assertThat(page.locator("[aria-selected=true]")).hasCount(0);
        });
    }

    @Test
    void rowsAreDraggedBeforeAfterAndIntoOthers() {
        inABrowser(desk(), page -> {
            row(page, "A.3").dragTo(row(page, "A.1"), at(4));
            said(page, "Moved A.3");
            assertThat(under(lines.id("A")))
                    .containsExactly("Test before touch", "Isolate a circuit", "Wear rated gloves");
            row(page, "A.3").dragTo(row(page, "B.1"), at(32));
            assertThat(item(page, "B").locator("#i-" + lines.id("A.3"))).isVisible();
            assertThat(under(lines.id("B")))
                    .containsExactly("Inspect a harness", "Test before touch", "Climb a wood pole");
            row(page, "A.1").dragTo(row(page, "A.2"), at(18));
            assertThat(item(page, "A.2").locator("#i-" + lines.id("A.1"))).isVisible();
            assertThat(under(lines.id("A.2"))).containsExactly("Isolate a circuit");
            // into what stands below it: nothing happens
            row(page, "A").dragTo(row(page, "A.1"), at(18));
            assertThat(under(lines.id())).containsExactly("Safety", "Climbing");
            assertThat(page.locator("[data-drop]")).hasCount(0);
        });
    }

    private static Locator.DragToOptions at(int y) {
        return new Locator.DragToOptions().setSourcePosition(200, 18).setTargetPosition(200, y);
    }

    @Test
    void aFingerDoesTheSameOnAPhone() {
        inABrowser(
                new Browser.NewContextOptions()
                        .setViewportSize(360, 740)
                        .setHasTouch(true)
                        .setIsMobile(true),
                page -> {
                    row(page, "A.2").locator(".treeitem__label").tap();
                    assertThat(item(page, "A.2")).isFocused();
                    for (String button : List.of("up", "in", "out", "cut", "paste", "undo", "retire")) {
                        page.locator("[data-do=" + button + "]").scrollIntoViewIfNeeded();
                        assertThat(page.locator("[data-do=" + button + "]").boundingBox().height)
                                .as(button)
                                .isGreaterThanOrEqualTo(44);
                    }
                    page.locator("[data-do=up]").tap();
                    said(page, "Moved A.2");
                    assertThat(under(lines.id("A"))).startsWith("Wear rated gloves");
                    page.locator("[data-do=undo]").tap();
                    said(page, "Took back");
                    page.locator("[data-do=cut]").tap();
                    row(page, "B.2").locator(".treeitem__label").tap();
                    page.locator("[data-do=paste]").tap();
                    said(page, "Moved A.2 under B");
                    assertThat(under(lines.id("B"))).endsWith("Climb a wood pole", "Wear rated gloves");
                    page.locator("[data-do=edit]").tap();
                    page.locator("#treeform-statement").fill("Wear gloves that are rated");
                    page.locator(".treeform [type=submit]").tap();
                    assertThat(page.locator("[data-savestate]")).containsText("Saved");
                    assertThat(statement("A.2")).isEqualTo("Wear gloves that are rated");
                    // the tools stay in reach wherever the tree is
                    assertThat(page.locator("[data-do=up]")).isInViewport();
                });
    }

    @Test
    void theSearchNarrowsTheTreeAndEscBringsTheWholeBack() {
        inABrowser(desk(), page -> {
            Looks looks = new Looks();
            looks.listen(page);
            page.locator("input[name=q]").focus();
            page.keyboard().type("pole");
            assertThat(page.locator(".foundbar")).containsText("1 statement has these words.");
            said(page, "1 statement has these words.");
            assertThat(page.locator("[role=treeitem]")).hasCount(2);
            assertThat(item(page, "B")).isVisible();
            assertThat(page.locator(".treeitem--found")).hasCount(1);
            assertThat(page.evaluate("() => location.search")).isEqualTo("?q=pole");
            page.locator("input[name=q]").fill("te");
            assertThat(page.locator(".treeitem--found")).hasCount(3); // isolaTE, raTEd, TEst
            page.locator("input[name=q]").press("Enter");
            assertThat(item(page, "A.1")).isFocused();
            page.keyboard().press("F3");
            assertThat(item(page, "A.2")).isFocused();
            page.keyboard().press("Shift+F3");
            page.keyboard().press("Shift+F3");
            said(page, "That was the first one.");
            assertThat(item(page, "A.1")).isFocused();
            looks.at(page, "draft-search");
            // what is done here is done, and the tree stays narrowed
            page.keyboard().press("F3");
            page.keyboard().press("F2");
            page.keyboard().type(" always");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-savestate]")).containsText("Saved");
            page.keyboard().press("Alt+ArrowUp");
            said(page, "Moved A.2");
            assertThat(page.locator(".treeitem--found")).hasCount(3);
            assertThat(under(lines.id("A"))).startsWith("Wear rated gloves always");
            page.keyboard().press("Escape");
            said(page, "The whole tree.");
            assertThat(item(page, "A.2")).isFocused();
            assertThat(item(page, "B")).isVisible();
            assertThat(page.locator("input[name=q]")).hasValue("");
            page.locator("input[name=q]").fill("nothing has this");
            assertThat(page.locator("[data-drafttree]")).containsText("Nothing found");
            page.locator("[data-whole]").click();
            assertThat(item(page, "B")).isVisible();
            assertThat(looks.wrong()).isEmpty();
        });
    }

    @Test
    void nothingThatWasTypedIsLostWhenTheNetworkFails() {
        inABrowser(desk(), page -> {
            item(page, "A.1").focus();
            page.keyboard().press("Enter");
            page.keyboard().type(" and earth it");
            page.context().setOffline(true);
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-savestate]"))
                    .containsText("Not saved: the server can’t be reached. Your text is kept on this device");
            assertThat(page.locator("#treeform-statement")).hasValue("Isolate a circuit and earth it");
            assertThat(statement("A.1")).isEqualTo("Isolate a circuit");
            page.context().setOffline(false); // it tries again by itself
            assertThat(page.locator("[data-savestate]")).containsText("Saved");
            assertThat(statement("A.1")).isEqualTo("Isolate a circuit and earth it");
            page.keyboard().press("Escape");

            item(page, "A.2").focus();
            page.context().setOffline(true);
            page.keyboard().press("Alt+ArrowUp");
            assertThat(page.locator("[data-savestate]"))
                    .containsText("Not done: the server can’t be reached. The draft is as it was");
            page.keyboard().press("n");
            page.keyboard().type("Ground the truck");
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-savestate]")).containsText("Your text is kept on this device");
            assertThat(page.locator("#treeform-statement")).isFocused();
            // the page is closed, and opened again another day
            page.onDialog(dialog -> dialog.accept());
            page.context().setOffline(false);
            page.navigate(server.at(base() + "/edit").toString());
            assertThat(page.locator("[data-savestate]")).containsText("New brings it back");
            page.locator("[data-do=new]").click();
            assertThat(page.locator("#treeform-statement")).hasValue("Ground the truck");
            page.keyboard().press("Enter");
            said(page, "Added");
            assertThat(page.locator("[role=treeitem]:focus")).containsText("Ground the truck");
            page.reload();
            assertThat(page.locator("[data-savestate]")).hasText("Every change is kept at once.");
        });
    }

    @Test
    void twoPeopleAtOneStatementSeeBothTexts() {
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (Chromium chromium = Chromium.start();
                BrowserContext one = chromium.browser().newContext(desk());
                BrowserContext other = chromium.browser().newContext(desk())) {
            Page first = signedIn(one, editor);
            Page second = signedIn(other, colleague);
            item(first, "B.2").focus();
            first.keyboard().press("Enter");
            first.keyboard().type(" of 12 m");
            item(second, "B.2").focus();
            second.keyboard().press("Enter");
            second.keyboard().type(" or a mast");
            first.keyboard().press("Enter");
            assertThat(first.locator("[data-savestate]")).containsText("Saved");
            second.keyboard().press("Enter");
            Locator both = second.locator(".bothtexts");
            assertThat(both).containsText("Climb a wood pole of 12 m");
            assertThat(both).containsText("Climb a wood pole or a mast");
            assertThat(second.locator("[data-savestate]"))
                    .containsText(editor.displayName() + " changed this statement");
            assertThat(statement("B.2")).isEqualTo("Climb a wood pole of 12 m");
            second.locator("#treeform-statement").fill("Climb a wood pole of 12 m or a mast");
            second.getByText("Keep mine").click();
            assertThat(second.locator("[data-savestate]")).containsText("Saved");
            assertThat(statement("B.2")).isEqualTo("Climb a wood pole of 12 m or a mast");
            // who only looks on gets it by itself; where one works, a button offers it
            first.locator("h1").click();
            item(first, "B.2").focus();
            item(second, "A.1").focus();
            second.keyboard().press("Delete");
            said(second, "Retired");
            assertThat(first.locator("[data-live-show]")).isVisible();
            assertThat(item(first, "A.1")).isVisible();
            first.locator("[data-live-show]").click();
            assertThat(item(first, "A.1")).hasCount(0);
            assertThat(item(first, "B.2")).isFocused();
        }
    }
}
