package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;

class TokenIssuingTests {

    private static final Instant UNTIL = Instant.parse("2027-01-15T08:00:00Z");
    private static final CredentialIssuer ISSUER = new CredentialIssuer(Riverbend.CLOCK);

    @Test
    void writesWhatTheCredentialSaysIntoTheClaimsThatRepeatIt() {
        Signer signer = Riverbend.signer();
        String token = text(ISSUER.issueToken(
                Riverbend.badge(1, signer.controller(), Riverbend.LEARNER, Riverbend.FROM, UNTIL, List.of()), signer));

        JsonObject header = part(token, 0);
        JsonObject payload = part(token, 1);
        assertThat(header.keySet()).containsExactly("alg", "kid", "typ");
        assertThat(header.getString("alg")).isEqualTo("EdDSA");
        assertThat(header.getString("typ")).isEqualTo("vc+jwt");
        assertThat(header.getString("kid")).isEqualTo(signer.verificationMethod());
        assertThat(payload.getString("iss")).isEqualTo(signer.controller());
        assertThat(payload.getString("jti")).isEqualTo(payload.getString("id"));
        assertThat(payload.getString("sub")).isEqualTo(Riverbend.LEARNER);
        assertThat(payload.getJsonNumber("nbf").longValueExact()).isEqualTo(Riverbend.FROM.getEpochSecond());
        assertThat(payload.getJsonNumber("exp").longValueExact()).isEqualTo(UNTIL.getEpochSecond());
        assertThat(payload.containsKey("proof")).isFalse();
        assertThat(verify(token).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void signsWithAKeyOfHardwareToo() {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 4);
        Signer signer = NistKeyPair.fromSecret(NistCurve.P256, secret).signer();
        String token = text(ISSUER.issueToken(
                Riverbend.badge(1, signer.controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()), signer));

        assertThat(part(token, 0).getString("alg")).isEqualTo("ES256");
        assertThat(verify(token).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void keepsTheCredentialsOfARecordAsTheyWereSigned() {
        String child = Riverbend.issue(Riverbend.badge(
                1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()));
        String token = text(ISSUER.issueToken(Riverbend.record(List.of(child), List.of()), Riverbend.signer()));

        VerificationReport report = verify(token);
        assertThat(report.verdict()).as(() -> report.checks().toString()).isEqualTo(Verdict.VALID);
        assertThat(report.format()).isEqualTo("clr-2.0");
        assertThat(report.children()).hasSize(1);
        assertThat(report.outcome("children")).isEqualTo(Outcome.PASSED);
        assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .contains(child);
    }

    @Test
    void refusesTheDraftsThatItAlwaysRefuses() {
        assertThatThrownBy(() -> ISSUER.issueToken(
                        Riverbend.badge(1, Riverbend.signer().controller(), "mara", Riverbend.FROM, null, List.of()),
                        Riverbend.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/credentialSubject/id");
        assertThatThrownBy(() ->
                        ISSUER.issueToken(Riverbend.badge(1), Riverbend.key(9).signer()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JsonObject part(String token, int i) {
        return Riverbend.tree(
                new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[i]), StandardCharsets.UTF_8));
    }

    private static VerificationReport verify(String token) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .build()
                .verify(token.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
