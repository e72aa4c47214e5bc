package org.throughline.server.issuing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a batch is, in credentials (badges and CLRs).
 *
 * @param issued signed, verified and in their holders' records
 * @param finishedAt null while it runs
 */
public record BatchProgress(
        BatchId batch,
        int total,
        int issued,
        int failed,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public boolean finished() {
        return finishedAt != null;
    }
}
