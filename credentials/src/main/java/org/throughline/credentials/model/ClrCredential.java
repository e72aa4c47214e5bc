package org.throughline.credentials.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Comprehensive Learner Record before it is signed (CLR 2.0, ClrCredential).
 *
 * @param credentialSubject  the person and the signed credentials
 */
public record ClrCredential(
        String id,
        String name,
        @Nullable String description,
        Profile issuer,
        Instant validFrom,
        @Nullable Instant validUntil,
        ClrSubject credentialSubject,
        List<CredentialStatus> credentialStatus) {

    public ClrCredential {
        credentialStatus = List.copyOf(credentialStatus);
    }
}
