package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.organizations.InstitutionSignIns;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.SecondServer;
import org.throughline.server.support.ServerTest;

/** Sign-in by an institution, against a real authorization server in a context of its own. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstitutionIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final RunningServer database;
    private final People people;
    private final Organizations organizations;
    private final InstitutionSignIns institutions;
    private SecondServer server;
    private InstitutionProvider provider;
    private Organization college;
    private Person owner;
    private Person administrator;
    private String domain;
    private String client;

    InstitutionIT(RunningServer database, People people, Organizations organizations, InstitutionSignIns institutions) {
        this.institutions = institutions;
        this.database = database;
        this.people = people;
        this.organizations = organizations;
    }

    @BeforeAll
    void start() throws Exception {
        int port = freePort();
        server = SecondServer.start("server.port=" + port, "throughline.fetch.allow-loopback=true");
        provider = InstitutionProvider.start(freePort());
    }

    @AfterAll
    void stop() {
        provider.close();
        server.close();
    }

    @BeforeEach
    void setUp() throws Exception {
        domain = "d" + UUID.randomUUID().toString().substring(0, 8) + ".example";
        owner = people.register("Olga Owner", UUID.randomUUID() + "@example.org", PASSWORD);
        administrator = people.registerAdministrator("Ada Admin", UUID.randomUUID() + "@example.org", PASSWORD);
        college = organizations.create(
                "institution-" + UUID.randomUUID(), "Riverbend", OrganizationKind.EDUCATOR, null, "", owner.id());
        organizations.setRoles(college.id(), owner.id(), Set.of(Role.OWNER), owner.id());
        provider.takes("client_secret_basic", "client_secret_post", "private_key_jwt");
        client = provider.register(callback(), ClientAuthenticationMethod.CLIENT_SECRET_BASIC, null);
        assertThat(Leaves.during(
                        "POST /o/" + college.slug() + "/sign-in",
                        () -> assertThat(save(client, InstitutionProvider.secretOf(client))
                                        .text())
                                .contains("Set up, but it may vouch for no address")))
                .extracting(AuditEntry::action)
                .containsExactly("institution.set-up");
        provider.signsIn("somebody-" + UUID.randomUUID(), "somebody@" + domain, true);
    }

    @Test
    void letsSomebodyNewInWhoseAddressTheProviderMayVouchForAndKnowsThemAgain() throws Exception {
        confirm(domain);
        Browser ana = new Browser();
        List<AuditEntry> left = Leaves.during("GET /sign-in/institution/" + college.slug() + "/callback", () -> {
            Seen home = ana.get("/sign-in/institution/" + college.slug());
            assertThat(home.heading()).contains("Somebody Known");
        });
        Person made = people.byEmail("somebody@" + domain).orElseThrow();
        assertThat(left).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("person.signed-in");
            assertThat(entry.parts())
                    .extracting(AuditEntry::action)
                    .containsExactlyInAnyOrder("people.expected", "institution.linked");
        });

        // the address changes at the institution, the person does not
        provider.signsIn(provider.subject(), "otherwise@" + domain, true);
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .contains("Somebody Known");
        assertThat(people.byEmail("otherwise@" + domain)).isEmpty();
        assertThat(made.displayName()).isEqualTo("Somebody Known");
    }

    @Test
    void takesNoAddressThatTheProviderDidNotVerifyOrMayNotVouchFor() throws Exception {
        people.register("Vic Tim", "somebody@" + domain, PASSWORD);
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .isEqualTo("We do not know you by that name yet");

        confirm(domain);
        provider.signsIn(provider.subject(), "somebody@" + domain, false);
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .isEqualTo("We do not know you by that name yet");
    }

    @Test
    void linksASignedInPersonWhoSaysSo() throws Exception {
        Person ben = people.register("Ben Linked", UUID.randomUUID() + "@example.org", PASSWORD);
        Browser browser = signedIn(ben);
        Seen asked = browser.get("/sign-in/institution/" + college.slug());
        assertThat(asked.heading()).isEqualTo("Link Riverbend to your account");
        assertThat(asked.text()).contains("Ben Linked").contains(provider.issuer());
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .isEqualTo("We do not know you by that name yet");
        browser.get("/account/institution");
        assertThat(Leaves.during("POST /account/institution", () -> browser.post("/account/institution")))
                .extracting(AuditEntry::action)
                .containsExactly("institution.linked");
        assertThat(browser.post("/account/institution").status()).isEqualTo(409);
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .contains("Ben Linked");
    }

    @Test
    void readsWellWhereSomebodyLinksIt() {
        Person ben = people.register("Ben Looking", UUID.randomUUID() + "@example.org", PASSWORD);
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext context = chromium.browser()
                        .newContext(
                                new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1280, 900))) {
            Page page = looks.listen(context.newPage());
            page.navigate(server.at("/sign-in").toString());
            page.fill("input[name=email]", String.valueOf(ben.email()));
            page.fill("input[name=password]", PASSWORD);
            page.click("main form:has(input[name=password]) button[type=submit]");
            page.navigate(server.at("/sign-in/institution/" + college.slug()).toString());
            assertThat(page.url()).endsWith("/account/institution");
            looks.at(page, "institution-link");
            page.click("text=Link it to my account");
            assertThat(page.locator("h1").textContent()).isEqualTo("Your account");
        }
        assertThat(looks.wrong()).isEmpty();
    }

    @Test
    void showsByWhichInstitutionSomebodySignsInAndEndsThatUnlessItIsTheLastWay() throws Exception {
        Person ben = people.register("Ben Unlinked", UUID.randomUUID() + "@example.org", PASSWORD);
        Browser browser = signedIn(ben);
        browser.get("/sign-in/institution/" + college.slug());
        browser.get("/account/institution");
        browser.post("/account/institution");
        Seen account = browser.get("/account");
        assertThat(account.html().select("main .card__title").eachText()).contains("Riverbend");
        String end =
                account.html().select("form[action^=/account/institutions/]").attr("action");
        assertThat(signedIn(people.register("Eve", UUID.randomUUID() + "@example.org", PASSWORD))
                        .post(end)
                        .status())
                .isIn(403, 404);

        database.sql()
                .sql("DELETE FROM organizations.address WHERE person = :person")
                .param("person", ben.id().value())
                .update();
        Seen refused = browser.post(end);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("This is your only way to sign in");
        database.sql()
                .sql(
                        "INSERT INTO organizations.address (email_key, email, person, proved_at) VALUES (lower(:e), :e, :p, now())")
                .param("e", String.valueOf(ben.email()))
                .param("p", ben.id().value())
                .update();

        database.sql()
                .sql(
                        "UPDATE organizations.session SET created_at = created_at - interval '6 minutes' WHERE person = :person")
                .param("person", ben.id().value())
                .update();
        assertThat(browser.post(end).heading()).as("without a fresh proof").isEqualTo("Prove that it is you");
        Browser fresh = signedIn(ben);
        fresh.get("/account");
        assertThat(Leaves.during("POST " + end, () -> fresh.post(end)))
                .extracting(AuditEntry::action)
                .containsExactly("institution.unlinked");
        assertThat(fresh.get("/account").html().select("form[action^=/account/institutions/]"))
                .isEmpty();
        assertThat(new Browser().get("/sign-in/institution/" + college.slug()).heading())
                .isEqualTo("We do not know you by that name yet");
    }

    @Test
    void provesAnewWhoSomebodyIsIfTheProviderReallyAskedThem() throws Exception {
        confirm(domain);
        Browser ana = new Browser();
        String begin = "/sign-in/institution/" + college.slug();
        ana.get(begin);
        database.sql().sql("""
                        UPDATE organizations.session SET created_at = created_at - interval '6 minutes'
                        WHERE person = (SELECT person FROM organizations.institution_identity WHERE subject = :subject)
                        """).param("subject", provider.subject()).update();
        ana.get("/account");
        Seen asked = ana.post("/account/password", "wanted", PASSWORD);
        assertThat(asked.heading()).isEqualTo("Prove that it is you");
        assertThat(asked.html().select("input[name=password]")).isEmpty();
        assertThat(asked.html().select("main a[href=" + begin + "?again]").text())
                .isEqualTo("Sign in at Riverbend");

        provider.lastAsked(Duration.ofHours(1));
        assertThat(ana.get(begin + "?again").heading()).isEqualTo("Prove that it is you");
        provider.lastAsked(Duration.ZERO);
        Seen goOn = ana.get(begin + "?again");
        assertThat(goOn.text()).contains("You were about to change your password.");
        assertThat(goOn.html().select("main input[name=wanted]").val()).isEqualTo(PASSWORD);
    }

    @Test
    void provesNothingByAnotherPersonsNameAtTheProvider() throws Exception {
        confirm(domain);
        Browser ana = new Browser();
        String begin = "/sign-in/institution/" + college.slug();
        ana.get(begin);
        provider.signsIn("another-" + UUID.randomUUID(), "another@" + domain, true);
        assertThat(ana.get(begin + "?again").heading()).isEqualTo("Prove that it is you");
    }

    @Test
    void refusesAnAnswerOfAnotherStateIssuerOrNonce() throws Exception {
        confirm(domain);
        String begin = "/sign-in/institution/" + college.slug();
        Browser browser = new Browser();
        URI answer = browser.untilCallback(begin);
        assertThat(browser.open(URI.create(answer.toString().replaceAll("state=[^&]+", "state=other")))
                        .status())
                .isEqualTo(422);
        // used up by the first try
        assertThat(browser.open(answer).uri().getPath()).isEqualTo("/sign-in/institution");

        answer = browser.untilCallback(begin);
        assertThat(browser.open(URI.create(answer.toString().replaceAll("state=[^&]+&?", "")))
                        .status())
                .as("no state at all")
                .isEqualTo(422);

        answer = browser.untilCallback(begin);
        assertThat(browser.open(URI.create(answer + "&iss=https%3A%2F%2Fother.example"))
                        .status())
                .isEqualTo(422);

        // a code that somebody else's browser got is no use here: state, nonce and verifier are this session's
        URI theirs = new Browser().untilCallback(begin);
        browser.untilCallback(begin);
        assertThat(browser.open(theirs).status()).isEqualTo(422);

        // a state that fits, with a code of another conversation
        URI mine = browser.untilCallback(begin);
        String stolen = theirs.getQuery().replaceAll(".*code=([^&]+).*", "$1");
        assertThat(browser.open(URI.create(mine.toString().replaceAll("code=[^&]+", "code=" + stolen)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void keepsTheSecretSealedAndForgetsDomainsWithTheIssuer() throws Exception {
        confirm(domain);
        assertThat(database.sql()
                        .sql("SELECT count(*) FROM organizations.institution_sign_in s"
                                + " WHERE position(convert_to(:secret, 'UTF8') IN s.client_secret) > 0")
                        .param("secret", InstitutionProvider.secretOf(client))
                        .query(Integer.class)
                        .single())
                .isZero();
        Browser olga = signedIn(owner);
        assertThat(olga.get("/o/" + college.slug() + "/sign-in").text())
                .contains(domain)
                .doesNotContain(InstitutionProvider.secretOf(client));
        Seen refused = olga.post(
                "/o/" + college.slug() + "/sign-in",
                "issuer",
                provider.issuer() + "/other",
                "clientId",
                "throughline",
                "secret",
                "");
        assertThat(refused.status()).isEqualTo(422);
        // an owner can't confirm domains for themselves
        assertThat(olga.post("/o/" + college.slug() + "/sign-in/domains", "domains", "example.org")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void provesWhoWeAreInTheWayThatTheProviderNames() throws Exception {
        confirm(domain);
        provider.takes();
        assertThat(comesIn()).as("nothing named means client_secret_basic").isTrue();

        provider.takes("client_secret_jwt", "client_secret_post");
        String byPost = provider.register(callback(), ClientAuthenticationMethod.CLIENT_SECRET_POST, null);
        assertThat(save(byPost, InstitutionProvider.secretOf(byPost)).status()).isEqualTo(200);
        assertThat(comesIn()).as("client_secret_post").isTrue();

        provider.takes("tls_client_auth");
        Seen refused = save(byPost, InstitutionProvider.secretOf(byPost));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The provider takes tls_client_auth");
    }

    @Test
    void provesWhoWeAreByOurKeysWhereThereIsNoSecret() throws Exception {
        confirm(domain);
        Browser olga = signedIn(owner);
        olga.get("/o/" + college.slug() + "/sign-in");
        olga.post("/o/" + college.slug() + "/sign-in/end");
        String byKeys = provider.register(
                callback(),
                ClientAuthenticationMethod.PRIVATE_KEY_JWT,
                server.at("/oauth2/jwks").toString());
        assertThat(save(byKeys, "").status()).isEqualTo(200);
        confirm(domain);
        assertThat(comesIn()).isTrue();

        provider.takes("client_secret_basic");
        Seen refused = save(byKeys, "");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("it gave you a client secret");
    }

    @Test
    void givesTheSecretOfOneProviderToNoOther() {
        assertThat(institutions.hasSecret(college.id(), provider.issuer())).isTrue();
        institutions.setUp(college.id(), "https://other.example.org", "another", "", owner.id());
        assertThat(institutions.hasSecret(college.id(), "https://other.example.org"))
                .isFalse();
        institutions.setUp(college.id(), provider.issuer(), "another", "", owner.id());
        assertThat(institutions.hasSecret(college.id(), provider.issuer()))
                .as("nor is it there again")
                .isFalse();
    }

    private boolean comesIn() throws Exception {
        provider.signsIn("somebody-" + UUID.randomUUID(), UUID.randomUUID() + "@" + domain, true);
        return new Browser()
                .get("/sign-in/institution/" + college.slug())
                .heading()
                .contains("Somebody Known");
    }

    private String callback() {
        return server.at("/sign-in/institution/" + college.slug() + "/callback").toString();
    }

    private Seen save(String client, String secret) throws Exception {
        Browser olga = signedIn(owner);
        Seen form = olga.get("/o/" + college.slug() + "/sign-in");
        assertThat(form.html().text())
                .contains(callback(), server.at("/oauth2/jwks").toString());
        return olga.post(
                "/o/" + college.slug() + "/sign-in", "issuer", provider.issuer(), "clientId", client, "secret", secret);
    }

    private void confirm(String domains) throws Exception {
        Browser ada = signedIn(administrator);
        ada.get("/o/" + college.slug() + "/sign-in");
        ada.post("/o/" + college.slug() + "/sign-in/domains", "domains", domains);
    }

    private Browser signedIn(Person person) throws Exception {
        Browser browser = new Browser();
        browser.get("/sign-in");
        browser.post("/sign-in", "email", String.valueOf(person.email()), "password", PASSWORD);
        return browser;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private record Seen(int status, URI uri, Document html) {
        String heading() {
            return html.select("h1").text();
        }

        String text() {
            return html.text();
        }
    }

    /** Somebody who walks between the two servers. */
    private final class Browser {
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient following = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(Redirect.NORMAL)
                .build();
        private final HttpClient halting =
                HttpClient.newBuilder().cookieHandler(cookies).build();
        private String token = "";

        Seen get(String path) throws Exception {
            return open(server.at(path));
        }

        Seen open(URI uri) throws Exception {
            return seen(following.send(request(uri).build(), BodyHandlers.ofString()));
        }

        /** Goes to the provider and back, and stops before the answer is opened. */
        URI untilCallback(String path) throws Exception {
            URI next = server.at(path);
            while (!next.getPath().endsWith("/callback")) {
                HttpResponse<String> response = halting.send(request(next).build(), BodyHandlers.ofString());
                next = next.resolve(response.headers().firstValue("Location").orElseThrow());
            }
            return next;
        }

        Seen post(String path, String... fields) throws Exception {
            StringBuilder form = new StringBuilder("_csrf=" + token);
            for (int i = 0; i < fields.length; i += 2) {
                form.append('&')
                        .append(fields[i])
                        .append('=')
                        .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
            }
            return seen(following.send(
                    request(server.at(path))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString(form.toString()))
                            .build(),
                    BodyHandlers.ofString()));
        }

        private HttpRequest.Builder request(URI uri) {
            return HttpRequest.newBuilder(uri).header("Accept", "text/html");
        }

        private Seen seen(HttpResponse<String> response) {
            Document html = Jsoup.parse(response.body());
            if (!html.select("input[name=_csrf]").isEmpty()) {
                token = html.select("input[name=_csrf]").val();
            }
            return new Seen(response.statusCode(), response.uri(), html);
        }
    }
}
