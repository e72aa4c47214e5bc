package org.throughline.server.audit;

import java.time.Instant;

/**
 * An entry that has its place in the log.
 *
 * @param place from 0, without gaps: whoever read up to here misses nothing that is committed later
 */
public record LoggedInOrder(long place, Instant at, AuditEntry entry) {}
