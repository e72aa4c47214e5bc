package org.throughline.server.organizations;

import java.time.Instant;
import java.util.Set;

/**
 * The public half of a passkey.
 *
 * @param credentialId as the device gave it, base64url
 * @param name as its person calls it
 * @param publicKey COSE, base64url
 * @param attestation what the device said when it was made, base64url
 * @param signatureCount of the last use; 0 where the device does not count
 * @param verifiedUser whether the device checked who held it
 * @param transports how the device is reached, in WebAuthn's words
 */
public record Passkey(
        String credentialId,
        PersonId person,
        String name,
        String publicKey,
        String attestation,
        long signatureCount,
        boolean verifiedUser,
        Set<String> transports,
        boolean backupEligible,
        boolean backedUp,
        Instant madeAt,
        Instant usedAt) {
    public Passkey {
        transports = Set.copyOf(transports);
    }
}
