package org.throughline.credentials.key;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** An Ed25519 public key (RFC 8032), which as a Multikey is {@code z6Mk...}. */
public final class Ed25519PublicKey implements VerificationKey {

    private static final int LENGTH = 32;

    private final byte[] bytes;
    private final Ed25519PublicKeyParameters point;

    private Ed25519PublicKey(byte[] bytes, Ed25519PublicKeyParameters point) {
        this.bytes = bytes;
        this.point = point;
    }

    /** The key of 32 raw bytes; empty for what is no point of the curve, not its canonical form, or of small order. */
    public static Optional<Ed25519PublicKey> ofBytes(byte[] raw) {
        if (raw.length != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] own = raw.clone();
            return Optional.of(new Ed25519PublicKey(own, new Ed25519PublicKeyParameters(own)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key of a Multikey: {@code z}, base58 of 0xed 0x01 and 32 bytes (Controlled Identifiers 1.0, section 2.2.2). */
    public static Optional<Ed25519PublicKey> ofMultibase(String multibase) {
        if (!multibase.startsWith("z")) {
            return Optional.empty();
        }
        return Base58.decode(multibase.substring(1))
                .filter(b -> b.length == LENGTH + 2 && b[0] == (byte) 0xed && b[1] == 0x01)
                .flatMap(b -> ofBytes(Arrays.copyOfRange(b, 2, b.length)));
    }

    /** The 32 raw bytes; a fresh copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public SigningAlgorithm algorithm() {
        return SigningAlgorithm.ED25519;
    }

    @Override
    public Map<String, String> jwk() {
        String x = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return Map.of("kty", "OKP", "crv", algorithm().curve(), "x", x);
    }

    @Override
    public String multibase() {
        byte[] prefixed = new byte[LENGTH + 2];
        prefixed[0] = (byte) 0xed;
        prefixed[1] = 0x01;
        System.arraycopy(bytes, 0, prefixed, 2, LENGTH);
        return "z" + Base58.encode(prefixed);
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, point);
        verifier.update(message, 0, message.length);
        return verifier.verifySignature(signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519PublicKey that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return multibase();
    }
}
