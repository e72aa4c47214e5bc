package org.throughline.credentials.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An Open Badge before it is signed (Open Badges 3.0, B.1.2 AchievementCredential).
 *
 * @param id  an absolute URI of this one award, such as {@code urn:uuid:...}
 * @param issuer  who signs: its {@code id} must be the controller of the signing key
 * @param validFrom  the first instant at which it counts
 * @param validUntil  the last one, if it ends
 * @param credentialStatus  where to look up whether it was revoked
 */
public record AchievementCredential(
        String id,
        String name,
        @Nullable String description,
        Profile issuer,
        Instant validFrom,
        @Nullable Instant validUntil,
        AchievementSubject credentialSubject,
        List<CredentialStatus> credentialStatus) {

    public AchievementCredential {
        credentialStatus = List.copyOf(credentialStatus);
    }
}
