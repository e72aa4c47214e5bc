package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.load.Loaded;

/** Open Badges 2.0 that came as a signed token. */
class SignedAssertionTests {

    private static final String HOME = "https://badges.riverbend.example/";
    private static final KeyPair PAIR = pair();
    private static final Signer SIGNER = Forge.rsa(PAIR, HOME + "key", HOME + "issuer");
    private static final JsonObject HEADER =
            Json.createObjectBuilder().add("alg", "RS256").build();

    private final Map<String, String> web = new HashMap<>(OpenBadges2.documents());

    SignedAssertionTests() {
        web.put(HOME + "key", key(HOME + "issuer"));
        web.put(
                HOME + "issuer",
                Riverbend.with(
                        java.util.Objects.requireNonNull(web.get(HOME + "issuer")),
                        "/publicKey",
                        Json.createValue(HOME + "key")));
    }

    @Test
    void holdsWithAKeyOfTheIssuersProfile() {
        VerificationReport report = verify(token());

        assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(verify(Forge.sign(Forge.with(HEADER, "alg", "none"), assertion(), SIGNER))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        String token = token();
        assertThat(verify(token.substring(0, token.length() - 6) + "AAAAAA").verdict())
                .isEqualTo(Verdict.INVALID);
    }

    @Test
    void failsWithAKeyThatTheProfileDoesNotList() {
        web.put(
                HOME + "issuer",
                Riverbend.with(
                        java.util.Objects.requireNonNull(web.get(HOME + "issuer")),
                        "/publicKey",
                        Json.createValue("https://mallory.example/key")));
        assertThat(verify(token()).outcome("signature")).isEqualTo(Outcome.FAILED);
        web.remove(HOME + "issuer");
        assertThat(verify(token()).verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void failsWithAKeyThatBelongsToSomebodyElseAndWaitsForOneThatIsNotThere() {
        web.put(HOME + "key", key("https://mallory.example/issuer"));
        assertThat(verify(token()).verdict()).isEqualTo(Verdict.INVALID);
        web.remove(HOME + "key");
        assertThat(verify(token()).verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void isRevokedInTheIssuersList() {
        web.put(
                HOME + "issuer",
                Riverbend.with(
                        java.util.Objects.requireNonNull(web.get(HOME + "issuer")),
                        "/revocationList",
                        Json.createValue(HOME + "revocations")));
        web.put(HOME + "revocations", "{\"revokedAssertions\":[\"urn:uuid:5a5b0f0c-0000-4000-8000-000000000001\"]}");

        assertThat(verify(token()).outcome("status")).isEqualTo(Outcome.FAILED);
    }

    private static String token() {
        return Forge.sign(HEADER, assertion(), SIGNER);
    }

    private static JsonObject assertion() {
        return Riverbend.tree("""
                {"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"urn:uuid:5a5b0f0c-0000-4000-8000-000000000001",
                 "recipient":{"type":"email","hashed":false,"identity":"mara@learner.example"},"badge":"%sclasses/1",
                 "verification":{"type":"SignedBadge","creator":"%skey"},"issuedOn":"2025-06-01T10:00:00Z"}
                """.formatted(HOME, HOME));
    }

    private static String key(String owner) {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(PAIR.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        return Json.createObjectBuilder()
                .add("type", "CryptographicKey")
                .add("id", HOME + "key")
                .add("owner", owner)
                .add("publicKeyPem", pem)
                .build()
                .toString();
    }

    private VerificationReport verify(String document) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents((uri, kind) -> Optional.ofNullable(web.get(uri.toString()))
                        .<Loaded>map(
                                text -> new Loaded.Document(text.getBytes(StandardCharsets.UTF_8), "application/json"))
                        .orElseGet(() -> new Loaded.Unavailable("not-known-here", "is not at hand")))
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
