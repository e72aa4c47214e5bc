package org.throughline.credentials.key;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** A public key on P-256 (FIPS 186-5), kept as its compressed point. */
public final class P256PublicKey implements VerificationKey {

    static final ECDomainParameters CURVE = curve();

    private static final int LENGTH = 33;
    private static final int COORDINATE = 32;
    private static final byte[] PREFIX = {(byte) 0x80, 0x24}; // multicodec p256-pub, 0x1200, as a varint

    private final byte[] compressed;

    private P256PublicKey(ECPoint point) {
        this.compressed = point.getEncoded(true);
    }

    /** The key at a point in SEC 1 form, compressed (33 bytes) or not (65); empty for what is no point of the curve. */
    public static Optional<P256PublicKey> ofPoint(byte[] encoded) {
        if (encoded.length != LENGTH && encoded.length != 1 + 2 * COORDINATE) {
            return Optional.empty();
        }
        try {
            ECPoint point = CURVE.getCurve().decodePoint(encoded);
            return point.isInfinity() || !point.isValid() ? Optional.empty() : Optional.of(new P256PublicKey(point));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key with these affine coordinates. */
    public static Optional<P256PublicKey> ofCoordinates(BigInteger x, BigInteger y) {
        if (x.signum() < 0 || y.signum() < 0 || x.bitLength() > 256 || y.bitLength() > 256) {
            return Optional.empty();
        }
        byte[] encoded = new byte[1 + 2 * COORDINATE];
        encoded[0] = 4;
        System.arraycopy(BigIntegers.asUnsignedByteArray(COORDINATE, x), 0, encoded, 1, COORDINATE);
        System.arraycopy(BigIntegers.asUnsignedByteArray(COORDINATE, y), 0, encoded, 1 + COORDINATE, COORDINATE);
        return ofPoint(encoded);
    }

    /** The key of a Multikey: {@code z}, base58 of 0x80 0x24 and the compressed point, {@code zDn...}. */
    public static Optional<P256PublicKey> ofMultibase(String multibase) {
        if (!multibase.startsWith("z")) {
            return Optional.empty();
        }
        return Base58.decode(multibase.substring(1))
                .filter(b -> b.length == LENGTH + 2 && b[0] == PREFIX[0] && b[1] == PREFIX[1])
                .flatMap(b -> ofPoint(Arrays.copyOfRange(b, 2, b.length)));
    }

    @Override
    public SigningAlgorithm algorithm() {
        return SigningAlgorithm.P256;
    }

    @Override
    public String multibase() {
        byte[] prefixed = Arrays.copyOf(PREFIX, LENGTH + 2);
        System.arraycopy(compressed, 0, prefixed, 2, LENGTH);
        return "z" + Base58.encode(prefixed);
    }

    @Override
    public Map<String, String> jwk() {
        ECPoint point = point().normalize();
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Map.of(
                "kty",
                "EC",
                "crv",
                algorithm().curve(),
                "x",
                base64.encodeToString(point.getAffineXCoord().getEncoded()),
                "y",
                base64.encodeToString(point.getAffineYCoord().getEncoded()));
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != algorithm().signatureLength()) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(point(), CURVE));
        return verifier.verifySignature(
                sha256(message),
                new BigInteger(1, signature, 0, COORDINATE),
                new BigInteger(1, signature, COORDINATE, COORDINATE));
    }

    private ECPoint point() {
        return CURVE.getCurve().decodePoint(compressed);
    }

    static byte[] sha256(byte[] message) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static ECDomainParameters curve() {
        X9ECParameters parameters = CustomNamedCurves.getByName("secp256r1");
        return new ECDomainParameters(parameters);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof P256PublicKey that && Arrays.equals(compressed, that.compressed);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(compressed);
    }

    @Override
    public String toString() {
        return multibase();
    }
}
