package org.throughline.server.site.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts sign-in attempts: at most ten a minute for one account from one address. Kept in memory: a restart forgets, which costs an
 * attacker more than it gives. How many attempts the server works on at once is bounded where passwords are compared.
 */
@Component
class SignInAttempts {
    static final int PER_ACCOUNT = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_COUNTERS = 100_000;

    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant windowStart = Instant.EPOCH;

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt and says whether it may go on. */
    synchronized boolean mayTry(String email, String address) {
        Instant now = clock.instant();
        if (now.isBefore(windowStart) || !now.isBefore(windowStart.plus(WINDOW)) || counts.size() > MAX_COUNTERS) {
            counts.clear();
            windowStart = now;
        }
        return counts.merge(address + ' ' + email.strip().toLowerCase(Locale.ROOT), 1, Integer::sum) <= PER_ACCOUNT;
    }
}
