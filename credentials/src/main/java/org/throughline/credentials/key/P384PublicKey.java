package org.throughline.credentials.key;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** A public key on P-384 (FIPS 186-5). */
public final class P384PublicKey implements VerificationKey {

    private static final NistCurve CURVE = NistCurve.P384;

    private final ECPoint point;

    private P384PublicKey(ECPoint point) {
        this.point = point;
    }

    /** The key at a point in SEC 1 form, compressed (49 bytes) or not (97); empty for what is no point of the curve. */
    public static Optional<P384PublicKey> ofPoint(byte[] encoded) {
        return CURVE.point(encoded).map(P384PublicKey::new);
    }

    /** The key with these affine coordinates. */
    public static Optional<P384PublicKey> ofCoordinates(BigInteger x, BigInteger y) {
        return CURVE.point(x, y).map(P384PublicKey::new);
    }

    /** The key of a Multikey: {@code z}, base58 of 0x81 0x24 and the compressed point, {@code z82...}. */
    public static Optional<P384PublicKey> ofMultibase(String multibase) {
        return CURVE.ofMultibase(multibase).map(P384PublicKey::new);
    }

    @Override
    public SigningAlgorithm algorithm() {
        return SigningAlgorithm.P384;
    }

    @Override
    public String multibase() {
        return CURVE.multibase(point);
    }

    @Override
    public Map<String, String> jwk() {
        return CURVE.jwk(point);
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        return CURVE.verifies(point, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P384PublicKey that && point.equals(that.point);
    }

    @Override
    public int hashCode() {
        return point.hashCode();
    }

    @Override
    public String toString() {
        return multibase();
    }
}
