package org.throughline.server.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * An address that is told what was done for an organization.
 *
 * @param events the first words of the actions that are told; {@code *} for all
 * @param failures how many attempts failed since one arrived
 */
public record Webhook(
        UUID id,
        OrganizationId organization,
        String url,
        Set<String> events,
        State state,
        int failures,
        Instant createdAt,
        @Nullable Instant disabledAt) {
    /** Every event. */
    public static final String ALL = "*";

    public Webhook {
        events = Set.copyOf(events);
    }

    /** Whether it is told. */
    public enum State {
        /** It is told. */
        ACTIVE,
        /** Its people stopped it for a while: what happens meanwhile is not told. */
        PAUSED,
        /** It failed so often that the server stopped; what waits goes on waiting. */
        DISABLED
    }
}
