package org.throughline.server.issuing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;

/**
 * A credential that an organization issues, from intent to delivery.
 *
 * @param line the roster's line that it comes from
 * @param achievement what a badge awards; null for a CLR
 * @param name what a badge awards in words, or the CLR's name
 * @param subjectHash the salted hash of the recipient's e-mail address, {@code sha256$…}
 * @param failure why it failed, or null
 */
public record IssuedCredential(
        UUID id,
        BatchId batch,
        OrganizationId organization,
        PersonId recipient,
        int line,
        Kind kind,
        @Nullable AchievementId achievement,
        String name,
        String statusListUrl,
        int statusIndex,
        String subjectHash,
        String subjectSalt,
        Instant validFrom,
        State state,
        @Nullable String failure,
        @Nullable Instant deliveredAt,
        @Nullable Instant revokedAt,
        @Nullable String revocationReason) {

    /** The credential's own {@code id}. */
    public String credentialId() {
        return "urn:uuid:" + id;
    }

    public boolean isRevoked() {
        return revokedAt != null;
    }

    /** What it is. */
    public enum Kind {
        BADGE,
        CLR
    }

    /** How far it is. */
    public enum State {
        /** Written down with its id and status index; not signed. */
        PLANNED,
        /** Its signed bytes are stored; nobody has seen them. */
        SIGNED,
        /** Verified, and in its holder's record. */
        DELIVERED,
        /** Could not be issued; its id and status index are never used for another. */
        FAILED
    }
}
