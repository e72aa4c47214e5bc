package org.throughline.server.issuing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.programs.AchievementId;

/**
 * What an organization said, signed, in favour of another's achievement: that it answers what the organization asks for, by the accepted
 * alignments of a published crosswalk (Open Badges 3.0, B.1.15 EndorsementCredential).
 *
 * @param organization who endorses and signed
 * @param owner whose achievement it is
 * @param associations the accepted alignments that it names
 * @param sentence what it says, in one sentence
 * @param comment all that it says, Markdown
 * @param carried whether badges that are issued from now on carry it
 * @param withdrawnAt null while it stands
 */
public record Endorsement(
        UUID id,
        OrganizationId organization,
        OrganizationId owner,
        AchievementId achievement,
        CrosswalkId crosswalk,
        List<UUID> associations,
        String sentence,
        String comment,
        String token,
        Instant signedAt,
        boolean carried,
        @Nullable Instant withdrawnAt,
        @Nullable String withdrawalReason) {
    public Endorsement {
        associations = List.copyOf(associations);
    }

    /** Its own id, as it is signed. */
    public String credentialId() {
        return "urn:uuid:" + id;
    }

    public boolean stands() {
        return withdrawnAt == null;
    }
}
