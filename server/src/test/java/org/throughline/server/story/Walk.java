package org.throughline.server.story;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A walk through the pages of the story in a real browser. Every page is looked at wide and narrow, light and dark: it answers 200, has one
 * h1, does not scroll sideways, says nothing in the console and has no axe violation (WCAG 2.2 AA). Screenshots go to {@code target/walk}.
 */
final class Walk {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int WIDE = 1280;
    private static final int NARROW = 360;

    private final Browser browser;
    private final DemoProcess server;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private boolean refusing;

    Walk(Browser browser, DemoProcess server) {
        this.browser = browser;
        this.server = server;
    }

    List<String> stranger(String share) {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = page(context);
            look(page, "stranger", "/");
            look(page, "stranger", "/s");
            look(page, "stranger", "/verify");
            look(page, "stranger", "/sign-in");
            look(page, "stranger", "/w");
            look(page, "stranger", "/sign-in/link");
            look(page, "stranger", "/sign-in/institution");
            look(page, "stranger", "/demo/mail");
            look(page, "stranger", share);
            look(page, "stranger", "/frameworks");
            look(page, "stranger", first(page, "main a[href^='/frameworks/']"));
            look(page, "stranger", "/needs");
            look(page, "stranger", first(page, "main a[href^='/needs/']"));
            refused(page, "/pipeline");
        }
        return taken();
    }

    List<String> convener() {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = signedIn(context, "Ruth Vandermeer");
            look(page, "convener", "/");
            look(page, "convener", "/partnerships");
            look(page, "convener", "/o/high-plains-energy/partnerships");
            String partnership = first(page, "main table a[href^='/partnerships/']");
            look(page, "convener", first(page, "main a[href*='/packs/']:not([href$='new'])"));
            look(page, "convener", "/o/high-plains-energy/packs/new");
            look(page, "convener", partnership);
            for (String view : List.of("/members", "/charter", "/charter/edit", "/rounds", "/minutes", "/workshops")) {
                look(page, "convener", partnership + view);
            }
            look(page, "convener", first(page, "main a[href*='/workshops/']"));
            page.navigate(server.at(partnership + "/rounds").toString());
            look(page, "convener", first(page, "main a[href*='/rounds/']"));
        }
        return taken();
    }

    List<String> educator() {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = signedIn(context, "Amara Okafor");
            look(page, "educator", "/");
            look(page, "educator", "/frameworks");
            String framework = first(page, "main a[href^='/frameworks/']:not([href$='import'])");
            look(page, "educator", framework);
            look(page, "educator", "/frameworks/import");
            look(page, "educator", "/crosswalks");
            String crosswalk = first(page, "main a[href^='/crosswalks/']:not([href$='new'])")
                    .replaceAll("[?#].*|/coverage.*", "");
            look(page, "educator", crosswalk);
            look(page, "educator", crosswalk + "/coverage");
            look(page, "educator", "/achievements");
            look(page, "educator", "/issuing");
            look(page, "educator", first(page, "main a[href^='/issuing/batches/']"));
            look(page, "educator", "/issuing/new");
            look(page, "educator", "/issuing/credentials");
            look(page, "educator", first(page, "main a[href^='/issuing/credentials/']"));
            look(page, "educator", "/partnerships");
            look(page, "educator", first(page, "main a[href^='/partnerships/']:not([href$='new'])"));
            look(page, "educator", "/o/riverbend");
            look(page, "educator", "/o/riverbend/log");
            look(page, "educator", "/o/riverbend/members");
            look(page, "educator", "/o/riverbend/sign-in");
        }
        return taken();
    }

    List<String> employer() {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = signedIn(context, "Luis Ferreira");
            look(page, "employer", "/");
            look(page, "employer", "/needs");
            String need = first(page, "main a[href^='/needs/']:not([href$='new']):not([href$='people'])");
            look(page, "employer", need);
            look(page, "employer", need + "/edit");
            look(page, "employer", need + "/people");
            look(page, "employer", first(page, "main a[href*='/people/']"));
            look(page, "employer", first(page, "main a[href*='/proof/']"));
        }
        return taken();
    }

    List<String> learner() {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = signedIn(context, "Maya Thornton");
            look(page, "learner", "/");
            look(page, "learner", "/record");
            look(
                    page,
                    "learner",
                    first(
                            page,
                            "main a[href^='/record/']:not([href$='worth']):not([href*='share']):not([href*='add']):not([href*='consents'])"));
            look(page, "learner", "/record/share");
            look(page, "learner", "/record/shares");
            look(page, "learner", "/record/consents");
            look(page, "learner", "/record/worth");
            look(page, "learner", "/account");
            look(page, "learner", "/account/sessions");
            look(page, "learner", "/account/addresses");
            look(page, "learner", "/account/passkeys");
            look(page, "learner", "/account/second-step");
        }
        return taken();
    }

    List<String> leader() {
        try (BrowserContext context = context(ColorScheme.LIGHT)) {
            Page page = signedIn(context, "Helen Brandt");
            look(page, "leader", "/");
            look(page, "leader", "/pipeline");
        }
        return taken();
    }

    private BrowserContext context(ColorScheme scheme) {
        return browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDE, 900)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    private Page page(BrowserContext context) {
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !refusing) {
                wrong.add(page.url() + " says in the console: " + message.text());
            }
        });
        return page;
    }

    /** Signs in as a visitor of the demo does: one click in the bar above every page. */
    private Page signedIn(BrowserContext context, String person) {
        Page page = page(context);
        page.navigate(server.at("/").toString());
        page.locator(".demobar__button").click();
        page.locator(".demobar__person", new Page.LocatorOptions().setHasText(person))
                .first()
                .click();
        page.waitForLoadState();
        if (!page.locator("body").textContent().contains(person)) {
            wrong.add("signing in as " + person + " led to " + page.url());
        }
        return page;
    }

    private String first(Page page, String selector) {
        Locator link = page.locator(selector).first();
        if (link.count() == 0) {
            wrong.add(page.url() + " has no link " + selector);
            return "/";
        }
        return link.getAttribute("href");
    }

    private void refused(Page page, String path) {
        refusing = true; // the browser reports the refusal itself as an error
        page.navigate(server.at(path).toString());
        refusing = false;
        if (!page.url().contains("/sign-in")) {
            wrong.add(path + " was open to a stranger");
        }
    }

    private void look(Page page, String who, String path) {
        Response response = page.navigate(server.at(path).toString());
        String name = who
                + ("/".equals(path)
                                ? "-home"
                                : path.replaceAll("/s#.*", "/shared")
                                        .replaceAll("[?#].*", "")
                                        .replaceAll("[0-9a-f-]{36}", "x"))
                        .replaceAll("[^A-Za-z]+", "-")
                        .toLowerCase(Locale.ROOT);
        if (response == null || response.status() != 200) {
            wrong.add(path + " answered " + (response == null ? "nothing" : response.status()) + " to the " + who);
            return;
        }
        page.waitForCondition(() -> page.locator("[data-share-opening]:visible").count() == 0);
        if (page.locator("h1").count() != 1) {
            wrong.add(path + " has " + page.locator("h1").count() + " h1");
        }
        Object below = page.evaluate(
                "() => document.documentElement.scrollHeight"
                        + " - Math.max(innerHeight, Math.ceil(document.querySelector('.footer').getBoundingClientRect().bottom + scrollY))");
        if (below instanceof Number more && more.intValue() > 1) {
            wrong.add(path + " goes on for " + more + " px below its foot");
        }
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            axe(page, path + " (" + scheme.name().toLowerCase(Locale.ROOT) + ")");
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        shoot(page, name + "-wide");
        page.setViewportSize(NARROW, 780);
        Object sideways = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        if (sideways instanceof Number more && more.intValue() > 0) {
            wrong.add(path + " scrolls sideways by " + more + " px at " + NARROW + " px");
        }
        shoot(page, name + "-narrow");
        page.setViewportSize(WIDE, 900);
    }

    private void axe(Page page, String where) {
        for (Rule violation : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
            String target = violation.getNodes().getFirst().getTarget().toString();
            if (seen.add(violation.getId() + target)) {
                wrong.add(where + ": " + violation.getId() + " at " + target);
            }
        }
    }

    private void shoot(Page page, String name) {
        Path folder = Places.project().resolve("server/target/walk");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(folder.resolve(name + ".png"))
                .setFullPage(true));
    }

    private List<String> taken() {
        List<String> all = List.copyOf(wrong);
        wrong.clear();
        return all;
    }
}
