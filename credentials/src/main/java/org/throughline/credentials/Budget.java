package org.throughline.credentials;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The time that one verification may take, with all documents that it asks for and all credentials inside. */
final class Budget {
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Duration whole;
    private final LongSupplier nanos;
    private final long begin;

    /**
     * Begins to count.
     *
     * @param nanos  a clock that only ever goes forward, in nanoseconds
     */
    Budget(Duration whole, LongSupplier nanos) {
        this.whole = whole;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    boolean isSpent() {
        return spent().compareTo(whole) >= 0;
    }

    /** What is left; never nothing. */
    Duration left() {
        Duration left = whole.minus(spent());
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    /** How long the whole may take, as the end of a sentence. */
    String words() {
        return "may take " + whole.toSeconds() + " seconds at most";
    }

    private Duration spent() {
        return Duration.ofNanos(nanos.getAsLong() - begin);
    }
}
