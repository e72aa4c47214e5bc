package org.throughline.server.organizations;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * An invitation that nobody answered yet.
 *
 * @param email whom it was mailed to
 * @param tooOld whether its fortnight is over
 * @param vouchedFor whether whoever made it, or sent it again last, is still an owner; otherwise its link works no more until another owner sends it again
 */
public record PendingInvitation(
        UUID id,
        Organization organization,
        String email,
        Set<Role> roles,
        PersonId invitedBy,
        Instant madeAt,
        Instant expiresAt,
        boolean tooOld,
        boolean vouchedFor) {
    public PendingInvitation {
        roles = Set.copyOf(roles);
    }
}
