package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Riverbend.signCarelessly;
import static org.throughline.credentials.samples.Riverbend.signer;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** The words for a beginning and an end, in each generation. */
class TimesTests {

    @Test
    void theFirstDataModelAlsoEndsByTheWordOfTheSecond() {
        assertThat(verify(first("")).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(first(",\"validUntil\":\"2027-01-01T00:00:00Z\"")).verdict())
                .isEqualTo(Verdict.VALID);
        for (String over :
                new String[] {"\"validUntil\":\"2026-06-01T00:00:00Z\"", "\"validFrom\":\"2027-01-01T00:00:00Z\""}) {
            VerificationReport report = verify(first("," + over));
            assertThat(report.outcome("validity")).as(over).isEqualTo(Outcome.FAILED);
            assertThat(report.outcome("signature")).as(over).isEqualTo(Outcome.PASSED);
        }
    }

    @Test
    void aNullInAnOpenBadge2SaysNothing() {
        String home = "https://badges.riverbend.example/9";
        String assertion = Samples.documents()
                .getOrDefault("https://badges.riverbend.example/1", "")
                .replace("https://badges.riverbend.example/1", home)
                .replace("\"issuedOn\"", "\"expires\":null,\"issuedOn\"");
        DocumentsInMemory documents =
                documents().with(home, assertion.getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(verify(assertion, documents).verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void anOpenBadge2WithoutAnAddressHasNoHome() {
        String assertion = Samples.documents()
                .getOrDefault("https://badges.riverbend.example/1", "")
                .replace("https://badges.riverbend.example/1", "urn:uuid:0b5a4c1e-0000-4000-8000-000000000001");
        VerificationReport report = verify(assertion);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.FAILED);
    }

    private static String first(String more) {
        return signCarelessly("""
                {"@context":["https://www.w3.org/2018/credentials/v1","https://w3id.org/security/data-integrity/v2"],
                 "type":["VerifiableCredential"],"issuer":"%s","issuanceDate":"2026-01-15T08:00:00Z",
                 "credentialSubject":{"id":"did:example:learner-mara"}%s}
                """.formatted(signer().controller(), more), signer());
    }

    private static DocumentsInMemory documents() {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return documents;
    }

    private static VerificationReport verify(String document) {
        return verify(document, documents());
    }

    private static VerificationReport verify(String document, DocumentsInMemory documents) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents)
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }
}
