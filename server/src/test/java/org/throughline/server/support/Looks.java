package org.throughline.server.support;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at pages in a real browser while a test goes on in them: one h1, no scrolling sideways, nothing in the console, no axe violation (WCAG
 * 2.2 AA). A wide page is asked in the light theme and a narrow one in the dark one, so that two runs of axe see both of each. Screenshots go
 * to {@code target/walk}.
 */
public final class Looks {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int NARROW = 360;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    /** Listens to what a page says in its console. */
    public Page listen(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                wrong.add(page.url() + " says in the console: " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(page.url() + " fails: " + error));
        return page;
    }

    /** Looks at the page as it stands, in its own width and in 360 px. */
    public void at(Page page, String name) {
        ViewportSize own = page.viewportSize();
        one(page, name, ColorScheme.LIGHT, own.width);
        page.setViewportSize(NARROW, 740);
        one(page, name + "-narrow", ColorScheme.DARK, NARROW);
        page.setViewportSize(own.width, own.height);
        theme(page, ColorScheme.LIGHT);
    }

    /** Looks at a phone's page, in both themes. */
    public void atPhone(Page page, String name) {
        one(page, name, ColorScheme.LIGHT, NARROW);
        one(page, name + "-dark", ColorScheme.DARK, NARROW);
        theme(page, ColorScheme.LIGHT);
    }

    /** What was wrong, wherever it was. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void one(Page page, String name, ColorScheme scheme, int width) {
        theme(page, scheme);
        if (page.locator("h1").count() != 1) {
            wrong.add(name + " has " + page.locator("h1").count() + " h1");
        }
        Object sideways = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
        if (sideways instanceof Number more && more.intValue() > 0) {
            wrong.add(name + " scrolls sideways by " + more + " px at " + width + " px");
        }
        for (Rule violation : new AxeBuilder(page).withTags(RULES).analyze().getViolations()) {
            String target = violation.getNodes().getFirst().getTarget().toString();
            if (seen.add(violation.getId() + target)) {
                wrong.add(name + ": " + violation.getId() + " at " + target);
            }
        }
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "walk", name + ".png").toAbsolutePath())
                .setFullPage(width == NARROW || page.locator(".stagebody").count() == 0));
    }

    private static void theme(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }
}
