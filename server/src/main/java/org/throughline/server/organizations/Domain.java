package org.throughline.server.organizations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A domain that an organization says is its own.
 *
 * @param token what must stand in its DNS or on its website
 * @param verifiedAt when it was first seen there; null while it was not
 * @param lookedAt when somebody last looked
 */
public record Domain(
        OrganizationId organization,
        String name,
        String token,
        @Nullable Instant verifiedAt,
        @Nullable Instant lookedAt) {
    public boolean isVerified() {
        return verifiedAt != null;
    }
}
