package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.throughline.server.organizations.ProviderConversation.Away;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** Abuse case W3: what a provider, or whoever stands between, may say without being believed. */
@ServerTest
@TestPropertySource(properties = "throughline.fetch.allow-loopback=true")
class LyingProviderIT {
    private static final String CLIENT = "throughline";
    private static final String SECRET = "a secret of thirty-two characters or more";
    private static final RSAKey KEY = key();
    private static final RSAKey OTHER = key();

    private final ProviderConversation conversation;
    private final InstitutionSignIn college;
    private final InstitutionSignIn other;
    private final Provider provider = new Provider();
    private final Provider second = new Provider();

    LyingProviderIT(
            ProviderConversation conversation,
            People people,
            Organizations organizations,
            InstitutionSignIns institutions) {
        this.conversation = conversation;
        Person owner =
                people.register("Olga Owner", UUID.randomUUID() + "@example.org", "correct horse battery staple");
        this.college = institution(organizations, institutions, owner, provider);
        this.other = institution(organizations, institutions, owner, second);
    }

    @AfterEach
    void stop() {
        provider.http.stop(0);
        second.http.stop(0);
    }

    @Test
    void believesWhatHolds() {
        assertThat(said(claims -> claims)).isEqualTo("somebody");
        assertThat(said(claims -> claims.expirationTime(in(-30))))
                .as("30 s late")
                .isEqualTo("somebody");
        assertThat(said(claims -> claims.issueTime(in(30)))).as("30 s early").isEqualTo("somebody");
        assertThat(said(claims -> claims.claim("email", "a@b.example").claim("email_verified", true)))
                .isEqualTo("somebody a@b.example");
        assertThat(said(claims -> claims.claim("email", "a@b.example").claim("email_verified", "true")))
                .as("only a truth is one")
                .isEqualTo("somebody");
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a token is for this client, this nonce, this issuer and now",
            in = "com.nimbusds.openid.connect.sdk.validators.IDTokenClaimsVerifier",
            method = "verify")
    void believesNoTokenThatWasMadeForSomethingElse() {
        assertThat(said(claims -> claims.expirationTime(in(-120)))).isEqualTo("refused");
        assertThat(said(claims -> claims.issueTime(in(120)))).isEqualTo("refused");
        assertThat(said(claims -> claims.claim("nonce", "another"))).isEqualTo("refused");
        assertThat(said(claims -> claims.claim("nonce", null))).isEqualTo("refused");
        assertThat(said(claims -> claims.audience("another-client"))).isEqualTo("refused");
        assertThat(said(claims -> claims.audience(List.of(CLIENT, "another")).claim("azp", "another")))
                .isEqualTo("refused");
        assertThat(said(claims -> claims.audience(List.of(CLIENT, "another")))).isEqualTo("refused");
        assertThat(said(claims -> claims.audience(List.of(CLIENT, "another")).claim("azp", CLIENT)))
                .isEqualTo("somebody");
        assertThat(said(claims -> claims.issuer("https://other.example.org"))).isEqualTo("refused");
        assertThat(said(claims -> claims.subject(null))).isEqualTo("refused");
        assertThat(said(claims -> claims.expirationTime(null))).isEqualTo("refused");
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a token is signed by a key that the issuer lists",
            in = "com.nimbusds.jose.crypto.RSASSAVerifier",
            method = "verify",
            answer = "true")
    void believesNoTokenThatSomebodyElseSigned() {
        provider.signing = claims -> signed(claims, JWSAlgorithm.RS256, OTHER);
        assertThat(said(claims -> claims)).isEqualTo("refused");
    }

    @Test
    void takesNoAlgorithmThatAnybodyCouldUse() throws Exception {
        provider.signing = claims -> new PlainJWT(claims).serialize();
        assertThat(said(claims -> claims)).as("none").isEqualTo("refused");
        JWSSigner byPublicKey = new MACSigner(KEY.toRSAPublicKey().getEncoded());
        provider.signing = claims -> signed(claims, JWSAlgorithm.HS256, byPublicKey);
        assertThat(said(claims -> claims)).as("HS256 with the public key").isEqualTo("refused");
        JWSSigner bySecret = new MACSigner(SECRET);
        provider.signing = claims -> signed(claims, JWSAlgorithm.HS256, bySecret);
        assertThat(said(claims -> claims)).as("HS256 with the client secret").isEqualTo("refused");
        provider.signing = claims -> signed(claims, JWSAlgorithm.PS256, KEY);
        assertThat(said(claims -> claims)).as("PS256").isEqualTo("somebody");
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "the state of an answer is the one of this session",
            in = "org.throughline.server.organizations.ProviderConversation",
            method = "isTheSame",
            answer = "true")
    void takesNoAnswerToAnotherQuestion() {
        Away away = asked(college, provider);
        assertThat(comeBack(college, away, "another state", null)).isEqualTo("refused");
        assertThat(comeBack(college, away, "", null)).isEqualTo("refused");
        assertThat(comeBack(college, away, away.state(), null)).isEqualTo("somebody");
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "an answer is read only at the address of the institution that was asked",
            in = "org.throughline.server.organizations.ProviderConversation",
            method = "isTheOneAsked",
            answer = "true")
    void takesNoAnswerOfAnotherInstitution() {
        Away away = asked(college, provider);
        second.nonce = away.nonce();
        assertThat(comeBack(other, away, away.state(), null)).isEqualTo("refused");
        Away changed = new Away(
                away.slug(),
                "https://before.example.org",
                away.state(),
                away.nonce(),
                away.verifier(),
                away.since(),
                away.again());
        assertThat(comeBack(college, changed, changed.state(), null))
                .as("the provider was changed meanwhile")
                .isEqualTo("refused");
        assertThat(conversation.callback(college.organization()))
                .isNotEqualTo(conversation.callback(other.organization()));
    }

