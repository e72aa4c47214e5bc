package org.throughline.credentials.key;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** A key pair on P-256 or P-384 in memory. Whoever keeps the secret keeps it encrypted. */
public final class NistKeyPair {

    private final NistCurve curve;
    private final ECPrivateKeyParameters secret;
    private final NistPublicKey publicKey;

    private NistKeyPair(NistCurve curve, BigInteger d) {
        this.curve = curve;
        this.secret = new ECPrivateKeyParameters(d, curve.domain());
        byte[] point = new FixedPointCombMultiplier()
                .multiply(curve.domain().getG(), d)
                .normalize()
                .getEncoded(true);
        this.publicKey = NistPublicKey.ofPoint(curve, point)
                .orElseThrow(() -> new IllegalStateException("A multiple of the base point is on the curve"));
    }

    /** A new pair (FIPS 186-5, appendix A.2.2: by testing candidates). */
    public static NistKeyPair generate(NistCurve curve, SecureRandom random) {
        BigInteger d;
        do {
            d = new BigInteger(curve.domain().getN().bitLength(), random);
        } while (!isSecret(curve, d));
        return new NistKeyPair(curve, d);
    }

    /** The pair of a secret of 32 bytes, on P-384 of 48: always the same one. */
    public static NistKeyPair fromSecret(NistCurve curve, byte[] secret) {
        BigInteger d = new BigInteger(1, secret);
        if (secret.length != curve.coordinate() || !isSecret(curve, d)) {
            throw new IllegalArgumentException("That is no secret of a key on " + curve.words());
        }
        return new NistKeyPair(curve, d);
    }

    private static boolean isSecret(NistCurve curve, BigInteger d) {
        return d.signum() > 0 && d.compareTo(curve.domain().getN()) < 0;
    }

    /** The secret, for its keeper alone; a fresh copy. */
    public byte[] secret() {
        return BigIntegers.asUnsignedByteArray(curve.coordinate(), secret.getD());
    }

    /** The public half. */
    public NistPublicKey publicKey() {
        return publicKey;
    }

    /** The did:key of this pair (did:key method, section 3.1). */
    public String didKey() {
        return "did:key:" + publicKey.multibase();
    }

    /** A signer that speaks for the did:key of this pair. */
    public Signer signer() {
        return signer(didKey() + "#" + publicKey.multibase(), didKey());
    }

    /** A signer that speaks for another controller whose document lists this key under the given id. */
    public Signer signer(String verificationMethod, String controller) {
        return new SoftwareSigner(verificationMethod, controller, this);
    }

    /** Signs with ES256 or ES384: r, then s, each as long as a coordinate (RFC 7518, section 3.4), the nonce made from key and message (RFC 6979). */
    public byte[] sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(curve.digest()));
        signer.init(true, secret);
        BigInteger[] rs = signer.generateSignature(curve.hash(message));
        byte[] signature = new byte[2 * curve.coordinate()];
        System.arraycopy(
                BigIntegers.asUnsignedByteArray(curve.coordinate(), rs[0]), 0, signature, 0, curve.coordinate());
        System.arraycopy(
                BigIntegers.asUnsignedByteArray(curve.coordinate(), rs[1]),
                0,
                signature,
                curve.coordinate(),
                curve.coordinate());
        return signature;
    }

    @Override
    public String toString() {
        return curve.words() + " key pair of " + publicKey;
    }

    private record SoftwareSigner(String verificationMethod, String controller, NistKeyPair pair) implements Signer {

        @Override
        public SigningAlgorithm algorithm() {
            return pair.publicKey().algorithm();
        }

        @Override
        public byte[] sign(byte[] message) {
            return pair.sign(message);
        }

        @Override
        public String toString() {
            return "Signer of " + verificationMethod;
        }
    }
}
