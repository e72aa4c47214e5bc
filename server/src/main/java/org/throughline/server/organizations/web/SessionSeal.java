package org.throughline.server.organizations.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what a session remembers with a key that only its cookie gives (AES-256-GCM under HMAC-SHA-256 of the session's id): the database
 * has the hash of the id alone, so neither it nor a dump of it can be read or changed. The name of a value is bound to it.
 */
final class SessionSeal {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    SessionSeal(String sessionId) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sessionId.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            key = new SecretKeySpec(mac.doFinal("what a session remembers".getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }

    String seal(String name, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, name, value.getBytes(StandardCharsets.UTF_8));
        Base64.Encoder text = Base64.getEncoder().withoutPadding();
        return text.encodeToString(nonce) + '.' + text.encodeToString(sealed);
    }

    String open(String name, String sealed) {
        String[] parts = sealed.split("\\.", 2);
        byte[] opened = apply(
                Cipher.DECRYPT_MODE,
                Base64.getDecoder().decode(parts[0]),
                name,
                Base64.getDecoder().decode(parts[1]));
        return new String(opened, StandardCharsets.UTF_8);
    }

    private byte[] apply(int mode, byte[] nonce, String name, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what a session remembers was changed outside of it", e);
        }
    }
}
