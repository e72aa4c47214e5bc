package org.throughline.credentials.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Base58 with the Bitcoin alphabet, the {@code z} of multibase (Controlled Identifiers 1.0, section 2.4). */
public final class Base58 {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final byte[] DIGITS = digits();
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
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == '1') {
            zeros++;
        }
        int[] words = new int[(text.length() - zeros) * 3 / 16 + 1]; // a digit has less than 5.86 bits
        int used = 0;
        for (int i = zeros; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < DIGITS.length ? DIGITS[c] : -1;
            if (digit < 0) {
                return Optional.empty();
            }
            long carry = digit;
            for (int w = 0; w < used; w++) {
                carry += (words[w] & 0xffffffffL) * 58;
                words[w] = (int) carry;
                carry >>>= 32;
            }
            if (carry != 0) {
                words[used++] = (int) carry;
            }
        }
        int length = used == 0 ? 0 : used * 4 - Integer.numberOfLeadingZeros(words[used - 1]) / 8;
        byte[] bytes = new byte[zeros + length];
        for (int i = 0; i < length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (words[i / 4] >>> (i % 4 * 8));
        }
        return Optional.of(bytes);
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = (byte) i;
        }
        return digits;
    }
}
