package org.throughline.server.records;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/**
 * A credential that a person holds, as the last verification saw it.
 *
 * @param credentialId the credential's own {@code id}
 * @param format {@code OpenBadgeCredential}, {@code ClrCredential}…
 * @param parent the CLR in which it came, or null
 * @param competencies the CFItem URIs that its alignments name; proven only when the verdict is VALID
 * @param verifiedAt when the verdict was found
 */
public record HeldCredential(
        HeldCredentialId id,
        PersonId holder,
        String credentialId,
        String format,
        String name,
        @Nullable String description,
        String issuerId,
        String issuerName,
        @Nullable String achievementName,
        @Nullable HeldCredentialId parent,
        List<ItemUri> competencies,
        @Nullable Instant validFrom,
        @Nullable Instant validUntil,
        Verdict verdict,
        Instant verifiedAt,
        Instant receivedAt) {
    public HeldCredential {
        competencies = List.copyOf(competencies);
    }
}
