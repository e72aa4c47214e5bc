package org.throughline.credentials.key;

/** Whoever can sign with an issuer's Ed25519 key, without ever showing it. */
public interface Signer {

    /** The key's full id, a DID URL such as {@code did:key:z6Mk...#z6Mk...}. */
    String verificationMethod();

    /** The DID that the key speaks for; it must be the issuer of what is signed. */
    String controller();

    /**
     * Signs with Ed25519 (RFC 8032, section 5.1.6).
     *
     * @return the 64 bytes of the signature
     */
    byte[] sign(byte[] message);
}
