package org.throughline.server.alignment;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The memory that the engine of suggestions needs. A server whose heap is full ends at once, for everybody; so much is begun only where there is
 * the room, and one at a time.
 */
@Component
class Headroom {
    /** So few are answered at once, by many at a time. */
    static final int FEW = 3_000;

    /** Measured: 22,000 statements take between 240 and 300 MB while they are prepared. */
    private static final long BYTES_PER_STATEMENT = 13_000;

    private final Semaphore turn = new Semaphore(1, true);
    private final LongSupplier left;

    @Autowired
    Headroom() {
        this(Headroom::left);
    }

    /** @param left how many bytes are left */
    Headroom(LongSupplier left) {
        this.left = left;
    }

    /**
     * Does what prepares so many statements; {@code Problem BUSY} where others are before it for longer than it waits, {@code Problem
     * PAYLOAD_TOO_LARGE} where there is not the memory.
     */
    <T> T taking(int statements, Duration patience, Supplier<T> work) {
        if (statements <= FEW) {
            return work.get();
        }
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(
                        ProblemType.BUSY,
                        "Suggestions among many competencies are being made, one at a time. Try again in a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.BUSY, "The server stops. Try again in a minute.");
        }
        try {
            demand(statements);
            return work.get();
        } finally {
            turn.release();
        }
    }

    private void demand(int statements) {
        long needed = statements * BYTES_PER_STATEMENT;
        if (left.getAsLong() < needed) {
            System.gc(); // what is garbage can't be told from what is used otherwise
            long free = left.getAsLong();
            if (free < needed) {
                throw new Problem(
                        ProblemType.PAYLOAD_TOO_LARGE,
                        "Suggestions among %,d statements need about %,d MB of memory, and this server has %,d MB to spare. Whoever runs it can give it more: THROUGHLINE_JAVA_OPTS=-Xmx1g."
                                .formatted(statements, needed / 1_000_000, free / 1_000_000));
            }
        }
    }

    private static long left() {
        Runtime now = Runtime.getRuntime();
        return now.maxMemory() - (now.totalMemory() - now.freeMemory());
    }
}
