package org.throughline.server.story;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Visitors of the demo, who are anybody of the story by one click in the bar above every page. */
final class Visitors {
    private final DemoProcess server;

    Visitors(DemoProcess server) {
        this.server = server;
    }

    Page as(BrowserContext context, String person) {
        Page page = context.newPage();
        page.navigate(server.at("/verify").toString());
        page.locator(".demobar__button").click();
        page.locator(".demobar__person", new Page.LocatorOptions().setHasText(person))
                .first()
                .click();
        page.locator(".who[aria-label='Signed in as " + person + "']").waitFor(new Locator.WaitForOptions());
        return page;
    }
}
