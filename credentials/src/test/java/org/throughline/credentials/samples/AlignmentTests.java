package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.CompetencyResolver.Resolution;

/** What became of the competency that a badge points to: told, and never held against the badge. */
class AlignmentTests {
    private static final String NAME = "Isolates and grounds energized equipment";
    private static final String STATEMENT = "Isolates, tests and grounds energized equipment before work begins.";

    private static VerificationReport verify(CompetencyResolver resolver) {
        VerificationReport report = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .competencies(resolver)
                .build()
                .verify(Riverbend.issue(Riverbend.badge(
                                1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        return report;
    }

    private static CheckResult alignment(VerificationReport report) {
        return report.check("alignment").orElseThrow();
    }

    @Test
    void readsAsWhenItWasIssued() {
        VerificationReport report = verify(url -> new Resolution.Found(NAME, STATEMENT, null));
        assertThat(alignment(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(alignment(report).message()).isEqualTo("Of one competency one reads as when it was issued");
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void hasChangedSinceWhenItsStatementIsAnother() {
        VerificationReport report = verify(url -> new Resolution.Found(NAME, "Grounds equipment.", null));
        assertThat(alignment(report).outcome()).isEqualTo(Outcome.PASSED);
        assertThat(alignment(report).message()).isEqualTo("Of one competency one has changed since");
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .contains("reads otherwise today", "Grounds equipment.");
    }

    @Test
    void wasReplacedAndSaysByWhat() {
        VerificationReport report =
                verify(url -> new Resolution.Found(NAME, STATEMENT, null, List.of("Grounds and bonds equipment")));
        assertThat(alignment(report).message()).isEqualTo("Of one competency one was replaced");
        assertThat(report.warnings()).singleElement().asString().contains("replaced by Grounds and bonds equipment");
    }

    @Test
    void isUndeterminedWhereItCannotBeFound() {
        VerificationReport report = verify(url -> new Resolution.Unreachable("did not answer"));
        assertThat(alignment(report).outcome()).isEqualTo(Outcome.UNDETERMINED);
        assertThat(alignment(report).pointer()).isEqualTo("/credentialSubject/achievement/alignment/0");
        assertThat(report.warnings()).hasSize(1);
    }
}
