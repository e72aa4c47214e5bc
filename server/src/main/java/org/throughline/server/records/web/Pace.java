package org.throughline.server.records.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** How often one address may have something verified: sixty times a minute, counted in memory. */
@Component
final class Pace {
    private static final int PER_MINUTE = 60;
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final Map<String, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
            return size() > ADDRESSES;
        }
    };

    Pace(Clock clock) {
        this.clock = clock;
    }

    private record Minute(Instant since, int steps) {}

    /** Counts one step; one too many is a {@code Problem TOO_MANY_ATTEMPTS}. */
    void step(String address) {
        Instant now = clock.instant();
        Minute minute;
        synchronized (minutes) {
            Minute before = minutes.get(address);
            minute = before == null || !now.isBefore(before.since().plus(Duration.ofMinutes(1)))
                    ? new Minute(now, 1)
                    : new Minute(before.since(), before.steps() + 1);
            minutes.put(address, minute);
        }
        if (minute.steps() > PER_MINUTE) {
            throw new Problem(
                    ProblemType.TOO_MANY_ATTEMPTS,
                    "That were more than 60 credentials in a minute. Wait a minute, then go on.");
        }
    }
}
