package org.throughline.server.organizations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Counts what strangers may try only so often: ten attempts a minute for one account from one address, sixty that fail from one address
 * whatever the account. Nothing is counted per account alone, so that nobody can shut another out. Kept in memory: a restart forgets, which costs an
 * attacker more than it gives. How many attempts the server works on at once is bounded where passwords are compared.
 */
@Component
public class SignInAttempts {
    public static final int PER_ACCOUNT = 10;
    public static final int FAILURES_PER_ADDRESS = 60;
    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final int MAX_COUNTERS = 100_000;

    private final Clock clock;
    private final Map<String, Integer> counts = new HashMap<>();
    private Instant windowStart = Instant.EPOCH;

    SignInAttempts(Clock clock) {
        this.clock = clock;
    }

    /** Counts an attempt; one too many is a {@code Problem TOO_MANY_ATTEMPTS}. */
    public void count(String account, String address) {
        if (!mayTry(account, address)) {
            throw new Problem(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "There were more attempts than we take in a minute. Wait a minute, then try again.");
        }
    }

    /** Notes that an attempt failed, which counts for its address whatever the account. */
    public synchronized void failed(String address) {
        begin();
        counts.merge(address, 1, Integer::sum);
    }

    /** Counts an attempt and says whether it may go on. */
    synchronized boolean mayTry(String account, String address) {
        begin();
        return counts.merge(address + ' ' + account.strip().toLowerCase(Locale.ROOT), 1, Integer::sum) <= PER_ACCOUNT
                && counts.getOrDefault(address, 0) < FAILURES_PER_ADDRESS;
    }

    private void begin() {
        Instant now = clock.instant();
        if (now.isBefore(windowStart) || !now.isBefore(windowStart.plus(WINDOW)) || counts.size() > MAX_COUNTERS) {
            counts.clear();
            windowStart = now;
        }
    }
}
