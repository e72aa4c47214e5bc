package org.throughline.server.custody;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.organizations.OrganizationId;

/**
 * A key that an organization signs with: its public half and its story. The private half stays with its keeper.
 *
 * @param keeper who holds the private half: {@code software} or {@code pkcs11}
 * @param publicKey what others check its signatures with; its Multikey is the end of the key's id
 * @param activatedAt when it began to sign; null while it is only announced
 * @param retiredAt when it stopped signing
 * @param compromisedSince from when on its signatures are not believed; null unless two people said so
 */
public record IssuerKey(
        UUID id,
        OrganizationId organization,
        State state,
        String keeper,
        VerificationKey publicKey,
        Instant createdAt,
        @Nullable Instant activatedAt,
        @Nullable Instant retiredAt,
        @Nullable Instant compromisedSince) {

    /** The way of a key. It only ever goes forward. */
    public enum State {
        /** Announced to the world and not used yet, so that nobody meets a signature before the key. */
        PENDING,
        /** Signs. */
        ACTIVE,
        /** Signs nothing any more; what it signed stays good. */
        RETIRED,
        /** Somebody else may have it: no longer among the keys that the organization vouches for. */
        COMPROMISED
    }

    public SigningAlgorithm algorithm() {
        return publicKey.algorithm();
    }

    public String multibase() {
        return publicKey.multibase();
    }
}
