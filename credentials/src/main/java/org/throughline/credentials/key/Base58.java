package org.throughline.credentials.key;

import java.math.BigInteger;
import java.util.Optional;

/** Base58 with the Bitcoin alphabet, the {@code z} of multibase (Controlled Identifiers 1.0, section 2.4). */
public final class Base58 {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int MAX_LENGTH = 1_000;

    private Base58() {}

    /** The text of the bytes. */
    public static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] step = rest.divideAndRemainder(BASE);
            text.append(ALPHABET.charAt(step[1].intValue()));
            rest = step[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            text.append('1');
        }
        return text.reverse().toString();
    }

    /** The bytes of the text; empty when a character does not belong or the text is beyond 1,000 characters. */
    public static Optional<byte[]> decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        BigInteger number = BigInteger.ZERO;
        int zeros = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return Optional.empty();
            }
            if (digit == 0 && number.signum() == 0) {
                zeros++;
            }
            number = number.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        byte[] magnitude = number.toByteArray();
        int skip = number.signum() == 0 || magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + magnitude.length - skip];
        System.arraycopy(magnitude, skip, bytes, zeros, magnitude.length - skip);
        return Optional.of(bytes);
    }
}
