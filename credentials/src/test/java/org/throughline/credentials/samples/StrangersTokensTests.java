package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Forge.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.tree.JsonText;

/** Tokens in the forms that other projects write. */
class StrangersTokensTests {

    private static final Ed25519KeyPair HOLDER = Riverbend.key(31);
    private static final Ed25519KeyPair ISSUER = Riverbend.key(32);

    @Test
    void readsAPresentationOfTheFirstModelThatHoldsTokensAsText() {
        String badge = Forge.token(badge(), ISSUER.signer());

        VerificationReport report = verify(presentation(badge));

        assertThat(report.outcome("context")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
        assertThat(report.children()).extracting(VerificationReport::verdict).containsExactly(Verdict.VALID);
        assertThat(verify(presentation(badge.substring(0, badge.length() - 6) + "AAAAAA"))
                        .verdict())
                .isEqualTo(Verdict.INVALID);
        assertThat(verify(presentation("no token")).outcome("context")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void findsNoMeaningInATextWhereAProofInsideIsToCoverIt() {
        JsonObject unsigned = vp(Forge.token(badge(), ISSUER.signer()));

        assertThat(verify(unsigned.toString()).outcome("context")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void tellsOfAProofInsideOfATokenThatWasNotLookedAt() {
        JsonObject payload = Forge.payload(badge(), ISSUER.signer());
        JsonObject proof = Riverbend.tree(Riverbend.issue(Riverbend.badge(63)))
                .getJsonArray("proof")
                .getJsonObject(0);
        String token = Forge.sign(Forge.header(ISSUER.signer()), with(payload, "proof", proof), ISSUER.signer());

        assertThat(verify(token).warnings()).anyMatch(warning -> warning.contains("a proof of its own"));
    }

    @Test
    void takesAPartOfASecondAsCutOffOrRoundedUp() {
        JsonObject payload = with(Forge.payload(badge(), ISSUER.signer()), "validFrom", "2026-01-15T08:00:00.700Z");
        long whole = Instant.parse("2026-01-15T08:00:00Z").getEpochSecond();

        for (long nbf : new long[] {whole - 1, whole, whole + 1, whole + 2}) {
            VerificationReport report = verify(Forge.sign(
                    Forge.header(ISSUER.signer()), with(payload, "nbf", Json.createValue(nbf)), ISSUER.signer()));
            assertThat(report.outcome("claims"))
                    .as("%s", nbf - whole)
                    .isEqualTo(nbf == whole || nbf == whole + 1 ? Outcome.PASSED : Outcome.FAILED);
        }
    }

    @Test
    void looksUpTheStatusClaimOfABadgesToken() {
        JsonObject status = Json.createObjectBuilder()
                .add(
                        "status_list",
                        Json.createObjectBuilder().add("idx", 1).add("uri", "https://riverbend.example/tokens/1"))
                .build();
        JsonObject payload = with(Forge.payload(badge(), ISSUER.signer()), "status", status);

        VerificationReport report = verify(Forge.sign(Forge.header(ISSUER.signer()), payload, ISSUER.signer()));

        assertThat(report.outcome("context")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("status")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(verify(Forge.sign(
                                Forge.header(ISSUER.signer()), with(payload, "status", "revoked"), ISSUER.signer()))
                        .outcome("context"))
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void findsAKeyInAJwksByTheEndOfItsFullName() {
        String issuer = "https://polaris.example/issuers/9";
        JsonObject jwk = with(Forge.jwk(ISSUER.publicKey()), "kid", issuer + "#one");
        String profile = Json.createObjectBuilder()
                .add("id", issuer)
                .add("type", "Profile")
                .add(
                        "jwks",
                        Json.createObjectBuilder()
                                .add("keys", Json.createArrayBuilder().add(jwk)))
                .build()
                .toString();
        for (String kid : List.of(issuer + "#one", "#one", "one")) {
            VerificationReport report = verify(Map.of(issuer, profile), issuer, kid);
            assertThat(report.verdict()).as(kid + report.checks()).isEqualTo(Verdict.VALID);
        }
    }

    @Test
    void findsAKeyAtTheUsualPlaceWhereTheIssuerSaysNowhereWhichKeysAreItsOwn() {
        String issuer = "https://polaris.example/issuers/9";
        String place = issuer + "/.well-known/jwks.json";
        String set = "{\"keys\":[" + with(Forge.jwk(ISSUER.publicKey()), "kid", "one") + "]}";
        String profile = "{\"id\":\"" + issuer + "\",\"type\":\"Profile\"}";

        VerificationReport report = verify(Map.of(place, set), issuer, "one");

        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains(place));
        assertThat(verify(Map.of(place, set, issuer, profile), issuer, "one").verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(Map.of(place, set), issuer, "two").verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(verify(Map.of("https://polaris.example/.well-known/jwks.json", set), issuer, "one")
                        .verdict())
                .isEqualTo(Verdict.UNDETERMINED);
        assertThat(verify(Map.of(place, set, issuer, profile.replace("}", ",\"jwks\":{\"keys\":[]}}")), issuer, "one")
                        .verdict())
                .isEqualTo(Verdict.INVALID);
    }

    private static VerificationReport verify(Map<String, String> documents, String issuer, String kid) {
        DocumentsInMemory web = new DocumentsInMemory();
        documents.forEach(
                (address, text) -> web.with(address, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        String badge = new JsonText()
                .write(org.throughline.credentials.json.CredentialWriting.write(
                        Riverbend.badge(63, issuer, Riverbend.LEARNER, Riverbend.FROM, (Instant) null, List.of())));
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(web)
                .build()
                .verify(Forge.token(badge, ISSUER.signer(kid, issuer)).getBytes(StandardCharsets.UTF_8));
    }

    private static String presentation(String child) {
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", HOLDER.didKey())
                .add("aud", "https://verifier.example")
                .add("nonce", "n")
                .add("vp", vp(child))
                .build();
        return Forge.sign(with(Forge.header(HOLDER.signer()), "typ", "JWT"), claims, HOLDER.signer());
    }

    private static JsonObject vp(String child) {
        return Json.createObjectBuilder()
                .add("@context", Json.createArrayBuilder().add("https://www.w3.org/2018/credentials/v1"))
                .add("type", Json.createArrayBuilder().add("VerifiablePresentation"))
                .add("verifiableCredential", Json.createArrayBuilder().add(child))
                .build();
    }

    private static String badge() {
        return new JsonText()
                .write(org.throughline.credentials.json.CredentialWriting.write(Riverbend.badge(
                        63, ISSUER.didKey(), Riverbend.LEARNER, Riverbend.FROM, (Instant) null, List.of())));
    }

    private static VerificationReport verify(String document) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }
}
