package org.throughline.credentials.key;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** A key pair on P-256 in memory. Whoever keeps the secret keeps it encrypted. */
public final class P256KeyPair {

    private static final NistCurve CURVE = NistCurve.P256;
    private static final int SECRET_LENGTH = 32;

    private final ECPrivateKeyParameters secret;
    private final P256PublicKey publicKey;

    private P256KeyPair(BigInteger d) {
        this.secret = new ECPrivateKeyParameters(d, CURVE.domain());
        byte[] point = new FixedPointCombMultiplier()
                .multiply(CURVE.domain().getG(), d)
                .normalize()
                .getEncoded(true);
        this.publicKey = P256PublicKey.ofPoint(point)
                .orElseThrow(() -> new IllegalStateException("A multiple of the base point is on the curve"));
    }

    /** A new pair (FIPS 186-5, appendix A.2.2: by testing candidates). */
    public static P256KeyPair generate(SecureRandom random) {
        BigInteger d;
        do {
            d = new BigInteger(CURVE.domain().getN().bitLength(), random);
        } while (!isSecret(d));
        return new P256KeyPair(d);
    }

    /** The pair of a secret of 32 bytes: always the same one. */
    public static P256KeyPair fromSecret(byte[] secret) {
        BigInteger d = new BigInteger(1, secret);
        if (secret.length != SECRET_LENGTH || !isSecret(d)) {
            throw new IllegalArgumentException("That is no secret of a key on P-256");
        }
        return new P256KeyPair(d);
    }

    private static boolean isSecret(BigInteger d) {
        return d.signum() > 0 && d.compareTo(CURVE.domain().getN()) < 0;
    }

    /** The secret, for its keeper alone; a fresh copy. */
    public byte[] secret() {
        return BigIntegers.asUnsignedByteArray(SECRET_LENGTH, secret.getD());
    }

    /** The public half. */
    public P256PublicKey publicKey() {
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

    /** Signs with ES256: 32 bytes r, 32 bytes s (RFC 7518, section 3.4), the nonce made from key and message (RFC 6979). */
    public byte[] sign(byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, secret);
        BigInteger[] rs = signer.generateSignature(CURVE.hash(message));
        byte[] signature = new byte[2 * SECRET_LENGTH];
        System.arraycopy(BigIntegers.asUnsignedByteArray(SECRET_LENGTH, rs[0]), 0, signature, 0, SECRET_LENGTH);
        System.arraycopy(
                BigIntegers.asUnsignedByteArray(SECRET_LENGTH, rs[1]), 0, signature, SECRET_LENGTH, SECRET_LENGTH);
        return signature;
    }

    @Override
    public String toString() {
        return "P-256 key pair of " + publicKey;
    }

    private record SoftwareSigner(String verificationMethod, String controller, P256KeyPair pair) implements Signer {

        @Override
        public SigningAlgorithm algorithm() {
            return SigningAlgorithm.P256;
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
