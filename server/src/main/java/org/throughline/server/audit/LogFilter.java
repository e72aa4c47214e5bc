package org.throughline.server.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for.
 *
 * @param topic the first word of the action, such as {@code credential}; null for all
 * @param actor who acted, by id; null for everybody
 * @param from the first moment; null for the beginning
 * @param until the first moment that is too late; null for now
 */
public record LogFilter(
        @Nullable String topic,
        @Nullable String actor,
        @Nullable Instant from,
        @Nullable Instant until) {
    public static final LogFilter ALL = new LogFilter(null, null, null, null);
}
