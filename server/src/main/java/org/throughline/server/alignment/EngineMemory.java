package org.throughline.server.alignment;

import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.throughline.server.limits.Headroom;

/** The memory that the engine of suggestions takes while it prepares its statements. */
@Component
class EngineMemory {
    /** So few are answered at once, by many at a time. */
    static final int FEW = 3_000;

    /** Measured: 22,000 statements hold 266 MB at the peak. With little more than that the collector works, not the engine, and nobody is served. */
    private static final long BYTES_PER_STATEMENT = 15_000;

    private final Headroom headroom;

    @Autowired
    EngineMemory() {
        this(new Headroom());
    }

    EngineMemory(Headroom headroom) {
        this.headroom = headroom;
    }

    /**
     * Does what prepares so many statements; {@code Problem BUSY} where others are before it for longer than it waits, {@code Problem
     * PAYLOAD_TOO_LARGE} where there is not the memory.
     */
    <T> T taking(int statements, Duration patience, Supplier<T> work) {
        if (statements <= FEW) {
            return work.get();
        }
        return headroom.inTurn(
                patience,
                "Suggestions among many competencies are being made, one at a time. Try again in a minute.",
                () -> {
                    long needed = statements * BYTES_PER_STATEMENT;
                    headroom.demand(
                            needed,
                            left ->
                                    "Suggestions among %,d statements need about %,d MB of memory, and this server has %,d MB to spare."
                                            .formatted(statements, needed / 1_000_000, left / 1_000_000));
                    return work.get();
                });
    }
}
