package org.throughline.server.custody;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A master key and the name by which rows say that it wraps them.
 *
 * @param id sixteen hexadecimal digits that are made from the key and tell nothing about it
 */
record Master(String id, SecretKey key) {
    static final int BYTES = 32;

    private static final byte[] PURPOSE = "throughline master key".getBytes(StandardCharsets.UTF_8);

    static Master of(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("A master key has %d bytes, not %d.".formatted(BYTES, key.length));
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] name = Arrays.copyOf(mac.doFinal(PURPOSE), 8);
            return new Master(HexFormat.of().formatHex(name), new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    @Override
    public String toString() {
        return "master key " + id;
    }
}
