package org.throughline.credentials.key;

import java.util.Map;
import java.util.Optional;

/** The public half of a key: whoever has it can check signatures. */
public sealed interface VerificationKey permits Ed25519PublicKey, P256PublicKey {

    /** With what its other half signs. */
    SigningAlgorithm algorithm();

    /** The key as a Multikey (Controlled Identifiers 1.0, section 2.2.2). */
    String multibase();

    /** The public members of the key as a JWK (RFC 7517): {@code kty}, {@code crv}, {@code x} and, for P-256, {@code y}. */
    Map<String, String> jwk();

    /** Whether the 64 bytes are this key's signature of the message. Wrong lengths and keys off the curve are a no. */
    boolean verifies(byte[] message, byte[] signature);

    /** The key of a Multikey of either kind; empty for anything else. */
    static Optional<VerificationKey> ofMultibase(String multibase) {
        Optional<VerificationKey> ed25519 =
                Ed25519PublicKey.ofMultibase(multibase).map(key -> key);
        return ed25519.isPresent()
                ? ed25519
                : P256PublicKey.ofMultibase(multibase).map(key -> key);
    }
}
