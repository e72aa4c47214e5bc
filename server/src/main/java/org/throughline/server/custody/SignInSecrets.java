package org.throughline.server.custody;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Sealing;

/** Seals the secrets of sign-in with the house's own key (AES-256-GCM): which key, nonce, sealed bytes. */
@Component
class SignInSecrets implements Sealing {
    private static final int NAME_BYTES = 8;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final OrganizationKeys organizationKeys;
    private final SecureRandom random = new SecureRandom();

    SignInSecrets(OrganizationKeys organizationKeys) {
        this.organizationKeys = organizationKeys;
    }

    @Override
    public byte[] seal(byte[] secret, String boundTo) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, boundTo, secret);
        return ByteBuffer.allocate(NAME_BYTES + NONCE_BYTES + sealed.length)
                .put(name(organizationKeys.ofTheHouse()))
                .put(nonce)
                .put(sealed)
                .array();
    }

    @Override
    public byte[] open(byte[] sealed, String boundTo) {
        if (!Arrays.equals(Arrays.copyOf(sealed, NAME_BYTES), name(organizationKeys.ofTheHouse()))) {
            throw new IllegalStateException("another key sealed this secret of sign-in");
        }
        return apply(
                Cipher.DECRYPT_MODE,
                Arrays.copyOfRange(sealed, NAME_BYTES, NAME_BYTES + NONCE_BYTES),
                boundTo,
                Arrays.copyOfRange(sealed, NAME_BYTES + NONCE_BYTES, sealed.length));
    }

    private byte[] apply(int mode, byte[] nonce, String boundTo, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, organizationKeys.ofTheHouse(), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("throughline sign-in secret\n" + boundTo).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a secret of sign-in does not open: its row was changed", e);
        }
    }

    private static byte[] name(SecretKey key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal("throughline master key".getBytes(StandardCharsets.UTF_8)), NAME_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
