package org.throughline.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that we make and only recognise afterwards: 256 random bits, of which SHA-256 is kept. Being random, they need no slow hash. */
final class Secret {
    private static final int BYTES = 32;
    private static final int NAME = 22; // 132 bits
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secret() {}

    /** A new one; the prefix lets scanners of leaked secrets recognise ours. */
    static String make(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A name that nobody chose and nobody has yet; no secret. */
    static String name(String prefix) {
        return make(prefix).substring(0, prefix.length() + NAME);
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
