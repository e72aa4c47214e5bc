package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A secret under AES-256-GCM (NIST SP 800-38D). What it belongs to is bound to it as additional data, so that sealed bytes which were moved to
 * another row no longer open.
 */
final class Sealed {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] nonce;
    private final byte[] ciphertext;

    Sealed(byte[] nonce, byte[] ciphertext) {
        this.nonce = nonce.clone();
        this.ciphertext = ciphertext.clone();
    }

    /** Seals a secret; the caller wipes its own copy. */
    static Sealed seal(byte[] secret, SecretKey key, String boundTo, SecureRandom random) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            return new Sealed(
                    nonce, cipher(Cipher.ENCRYPT_MODE, key, nonce, boundTo).doFinal(secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The secret; empty where another key sealed it, it is bound to something else, or it was changed. */
    Optional<byte[]> open(SecretKey key, String boundTo) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce, boundTo).doFinal(ciphertext));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    byte[] nonce() {
        return nonce.clone();
    }

    byte[] ciphertext() {
        return ciphertext.clone();
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String boundTo)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(boundTo.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
