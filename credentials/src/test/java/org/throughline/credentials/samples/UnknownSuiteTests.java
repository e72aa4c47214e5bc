package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** A proof of a kind that is not known here: what it says is for its own suite to read. */
class UnknownSuiteTests {

    private static final JsonValue UNKNOWN = Json.createObjectBuilder()
            .add("type", "LatticeSignature2031")
            .add("latticeDepth", 12)
            .add("proofPurpose", "assertionMethod")
            .build();

    @Test
    void itsWordsDoNotMakeTheDocumentInvalid() {
        VerificationReport report = verify(with(issue(badge(1)), "/proof", UNKNOWN));
        assertThat(report.outcome("context")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("signature")).isEqualTo(Outcome.UNDETERMINED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
    }

    @Test
    void theProofBesideItDecides() {
        VerificationReport report = verify(beside(issue(badge(1))));
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.warnings()).hasSize(1);
    }

    @Test
    void itDoesNotHideWhatElseHasNoMeaning() {
        VerificationReport report = verify(with(beside(issue(badge(1))), "/favouriteColour", Json.createValue("blue")));
        assertThat(report.outcome("context")).isEqualTo(Outcome.FAILED);
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void aSuiteWithoutANameIsNone() {
        assertThat(verify(with(issue(badge(1)), "/proof/0/cryptosuite", Json.createValue("")))
                        .outcome("signature"))
                .isEqualTo(Outcome.FAILED);
    }

    private static String beside(String badge) {
        JsonValue known = Riverbend.tree(badge).getJsonArray("proof").get(0);
        return with(
                badge,
                "/proof",
                Json.createArrayBuilder().add(UNKNOWN).add(known).build());
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
