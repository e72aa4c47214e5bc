package org.throughline.facepreview;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.support.Chromium;

/** The style guide in a real browser, under the strict policy: accessibility, narrow screens, keyboard, theme, no script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaceInABrowserIT {
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private Chromium chromium;
    private ConfigurableApplicationContext server;

    @BeforeAll
    void start() {
        chromium = Chromium.start();
        server = FacePreview.start(0);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @AfterEach
    void nothingWasRefusedOrFailed() {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 360", "DARK, 360"})
    void hasNoAxeViolations(ColorScheme theme, int width) {
        Page page = open("/style-guide", options(width).setColorScheme(theme));
        assertNoViolations(page);
        page.locator("body").press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertNoViolations(page);
    }

    @ParameterizedTest
    @CsvSource({"320", "360", "768", "1024"})
    void neverScrollsSideways(int width) {
        Page page = open("/style-guide", options(width));
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
    }

    @Test
    void movesThroughTheTreeWithTheKeyboardAndLoadsBranchesOnTheWay() {
        Page page = open("/style-guide", options(1280));
        page.locator("#t12").focus();
        page.keyboard().press("Home");
        assertThat(page.locator("#t1")).isFocused();
        page.keyboard().press("s");
        assertThat(page.locator("#t2")).isFocused();
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#t21")).isVisible();
        assertThat(page.locator("#t2")).hasAttribute("aria-expanded", "true");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#t21")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#t24")).isFocused();
        page.keyboard().press("ArrowLeft");
        assertThat(page.locator("#t2")).isFocused();
        page.reload();
        assertThat(page.locator("#t21")).isVisible();
        assertThat(page.locator("[role=tree] [tabindex='0']")).hasCount(1);
    }

    @Test
    void decidesAKeyedListWithOneKeyEach() {
        Page page = open("/style-guide", options(1280));
        page.evaluate("document.querySelectorAll('[data-sample]').forEach(b =>"
                + " b.addEventListener('click', () => { b.dataset.pressed = 'yes'; }))");
        Locator items = page.locator("[data-keyed-item]");
        items.first().focus();
        page.keyboard().press("ArrowDown");
        assertThat(items.nth(1)).isFocused();
        page.keyboard().press("a");
        assertThat(items.nth(1).locator("[data-key=a]")).hasAttribute("data-pressed", "yes");
        assertThat(items.first().locator("[data-key=a]")).not().hasAttribute("data-pressed", "yes");
    }

    @Test
    void letsSingleKeysBeSwitchedOff() {
        Page page = open("/style-guide", options(1280));
        page.locator("body").press("?");
        page.getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName(Pattern.compile("single letters")))
                .uncheck();
        page.keyboard().press("Escape");
        page.locator("body").press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    }

    @Test
    void keepsTheChosenThemeFromTheFirstByteOfTheNextPage() {
        Page page = open("/style-guide", options(1280));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dark colours"))
                .click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        String served = page.context().request().get(page.url()).text();
        assertThat(served).contains("data-theme=\"dark\"");
    }

    @Test
    void narrowsATableWhileTypingAndKeepsTheFilterInTheAddress() {
        Page page = open("/style-guide", options(1280));
        page.getByLabel("Filter these rows").fill("chen");
        assertThat(page.locator("#people tbody tr:visible")).hasCount(1);
        assertThat(page.locator("#table")).containsText("1 of 3 rows");
        page.reload();
        assertThat(page.locator("#people tbody tr:visible")).hasCount(1);
    }

    @Test
    void saysWhatWasDoneAndOffersTheWayBack() {
        Page page = open("/style-guide", options(1280));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move the item"))
                .click();
        Locator toasts = page.locator("#toasts");
        assertThat(toasts).containsText("Item moved to Switching");
        assertThat(toasts.getByRole(AriaRole.BUTTON).first()).hasText("Undo");
        toasts.getByLabel("Close").click();
        assertThat(toasts).isEmpty();
    }

    @Test
    void opensADialogAndGivesTheFocusBack() {
        Page page = open("/style-guide", options(1280));
        Locator button = page.locator("#dialog .guide__sample > button");
        button.click();
        assertThat(page.locator("#revoke")).isVisible();
        assertNoViolations(page);
        page.keyboard().press("Escape");
        assertThat(button).isFocused();
    }

    @Test
    void opensTheMenuOfANarrowScreenWithoutScript() {
        Page page = open("/style-guide", options(360).setJavaScriptEnabled(false));
        assertThat(page.locator("#nav")).isHidden();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Menu"))
                .click();
        assertThat(page.locator("#nav a").first()).isVisible();
        assertThat(page.locator("[data-copy]")).isHidden();
        assertThat(page.locator("[data-theme-toggle]")).isHidden();
    }

    private Page open(String path, Browser.NewContextOptions options) {
        BrowserContext context = chromium.browser().newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate("http://localhost:" + server.getEnvironment().getProperty("local.server.port") + path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
        return page;
    }

    private static Browser.NewContextOptions options(int width) {
        return new Browser.NewContextOptions().setViewportSize(width, 900);
    }

    private static void assertNoViolations(Page page) {
        var violations = new AxeBuilder(page).withTags(RULES).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule ->
                                rule.getId() + ": " + rule.getNodes().getFirst().getHtml()))
                .isEmpty();
    }
}
