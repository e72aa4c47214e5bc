package org.throughline.credentials.key;

/** With what a key signs. */
public enum SigningAlgorithm {
    /** EdDSA on Curve25519 (RFC 8032): what credentials are signed with. */
    ED25519("Ed25519", "EdDSA"),
    /** ECDSA on P-256 with SHA-256 (FIPS 186-5): what hardware has everywhere. */
    P256("P-256", "ES256");

    private final String curve;
    private final String jose;

    SigningAlgorithm(String curve, String jose) {
        this.curve = curve;
        this.jose = jose;
    }

    /** The name of the curve, as {@code crv} of a JWK has it (RFC 8037, RFC 7518). */
    public String curve() {
        return curve;
    }

    /** The name as {@code alg} of a JWS has it. */
    public String jose() {
        return jose;
    }

    /** How many bytes a signature has. */
    public int signatureLength() {
        return 64;
    }
}
