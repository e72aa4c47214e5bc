package org.throughline.server.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it stands in the log, with the people in it found again where they were not forgotten.
 *
 * @param sequence its number: rising, with gaps where acts were rolled back
 * @param at when, to the microsecond
 * @param proof its place in the tree; null for the moment until it has one
 */
public record RecordedEntry(
        long sequence,
        Instant at,
        AuditEntry entry,
        @Nullable Proof proof) {

    /**
     * What proves the entry.
     *
     * @param place in the tree, from 0
     * @param signedAt when the first checkpoint above it was signed
     */
    public record Proof(long place, Instant signedAt) {}
}
