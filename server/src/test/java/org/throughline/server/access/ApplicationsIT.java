package org.throughline.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.server.access.Programs.authorize;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.throughline.server.access.Programs.Said;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.FullFramework;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.support.Visitor.Seen;
import org.throughline.server.teeth.AbuseCase;
import tools.jackson.databind.JsonNode;

/** Programs get tokens and use them, over real HTTP. */
@ServerTest
class ApplicationsIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final String OB = "https://purl.imsglobal.org/spec/ob/v3p0/scope/";
    private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-0123456789";

    private final String tag = UUID.randomUUID().toString().substring(0, 8);
    private final RunningServer server;
    private final People people;
    private final ApiClients clients;
    private final TokenKeys keys;
    private final AuditLog log;
    private final FrameworkImport frameworks;
    private final PublicAddress address;
    private final RequestMappingHandlerMapping mappings;
    private final Programs program;
    private final Visitor owner;
    private final Person ownerPerson;
    private final Organization college;
    private final Organization other;

    ApplicationsIT(
            RunningServer server,
            People people,
            Organizations organizations,
            ApiClients clients,
            TokenKeys keys,
            AuditLog log,
            FrameworkImport frameworks,
            PublicAddress address,
            @org.springframework.beans.factory.annotation.Qualifier("requestMappingHandlerMapping")
                    RequestMappingHandlerMapping mappings)
            throws Exception {
        this.server = server;
        this.people = people;
        this.clients = clients;
        this.keys = keys;
        this.log = log;
        this.frameworks = frameworks;
        this.address = address;
        this.mappings = mappings;
        this.program = new Programs(server);
        this.owner = new Visitor(server);
        this.ownerPerson = people.register("Olga Owner", "olga-" + tag + "@example.org", PASSWORD);
        this.college = organizations.create(
                "clients-" + tag, "Riverbend College", OrganizationKind.EDUCATOR, null, "Teaches.", ownerPerson.id());
        this.other = organizations.create(
                "others-" + tag, "Another College", OrganizationKind.EDUCATOR, null, "", ownerPerson.id());
        organizations.setRoles(college.id(), ownerPerson.id(), Set.of(Role.OWNER), ownerPerson.id());
    }

    @BeforeEach
    void signIn() throws Exception {
        owner.signIn(String.valueOf(ownerPerson.email()), PASSWORD);
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void aProgramOfAnOrganizationActsForItAndForNoOther() throws Exception {
        Seen made = newClient("us", "", "organization.read", "log.read");
        String secret = made.html().select("code.secret").text();
        String id = id(made);
        assertThat(secret).startsWith("tls_").hasSizeGreaterThanOrEqualTo(47);
        assertThat(owner.get("/o/" + college.slug() + "/clients/" + id).html().select("code.secret"))
                .isEmpty();

        Said given = program.form(
                "/oauth2/token", id, secret, "grant_type", "client_credentials", "scope", "log.read organization.read");
        assertThat(given.status()).isEqualTo(200);
        assertThat(given.json().path("expires_in").asInt()).isBetween(500, 600);
        String token = given.text("access_token");

        Said me = program.get("/api/v1/me", token);
        assertThat(me.text("kind")).isEqualTo("client");
        assertThat(me.text("id")).isEqualTo(id);
        assertThat(program.get("/api/v1/organizations/" + college.slug(), token).text("name"))
                .isEqualTo("Riverbend College");
        Said log = program.get("/api/v1/organizations/" + college.slug() + "/log?limit=1", token);
        assertThat(log.json().path("entries").size()).isEqualTo(1);
        assertThat(log.header("X-Total-Count")).matches("[0-9]+");
        assertThat(log.header("Link")).contains("rel=\"next\"", "rel=\"last\"");
        assertThat(log.response().body()).doesNotContain("Olga", "@");

        assertThat(program.get("/api/v1/organizations/" + other.slug(), token).status())
                .isEqualTo(404);
        Said personal = program.get("/ims/ob/v3p0/credentials", token);
        assertThat(personal.status()).isEqualTo(403);
        assertThat(personal.text("imsx_codeMajor")).isEqualTo("failure");
        assertThat(program.get("/account", token).response().headers().firstValue("Location"))
                .as("a token opens no page")
                .isEmpty();
        assertThat(program.get("/account", token).status()).isEqualTo(401);
    }

    @Test
    void aSecretIsRenewedWithAnOverlapAndARevokedClientStopsAtOnce() throws Exception {
        Seen made = newClient("us", "", "organization.read");
        String id = id(made);
        String first = made.html().select("code.secret").text();
        String second = owner.post("/o/" + college.slug() + "/clients/" + id + "/secret")
                .html()
                .select("code.secret")
                .text();
        assertThat(second).isNotEqualTo(first).startsWith("tls_");
        String token = token(id, first);
        assertThat(token).isNotEmpty();
        assertThat(token(id, second)).isNotEmpty();
        server.sql()
                .sql(
                        "UPDATE access.client_secret SET expires_at = now() - interval '1 second' WHERE client = ? AND expires_at IS NOT NULL")
                .param(id)
                .update();
        assertThat(token(id, first)).as("after the overlap").isEmpty();
        assertThat(program.get("/api/v1/me", token).status()).isEqualTo(200);

        owner.get("/o/" + college.slug() + "/clients/" + id);
        assertThat(owner.post("/o/" + college.slug() + "/clients/" + id + "/revoke")
                        .status())
                .isEqualTo(200);
        assertThat(program.get("/api/v1/me", token).status()).isEqualTo(401);
        assertThat(program.form("/oauth2/token", id, second, "grant_type", "client_credentials")
                        .status())
                .isEqualTo(401);
        assertThat(log.of(college.id().toString(), 0, 100).items().stream()
                        .map(entry -> entry.entry())
                        .filter(entry ->
                                entry.subject().equals(id) && entry.action().startsWith("client."))
                        .map(entry -> entry.action()))
                .containsExactly("client.revoked", "client.secret-rotated", "client.made");
    }

    @Test
    void aPersonAgreesAndTheProgramReadsTheirRecord() throws Exception {
        Seen made = newClient(
                "people",
                program.callbackUri(),
                OB + "profile.readonly",
                OB + "profile.update",
                OB + "credential.readonly",
                OB + "credential.upsert");
        String id = id(made);
        String secret = made.html().select("code.secret").text();
        Person learner = people.register("Lena Learner", "lena-" + tag + "@example.org", PASSWORD);
        Visitor lena = new Visitor(server);
        lena.get(authorize(
                id,
                program.callbackUri(),
                OB + "profile.readonly " + OB + "profile.update " + OB + "credential.readonly " + OB
                        + "credential.upsert",
                VERIFIER));
        Seen question = lena.post("/sign-in", "email", String.valueOf(learner.email()), "password", PASSWORD);
        assertThat(question.heading())
                .as("after signing in, where they wanted to go")
                .isEqualTo("May Olga's program act for you?");
        assertThat(question.html().select("main").text())
                .contains("Riverbend College", "Read the credentials in your record", "127.0.0.1");
        assertThat(question.header("Content-Security-Policy"))
                .contains("form-action 'self'", program.callbackUri().replace("/callback", ""));

        String code = program.agree(
                lena,
                authorize(
                        id,
                        program.callbackUri(),
                        OB + "profile.readonly " + OB + "profile.update " + OB + "credential.readonly " + OB
                                + "credential.upsert",
                        VERIFIER));
        assertThat(program.last()).containsEntry("state", "s-" + id);
        Said tokens = exchange(id, secret, code, VERIFIER);
        assertThat(tokens.status()).isEqualTo(200);
        String token = tokens.text("access_token");

        Said profile = program.get("/ims/ob/v3p0/profile", token);
        assertThat(profile.text("name")).isEqualTo("Lena Learner");
        Said renamed = program.call(
                "PUT",
                "/ims/ob/v3p0/profile",
                token,
                "application/json",
                "{\"type\":\"Profile\",\"name\":\"Lena Lerner\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo("Lena Lerner");
        assertThat(program.call(
                                "PUT",
                                "/ims/ob/v3p0/profile",
                                token,
                                "application/json",
                                "{\"name\":\"L\",\"administrator\":true}")
                        .status())
                .isEqualTo(400);

        String badge = Files.readString(Path.of("..", "samples", "credentials", "valid-without-status.json"));
        Said created = program.call("POST", "/ims/ob/v3p0/credentials", token, "application/json", badge);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("id")).isNotEmpty();
        assertThat(program.call("POST", "/ims/ob/v3p0/credentials", token, "application/json", badge)
                        .status())
                .isEqualTo(304);
        assertThat(program.call("POST", "/ims/ob/v3p0/credentials", token, "text/plain", "no credential")
                        .status())
                .isEqualTo(400);
        Said list = program.get("/ims/ob/v3p0/credentials?limit=1&offset=0", token);
        assertThat(list.header("X-Total-Count")).isEqualTo("1");
        assertThat(list.header("Link")).contains("rel=\"last\"", "rel=\"first\"");
        assertThat(list.json().path("credential").size()).isEqualTo(1);
        assertThat(program.get("/ims/ob/v3p0/credentials?since=2999-01-01T00:00:00Z", token)
                        .header("X-Total-Count"))
                .isEqualTo("0");
        assertThat(program.get("/ims/ob/v3p0/credentials?limit=none", token).status())
                .isEqualTo(400);

        assertThat(lena.get("/account/keys").html().select("main").text()).contains("Olga's program");
        String grant = lena.get("/account/keys")
                .html()
                .select("form[action^=/account/applications/]")
                .attr("action");
        lena.post(grant);
        assertThat(program.get("/ims/ob/v3p0/profile", token).status()).isEqualTo(401);
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "of two exchanges of a code, or of a refresh token, the second is refused and ends the grant",
            in = "org.springframework.security.oauth2.server.authorization.OAuth2Authorization$Token",
            method = "isInvalidated",
            answer = "false")
    void aCodeIsGoodOnceAndItsReplayRevokesWhatItGave() throws Exception {
        Seen made = newClient("people", program.callbackUri(), OB + "profile.readonly");
        String id = id(made);
        String secret = made.html().select("code.secret").text();
        String code = program.agree(owner, authorize(id, program.callbackUri(), OB + "profile.readonly", VERIFIER));
        assertThat(exchange(id, secret, code, "another-verifier-of-at-least-forty-three-characters")
                        .status())
                .isEqualTo(400);
        Said first = exchange(id, secret, code, VERIFIER);
        assertThat(program.get("/ims/ob/v3p0/profile", first.text("access_token"))
                        .status())
                .isEqualTo(200);
        Said replay = exchange(id, secret, code, VERIFIER);
        assertThat(replay.status()).isEqualTo(400);
        assertThat(replay.text("error")).isEqualTo("invalid_grant");
        assertThat(program.get("/ims/ob/v3p0/profile", first.text("access_token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aRefreshTokenIsExchangedOnceAndItsReturnEndsTheGrant() throws Exception {
        Seen made = newClient("people", program.callbackUri(), OB + "profile.readonly");
        String id = id(made);
        String secret = made.html().select("code.secret").text();
        String code = program.agree(owner, authorize(id, program.callbackUri(), OB + "profile.readonly", VERIFIER));
        Said first = exchange(id, secret, code, VERIFIER);
        Said second = program.form(
                "/oauth2/token",
                id,
                secret,
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.text("refresh_token"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
        assertThat(program.get("/ims/ob/v3p0/profile", second.text("access_token"))
                        .status())
                .isEqualTo(200);

        Said stolen = program.form(
                "/oauth2/token",
                id,
                secret,
                "grant_type",
                "refresh_token",
                "refresh_token",
                first.text("refresh_token"));
        assertThat(stolen.text("error")).isEqualTo("invalid_grant");
        assertThat(program.get("/ims/ob/v3p0/profile", second.text("access_token"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void revocationAndIntrospectionTellTheTruth() throws Exception {
        Seen made = newClient("us", "", "organization.read");
        String id = id(made);
        String secret = made.html().select("code.secret").text();
        String token = token(id, secret);
        Said active = program.form("/oauth2/introspect", id, secret, "token", token);
        assertThat(active.json().path("active").asBoolean()).isTrue();
        assertThat(active.text("client_id")).isEqualTo(id);
        assertThat(program.form("/oauth2/revoke", id, secret, "token", token).status())
                .isEqualTo(200);
        assertThat(program.form("/oauth2/introspect", id, secret, "token", token)
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(program.get("/api/v1/me", token).status()).isEqualTo(401);
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a redirect address is a registered one letter for letter",
            in = "org.throughline.server.access.web.RequestRules",
            method = "redirectsExactly",
            answer = "true")
    void nobodyIsSentToAnAddressThatWasNotRegistered() throws Exception {
        String id =
                id(newClient("people", program.callbackUri() + "\nhttps://app.example.org/cb", "organization.read"));
        String ours = program.callbackUri();
        String port = ours.replaceAll(".*:([0-9]+)/.*", "$1");
        for (String wrong : List.of(
                "https://evil.example.org/cb",
                "https://app.example.org/cb/",
                "https://app.example.org/cb/../evil",
                "https://app.example.org/cb?next=https://evil.example.org",
                "https://app.example.org/cb#x",
                "https://app.example.org.evil.org/cb",
                "https://app.example.org@evil.org/cb",
                "https://evil.org\\@app.example.org/cb",
                "https://app.example.org:444/cb",
                "https://APP.example.org/cb",
                "http://app.example.org/cb",
                "https://app.example.org/c%62",
                "https://app.example.org/c",
                "https://app.example.org",
                "https://app.example.org:443/cb",
                "https://app.example.org./cb",
                "https://app.example.org%2fcb",
                "https://app.example.org/cb%2f..%2f..%2fevil",
                "https://app.example.org/cb%0d%0aLocation:%20https://evil.example.org",
                "https://evil.example.org%2f@app.example.org/cb",
                "https://evil.example.org#@app.example.org/cb",
                "https://evil.example.org?https://app.example.org/cb",
                "https:app.example.org/cb",
                "https:/app.example.org/cb",
                "https:\\\\app.example.org/cb",
                "https://app\u3002example\u3002org/cb",
                " https://app.example.org/cb",
                "https://app.example.org/cb\t",
                ours + "," + "https://evil.example.org/",
                "//app.example.org/cb",
                "javascript:alert(1)//https://app.example.org/cb",
                "data:text/html,hi",
                ours + "/more",
                ours.replace(port, "1"),
                ours.replace("127.0.0.1", "127.0.0.1@evil.org"),
                "")) {
            Seen seen = owner.get(authorize(id, wrong, "organization.read", VERIFIER));
            assertThat(seen.status()).as(wrong).isEqualTo(400);
            assertThat(seen.address().getPath()).as(wrong).isEqualTo("/oauth2/authorize");
            assertThat(seen.heading()).as(wrong).isEqualTo("The application asked wrongly");
        }
        Seen twice = owner.get(authorize(id, ours, "organization.read", VERIFIER) + "&redirect_uri="
                + Programs.encoded("https://evil.example.org/cb"));
        assertThat(twice.status()).as("two redirect addresses").isEqualTo(400);
        assertThat(twice.address().getPath()).isEqualTo("/oauth2/authorize");
        String forUsOnly = id(newClient("us", "", "organization.read"));
        Seen early = owner.get(authorize(forUsOnly, "https://evil.example.org/", "organization.read", VERIFIER));
        assertThat(early.status())
                .as("a refusal before the address is looked at")
                .isEqualTo(400);
        assertThat(program.visits()).isZero();
        assertThat(owner.get(authorize("no-such-client", ours, "organization.read", VERIFIER))
                        .status())
                .isEqualTo(400);
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "PKCE with S256, for every program",
            in = "org.throughline.server.access.web.RequestRules",
            method = "provesItsCode",
            answer = "true")
    void noProgramDoesWithoutS256() throws Exception {
        String id = id(newClient("people", program.callbackUri(), "organization.read"));
        for (List<String> weak : List.of(
                List.of("code_challenge", "", "code_challenge_method", ""),
                List.of("code_challenge_method", "plain"),
                List.of("code_challenge", "", "code_challenge_method", "S256"),
                List.of("code_challenge", "short"))) {
            Seen seen = owner.get(
                    authorize(id, program.callbackUri(), "organization.read", VERIFIER, weak.toArray(String[]::new)));
            assertThat(seen.status()).as(weak.toString()).isEqualTo(400);
            assertThat(seen.html().select("main").text()).as(weak.toString()).contains("PKCE");
        }
        assertThat(program.visits()).isZero();
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a code is exchanged for the verifier of its challenge alone",
            in = "org.springframework.security.oauth2.server.authorization.authentication.CodeVerifierAuthenticator",
            method = "codeVerifierValid",
            answer = "true")
    void aCodeIsNoUseToWhoeverStoleIt() throws Exception {
        Seen made = newClient("people", program.callbackUri() + "\nhttps://app.example.org/cb", "organization.read");
        String id = id(made);
        String secret = made.html().select("code.secret").text();
        Seen thief = newClient("people", program.callbackUri(), "organization.read");
        String code = program.agree(owner, authorize(id, program.callbackUri(), "organization.read", VERIFIER));
        List<String> grant = List.of("grant_type", "authorization_code", "code", code, "redirect_uri");
        List<List<String>> attempts = List.of(
                List.of(program.callbackUri()),
                List.of(program.callbackUri(), "code_verifier", ""),
                List.of(program.callbackUri(), "code_verifier", "a-verifier-of-somebody-else-0123456789-0123456789"),
                List.of(program.callbackUri(), "code_verifier", Programs.challenge(VERIFIER)), // as by "plain"
                List.of("https://app.example.org/cb", "code_verifier", VERIFIER));
        for (List<String> attempt : attempts) {
            Said said = program.form("/oauth2/token", id, secret, joined(grant, attempt));
            assertThat(said.status()).as(attempt.toString()).isEqualTo(400);
            assertThat(said.json().has("access_token")).isFalse();
        }
        Said other = program.form(
                "/oauth2/token",
                id(thief),
                thief.html().select("code.secret").text(),
                joined(grant, List.of(program.callbackUri(), "code_verifier", VERIFIER)));
        assertThat(other.text("error")).as("another program").isEqualTo("invalid_grant");
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "every answer says which server gives it (RFC 9207)",
            in = "org.throughline.server.access.web.AuthorizationServer",
            method = "whoAnswers",
            answer = "empty")
    void everyAnswerSaysFromWhomItComes() throws Exception {
        String id = id(newClient("people", program.callbackUri(), "organization.read"));
        program.agree(owner, authorize(id, program.callbackUri(), "organization.read", VERIFIER));
        assertThat(program.last())
                .containsEntry("iss", address.base().toString())
                .containsEntry("state", "s-" + id)
                .containsKey("code");
        String state = owner.get(authorize(id, program.callbackUri(), "organization.read", VERIFIER))
                .html()
                .select("input[name=state]")
                .attr("value");
        owner.post("/oauth2/authorize", "client_id", id, "state", state);
        assertThat(program.last())
                .containsEntry("iss", address.base().toString())
                .containsEntry("error", "access_denied");
        assertThat(program.get("/.well-known/oauth-authorization-server", null)
                        .json()
                        .path("authorization_response_iss_parameter_supported")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void anAnswerBelongsToOnePersonAndOneQuestion() throws Exception {
        String id = id(newClient("people", program.callbackUri(), "organization.read"));
        Seen question = owner.get(authorize(id, program.callbackUri(), "organization.read", VERIFIER));
        String state = question.html().select("input[name=state]").attr("value");

        Person other = people.register("Oscar Other", "oscar-" + tag + "@example.org", PASSWORD);
        Visitor oscar = new Visitor(server);
        oscar.signIn(String.valueOf(other.email()), PASSWORD);
        assertThat(oscar.get("/oauth2/consent?client_id=" + id + "&scope=organization.read&state="
                                + Programs.encoded(state))
                        .status())
                .isEqualTo(404);
        assertThat(oscar.post("/oauth2/authorize", "client_id", id, "state", state, "scope", "organization.read")
                        .status())
                .isEqualTo(400);
        assertThat(owner.post("/oauth2/authorize", "client_id", id, "state", "made-up", "scope", "organization.read")
                        .status())
                .isEqualTo(400);
        assertThat(program.visits()).isZero();

        owner.post("/oauth2/authorize", "client_id", id, "state", state);
        assertThat(program.last()).containsEntry("error", "access_denied").doesNotContainKey("code");
        assertThat(owner.post("/oauth2/authorize", "client_id", id, "state", state, "scope", "organization.read")
                        .status())
                .as("the same question twice")
                .isEqualTo(400);
    }

    @Test
    void aStrangersProgramRegistersItselfWithTheScopesOfOpenBadges() throws Exception {
        Said registered = program.call("POST", "/oauth2/register", null, "application/json", """
                {"client_name":"Wallet","client_uri":"https://wallet.example.org/","logo_uri":"https://wallet.example.org/logo.png",
                 "tos_uri":"https://wallet.example.org/terms","policy_uri":"https://wallet.example.org/privacy","software_id":"w-1",
                 "redirect_uris":["https://wallet.example.org/cb"],"token_endpoint_auth_method":"client_secret_basic",
                 "grant_types":["authorization_code","refresh_token"],"response_types":["code"],
                 "scope":"%scredential.readonly %scredential.upsert offline_access"}
                """.formatted(OB, OB));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.text("client_id")).isNotEmpty();
        assertThat(registered.text("client_secret")).startsWith("tls_");
        assertThat(registered.text("scope").split(" "))
                .containsExactlyInAnyOrder(OB + "credential.readonly", OB + "credential.upsert", "offline_access");
        assertThat(registered.text("software_id")).isEqualTo("w-1");
        Seen question = owner.get(authorize(
                registered.text("client_id"), "https://wallet.example.org/cb", OB + "credential.readonly", VERIFIER));
        assertThat(question.heading()).isEqualTo("May Wallet act for you?");
        assertThat(question.html().select("[src*=wallet.example.org], link[href*=wallet.example.org]"))
                .as("nothing of the program's is loaded")
                .isEmpty();
        assertThat(question.html().select("main").text()).contains("nobody here vouches for it", "wallet.example.org");

        server.sql()
                .sql("UPDATE access.client SET created_at = now() - interval '8 days' WHERE id = ?")
                .param(registered.text("client_id"))
                .update();
        clients.forgetUnused();
        assertThat(clients.find(registered.text("client_id"))).isEmpty();
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a program's links are https and nothing that a browser would run",
            in = "org.throughline.server.access.ClientMetadata",
            method = "linkAllowed",
            answer = "true")
    @AbuseCase(
            value = "W3",
            defence = "a program's redirect addresses are https and nothing that a browser would run",
            in = "org.throughline.server.access.ClientMetadata",
            method = "redirectAllowed",
            answer = "true")
    void aRegistrationWithAnAddressThatABrowserWouldRunIsRefused() throws Exception {
        for (String wrong : List.of(
                "\"redirect_uris\":[\"javascript:alert(1)\"]",
                "\"redirect_uris\":[\"http://w.example.org/cb\"]",
                "\"redirect_uris\":[\"https://w.example.org/cb#f\"]",
                "\"redirect_uris\":[\"https://*.example.org/cb\"]",
                "\"redirect_uris\":[\"JavaScript:alert(1)\"]",
                "\"redirect_uris\":[\"data:text/html,x\"]",
                "\"redirect_uris\":[\"myapp://cb\"]",
                "\"redirect_uris\":[\"//w.example.org/cb\"]",
                "\"redirect_uris\":[\"https://w.example.org/cb\",\"javascript:alert(1)\"]",
                "\"redirect_uris\":[\"https://user@w.example.org/cb\"]")) {
            assertThat(register(wrong)).as(wrong).isEqualTo("400 invalid_redirect_uri");
        }
        for (String wrong : List.of(
                "\"redirect_uris\":[\"https://w.example.org/cb\"],\"logo_uri\":\"javascript:alert(1)\"",
                "\"redirect_uris\":[\"https://w.example.org/cb\"],\"logo_uri\":\"http://w.example.org/l.png\"",
                "\"redirect_uris\":[\"https://w.example.org/cb\"],\"client_uri\":\"data:text/html,x\"",
                "\"redirect_uris\":[\"https://w.example.org/cb\"],\"tos_uri\":\"https://elsewhere.example.org/\"")) {
            assertThat(register(wrong)).as(wrong).isEqualTo("400 invalid_client_metadata");
        }
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "a token is made for one server",
            in = "org.throughline.server.access.BearerTokens",
            method = "meantForUs",
            answer = "true")
    void aTokenForAnotherServerIsNoGoodHereThoughWeSignedIt() throws Exception {
        Seen made = newClient("us", "", "organization.read");
        String id = id(made);
        String good = token(id, made.html().select("code.secret").text());
        var key = keys.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                .getFirst()
                .toECKey();
        JWTClaimsSet ours = SignedJWT.parse(good).getJWTClaimsSet();
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(key.getKeyID())
                        .build(),
                new JWTClaimsSet.Builder(ours)
                        .audience("https://other.example.org")
                        .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                        .build());
        foreign.sign(new ECDSASigner(key));
        String token = foreign.serialize();
        server.sql()
                .sql("UPDATE access.grant_given SET access_hash = ? WHERE access_hash = ?")
                .params(Secret.hash(token), Secret.hash(good))
                .update();
        Said said = program.get("/api/v1/me", token);
        assertThat(said.status()).isEqualTo(401);
        assertThat(said.header("WWW-Authenticate")).contains("invalid_token");
    }

    @Test
    @AbuseCase(
            value = "A6",
            defence = "a token in an address is not used",
            in = "org.throughline.server.shared.TokensInAddresses",
            method = "has",
            answer = "false")
    void aTokenInTheAddressIsNotUsed() throws Exception {
        Seen made = newClient("us", "", "organization.read");
        String token = token(id(made), made.html().select("code.secret").text());
        for (String name : List.of("access_token", "ACCESS_TOKEN", "access%5Ftoken")) {
            Said said = program.get("/api/v1/me?" + name + "=" + token, null);
            assertThat(said.status()).as(name).isEqualTo(400);
            assertThat(said.text("type")).endsWith("/problems/token-in-url");
            assertThat(program.get("/api/v1/me?" + name + "=" + token, token).status())
                    .isEqualTo(400);
        }
        assertThat(program.get("/ims/ob/v3p0/profile?access_token=" + token, null)
                        .text("imsx_codeMajor"))
                .isEqualTo("failure");
        for (String page : List.of("/", "/account", "/verify")) {
            assertThat(server.get(page + "?access_token=" + token).statusCode())
                    .as(page)
                    .isEqualTo(400);
        }
    }

    @Test
    void aProgramReadsItsOrganizationsUnpublishedFrameworksAndNobodyElseDoes() throws Exception {
        FullFramework full = new FullFramework();
        frameworks.importCase(college.id(), full.json(), "test.json", FrameworkKind.OUTCOMES, false, ownerPerson.id());
        String scope = "https://purl.imsglobal.org/spec/case/v1p1/scope/core.readonly";
        Seen made = newClient("us", "", scope, "organization.read");
        String secret = made.html().select("code.secret").text();
        String reads = program.form(
                        "/oauth2/token", id(made), secret, "grant_type", "client_credentials", "scope", scope)
                .text("access_token");
        String scopeless = token(id(made), secret);
        List<String> paths = new ArrayList<>();
        for (String version : List.of("/ims/case/v1p0/", "/ims/case/v1p1/")) {
            full.paths().forEach(path -> paths.add(version + path));
        }
        for (String path : paths) {
            assertThat(program.get(path, reads).status()).as(path).isEqualTo(200);
            assertThat(program.get(path, scopeless).status())
                    .as(path + " without the scope")
                    .isEqualTo(404);
            assertThat(program.get(path, null).status()).as(path).isEqualTo(404);
            assertThat(owner.get(path).status()).as("a session has no scopes").isEqualTo(404);
            assertThat(program.get(path, "not-a-token").status()).as(path).isEqualTo(401);
        }
        String documents = "/ims/case/v1p1/CFDocuments?limit=1000&filter=identifier=%27" + full.id("document") + "%27";
        assertThat(program.get(documents, reads).json().toString())
                .contains(full.id("document").toString());
        assertThat(program.get(documents, scopeless).json().toString())
                .doesNotContain(full.id("document").toString());
        owner.post("/o/" + college.slug() + "/clients/" + id(made) + "/revoke");
        for (String path : paths) {
            assertThat(program.get(path, reads).status()).as(path + ", revoked").isEqualTo(401);
        }
    }

    @Test
    void aPersonsKeyActsAsThemWithinItsScopes() throws Exception {
        owner.get("/account/keys");
        Seen made = owner.post(
                "/account/keys", "name", "Export script", "days", "30", "scopes", "log.read", "scopes", "profile.read");
        String key = made.html().select("code.secret").text();
        assertThat(key).startsWith("tlk_");
        assertThat(program.get("/api/v1/me", key).text("kind")).isEqualTo("person");
        assertThat(program.get("/api/v1/organizations/" + college.slug() + "/log", key)
                        .status())
                .isEqualTo(200);
        Said beyond = program.get("/api/v1/organizations/" + college.slug(), key);
        assertThat(beyond.status()).isEqualTo(403);
        assertThat(beyond.text("type")).endsWith("/problems/scope-missing");
        assertThat(program.get("/api/v1/organizations/" + other.slug() + "/log", key)
                        .status())
                .isEqualTo(404);
        assertThat(owner.get("/account/keys").html().select("main").text())
                .contains("Export script")
                .doesNotContain(key);
        assertThat(server.sql()
                        .sql("SELECT count(*) FROM access.personal_key WHERE hash = ? AND last_used_at IS NOT NULL")
                        .param(Secret.hash(key))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);

        assertThat(owner.post("/account/keys", "name", "Too long", "days", "366", "scopes", "log.read")
                        .status())
                .isEqualTo(422);
        owner.get("/account/keys");
        owner.post(owner.get("/account/keys")
                .html()
                .select("form[action$=/revoke]")
                .attr("action"));
        assertThat(program.get("/api/v1/me", key).status()).isEqualTo(401);
    }

    @Test
    void aSessionOpensNoApi() throws Exception {
        Seen seen = owner.get("/api/v1/me");
        assertThat(seen.status()).isEqualTo(401);
    }

    @Test
    void saysWhereEverythingIs() throws Exception {
        Said metadata = program.get("/.well-known/oauth-authorization-server", null);
        assertThat(metadata.text("issuer")).isEqualTo(address.base().toString());
        for (String endpoint : List.of(
                "authorization_endpoint",
                "token_endpoint",
                "jwks_uri",
                "revocation_endpoint",
                "introspection_endpoint",
                "registration_endpoint")) {
            assertThat(metadata.text(endpoint))
                    .as(endpoint)
                    .startsWith(address.base().toString());
        }
        assertThat(metadata.json().path("code_challenge_methods_supported").toString())
                .isEqualTo("[\"S256\"]");
        Said jwks = program.get("/oauth2/jwks", null);
        assertThat(jwks.json().path("keys").size()).isPositive();
        assertThat(jwks.json().path("keys").get(0).has("d")).isFalse();
        assertThat(jwks.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Said discovery = program.get("/ims/ob/v3p0/discovery", null);
        JsonNode flow = discovery.json().at("/components/securitySchemes/OAuth2ACG/flows/authorizationCode");
        assertThat(flow.path("scopes").has(OB + "credential.upsert")).isTrue();
    }

    @Test
    void theDescriptionNamesEveryOperationAndNoOther() throws Exception {
        Set<String> mapped = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(pattern -> pattern.startsWith("/api/v1"))
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> mapped.add(method + " " + pattern))));
        Set<String> described = new TreeSet<>();
        program.get("/api/v1/openapi.json", null)
                .json()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method ->
                                described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(mapped).isNotEmpty();
    }

    private Seen newClient(String acts, String redirects, String... scopes) throws Exception {
        owner.get("/o/" + college.slug() + "/clients");
        List<String> fields = new java.util.ArrayList<>(
                List.of("name", "Olga's program", "acts", acts, "redirects", redirects, "secrecy", "secret"));
        for (String scope : scopes) {
            fields.add("scopes");
            fields.add(scope);
        }
        Seen made = owner.post("/o/" + college.slug() + "/clients", fields.toArray(String[]::new));
        assertThat(made.status()).as(made.html().select("main").text()).isEqualTo(200);
        return made;
    }

    private static String id(Seen made) {
        return made.address().getPath().replaceAll(".*/", "");
    }

    private String token(String id, String secret) throws Exception {
        return program.form(
                        "/oauth2/token", id, secret, "grant_type", "client_credentials", "scope", "organization.read")
                .text("access_token");
    }

    private Said exchange(String id, String secret, String code, String verifier) throws Exception {
        return program.form(
                "/oauth2/token",
                id,
                secret,
                "grant_type",
                "authorization_code",
                "code",
                code,
                "redirect_uri",
                program.callbackUri(),
                "code_verifier",
                verifier);
    }

    private static String[] joined(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toArray(String[]::new);
    }

    private String register(String properties) throws Exception {
        server.sql().sql("SELECT 1").query(Integer.class).single();
        Said said = program.call(
                "POST",
                "/oauth2/register",
                null,
                "application/json",
                "{\"client_name\":\"W\",\"scope\":\"" + OB + "credential.readonly\"," + properties + "}");
        return said.status() + " " + said.text("error");
    }
}
