package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Forge.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.load.Loaded;

class TokensTests {

    private static final String ISSUER = "https://polaris.example/issuers/1";
    private static final Ed25519KeyPair ED25519 = Riverbend.key(21);
    private static final NistKeyPair P256 = NistKeyPair.fromSecret(NistCurve.P256, filled(32));
    private static final NistKeyPair P384 = NistKeyPair.fromSecret(NistCurve.P384, filled(48));
    private static final KeyPair RSA = rsa();

    private final Map<String, String> web = new java.util.HashMap<>();
    private final List<String> asked = new ArrayList<>();

    @Test
    void readsATokenOfEveryAlgorithm() {
        for (Signer signer : List.of(ED25519.signer(), P256.signer(), P384.signer())) {
            VerificationReport report = verify(Forge.token(badge(signer.controller()), signer));
            assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
            assertThat(report.format()).isEqualTo("open-badge-3.0");
            assertThat(report.outcome("claims")).isEqualTo(Outcome.PASSED);
        }
        String did = "did:jwk:"
                + Base64Url.encode(Forge.jwk(Forge.rsa(RSA)).toString().getBytes(StandardCharsets.UTF_8));
        Signer rsa = Forge.rsa(RSA, did + "#0", did);
        assertThat(verify(Forge.token(badge(did), rsa)).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.token(badge(did), rsa) + "\n").verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void refusesWhatTheHeaderMustNotSay() {
        Signer signer = ED25519.signer();
        JsonObject payload = payload();
        JsonObject header = Forge.header(signer);
        Map<String, JsonObject> headers = new java.util.LinkedHashMap<>();
        for (String alg : List.of("none", "None", "HS256", "ES256K", "PS256", "ES512", "ES256", "RS256", "eddsa")) {
            headers.put("alg " + alg, with(header, "alg", alg));
        }
        headers.put("no alg", with(header, "alg", (JsonValue) null));
        headers.put("alg a number", with(header, "alg", Json.createValue(1)));
        for (String name : List.of("crit", "b64", "jku", "x5u", "x5c", "x5t", "x5t#S256", "zip", "foo", "iss")) {
            headers.put(name, with(header, name, "https://polaris.example/"));
        }
        headers.put("typ at+jwt", with(header, "typ", "at+jwt"));
        headers.put("typ kb+jwt", with(header, "typ", "kb+jwt"));
        headers.put("typ vp+jwt", with(header, "typ", "vp+jwt"));
        headers.put(
                "private jwk",
                with(header, "jwk", with(Forge.jwk(P256.publicKey()), "d", Base64Url.encode(P256.secret()))));
        headers.put("another jwk", with(header, "jwk", Forge.jwk(P256.publicKey())));
        headers.forEach((name, value) -> assertThat(
                        verify(Forge.sign(value, payload, signer)).verdict())
                .as(name)
                .isEqualTo(Verdict.INVALID));

        for (String typ : List.of("JWT", "jwt", "vc+jwt", "application/vc+jwt", "vc-ld+jwt")) {
            assertThat(verify(Forge.sign(with(header, "typ", typ), payload, signer))
                            .verdict())
                    .as(typ)
                    .isEqualTo(Verdict.VALID);
        }
        assertThat(verify(Forge.sign(with(header, "typ", (JsonValue) null), payload, signer))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.sign(with(header, "alg", "Ed25519"), payload, signer))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.sign(with(header, "jwk", Forge.jwk(ED25519.publicKey())), payload, signer))
                        .verdict())
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void refusesATokenThatIsNotWrittenAsOne() {
        String token = Forge.sign(Forge.header(ED25519.signer()), payload(), ED25519.signer());
        String[] parts = token.split("\\.");
        String twice = Base64Url.encode("{\"alg\":\"EdDSA\",\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        String doubled =
                Base64Url.encode(new String(java.util.Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replaceFirst("\\{", "{\"iss\":\"did:example:other\",")
                        .getBytes(StandardCharsets.UTF_8));
        for (String bad : List.of(
                token + "=",
                parts[0] + "=." + parts[1] + "." + parts[2],
                parts[0] + "." + parts[1],
                token + ".",
                token + "." + parts[2] + "." + parts[2],
                parts[0] + ".\n" + parts[1] + "." + parts[2],
                twice + "." + parts[1] + "." + parts[2],
                parts[0] + "." + doubled + "." + parts[2],
                parts[0] + "." + parts[1] + "." + parts[2].substring(0, parts[2].length() - 1) + "-",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + Base64Url.encode(new byte[64]),
                parts[0] + ".." + parts[2],
                "ey.ey.ey",
                token + "~")) {
            VerificationReport report = verify(bad);
            assertThat(report.verdict())
                    .as(bad + report.checks())
                    .isEqualTo(bad.endsWith("~") ? Verdict.VALID : Verdict.INVALID);
        }
    }

    @Test
    void demandsTheClaimsOfABadgeAndComparesThem() {
        for (String claim : List.of("iss", "sub", "jti", "nbf")) {
            VerificationReport report = claims(claim, null);
            assertThat(report.outcome("claims")).as(claim).isEqualTo(Outcome.FAILED);
            assertThat(report.outcome("signature")).as(claim).isEqualTo(Outcome.PASSED);
        }
        for (String claim : List.of("iss", "sub", "jti")) {
            assertThat(claims(claim, Json.createValue("did:example:other")).outcome("claims"))
                    .as(claim)
                    .isEqualTo(Outcome.FAILED);
            assertThat(claims(claim, Json.createValue(7)).outcome("claims"))
                    .as(claim)
                    .isEqualTo(Outcome.FAILED);
        }
        long from = Riverbend.FROM.getEpochSecond();
        assertThat(claims("nbf", Json.createValue(from + 1)).outcome("claims")).isEqualTo(Outcome.FAILED);
        assertThat(claims("nbf", Json.createValue("" + from)).outcome("claims")).isEqualTo(Outcome.FAILED);
        assertThat(claims("nbf", Json.createValue(new java.math.BigDecimal(from + ".5")))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(claims("exp", Json.createValue(from + 60)).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(claims("exp", Json.createValue(from + 60)).outcome("validity"))
                .isEqualTo(Outcome.FAILED);
        assertThat(claims("exp", Json.createValue(4_000_000_000L)).verdict()).isEqualTo(Verdict.VALID);
        assertThat(claims("vc", Forge.bare(badge(ED25519.didKey()))).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void saysTheSameOfUndefinedTermsAsOfAProofInside() {
        VerificationReport report = claims("grade", Json.createValue("A+"));

        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(report.outcome("context")).isEqualTo(Outcome.FAILED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
    }

    @Test
    void readsTheClaimVcAndMapsTheRegisteredClaimsIntoIt() {
        JsonObject bare = Forge.bare(badge(ED25519.didKey()));
        JsonObject inside =
                Json.createObjectBuilder(bare).remove("id").remove("validFrom").build();
        JsonObject payload = Json.createObjectBuilder()
                .add("iss", ED25519.didKey())
                .add("jti", bare.getString("id"))
                .add("sub", Riverbend.LEARNER)
                .add("nbf", Riverbend.FROM.getEpochSecond())
                .add("vc", inside)
                .build();
        JsonObject header = with(Forge.header(ED25519.signer()), "typ", "JWT");

        VerificationReport report = verify(Forge.sign(header, payload, ED25519.signer()));

        assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(java.util.Objects.requireNonNull(report.claimed()).id()).isEqualTo(bare.getString("id"));
        assertThat(verify(Forge.sign(Forge.header(ED25519.signer()), payload, ED25519.signer()))
                        .outcome("claims"))
                .isEqualTo(Outcome.FAILED);
        assertThat(verify(Forge.sign(header, with(payload, "issuer", "did:example:other"), ED25519.signer()))
                        .outcome("claims"))
                .isEqualTo(Outcome.FAILED);
        assertThat(verify(Forge.sign(header, with(payload, "iss", "did:example:other"), ED25519.signer()))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void neverLearnsTheIssuerFromAKeyInTheHeader() {
        JsonObject header = with(
                with(Forge.header(ED25519.signer()), "kid", (JsonValue) null), "jwk", Forge.jwk(ED25519.publicKey()));

        VerificationReport report = verify(Forge.sign(header, payload(), ED25519.signer()));

        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("signer")).isEqualTo(Outcome.UNDETERMINED);
    }

    @Test
    void takesAJwkAtItsAddressOnlyOnTheIssuersHost() {
        String jwk = Forge.jwk(P256.publicKey()).toString();
        web.put("https://polaris.example/keys/1", jwk);
        web.put("https://mallory.example/keys/1", jwk);

        VerificationReport own = verify(of("https://polaris.example/keys/1"));
        assertThat(own.verdict()).as(() -> own.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(own.warnings()).hasSize(1);
        asked.clear();
        assertThat(verify(of("https://mallory.example/keys/1")).verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(asked).as("a stranger's host is not asked").containsExactly(ISSUER);
        web.put(ISSUER, "{\"id\":\"" + ISSUER + "\",\"type\":\"Profile\"}");
        assertThat(verify(of("https://mallory.example/keys/1")).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify(of("https://polaris.example/keys/1")).verdict()).isEqualTo(Verdict.VALID);
        web.put(ISSUER, "{\"id\":\"" + ISSUER + "\",\"assertionMethod\":[\"https://mallory.example/keys/1\"]}");
        VerificationReport listed = verify(of("https://mallory.example/keys/1"));
        assertThat(listed.verdict()).as(() -> listed.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(listed.warnings()).isEmpty();
        assertThat(verify(of("https://polaris.example/keys/1")).verdict()).isEqualTo(Verdict.INVALID);
        web.put(
                ISSUER,
                "{\"id\":\"" + ISSUER + "\",\"jwks\":{\"keys\":[" + with(Forge.jwk(P256.publicKey()), "kid", "one")
                        + "]}}");
        assertThat(verify(of("one")).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(of("two")).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void doesNotKnowWhoseKeyItIsWhileTheIssuersKeySetCannotBeRead() {
        web.put(ISSUER, "{\"id\":\"" + ISSUER + "\",\"jwks_uri\":\"https://polaris.example/jwks\"}");

        for (String kid : List.of("one", ISSUER + "#one", "https://keys.example/one")) {
            VerificationReport report = verify(of(kid));
            assertThat(report.outcome("signer")).as(kid).isEqualTo(Outcome.UNDETERMINED);
            assertThat(report.verdict()).as(kid).isEqualTo(Verdict.UNDETERMINED);
        }
        web.put("https://polaris.example/jwks", "{\"keys\":[]}");
        assertThat(verify(of("one")).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void findsAKeyInAJwksByItsName() {
        JsonObject one = with(Forge.jwk(P256.publicKey()), "kid", "one");
        JsonObject two = with(Forge.jwk(P384.publicKey()), "kid", "two");
        web.put("https://polaris.example/jwks.json", "{\"keys\":[" + two + "," + one + "]}");

        assertThat(verify(of("https://polaris.example/jwks.json#one")).verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(of("https://polaris.example/jwks.json#two")).verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(verify(of("https://polaris.example/jwks.json#three")).verdict())
                .isEqualTo(Verdict.INVALID);
        web.put(
                "https://polaris.example/.well-known/jwt-vc-issuer/issuers/1",
                "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"https://polaris.example/jwks.json\"}");
        assertThat(verify(of("one")).verdict()).isEqualTo(Verdict.VALID);
        web.put(
                "https://polaris.example/keys/bad",
                with(Forge.jwk(P256.publicKey()), "d", Base64Url.encode(P256.secret()))
                        .toString());
        VerificationReport leaked = verify(of("https://polaris.example/keys/bad"));
        assertThat(leaked.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(leaked.check("signer").map(CheckResult::message).orElse("")).contains("private half");
    }

    @Test
    void resolvesTheKidOfAControllersDocument() {
        Signer signer = P256.signer(ISSUER + "#key-1", ISSUER);
        String token = Forge.token(badge(ISSUER), signer);
        assertThat(verify(token).verdict()).isEqualTo(Verdict.UNDETERMINED);
        web.put(ISSUER, controller(ISSUER, "assertionMethod"));
        assertThat(verify(token).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.sign(
                                with(Forge.header(signer), "kid", "key-1"),
                                Forge.payload(badge(ISSUER), signer),
                                signer))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.sign(
                                with(Forge.header(signer), "kid", (JsonValue) null),
                                Forge.payload(badge(ISSUER), signer),
                                signer))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        web.put(ISSUER, controller(ISSUER, "authentication"));
        assertThat(verify(token).verdict()).isEqualTo(Verdict.INVALID);
        web.put(ISSUER, controller("https://polaris.example/issuers/2", "assertionMethod"));
        assertThat(verify(token).verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void opensATokenInAnEnvelopeAndInARecord() {
        String token = Forge.token(badge(ED25519.didKey()), ED25519.signer());
        String envelope =
                "{\"@context\":\"https://www.w3.org/ns/credentials/v2\",\"type\":\"EnvelopedVerifiableCredential\","
                        + "\"id\":\"data:application/vc+jwt," + token + "\"}";

        assertThat(verify(envelope).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(envelope.replace(token, token.substring(0, token.length() - 4) + "AAAA"))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(verify(Forge.sign(Forge.header(ED25519.signer()), Riverbend.tree(envelope), ED25519.signer()))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        for (String spoiled : List.of(
                envelope.replace("\"@context\"", "\"@CONTEXT\""),
                envelope.replace("credentials/v2", "credentials/v3"),
                envelope.replace(token, token + " "),
                envelope.replace(token, token + "\\n"))) {
            assertThat(verify(spoiled).verdict()).as(spoiled).isEqualTo(Verdict.INVALID);
        }
    }

    private VerificationReport claims(String name, @Nullable JsonValue value) {
        return verify(Forge.sign(Forge.header(ED25519.signer()), with(payload(), name, value), ED25519.signer()));
    }

    private static JsonObject payload() {
        return Forge.payload(badge(ED25519.didKey()), ED25519.signer());
    }

    /** A badge of Polaris, signed with its key on P-256, which it names like this. */
    private static String of(String kid) {
        Signer signer = P256.signer(kid, ISSUER);
        return Forge.token(badge(ISSUER), signer);
    }

    private static String controller(String id, String relationship) {
        return """
                {"id":"%s","verificationMethod":[{"id":"%s#key-1","type":"JsonWebKey","controller":"%s","publicKeyJwk":%s}],
                 "%s":["#key-1"]}""".formatted(id, ISSUER, ISSUER, Forge.jwk(P256.publicKey()), relationship);
    }

    private static String badge(String issuer) {
        return new org.throughline.credentials.tree.JsonText()
                .write(org.throughline.credentials.json.CredentialWriting.write(
                        Riverbend.badge(51, issuer, Riverbend.LEARNER, Riverbend.FROM, (Instant) null, List.of())));
    }

    private VerificationReport verify(String document) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents((uri, kind) -> {
                    asked.add(uri.toString());
                    return Optional.ofNullable(web.get(uri.toString()))
                            .<Loaded>map(text ->
                                    new Loaded.Document(text.getBytes(StandardCharsets.UTF_8), "application/json"))
                            .orElseGet(() -> new Loaded.Unavailable("not-known-here", "is not at hand"));
                })
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return bytes;
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
