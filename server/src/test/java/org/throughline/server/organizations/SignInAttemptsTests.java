package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SignInAttemptsTests {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final InstantSource source = now::get;
    private final SignInAttempts attempts = new SignInAttempts(source.withZone(ZoneOffset.UTC));

    @Test
    void takesTenAMinuteForOneAccountFromOneAddressWhateverTheCase() {
        for (int i = 0; i < SignInAttempts.PER_ACCOUNT; i++) {
            assertThat(attempts.mayTry("ana@example.org", "192.0.2.1")).isTrue();
        }
        assertThat(attempts.mayTry("ANA@example.org ", "192.0.2.1")).isFalse();
        assertThat(attempts.mayTry("ana@example.org", "192.0.2.2")).isTrue();
        assertThat(attempts.mayTry("ben@example.org", "192.0.2.1")).isTrue();

        now.updateAndGet(t -> t.plus(SignInAttempts.WINDOW));
        assertThat(attempts.mayTry("ana@example.org", "192.0.2.1")).isTrue();
    }
}
