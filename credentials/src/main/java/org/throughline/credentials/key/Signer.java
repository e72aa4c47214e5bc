package org.throughline.credentials.key;

/** Whoever can sign with an issuer's key, without ever showing it. */
public interface Signer {

    /** The key's full id, a DID URL such as {@code did:key:z6Mk...#z6Mk...}. */
    String verificationMethod();

    /** The DID that the key speaks for; it must be the issuer of what is signed. */
    String controller();

    /** With what the key signs. */
    default SigningAlgorithm algorithm() {
        return SigningAlgorithm.ED25519;
    }

    /**
     * Signs: with Ed25519 (RFC 8032, section 5.1.6), or with ECDSA on P-256 or P-384 as {@code r || s} (RFC 7518, section 3.4).
     *
     * @return the bytes of the signature, as many as the algorithm says
     */
    byte[] sign(byte[] message);
}
