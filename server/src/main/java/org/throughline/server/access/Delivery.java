package org.throughline.server.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message to one webhook.
 *
 * @param id its {@code webhook-id}, the same in every attempt, so that a receiver knows what it has already
 * @param subject what the act was done to: an id
 */
public record Delivery(
        String id,
        String event,
        String subject,
        State state,
        int attempts,
        Instant createdAt,
        Instant nextAt,
        List<Attempt> tried) {
    public Delivery {
        tried = List.copyOf(tried);
    }

    /** How far it got. */
    public enum State {
        WAITING,
        DELIVERED,
        /** It was tried for a day. */
        DEAD,
        /** Whom it is about no longer agrees. */
        CANCELLED
    }

    /**
     * One try.
     *
     * @param status of HTTP; null where there was no answer
     * @param outcome a word for it: {@code delivered}, {@code refused}, or how the request failed
     */
    public record Attempt(Instant at, @Nullable Integer status, String outcome, int millis) {}
}
