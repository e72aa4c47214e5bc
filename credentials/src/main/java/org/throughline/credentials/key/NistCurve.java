package org.throughline.credentials.key;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/** The curves P-256 and P-384: points in their forms, and ECDSA as {@code r || s} (FIPS 186-5; SEC 1, section 2.3). */
public enum NistCurve {
    /** P-256, with SHA-256. */
    P256("secp256r1", SigningAlgorithm.P256, 32, new byte[] {(byte) 0x80, 0x24}),
    /** P-384, with SHA-384. */
    P384("secp384r1", SigningAlgorithm.P384, 48, new byte[] {(byte) 0x81, 0x24});

    private final ECDomainParameters domain;
    private final SigningAlgorithm algorithm;
    private final int coordinate;
    private final byte[] multicodec;

    NistCurve(String name, SigningAlgorithm algorithm, int coordinate, byte[] multicodec) {
        this.domain = new ECDomainParameters(CustomNamedCurves.getByName(name));
        this.algorithm = algorithm;
        this.coordinate = coordinate;
        this.multicodec = multicodec;
    }

    SigningAlgorithm algorithm() {
        return algorithm;
    }

    /** Its name in a sentence. */
    String words() {
        return algorithm.curve();
    }

    /** The hash that goes with it, for a nonce of RFC 6979. */
    ExtendedDigest digest() {
        return this == P256 ? new SHA256Digest() : new SHA384Digest();
    }

    ECDomainParameters domain() {
        return domain;
    }

    int coordinate() {
        return coordinate;
    }

    /** A point in SEC 1 form, compressed or not; empty for what is no point of the curve, and for infinity. */
    Optional<ECPoint> point(byte[] encoded) {
        boolean compressed = encoded.length == 1 + coordinate && (encoded[0] == 2 || encoded[0] == 3);
        boolean whole = encoded.length == 1 + 2 * coordinate && encoded[0] == 4;
        if (!compressed && !whole) {
            return Optional.empty();
        }
        try {
            ECPoint point = domain.getCurve().decodePoint(encoded).normalize();
            return point.isInfinity() || !point.isValid() ? Optional.empty() : Optional.of(point);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<ECPoint> point(BigInteger x, BigInteger y) {
        int bits = 8 * coordinate;
        if (x.signum() < 0 || y.signum() < 0 || x.bitLength() > bits || y.bitLength() > bits) {
            return Optional.empty();
        }
        byte[] encoded = new byte[1 + 2 * coordinate];
        encoded[0] = 4;
        System.arraycopy(BigIntegers.asUnsignedByteArray(coordinate, x), 0, encoded, 1, coordinate);
        System.arraycopy(BigIntegers.asUnsignedByteArray(coordinate, y), 0, encoded, 1 + coordinate, coordinate);
        return point(encoded);
    }

    /** The point of a Multikey: {@code z}, base58 of the multicodec and the compressed point. */
    Optional<ECPoint> ofMultibase(String multibase) {
        if (!multibase.startsWith("z")) {
            return Optional.empty();
        }
        return Base58.decode(multibase.substring(1))
                .filter(b -> b.length == coordinate + 3 && b[0] == multicodec[0] && b[1] == multicodec[1])
                .flatMap(b -> point(Arrays.copyOfRange(b, 2, b.length)));
    }

    String multibase(ECPoint point) {
        byte[] prefixed = Arrays.copyOf(multicodec, coordinate + 3);
        System.arraycopy(point.getEncoded(true), 0, prefixed, 2, coordinate + 1);
        return "z" + Base58.encode(prefixed);
    }

    Map<String, String> jwk(ECPoint point) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Map.of(
                "kty",
                "EC",
                "crv",
                algorithm.curve(),
                "x",
                base64.encodeToString(point.getAffineXCoord().getEncoded()),
                "y",
                base64.encodeToString(point.getAffineYCoord().getEncoded()));
    }

    /** Whether the signature is one of the message; r and s below the order and above zero, or it is none. */
    boolean verifies(ECPoint point, byte[] message, byte[] signature) {
        if (signature.length != 2 * coordinate) {
            return false;
        }
        ECDSASigner verifier = new ECDSASigner();
        verifier.init(false, new ECPublicKeyParameters(point, domain));
        return verifier.verifySignature(
                hash(message),
                new BigInteger(1, signature, 0, coordinate),
                new BigInteger(1, signature, coordinate, coordinate));
    }

    byte[] hash(byte[] message) {
        try {
            return MessageDigest.getInstance(algorithm.hash()).digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm.hash(), e);
        }
    }
}
