package org.throughline.credentials.key;

/** With what a key signs. */
public enum SigningAlgorithm {
    /** EdDSA on Curve25519 (RFC 8032): what credentials are signed with. */
    ED25519("Ed25519", "EdDSA", 64, "SHA-256"),
    /** ECDSA on P-256 with SHA-256 (FIPS 186-5): what hardware has everywhere. */
    P256("P-256", "ES256", 64, "SHA-256"),
    /** ECDSA on P-384 with SHA-384 (FIPS 186-5). */
    P384("P-384", "ES384", 96, "SHA-384"),
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017): what Open Badges ask for as a minimum. Only ever read, never signed with. */
    RSA("RSA", "RS256", 0, "SHA-256");

    private final String curve;
    private final String jose;
    private final int signatureLength;
    private final String hash;

    SigningAlgorithm(String curve, String jose, int signatureLength, String hash) {
        this.curve = curve;
        this.jose = jose;
        this.signatureLength = signatureLength;
        this.hash = hash;
    }

    /** The name of the curve, as {@code crv} of a JWK has it (RFC 8037, RFC 7518); {@code RSA} for what has no curve. */
    public String curve() {
        return curve;
    }

    /** The name as {@code alg} of a JWS has it. */
    public String jose() {
        return jose;
    }

    /** How many bytes a signature has; 0 for RSA, where that depends on the key. */
    public int signatureLength() {
        return signatureLength;
    }

    /** The hash that a Data Integrity suite for this kind of key takes, by its Java name. */
    public String hash() {
        return hash;
    }
}
