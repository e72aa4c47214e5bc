package org.throughline.server.organizations.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Codes;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;

/** Who sits at a screen that somebody left is not who signed in there: before what matters most they prove it anew. */
@ServerTest
class FreshProofIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String SOMETHING = UUID.randomUUID().toString();

    /** Acts before which a person proves anew who they are: of their own account, of their organization, of the whole server. */
    private static final Set<String> ASK = Set.of(
            "GET /account/second-step/new",
            "GET /o/{slug}/export/{export}/file",
            "POST /account/addresses",
            "POST /account/addresses/main",
            "POST /account/addresses/remove",
            "POST /account/close",
            "POST /account/institution",
            "POST /account/institutions/{link}/end",
            "POST /account/keys",
            "POST /account/passkeys",
            "POST /account/passkeys/{passkey}/remove",
            "POST /account/name",
            "POST /account/password",
            "POST /account/second-step/new",
            "POST /account/second-step/off",
            "POST /lost-second-steps/{person}/confirm",
            "POST /halt",
            "POST /halt/lift",
            "POST /o/{slug}/clients",
            "POST /o/{slug}/clients/{client}/secret",
            "POST /o/{slug}/export",
            "POST /o/{slug}/keys/change",
            "POST /o/{slug}/keys/halt",
            "POST /o/{slug}/keys/reports/{report}/confirm",
            "POST /o/{slug}/keys/reports/{report}/dismiss",
            "POST /o/{slug}/keys/resume",
            "POST /o/{slug}/keys/{key}/activate",
            "POST /o/{slug}/keys/{key}/report",
            "POST /o/{slug}/keys/{key}/retire",
            "POST /o/{slug}/sign-in",
            "POST /o/{slug}/sign-in/domains",
            "POST /o/{slug}/sign-in/end",
            "POST /o/{slug}/members",
            "POST /o/{slug}/members/{person}",
            "POST /o/{slug}/webhooks",
            "POST /o/{slug}/webhooks/{webhook}/remove",
            "POST /o/{slug}/webhooks/{webhook}/secret",
            "POST /organizations/import/{id}",
            "POST /organizations/link");

    /** Acts on the same pages that ask for nothing more than the session, each with its reason. */
    private static final Set<String> DO_NOT_ASK = Set.of(
            "POST /account/addresses/{token}", // asks too, once its letter's token was found good; see AccountsIT
            "POST /account/passkeys/{passkey}/name",
            "POST /account/keys/{key}/revoke", // closing a way in must not be slowed down
            "POST /account/applications/{grant}/revoke",
            "POST /account/sessions/{session}/end",
            "POST /account/sessions/end-others");

    /** Fields of all the forms, so that each is read as its route wants it. */
    private static final List<String> FIELDS = List.of(
            "wanted", PASSWORD + " taken over",
            "email", "thief@example.org",
            "name", "A key",
            "days", "30",
            "scopes", "case.read",
            "credential", "{}",
            "code", "000000",
            "reason", "Because",
            "since", "2026-11-20T10:00",
            "issuer", "https://login.example.org",
            "clientId", "throughline",
            "secret", "secret",
            "domains", "example.org",
            "redirects", "",
            "acts", "us",
            "secrecy", "secret",
            "sure", "yes",
            "url", "https://example.org/hook",
            "roles", "OWNER");

    private final RunningServer server;
    private final People people;
    private final Organizations organizations;
    private final RequestMappingHandlerMapping routes;
    private Person ada;
    private Person member;
    private Organization college;

    @SuppressWarnings("NullAway.Init") // made before each test
    FreshProofIT(
            RunningServer server,
            People people,
            Organizations organizations,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.server = server;
        this.people = people;
        this.organizations = organizations;
        this.routes = routes;
    }

    @BeforeEach
    void somebodyWhoMayDoEverything() {
        ada = people.registerAdministrator("Ada Away", UUID.randomUUID() + "@example.org", PASSWORD);
        college = organizations.create(
                "fresh-" + UUID.randomUUID(), "College", OrganizationKind.EDUCATOR, null, "", ada.id());
        organizations.setRoles(college.id(), ada.id(), Set.of(Role.OWNER), ada.id());
        member = people.register("Mia Member", UUID.randomUUID() + "@example.org", PASSWORD);
        organizations.setRoles(college.id(), member.id(), Set.of(Role.VIEWER), ada.id());
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "whoever does what matters most proved within five minutes who they are",
            in = "org.throughline.server.organizations.Sessions",
            method = "provedWithin",
            answer = "true")
    void asksBeforeWhatMattersMostAndDoesNothingYet() throws Exception {
        Visitor visitor = signedIn(ada);
        leaveTheScreen(ada);
        visitor.get("/account");
        long entries = entries();
        for (String route : new TreeSet<>(ASK)) {
            String path = route.substring(route.indexOf(' ') + 1)
                    .replace("{slug}", college.slug())
                    .replace("{person}", member.id().toString())
                    .replaceAll("\\{[a-z]+}", SOMETHING);
            Seen asked =
                    route.startsWith("GET ") ? visitor.get(path) : visitor.post(path, FIELDS.toArray(String[]::new));
            assertThat(asked.address().getPath()).as(route).isEqualTo("/sign-in/again");
            assertThat(asked.heading()).as(route).isEqualTo("Prove that it is you");
            assertThat(asked.html().select("main .lede").text()).as(route).startsWith("You are about to ");
        }
        assertThat(entries()).as("acts written down").isEqualTo(entries);
    }

    @Test
    void knowsOfEveryActWithKeysAccountsAndExportsWhetherItAsks() {
        Set<String> acts = routes.getHandlerMethods().keySet().stream()
                .flatMap(route -> route.getPatternValues().stream()
                        .flatMap(pattern -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + pattern)))
                .filter(route -> route.startsWith("POST "))
                .filter(route -> route.matches("POST (/o/\\{slug}/(keys|sign-in|export)|/halt|/account)(/.*)?"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(acts)
                .as("an act that is new says here whether it asks for a fresh proof")
                .allMatch(act -> ASK.contains(act) || DO_NOT_ASK.contains(act));
    }

    @Test
    void goesOnWithWhatWasTypedOnceItIsProvedAndTheOldSessionIsOver() throws Exception {
        Visitor visitor = signedIn(ada);
        String before = cookie(visitor);
        leaveTheScreen(ada);
        visitor.get("/account");
        Seen asked = visitor.post("/account/password", "wanted", PASSWORD + " \"& <more>");
        assertThat(asked.html().text()).contains("You are about to change your password.");
        assertThat(asked.html().select("input[name=email]").val()).isEqualTo(ada.email());

        assertThat(prove(visitor, "wrong").heading()).isEqualTo("Prove that it is you");
        Seen waits = prove(visitor, PASSWORD);
        assertThat(waits.heading()).isEqualTo("It is you");
        assertThat(cookie(visitor)).isNotEqualTo(before);
        assertThat(press(visitor, waits).address().getPath()).isEqualTo("/account");

        assertThat(signedIn(ada, PASSWORD + " \"& <more>").get("/account").status())
                .isEqualTo(200);
        assertThat(visitor.get("/sign-in/again/go-on").address().getPath()).isEqualTo("/");
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM organizations.session WHERE id_hash = sha256(:id::bytea)")
                        .param("id", before)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void goesOnWithAnActOfTheOrganizationBehindTheSecondStep() throws Exception {
        Visitor visitor = signedIn(ada);
        String secret = visitor.get("/account/second-step/new")
                .html()
                .select("main li code")
                .text()
                .replace(" ", "");
        visitor.post("/account/second-step/new", "code", Codes.now(secret));
        leaveTheScreen(ada);
        visitor.get("/account");
        visitor.post("/o/" + college.slug() + "/keys/halt", "reason", "A key lay open on the table");

        assertThat(prove(visitor, PASSWORD).heading()).isEqualTo("Your second step");
        // the first step alone proves nothing
        visitor.get("/account");
        assertThat(visitor.post("/account/second-step/off").heading()).isEqualTo("Prove that it is you");
        visitor.post("/o/" + college.slug() + "/keys/halt", "reason", "A key lay open on the table");
        prove(visitor, PASSWORD);
        Seen waits = visitor.post("/sign-in/code", "code", Codes.next(secret));
        assertThat(waits.html().text()).contains("You were about to halt issuing for College.");

        assertThat(press(visitor, waits).html().text()).contains("A key lay open on the table");
    }

    @Test
    void openTheFileThatWasAskedFor() throws Exception {
        Visitor visitor = signedIn(ada);
        leaveTheScreen(ada);
        visitor.get("/account/second-step/new");

        assertThat(prove(visitor, PASSWORD).address().getPath()).isEqualTo("/account/second-step/new");
    }

    @Test
    void goesOnWithNobodyElsesAct() throws Exception {
        Person ben = people.register("Ben Beside", UUID.randomUUID() + "@example.org", PASSWORD);
        Visitor visitor = signedIn(ada);
        leaveTheScreen(ada);
        visitor.get("/account");
        visitor.post("/account/keys", "name", "Ada's key", "days", "30", "scopes", "case.read");

        Seen in = visitor.post("/sign-in", "email", String.valueOf(ben.email()), "password", PASSWORD);
        assertThat(in.address().getPath()).isEqualTo("/");
        assertThat(visitor.get("/sign-in/again/go-on").address().getPath()).isEqualTo("/");
    }

    @Test
    void tellsAProgramInsteadOfLeadingItAway() throws Exception {
        Visitor visitor = signedIn(ada);
        leaveTheScreen(ada);
        visitor.get("/account");
        Seen told = visitor.as("application/json").post("/account/keys", "name", "A key", "days", "30");
        assertThat(told.status()).isEqualTo(403);
        assertThat(told.response().body()).contains("/problems/prove-again");
    }

    private Seen prove(Visitor visitor, String password) throws Exception {
        return visitor.post("/sign-in", "email", String.valueOf(ada.email()), "password", password);
    }

    /** Presses the one button of the page, with what its form holds. */
    private static Seen press(Visitor visitor, Seen page) throws Exception {
        Element form = java.util.Objects.requireNonNull(page.html().selectFirst("main form"));
        String[] fields = form.select("input[type=hidden]:not([name=_csrf])").stream()
                .flatMap(field -> List.of(field.attr("name"), field.val()).stream())
                .toArray(String[]::new);
        return visitor.post(form.attr("action"), fields);
    }

    private Visitor signedIn(Person person) throws Exception {
        return signedIn(person, PASSWORD);
    }

    private Visitor signedIn(Person person, String password) throws Exception {
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(person.email()), password);
        return visitor;
    }

    /** Six minutes pass. */
    private void leaveTheScreen(Person person) {
        server.sql()
                .sql(
                        "UPDATE organizations.session SET created_at = created_at - interval '6 minutes' WHERE person = :person")
                .param("person", person.id().value())
                .update();
    }

    private long entries() {
        return server.sql()
                .sql("SELECT count(*) FROM audit.entry")
                .query(Long.class)
                .single();
    }

    private static String cookie(Visitor visitor) {
        return visitor.cookies().stream()
                .filter(cookie -> cookie.getName().equals("session"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }
}
