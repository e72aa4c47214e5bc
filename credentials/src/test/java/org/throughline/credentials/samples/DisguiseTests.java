package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** Terms spelled as addresses: the same to the signature, nothing to whoever reads by terms. */
class DisguiseTests {
    private static final String STATUS = "https://www.w3.org/2018/credentials#credentialStatus";

    @Test
    void aRevokedCredentialDoesNotBecomeValidByHidingItsStatus() {
        String revoked = sample("revoked");
        assertThat(verify(revoked).outcome("status")).isEqualTo(Outcome.FAILED);
        for (String disguise : List.of(STATUS, "cred:credentialStatus")) {
            VerificationReport report = verify(revoked.replace("\"credentialStatus\"", "\"" + disguise + "\""));
            assertThat(report.verdict()).as(disguise).isEqualTo(Verdict.INVALID);
        }
    }

    @Test
    void aRecordDoesNotHideThatItIsOne() {
        String record = sample("record-with-revoked-badge");
        VerificationReport report = verify(record.replace(
                "\"ClrCredential\"", "\"https://purl.imsglobal.org/spec/clr/v2p0/vocab.html#ClrCredential\""));
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void aStatusDoesNotHideInAnObjectWithTheCredentialsOwnAddress() {
        String revoked = sample("revoked");
        String id = Riverbend.tree(revoked).getString("id");
        JsonObject service = Json.createObjectBuilder()
                .add("id", id)
                .add("type", "https://riverbend.example/Refresh")
                .build();
        String signed =
                Riverbend.signCarelessly(Riverbend.with(revoked, "/refreshService", service), Riverbend.signer());
        assertThat(verify(signed).outcome("status")).isEqualTo(Outcome.FAILED);
        JsonObject hiding = Json.createObjectBuilder(service)
                .add(
                        "type",
                        Json.createArrayBuilder(List.of("VerifiableCredential", "https://riverbend.example/Refresh")))
                .add("credentialStatus", Json.createPointer("/credentialStatus").getValue(Riverbend.tree(signed)))
                .build();
        VerificationReport report =
                verify(Riverbend.with(Riverbend.with(signed, "/refreshService", hiding), "/credentialStatus", null));
        assertThat(report.outcome("context")).isEqualTo(Outcome.FAILED);
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    }

    /** A JSON-LD processor drops what is null; what has no meaning is not said either way, and an id or a type is text. */
    @Test
    void nothingWithoutAMeaningHidesBehindNull() {
        String badge = sample("valid-badge");
        for (String hidden : List.of("\"grade\"", "\"@graph\"", "\"vc\"", "\"expires\"")) {
            VerificationReport report =
                    verify(badge.replace("\"credentialSubject\":{", "\"credentialSubject\":{" + hidden + ":null,"));
            assertThat(report.outcome("context")).as(hidden).isEqualTo(Outcome.FAILED);
        }
        for (String named : List.of("\"id\"", "\"type\"")) {
            VerificationReport report = verify(badge.replace("\"criteria\":{", "\"criteria\":{" + named + ":null,"));
            assertThat(report.outcome("context")).as(named).isEqualTo(Outcome.FAILED);
        }
    }

    private static String sample(String name) {
        return Samples.all().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow()
                .document();
    }

    private static VerificationReport verify(String document) {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents)
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }
}
