package org.throughline.server.records;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.PersonId;

/**
 * A link by which whoever has it sees some of a person's credentials. The link itself is not kept, only a hash of its token.
 *
 * @param label what the person calls it: "Application at Northgrid"
 * @param credentials what it shows, in order, and nothing else
 * @param views how often it was opened
 */
public record Share(
        ShareId id,
        PersonId person,
        String label,
        List<HeldCredentialId> credentials,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        int views,
        @Nullable Instant lastViewedAt) {
    public Share {
        credentials = List.copyOf(credentials);
    }

    /** Whether the link opens at this time. */
    public boolean isOpen(Instant at) {
        return revokedAt == null && at.isBefore(expiresAt);
    }
}
