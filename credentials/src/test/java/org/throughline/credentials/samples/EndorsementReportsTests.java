package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.load.DocumentsInMemory;

/** Every endorsement has a report and a verdict of its own, wherever it stands and in whatever form it came. */
class EndorsementReportsTests {

    private static VerificationReport verify(String sample) {
        List<Sample> samples = new ArrayList<>();
        SchemaSamples.addTo(samples);
        TokensInsideSamples.addTo(samples);
        String document = samples.stream()
                .filter(s -> s.name().equals(sample))
                .findFirst()
                .orElseThrow()
                .document();
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents)
                .build()
                .verify(document.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Verdict> verdicts(String sample) {
        return verify(sample).endorsements().stream()
                .map(VerificationReport::verdict)
                .toList();
    }

    @Test
    void standBesideTheBadgeInTheOrderOfTheDocument() {
        assertThat(verdicts("endorsed")).containsExactly(Verdict.VALID, Verdict.VALID);
        assertThat(verdicts("endorsed-by-tokens")).containsExactly(Verdict.VALID, Verdict.VALID, Verdict.VALID);
        assertThat(verdicts("endorsement-token-tampered"))
                .containsOnlyOnce(Verdict.INVALID)
                .hasSize(3);
        assertThat(verdicts("endorsement-token-that-brings-its-key"))
                .containsOnlyOnce(Verdict.UNDETERMINED)
                .hasSize(3);
        assertThat(verdicts("endorsement-token-of-something-else"))
                .containsOnly(Verdict.VALID)
                .hasSize(3);
    }

    @Test
    void areWrittenIntoTheReportForMachines() {
        assertThat(ReportJson.write(verify("endorsed-by-tokens"), "badge.json"))
                .contains("\"endorsements\":[{\"verdict\":\"VALID\",\"format\":\"endorsement-3.0\"");
    }
}
