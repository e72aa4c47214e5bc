package org.throughline.credentials.key;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.util.BigIntegers;

/** A public RSA key of 2048 to 8192 bits that checks RS256 (RFC 7518, section 3.3; RFC 8017, section 8.2). */
public final class RsaPublicKey implements VerificationKey {

    /** The shortest modulus, as RFC 7518 (section 3.3) demands. */
    public static final int MIN_BITS = 2048;

    /** The longest modulus, so that a stranger cannot make us work without end. */
    public static final int MAX_BITS = 8192;

    private static final int MAX_EXPONENT_BITS = 33;
    private static final byte[] MULTICODEC = {(byte) 0x85, 0x24}; // rsa-pub, 0x1205

    private final BigInteger modulus;
    private final BigInteger exponent;
    private final PublicKey key;

    private RsaPublicKey(BigInteger modulus, BigInteger exponent, PublicKey key) {
        this.modulus = modulus;
        this.exponent = exponent;
        this.key = key;
    }

    /** The key of a modulus and a public exponent; empty when one of them is out of bounds or even. */
    public static Optional<RsaPublicKey> of(BigInteger modulus, BigInteger exponent) {
        boolean sane = modulus.signum() > 0
                && modulus.bitLength() >= MIN_BITS
                && modulus.bitLength() <= MAX_BITS
                && modulus.testBit(0)
                && exponent.testBit(0)
                && exponent.compareTo(BigInteger.valueOf(3)) >= 0
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
        if (!sane) {
            return Optional.empty();
        }
        try {
            PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            return Optional.of(new RsaPublicKey(modulus, exponent, key));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    @Override
    public SigningAlgorithm algorithm() {
        return SigningAlgorithm.RSA;
    }

    @Override
    public String multibase() {
        try {
            byte[] der = new RSAPublicKey(modulus, exponent).getEncoded("DER");
            byte[] prefixed = new byte[MULTICODEC.length + der.length];
            System.arraycopy(MULTICODEC, 0, prefixed, 0, MULTICODEC.length);
            System.arraycopy(der, 0, prefixed, MULTICODEC.length, der.length);
            return "z" + Base58.encode(prefixed);
        } catch (IOException e) {
            throw new IllegalStateException("Two numbers can always be written down", e);
        }
    }

    @Override
    public Map<String, String> jwk() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return Map.of(
                "kty",
                "RSA",
                "n",
                base64.encodeToString(BigIntegers.asUnsignedByteArray(modulus)),
                "e",
                base64.encodeToString(BigIntegers.asUnsignedByteArray(exponent)));
    }

    @Override
    public boolean verifies(byte[] message, byte[] signature) {
        if (signature.length != (modulus.bitLength() + 7) / 8) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has RSA", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RsaPublicKey that && modulus.equals(that.modulus) && exponent.equals(that.exponent);
    }

    @Override
    public int hashCode() {
        return modulus.hashCode();
    }

    @Override
    public String toString() {
        return "RSA key of " + modulus.bitLength() + " bits";
    }
}
