package org.throughline.server.support;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Clock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A program for codes as people have it on their telephone (RFC 6238), written apart from the server's. */
public final class Codes {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Codes() {}

    /** The code of this moment. */
    public static String now(String secret) {
        return at(secret, 0);
    }

    /** The code of the next half minute. */
    public static String next(String secret) {
        return at(secret, 1);
    }

    private static String at(String secret, int ahead) {
        try {
            StringBuilder bits = new StringBuilder();
            secret.chars()
                    .forEach(sign -> bits.append(String.format("%5s", Integer.toBinaryString(SIGNS.indexOf(sign)))
                            .replace(' ', '0')));
            byte[] key = new byte[bits.length() / 8];
            for (int i = 0; i < key.length; i++) {
                key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
            }
            long step = Clock.systemUTC().millis() / 30_000 + ahead;
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int at = hash[19] & 15;
            int number = ((hash[at] & 127) << 24)
                    | ((hash[at + 1] & 255) << 16)
                    | ((hash[at + 2] & 255) << 8)
                    | (hash[at + 3] & 255);
            return String.format("%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
