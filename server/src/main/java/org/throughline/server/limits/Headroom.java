package org.throughline.server.limits;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The memory that one kind of large work needs. A server whose heap is full ends at once, for everybody; so such work is done one after the
 * other, and begun only where there is the room.
 */
public final class Headroom {
    private static final String MORE = " Whoever runs the server can give it more: THROUGHLINE_JAVA_OPTS=-Xmx1g.";

    private final Semaphore turn = new Semaphore(1, true);
    private final Memory memory;

    public Headroom() {
        this(Headroom::left);
    }

    public Headroom(Memory memory) {
        this.memory = memory;
    }

    /** How many bytes are left; asked exactly, whatever is not used any more is given back first. */
    @FunctionalInterface
    public interface Memory {
        long left(boolean exactly);
    }

    /**
     * Does large work when nobody else does: at once, or when those before it are through.
     *
     * @param patience for how long it waits
     * @param busy what the {@code Problem BUSY} says where that was not long enough
     */
    public <T extends @Nullable Object> T inTurn(Duration patience, String busy, Supplier<T> work) {
        try {
            if (!turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(ProblemType.BUSY, busy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.BUSY, "The server stops. Try again in a minute.");
        }
        return done(work);
    }

    /** The same for work that nobody looks at: it waits for as long as it takes. */
    public <T extends @Nullable Object> T inTurn(Supplier<T> work) {
        turn.acquireUninterruptibly();
        return done(work);
    }

    private <T extends @Nullable Object> T done(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            turn.release();
        }
    }

    /**
     * Demands that so many bytes are left; asked by whoever has the turn.
     *
     * @param words what the {@code Problem PAYLOAD_TOO_LARGE} says, told how many there are; who can give more is said after it
     */
    public void demand(long bytes, LongFunction<String> words) {
        if (memory.left(false) >= bytes) {
            return;
        }
        long left = memory.left(true);
        if (left < bytes) {
            throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, words.apply(left) + MORE);
        }
    }

    private static long left(boolean exactly) {
        if (exactly) {
            System.gc(); // a moment, once for large work: what is garbage can't be told from what is used otherwise
        }
        Runtime now = Runtime.getRuntime();
        return now.maxMemory() - (now.totalMemory() - now.freeMemory());
    }
}
