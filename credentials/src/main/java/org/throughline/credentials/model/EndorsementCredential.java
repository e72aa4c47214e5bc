package org.throughline.credentials.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says in favour of a credential, an achievement or a profile, before it is signed (Open Badges 3.0, B.1.15
 * EndorsementCredential).
 *
 * @param id  an absolute URI of this one endorsement
 * @param issuer  who endorses and signs
 * @param credentialSubject  what is endorsed
 */
public record EndorsementCredential(
        String id,
        String name,
        @Nullable String description,
        Profile issuer,
        Instant validFrom,
        @Nullable Instant validUntil,
        EndorsementSubject credentialSubject,
        List<CredentialStatus> credentialStatus) {

    public EndorsementCredential {
        credentialStatus = List.copyOf(credentialStatus);
    }
}
