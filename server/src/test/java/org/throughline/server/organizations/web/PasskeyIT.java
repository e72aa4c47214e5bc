package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.SecondServer;
import org.throughline.server.support.ServerTest;

/** Passkeys with a browser's own authenticator. */
@ServerTest
class PasskeyIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final People people;

    PasskeyIT(People people) {
        this.people = people;
    }

    @Test
    void addsAPasskeySignsInWithItAndRemovesItAgain() throws Exception {
        Person ana = people.register("Ana Passkey", UUID.randomUUID() + "@example.org", PASSWORD);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // a passkey is bound to the site's address, so the address is known before
        try (SecondServer server = SecondServer.start("server.port=" + port);
                Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser().newContext()) {
            Page page = context.newPage();
            StringBuilder said = new StringBuilder();
            page.onConsoleMessage(message -> said.append(message.text()).append('\n'));
            CDPSession devices = context.newCDPSession(page);
            devices.send("WebAuthn.enable");
            JsonObject options = new JsonObject();
            options.addProperty("protocol", "ctap2");
            options.addProperty("transport", "internal");
            options.addProperty("hasResidentKey", true);
            options.addProperty("hasUserVerification", true);
            options.addProperty("isUserVerified", true);
            JsonObject device = new JsonObject();
            device.add("options", options);
            String id = devices.send("WebAuthn.addVirtualAuthenticator", device)
                    .get("authenticatorId")
                    .getAsString();

            page.navigate(server.at("/sign-in").toString());
            page.getByLabel("E-mail address").fill(String.valueOf(ana.email()));
            page.getByLabel("Password").fill(PASSWORD);
            page.locator("main form[action='/sign-in'] button").click();
            page.navigate(server.at("/account/passkeys").toString());
            page.locator("form[data-passkey-add] input[name=name]").fill("My test device");
            assertThat(Leaves.during("POST /account/passkeys", () -> {
                        page.locator("form[data-passkey-add] button").click();
                        page.locator(".card__title", new Page.LocatorOptions().setHasText("My test device"))
                                .waitFor();
                    }))
                    .extracting(AuditEntry::action)
                    .containsExactly("passkey.added");

            context.clearCookies();
            page.navigate(server.at("/sign-in").toString());
            assertThat(Leaves.during("POST /sign-in/passkey", () -> {
                        page.locator("[data-passkey-sign-in] button").click();
                        home(page, server, said);
                    }))
                    .extracting(AuditEntry::action)
                    .containsExactly("person.signed-in");
            assertThat(page.locator("h1").textContent()).contains("Ana Passkey");

            // a device that does not check who holds it is not taken
            context.clearCookies();
            JsonObject careless = new JsonObject();
            careless.addProperty("authenticatorId", id);
            careless.addProperty("isUserVerified", false);
            devices.send("WebAuthn.setUserVerified", careless);
            page.navigate(server.at("/sign-in").toString());
            page.locator("[data-passkey-sign-in] button").click();
            page.locator("[data-passkey-sign-in] [data-passkey-problem]:not([hidden])")
                    .waitFor();
            careless.addProperty("isUserVerified", true);
            devices.send("WebAuthn.setUserVerified", careless);
            page.locator("[data-passkey-sign-in] button").click();
            home(page, server, said);

            page.navigate(server.at("/account/passkeys").toString());
            page.getByText("Remove this passkey").click();
            page.getByText("No passkey yet").waitFor();
            context.clearCookies();
            page.navigate(server.at("/sign-in").toString());
            page.locator("[data-passkey-sign-in] button").click();
            page.getByText("That did not work").waitFor();
            assertThat(said.toString()).isEmpty();
        }
    }

    private static void home(Page page, SecondServer server, StringBuilder said) {
        try {
            page.waitForURL(server.at("/").toString(), new Page.WaitForURLOptions().setTimeout(10_000));
        } catch (TimeoutError e) {
            throw new AssertionError(
                    "not at home but at " + page.url() + ": "
                            + page.locator("main").innerText() + said,
                    e);
        }
    }
}
