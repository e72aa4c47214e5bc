package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.ReadOutcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;

/** Documents that are made to cost much: each is refused, and soon. */
class HostileDocumentsTests {

    private static final CredentialVerifier VERIFIER =
            CredentialVerifier.builder().clock(Riverbend.CLOCK).build();
    private static final String ALL_TYPES =
            "[\"Achievement\",\"AchievementSubject\",\"Address\",\"Alignment\",\"Evidence\",\"Profile\",\"Related\",\"Result\"]";

    private static String subject(String nodes) {
        return Riverbend.issue(Riverbend.badge(1))
                .replaceFirst("\"identifier\":\\[.*?\\]", "\"result\":[" + nodes.replace("$", "\\$") + "]");
    }

    private static String repeated(String node) {
        int times = 900_000 / (node.length() + 1);
        return (node + ",").repeat(times) + node;
    }

    @Test
    void areRefusedWithinAFewSeconds() {
        Map<String, String> documents = new TreeMap<>();
        documents.put("many nodes", subject(repeated("{\"type\":[\"Result\"]}")));
        documents.put("many types", subject(repeated("{\"type\":" + ALL_TYPES + "}")));
        documents.put(
                "many contexts",
                subject(repeated("{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"],\"type\":[\"Result\"]}")));
        documents.put(
                "one long text",
                Riverbend.with(Riverbend.issue(Riverbend.badge(1)), "/name", Json.createValue("x".repeat(1_000_000))));
        documents.put("undefined everywhere", subject(repeated("{\"grade\":1}")));
        VERIFIER.verify(Riverbend.issue(Riverbend.badge(1)).getBytes(StandardCharsets.UTF_8));

        documents.forEach((name, document) -> {
            byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
            assertThat(bytes.length).as(name).isBetween(900_000, CredentialReader.MAX_BYTES);
            long begin = System.nanoTime();
            VerificationReport report = VERIFIER.verify(bytes);
            assertThat(report.verdict()).as(name).isEqualTo(Verdict.INVALID);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(name).isLessThan(Duration.ofMinutes(1));
        });
    }

    /** The others, and what each costs: {@code ./throughline test --hostile}. */
    @Test
    void endWithAReportInAJavaThatHasSixtyFourMebibytesMoreThanItNeedsAtRest() throws IOException {
        Map<String, byte[]> documents = HostileKinds.some();

        List<Hostile.Finding> findings = Hostile.inLittleMemory(documents, 1, Hostile.MEBIBYTES);

        assertThat(findings).hasSameSizeAs(documents.keySet()).allMatch(Hostile.Finding::isReport);
    }

    @Test
    void areNotEvenReadBeyondAMebibyte() {
        byte[] large = new byte[CredentialReader.MAX_BYTES + 1];

        assertThat(new CredentialReader().read(large))
                .isInstanceOfSatisfying(
                        ReadOutcome.Unreadable.class, u -> assertThat(u.code()).isEqualTo("too-large"));
        assertThat(VERIFIER.verify(large).verdict()).isEqualTo(Verdict.INVALID);
        assertThat(VERIFIER.verify(new byte[0]).verdict()).isEqualTo(Verdict.INVALID);
    }
}
