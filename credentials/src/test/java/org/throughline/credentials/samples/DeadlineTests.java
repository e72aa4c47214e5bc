package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.SignedDocument;

/** The whole of a verification has an end, however many slow hosts its credentials name. */
class DeadlineTests {
    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> waits = new ArrayList<>();

    /** A world in which every answer takes two seconds, or all the time that is left. */
    private final class Slow implements DocumentLoader {
        @Override
        public Loaded load(URI uri, DocumentKind kind) {
            throw new AssertionError("the time that is left must be said");
        }

        @Override
        public Loaded load(URI uri, DocumentKind kind, Duration atMost) {
            Duration wait = atMost.compareTo(Duration.ofSeconds(2)) < 0 ? atMost : Duration.ofSeconds(2);
            waits.add(atMost);
            nanos.addAndGet(wait.toNanos());
            return new Loaded.Unavailable("remote-timeout", "did not answer");
        }
    }

    @Test
    void endsAfterFiveSecondsThoughEveryCredentialOfARecordNamesAnotherSlowHost() {
        VerificationReport report = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(new Slow())
                .nanos(nanos::get)
                .build()
                .verify(record(9));

        assertThat(report.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(Duration.ofNanos(nanos.get())).isEqualTo(Duration.ofSeconds(5));
        assertThat(waits).containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(1));
        assertThat(report.children())
                .hasSize(9)
                .allSatisfy(child -> assertThat(child.verdict()).isNotEqualTo(Verdict.VALID));
        assertThat(report.children().getLast().checks().toString()).contains("may take 5 seconds at most");
    }

    private static byte[] record(int children) {
        CredentialIssuer issuer = new CredentialIssuer(Riverbend.CLOCK);
        IdentityObject learner = IdentityObject.hashed("mara@example.org", "salt", "emailAddress");
        List<SignedDocument> badges = IntStream.range(0, children)
                .mapToObj(i -> {
                    String did = "did:web:slow-" + i + ".example.org";
                    byte[] badge = issuer.issue(
                            new AchievementCredential(
                                    "urn:uuid:5f0c1f3e-0000-4000-8000-00000000010" + i,
                                    "Badge " + i,
                                    null,
                                    Riverbend.college(did),
                                    Riverbend.FROM,
                                    null,
                                    new AchievementSubject(null, List.of(learner), Riverbend.achievement(i)),
                                    List.of()),
                            Riverbend.key(2).signer(did + "#key", did));
                    return new SignedDocument(new String(badge, StandardCharsets.UTF_8));
                })
                .toList();
        return issuer.issue(
                new ClrCredential(
                        "urn:uuid:5f0c1f3e-0000-4000-8000-000000000200",
                        "A record",
                        null,
                        Riverbend.college(Riverbend.key(1).didKey()),
                        Riverbend.FROM,
                        null,
                        new ClrSubject(null, List.of(learner), badges, List.of()),
                        List.of()),
                Riverbend.signer());
    }
}
