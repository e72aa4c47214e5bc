package org.throughline.credentials.key;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/** A public key on P-256 or P-384 (FIPS 186-5). */
public final class NistPublicKey implements VerificationKey {

    private final NistCurve curve;
    private final ECPoint point;

    private NistPublicKey(NistCurve curve, ECPoint point) {
        this.curve = curve;
        this.point = point;
    }

    /** The key at a point in SEC 1 form, compressed or not; empty for what is no point of the curve. */
    public static Optional<NistPublicKey> ofPoint(NistCurve curve, byte[] encoded) {
        return curve.point(encoded).map(point -> new NistPublicKey(curve, point));
    }

    /** The key with these affine coordinates. */
    public static Optional<NistPublicKey> ofCoordinates(NistCurve curve, BigInteger x, BigInteger y) {
        return curve.point(x, y).map(point -> new NistPublicKey(curve, point));
    }

    /** The key of a Multikey: {@code z}, base58 of the multicodec and the compressed point: {@code zDn...}, on P-384 {@code z82...}. */
    public static Optional<NistPublicKey> ofMultibase(NistCurve curve, String multibase) {
        return curve.ofMultibase(multibase).map(point -> new NistPublicKey(curve, point));
    }

    @Override
    public SigningAlgorithm algorithm() {
        return curve.algorithm();
    }

    @Override
    public String multibase() {
        return curve.multibase(point);
    }

    @Override
    public Map<String, String> jwk() {
        return curve.jwk(point);
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        return curve.verifies(point, message, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NistPublicKey that && curve == that.curve && point.equals(that.point);
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
