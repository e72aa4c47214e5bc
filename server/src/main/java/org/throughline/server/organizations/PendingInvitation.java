package org.throughline.server.organizations;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An invitation that nobody answered yet.
 *
 * @param email whom it was mailed to
 * @param tooOld whether its link works no more; it can be sent again
 */
public record PendingInvitation(
        UUID id,
        Organization organization,
        String email,
        Set<Role> roles,
        PersonId invitedBy,
        Instant madeAt,
        Instant expiresAt,
        boolean tooOld) {
    public PendingInvitation {
        roles = Set.copyOf(roles);
    }
}
