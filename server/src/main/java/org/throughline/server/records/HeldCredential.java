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
 * @param aboutHolder whether its subject is the holder, by a plain or hashed e-mail address (Open Badges 3.0, verification step 5).
 *     Anybody can keep anybody's badge; it proves something about the holder only when this holds
 * @param level the achieved level in [0, 1] if the credential's result says one; null for none
 * @param parent the CLR in which it came, or null when it is held on its own
 * @param competencies the CFItem URIs that its alignments name; proven only when {@link #proves()}
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
        boolean aboutHolder,
        @Nullable Double level,
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

    /** Whether it proves its competencies for the holder: valid, and about them. */
    public boolean proves() {
        return verdict == Verdict.VALID && aboutHolder;
    }

    /** Whether it is a Comprehensive Learner Record. */
    public boolean isClr() {
        return "ClrCredential".equals(format);
    }
}
