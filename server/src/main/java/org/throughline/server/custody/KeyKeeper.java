package org.throughline.server.custody;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.server.organizations.OrganizationId;

/**
 * Who holds private keys: the software with its encrypted rows, or hardware. A keeper makes keys and signs with them; there is no way to get one
 * out. All keepers pass one contract test over the algorithms that they name.
 */
interface KeyKeeper {

    /** Its name in the rows of the keys that it holds. */
    String name();

    /** With what it can sign. */
    Set<SigningAlgorithm> algorithms();

    /** Makes a key pair and keeps it. */
    Kept make(UUID id, OrganizationId owner, SigningAlgorithm algorithm);

    /** Signs with a key that it keeps: 64 bytes, as {@link SigningAlgorithm} says. */
    byte[] sign(UUID id, OrganizationId owner, Kept key, byte[] message);

    /** Lets a key go for good: after this nobody can sign with it here. Again is nothing. */
    void destroy(UUID id, Kept key);

    /**
     * A key that somebody keeps.
     *
     * @param sealed the private half, encrypted, where the database keeps it; null where hardware does
     */
    record Kept(VerificationKey publicKey, @Nullable Sealed sealed) {}
}
