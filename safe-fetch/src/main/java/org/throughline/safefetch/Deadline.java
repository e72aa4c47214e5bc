package org.throughline.safefetch;

import java.time.Duration;

/**
 * One point in time for a whole fetch, on the monotonic clock: a server that sends a byte a second resets an idle
 * timeout for ever, but not this.
 */
final class Deadline {
    private final long endNanos;
    private final Duration whole;

    Deadline(Duration whole) {
        this.whole = whole;
        this.endNanos = System.nanoTime() + whole.toNanos();
    }

    /** Milliseconds left, but no more than the given; at least 1. */
    int millisLeft(Duration atMost) throws FetchFailure {
        long left = wholeMillisLeft();
        if (left <= 0) {
            throw expired();
        }
        return (int) Math.min(left, atMost.toMillis());
    }

    /** Less than a millisecond counts as nothing, here as above: whoever is told to wait no longer must find that it is over. */
    boolean isOver() {
        return wholeMillisLeft() <= 0;
    }

    private long wholeMillisLeft() {
        return (endNanos - System.nanoTime()) / 1_000_000;
    }

    FetchFailure expired() {
        return new FetchFailure("remote-timeout", "No complete answer within " + words(whole));
    }

    static String words(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
