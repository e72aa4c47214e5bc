package org.throughline.server.frameworks;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.throughline.server.limits.Headroom;

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

    private final Headroom headroom;

    @Autowired
    LargeFiles() {
        this(new Headroom());
    }

    LargeFiles(Headroom headroom) {
        this.headroom = headroom;
    }

    /**
     * Does what needs a file of this size in memory, at once or within seconds; {@code Problem BUSY} where others are before it,
     * {@code Problem PAYLOAD_TOO_LARGE} where there is not the memory.
     */
    public <T extends @Nullable Object> T reading(long bytes, Supplier<T> work) {
        return bytes <= SMALL
                ? work.get()
                : headroom.inTurn(
                        PATIENCE,
                        "Another large file is being read, and there is memory for one at a time. Try again in a minute.",
                        () -> demanding(bytes, TIMES, work));
    }

    /** The same for work that nobody looks at: it waits for as long as it takes. */
    <T extends @Nullable Object> T waiting(long bytes, Supplier<T> work) {
        return bytes <= SMALL ? work.get() : headroom.inTurn(() -> demanding(bytes, TIMES, work));
    }

    /** The same for a file that is in memory already, since nobody knew how large it would be. */
    public <T extends @Nullable Object> T waitingWithIt(long bytes, Supplier<T> work) {
        return bytes <= SMALL ? work.get() : headroom.inTurn(() -> demanding(bytes, BESIDE, work));
    }

    /** Whether there is the memory for a file that came in meanwhile; asked by whoever has the turn. */
    public void demandBeside(long bytes) {
        if (bytes > SMALL) {
            demand(bytes, BESIDE);
        }
    }

    private <T extends @Nullable Object> T demanding(long bytes, int times, Supplier<T> work) {
        demand(bytes, times);
        return work.get();
    }

    private void demand(long bytes, int times) {
        headroom.demand(
                bytes * times,
                left -> "This file has %,d MB, and this server has the memory to read one of about %,d MB."
                        .formatted(bytes / 1_000_000, left / times / 1_000_000));
    }
}
