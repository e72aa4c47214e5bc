package org.throughline.credentials.key;

import java.util.Map;
import java.util.Optional;

/** The public half of a key: whoever has it can check signatures. */
public sealed interface VerificationKey permits Ed25519PublicKey, NistPublicKey, RsaPublicKey {

    /** With what its other half signs. */
    SigningAlgorithm algorithm();

    /** The key as a Multikey (Controlled Identifiers 1.0, section 2.2.2). */
    String multibase();

    /** The public members of the key as a JWK (RFC 7517): {@code kty} and, by the kind, {@code crv}, {@code x}, {@code y}, {@code n}, {@code e}. */
    Map<String, String> jwk();

    /**
     * Whether the bytes are this key's signature of the message: with ECDSA {@code r || s} (RFC 7518, section 3.4). Wrong lengths are a
     * no.
     */
    boolean verifies(byte[] message, byte[] signature);

    /** The key of a Multikey of an elliptic curve that we know; empty for anything else. */
    static Optional<VerificationKey> ofMultibase(String multibase) {
        return PublicKeys.ofMultibase(multibase) instanceof KeyReading.Read read
                ? Optional.of(read.key())
                : Optional.empty();
    }
}
