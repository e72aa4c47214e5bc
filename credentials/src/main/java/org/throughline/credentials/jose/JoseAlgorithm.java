package org.throughline.credentials.jose;

import java.util.Optional;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;

/**
 * The algorithms that are accepted, each with the one kind of key that it goes with (RFC 7518, section 3.1; RFC 8037; RFC 9864). The
 * header of a token chooses among them and adds none.
 */
public enum JoseAlgorithm {
    /** RSASSA-PKCS1-v1_5 with SHA-256. */
    RS256("RS256", SigningAlgorithm.RSA),
    /** ECDSA on P-256 with SHA-256. */
    ES256("ES256", SigningAlgorithm.P256),
    /** ECDSA on P-384 with SHA-384. */
    ES384("ES384", SigningAlgorithm.P384),
    /** EdDSA, of which we know the curve Ed25519. */
    EDDSA("EdDSA", SigningAlgorithm.ED25519),
    /** EdDSA on Ed25519, by its fully specified name. */
    ED25519("Ed25519", SigningAlgorithm.ED25519);

    private final String alg;
    private final SigningAlgorithm kind;

    JoseAlgorithm(String alg, SigningAlgorithm kind) {
        this.alg = alg;
        this.kind = kind;
    }

    /** The algorithm with this name, which is exact; empty for what is not accepted. */
    public static Optional<JoseAlgorithm> of(String alg) {
        for (JoseAlgorithm algorithm : values()) {
            if (algorithm.alg.equals(alg)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** The name in {@code alg}. */
    public String alg() {
        return alg;
    }

    /** Whether this kind of key goes with it. */
    public boolean fits(VerificationKey key) {
        return key.algorithm() == kind;
    }
}
