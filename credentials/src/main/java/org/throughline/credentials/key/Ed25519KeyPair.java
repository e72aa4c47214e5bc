package org.throughline.credentials.key;

import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 key pair in memory. Whoever keeps the seed keeps it encrypted. */
public final class Ed25519KeyPair {

    private static final int SEED_LENGTH = 32;

    private final Ed25519PrivateKeyParameters secret;
    private final Ed25519PublicKey publicKey;

    private Ed25519KeyPair(byte[] seed) {
        this.secret = new Ed25519PrivateKeyParameters(seed);
        this.publicKey = Ed25519PublicKey.ofBytes(secret.generatePublicKey().getEncoded())
                .orElseThrow(() -> new IllegalStateException("An Ed25519 public key has 32 bytes"));
    }

    /** A new pair. */
    public static Ed25519KeyPair generate(SecureRandom random) {
        byte[] seed = new byte[SEED_LENGTH];
        random.nextBytes(seed);
        return new Ed25519KeyPair(seed);
    }

    /** The pair of a seed of 32 bytes: always the same one. */
    public static Ed25519KeyPair fromSeed(byte[] seed) {
        if (seed.length != SEED_LENGTH) {
            throw new IllegalArgumentException("An Ed25519 seed has 32 bytes, but this has " + seed.length);
        }
        return new Ed25519KeyPair(seed);
    }

    /** The seed, for its keeper alone; a fresh copy. */
    public byte[] seed() {
        return secret.getEncoded();
    }

    /** The public half. */
    public Ed25519PublicKey publicKey() {
        return publicKey;
    }

    /** The public half as a Multikey, {@code z6Mk...}. */
    public String publicMultibase() {
        return publicKey.multibase();
    }

    /** The did:key of this pair (did:key method, section 3.1). */
    public String didKey() {
        return "did:key:" + publicMultibase();
    }

    /** A signer that speaks for the did:key of this pair. */
    public Signer signer() {
        return signer(didKey() + "#" + publicMultibase(), didKey());
    }

    /** A signer that speaks for another DID whose document lists this key under the given id. */
    public Signer signer(String verificationMethod, String controller) {
        return new SoftwareSigner(verificationMethod, controller, secret);
    }

    private record SoftwareSigner(String verificationMethod, String controller, Ed25519PrivateKeyParameters secret)
            implements Signer {

        @Override
        public byte[] sign(byte[] message) {
            Ed25519Signer signer = new Ed25519Signer();
            signer.init(true, secret);
            signer.update(message, 0, message.length);
            return signer.generateSignature();
        }

        @Override
        public String toString() {
            return "Signer of " + verificationMethod;
        }
    }
}
