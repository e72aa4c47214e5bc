package org.throughline.server.frameworks;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Memory for large files. A file takes up to four times its size while it is read, itself included, so large ones are read one after the other, and one that
 * this server's memory does not bear is refused in words before it is read.
 */
@Component
public final class LargeFiles {
    /** Smaller ones are read whenever somebody brings them. */
    private static final int SMALL = 4 << 20;

    private static final int TIMES = 4;
    private static final int BESIDE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore turn = new Semaphore(1, true);
    private final Memory memory;

    LargeFiles() {
        this(LargeFiles::left);
    }

    LargeFiles(Memory memory) {
        this.memory = memory;
    }

    /** How many bytes are left; asked exactly, whatever is not used any more is given back first. */
    @FunctionalInterface
    interface Memory {
        long left(boolean exactly);
    }

    /**
     * Does what needs a file of this size in memory, at once or within seconds; {@code Problem BUSY} where others are before it,
     * {@code Problem PAYLOAD_TOO_LARGE} where there is not the memory.
     */
    public <T extends @Nullable Object> T reading(long bytes, Supplier<T> work) {
        if (bytes <= SMALL) {
            return work.get();
        }
        try {
            if (!turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Problem(
                        ProblemType.BUSY,
                        "Another large file is being read, and there is memory for one at a time. Try again in a minute.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(ProblemType.BUSY, "The server stops. Try again in a minute.");
        }
        return inTurn(bytes, TIMES, work);
    }

    /** The same for work that nobody looks at: it waits for as long as it takes. */
    <T extends @Nullable Object> T waiting(long bytes, Supplier<T> work) {
        if (bytes <= SMALL) {
            return work.get();
        }
        turn.acquireUninterruptibly();
        return inTurn(bytes, TIMES, work);
    }

    /** The same for a file that is in memory already, since nobody knew how large it would be. */
    public <T extends @Nullable Object> T waitingWithIt(long bytes, Supplier<T> work) {
        if (bytes <= SMALL) {
            return work.get();
        }
        turn.acquireUninterruptibly();
        return inTurn(bytes, BESIDE, work);
    }

    /** Whether there is the memory for a file that came in meanwhile; asked by whoever has the turn. */
    public void demandBeside(long bytes) {
        demand(bytes, BESIDE);
    }

    private <T extends @Nullable Object> T inTurn(long bytes, int times, Supplier<T> work) {
        try {
            demand(bytes, times);
            return work.get();
        } finally {
            turn.release();
        }
    }

    private void demand(long bytes, int times) {
        long needed = bytes * times;
        if (bytes > SMALL && memory.left(false) < needed && memory.left(true) < needed) {
            throw new Problem(
                    ProblemType.PAYLOAD_TOO_LARGE,
                    "This file has %,d MB, and this server has the memory to read one of about %,d MB. Whoever runs the server can give it more: THROUGHLINE_JAVA_OPTS=-Xmx1g."
                            .formatted(bytes / 1_000_000, memory.left(false) / times / 1_000_000));
        }
    }

    private static long left(boolean exactly) {
        if (exactly) {
            System.gc(); // a moment, once for a large file: what is garbage can't be told from what is used otherwise
        }
        Runtime now = Runtime.getRuntime();
        return now.maxMemory() - (now.totalMemory() - now.freeMemory());
    }
}
