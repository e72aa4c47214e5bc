package org.throughline.server.organizations;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Codes that change every 30 seconds (RFC 6238 with HMAC-SHA-1 and six digits, which every program for it knows). A code of the step before
 * or after is taken too (RFC 6238 section 5.2: at most one step for the delay).
 */
final class TimedCode {
    static final int STEP_SECONDS = 30;

    private static final int DIGITS = 6;
    private static final int MODULUS = 1_000_000;

    private TimedCode() {}

    /** The step whose code this is, counted from 1970; empty when it is none of this step's neighbours. */
    static OptionalLong stepOf(String code, byte[] secret, Instant now) {
        String digits = code.replaceAll("[\\s-]", "");
        long present = now.getEpochSecond() / STEP_SECONDS;
        for (long step = present - 1; step <= present + 1; step++) {
            if (MessageDigest.isEqual(
                    at(step, secret).getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    digits.getBytes(java.nio.charset.StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    /** The code of a step: RFC 4226 section 5.3. */
    static String at(long step, byte[] secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0x0f;
            int number = (ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fffffff) % MODULUS;
            return ("0".repeat(DIGITS) + number)
                    .substring(Integer.toString(number).length());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-1", e);
        }
    }
}
