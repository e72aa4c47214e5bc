package org.throughline.server.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Locale;
import org.throughline.server.support.Looks;

/** A walk through the pages of the story in a real browser, as each of its people. */
final class Walk {
    private static final int WIDE = 1280;

    private final Browser browser;
    private final DemoProcess server;
    private final Visitors visitors;
    private final Looks looks;

    Walk(Browser browser, DemoProcess server, Visitors visitors, Looks looks) {
        this.browser = browser;
        this.server = server;
        this.visitors = visitors;
        this.looks = looks;
    }

    void stranger(String share) {
        try (BrowserContext context = context()) {
            Page page = looks.listen(context.newPage());
            look(page, "stranger", "/");
            look(page, "stranger", "/s");
            look(page, "stranger", "/verify");
            look(page, "stranger", "/sign-in");
            look(page, "stranger", "/w");
            look(page, "stranger", "/sign-in/link");
            look(page, "stranger", "/sign-in/institution");
            look(page, "stranger", "/demo/mail");
            page.navigate(server.at(share).toString());
            page.waitForCondition(
                    () -> page.locator("[data-share-opening]:visible").count() == 0);
            looks.at(page, "stranger-shared");
            look(page, "stranger", "/frameworks");
            look(page, "stranger", first(page, "main a[href^='/frameworks/']"));
            look(page, "stranger", "/needs");
            look(page, "stranger", first(page, "main a[href^='/needs/']"));
            refused(page, "/pipeline");
        }
    }

    void convener() {
        try (BrowserContext context = context()) {
            Page page = looks.listen(visitors.as(context, "Ruth Vandermeer"));
            look(page, "convener", "/");
            look(page, "convener", "/partnerships");
            look(page, "convener", "/partnerships/new");
            look(page, "convener", "/partnerships/letters");
            look(page, "convener", "/o/high-plains-energy/partnerships");
            String partnership = first(page, "main table a[href^='/partnerships/']");
            String pack = first(page, "main a[href*='/packs/']:not([href$='new'])");
            look(page, "convener", pack);
            look(page, "convener", pack + "/edit");
            look(page, "convener", "/o/high-plains-energy/packs/new");
            look(page, "convener", partnership);
            for (String view : List.of("/members", "/charter", "/charter/edit", "/rounds", "/minutes", "/workshops")) {
                look(page, "convener", partnership + view);
            }
            look(page, "convener", first(page, "main a[href*='/workshops/']"));
            page.navigate(server.at(partnership + "/rounds").toString());
            look(page, "convener", first(page, "main a[href*='/rounds/']"));
        }
    }

    void educator() {
        try (BrowserContext context = context()) {
            Page page = looks.listen(visitors.as(context, "Amara Okafor"));
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
            look(page, "educator", crosswalk + "/coverage/report");
            look(page, "educator", crosswalk + "/coverage/what-if");
            dispute(page);
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
            look(page, "educator", "/o/riverbend/edit");
            look(page, "educator", "/o/riverbend/face");
            look(page, "educator", "/o/riverbend/keys");
            look(page, "educator", "/o/riverbend/export");
            look(page, "educator", "/account/log");
            look(page, "educator", "/account/close");
        }
    }

    /** Two pairs are seen differently: one is open, one was settled. */
    private void dispute(Page page) {
        page.navigate(server.at("/crosswalks").toString());
        String substation = page.locator(
                        "main a[href^='/crosswalks/']", new Page.LocatorOptions().setHasText("Substation"))
                .first()
                .getAttribute("href")
                .replaceAll("[?#].*|/coverage.*", "");
        look(page, "educator", substation + "?view=disputed");
        String said = page.locator("main").innerText();
        for (String words : List.of(
                "One night that was planned is not a call at two in the morning.",
                "The portfolio asks for a night in the field, in bad weather.")) {
            if (!said.contains(words)) {
                looks.note("the open dispute does not say: " + words);
            }
        }
    }

    void employer() {
        try (BrowserContext context = context()) {
            Page page = looks.listen(visitors.as(context, "Luis Ferreira"));
            look(page, "employer", "/");
            look(page, "employer", "/needs");
            String need = first(page, "main a[href^='/needs/']:not([href$='new']):not([href$='people'])");
            look(page, "employer", need);
            look(page, "employer", need + "/edit");
            look(page, "employer", need + "/people");
            look(page, "employer", first(page, "main a[href*='/people/']"));
            look(page, "employer", first(page, "main a[href*='/proof/']"));
            page.navigate(server.at("/partnerships").toString());
            String partnership =
                    first(page, "main a[href^='/partnerships/']:not([href$='new']):not([href$='letters'])");
            look(page, "employer", partnership);
            look(page, "employer", partnership + "/members");
            look(page, "employer", partnership + "/charter");
        }
    }

    void learner() {
        try (BrowserContext context = context()) {
            Page page = looks.listen(visitors.as(context, "Maya Thornton"));
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
    }

    void leader() {
        try (BrowserContext context = context()) {
            Page page = looks.listen(visitors.as(context, "Helen Brandt"));
            look(page, "leader", "/");
            look(page, "leader", "/pipeline");
        }
    }

    private BrowserContext context() {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDE, 900));
    }

    private String first(Page page, String selector) {
        Locator link = page.locator(selector).first();
        if (link.count() == 0) {
            looks.note(page.url() + " has no link " + selector);
            return "/";
        }
        return link.getAttribute("href");
    }

    private void refused(Page page, String path) {
        looks.refused(() -> page.navigate(server.at(path).toString()));
        if (!page.url().contains("/sign-in")) {
            looks.note(path + " was open to a stranger");
        }
    }

    private void look(Page page, String who, String path) {
        looks.at(page, server.at(path), who + named(path));
    }

    private static String named(String path) {
        return ("/".equals(path) ? "-home" : path.replaceAll("[?#].*", "").replaceAll("[0-9a-f-]{36}", "x"))
                .replaceAll("[^A-Za-z]+", "-")
                .toLowerCase(Locale.ROOT);
    }
}
