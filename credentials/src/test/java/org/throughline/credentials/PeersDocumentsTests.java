package org.throughline.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.status.StatusList;

/** Documents that an independent stack signed, with a status list by the same throw-away key. */
class PeersDocumentsTests {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final String LIST = "https://university.example/status/3";

    private final DocumentsInMemory documents = new DocumentsInMemory();
    private final CredentialVerifier verifier =
            CredentialVerifier.builder().clock(CLOCK).documents(documents).build();

    @BeforeEach
    void publishesTheStatusList() {
        publish(StatusList.empty(StatusList.MINIMUM_SIZE));
    }

    private void publish(StatusList list) {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 7);
        Ed25519KeyPair key = Ed25519KeyPair.fromSeed(seed);
        byte[] signed = new CredentialIssuer(CLOCK)
                .issue(
                        new StatusListCredential(
                                LIST, key.didKey(), Instant.parse("2026-02-01T00:00:00Z"), null, "revocation", list),
                        key.signer());
        documents.with(LIST, signed, "application/vc");
    }

    @Test
    void verifiesABadgeThatAnotherStackSigned() {
        VerificationReport report = verifier.verify(Shared.bytes("peers/data/ob3.json"));

        assertThat(report.checks()).allMatch(c -> c.outcome() != Outcome.FAILED);
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
    }

    @Test
    void verifiesARecordOfTwentyBadgesThatAnotherStackSigned() {
        VerificationReport report = verifier.verify(Shared.bytes("peers/data/clr20.json"));

        assertThat(report.checks()).extracting(CheckResult::outcome).doesNotContain(Outcome.FAILED);
        assertThat(report.children()).hasSize(20).allMatch(child -> child.verdict() == Verdict.VALID);
        assertThat(report.verdict()).isEqualTo(Verdict.VALID);
        assertThat(report.verified().orElseThrow().children()).hasSize(20);
    }

    @Test
    void refusesTheBadgeWithAnotherGrade() {
        String text = new String(Shared.bytes("peers/data/ob3.json"), StandardCharsets.UTF_8);

        VerificationReport report = verifier.verify(
                text.replace("\"value\": \"A\"", "\"value\": \"A+\"").getBytes(StandardCharsets.UTF_8));

        assertThat(report.outcome("signature")).isEqualTo(Outcome.FAILED);
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void refusesTheBadgeOnceItIsRevoked() {
        publish(StatusList.empty(StatusList.MINIMUM_SIZE).with(94_568, true));

        VerificationReport report = verifier.verify(Shared.bytes("peers/data/ob3.json"));

        assertThat(report.outcome("signature")).isEqualTo(Outcome.PASSED);
        assertThat(report.outcome("status")).isEqualTo(Outcome.FAILED);
        assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
    }
}