    @Test
    @AbuseCase(
            value = "W3",
            defence = "a provider that says itself in its answers is the one that was asked (RFC 9207)",
            in = "org.throughline.server.organizations.ProviderConversation",
            method = "isFrom",
            answer = "true")
    void takesNoAnswerInTheNameOfAnotherProvider() {
        Away away = asked(college, provider);
        assertThat(comeBack(college, away, away.state(), second.issuer())).isEqualTo("refused");
        assertThat(comeBack(college, away, away.state(), provider.issuer() + "/"))
                .isEqualTo("refused");
        provider.saysItself = true;
        assertThat(comeBack(college, away, away.state(), null))
                .as("it says that it would")
                .isEqualTo("refused");
        assertThat(comeBack(college, away, away.state(), provider.issuer())).isEqualTo("somebody");
    }

    @Test
    void sendsNobodyToWhatIsNoPage() {
        for (String page : List.of(
                "javascript:alert(1)",
                "data:text/html,x",
                "https://good@evil.example.org/",
                "file:///x",
                "mailto:a@b")) {
            provider.page = page;
            assertThat(refusal(() -> conversation.goTo(college, conversation.begin(college, false))))
                    .as(page)
                    .isTrue();
        }
        provider.page = "https://login.example.org/authorize?tenant=1";
        assertThat(conversation.goTo(college, conversation.begin(college, false)))
                .startsWith("https://login.example.org/authorize?tenant=1&client_id=throughline&")
                .contains("code_challenge_method=S256");
    }

    /** Who was believed to come back, when the provider's token says this. */
    private String said(UnaryOperator<JWTClaimsSet.Builder> changed) {
        Away away = asked(college, provider);
        provider.changed = changed;
        return comeBack(college, away, away.state(), null);
    }

    private Away asked(InstitutionSignIn institution, Provider asked) {
        Away away = conversation.begin(institution, false);
        asked.nonce = away.nonce();
        return away;
    }

    private String comeBack(InstitutionSignIn institution, Away away, String state, @Nullable String issuer) {
        try {
            ProviderClaims claims = conversation.comeBack(institution, away, state, issuer, "a code");
            return claims.subject()
                    + claims.verifiedEmail().map(email -> " " + email).orElse("");
        } catch (Problem problem) {
            assertThat(problem.type()).isEqualTo(ProblemType.BAD_INPUT);
            assertThat(problem.getMessage()).doesNotContain(SECRET, "eyJ");
            return "refused";
        }
    }

    private static boolean refusal(Runnable act) {
        try {
            act.run();
            return false;
        } catch (Problem problem) {
            return problem.type() == ProblemType.BAD_INPUT;
        }
    }

    private static InstitutionSignIn institution(
            Organizations organizations, InstitutionSignIns institutions, Person owner, Provider provider) {
        Organization organization = organizations.create(
                "lied-to-" + UUID.randomUUID(), "Riverbend", OrganizationKind.EDUCATOR, null, "", owner.id());
        institutions.setUp(organization.id(), provider.issuer(), CLIENT, SECRET, owner.id());
        return new InstitutionSignIn(organization, provider.issuer(), CLIENT, Set.of());
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, RSAKey key) {
        try {
            return signed(claims, algorithm, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("one").build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** One makes a token in the way that is wanted of it. */
    private interface Signing {
        String token(JWTClaimsSet claims);
    }

    /** A provider that says what it is told to say. */
    private static final class Provider {
        private final HttpServer http;
        private volatile String nonce = "";
        private volatile boolean saysItself;
        private volatile String page = "https://login.example.org/";
        private volatile UnaryOperator<JWTClaimsSet.Builder> changed = claims -> claims;
        private volatile Signing signing = claims -> signed(claims, JWSAlgorithm.RS256, KEY);

        Provider() {
            try {
                http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            http.createContext("/.well-known/openid-configuration", exchange -> say(exchange, description()));
            http.createContext("/keys", exchange -> say(exchange, new JWKSet(KEY).toString()));
            http.createContext("/token", exchange -> say(exchange, token()));
            http.start();
        }

        String issuer() {
            return "http://localhost:" + http.getAddress().getPort();
        }

        private String description() {
            return """
                    {"issuer":"%1$s","authorization_endpoint":"%2$s","token_endpoint":"%1$s/token","jwks_uri":"%1$s/keys",
                     "response_types_supported":["code"],"subject_types_supported":["public"],
                     "id_token_signing_alg_values_supported":["RS256"],"authorization_response_iss_parameter_supported":%3$s}
                    """.formatted(issuer(), page, saysItself);
        }

        private String token() {
            JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                    .issuer(issuer())
                    .subject("somebody")
                    .audience(CLIENT)
                    .issueTime(in(0))
                    .expirationTime(in(300))
                    .claim("nonce", nonce);
            return "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\""
                    + signing.token(changed.apply(claims).build()) + "\"}";
        }

        private static void say(HttpExchange exchange, String json) throws IOException {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        }
    }
}
