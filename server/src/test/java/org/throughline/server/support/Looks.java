package org.throughline.server.support;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Looks at pages in a real browser while a test goes on in them: it answers 200, one h1, no scrolling sideways or below its foot, nothing in the
 * console, no axe violation (WCAG 2.2 AA). A wide page is asked in the light theme and a narrow one in the dark one, so that two runs of axe see
 * both of each. With {@code THROUGHLINE_PICTURES} set, what it looks at goes to {@code target/walk} as pictures.
 */
public final class Looks {
    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final String AXE = axe();
    private static final int NARROW = 360;
    private static final boolean PICTURES = System.getenv("THROUGHLINE_PICTURES") != null;

    private final List<String> wrong = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private boolean refusing;

    /** Listens to what a page says in its console. */
    public Page listen(Page page) {
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")
                    && !refusing
                    && !message.location()
                            .contains("/favicon.ico")) { // ours is named; the browser asks other servers for one
                wrong.add(page.url() + " says in the console: " + message.text());
            }
        });
        page.onPageError(error -> wrong.add(page.url() + " fails: " + error));
        return page;
    }

    /** Does what the server refuses: the browser reports a refusal in its console by itself. */
    public void refused(Runnable act) {
        refusing = true;
        act.run();
        refusing = false;
    }

    /** Goes to a page, which has to answer 200, and looks at it. */
    public void at(Page page, URI address, String name) {
        Response response = page.navigate(address.toString());
        if (response == null || response.status() != 200) {
            wrong.add(address + " answered " + (response == null ? "nothing" : response.status()) + " to the " + name);
            return;
        }
        at(page, name);
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

    /** Notes what a test found by itself. */
    public void note(String finding) {
        wrong.add(finding);
    }

    /** What was wrong, wherever it was. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    private void one(Page page, String name, ColorScheme scheme, int width) {
        theme(page, scheme);
        if (page.evaluate("""
                () => {
                    const root = document.documentElement, foot = document.querySelector('.footer'), found = [];
                    const h1 = document.querySelectorAll('h1').length;
                    if (h1 !== 1) found.push(`has ${h1} h1`);
                    const sideways = root.scrollWidth - innerWidth;
                    if (sideways > 0) found.push(`scrolls sideways by ${sideways} px at ${innerWidth} px`);
                    const below = foot ? root.scrollHeight - Math.max(innerHeight, Math.ceil(foot.getBoundingClientRect().bottom + scrollY)) : 0;
                    if (below > 1) found.push(`goes on for ${below} px below its foot`);
                    return found;
                }""") instanceof List<?> findings) {
            findings.forEach(finding -> wrong.add(name + " " + finding));
        }
        violations(page).forEach(violation -> {
            if (seen.add(violation)) {
                wrong.add(name + ": " + violation);
            }
        });
        if (PICTURES) {
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "walk", name + ".png").toAbsolutePath())
                    .setFullPage(width == NARROW || page.locator(".stagebody").count() == 0));
        }
    }

    /** Axe is brought in once for a page and asked for violations alone; its own driver opens a second page for each run. */
    private static List<String> violations(Page page) {
        if (!Boolean.TRUE.equals(page.evaluate("() => 'axe' in window"))) {
            page.evaluate(AXE);
        }
        Object found = page.evaluate("""
                tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})
                    .then(result => result.violations.map(v => v.id + ' at ' + v.nodes[0].target.join(' ')))""", RULES);
        return found instanceof List<?> violations
                ? violations.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static String axe() {
        try (InputStream script = Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8) + "\n;true";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void theme(Page page, ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
    }
}
