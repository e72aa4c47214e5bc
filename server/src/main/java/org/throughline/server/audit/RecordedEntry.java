package org.throughline.server.audit;

import java.time.Instant;

/**
 * An entry as it stands in the log.
 *
 * @param sequence its place in the log: rising, with gaps where acts were rolled back
 * @param at when, to the microsecond
 */
public record RecordedEntry(long sequence, Instant at, AuditEntry entry) {}
