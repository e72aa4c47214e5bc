package org.throughline.server.custody;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Looks for secrets in files: as they are, in hexadecimal, in base32 and in base64, also where that begins one or two bytes earlier. Sixteen bytes
 * tell a secret from chance; a shorter one is looked for whole, and one of fewer than eight bytes not at all.
 */
final class SecretSearch {
    private static final int WINDOW = 16;
    private static final int BEGINNING = 8;
    private static final int BITS = 20;
    private static final char[] BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".toCharArray();

    private final Map<Long, List<byte[]>> byBeginning = new HashMap<>();

    /** Says quickly of nearly every eight bytes that no secret begins with them. */
    private final BitSet maybe = new BitSet(1 << BITS);

    SecretSearch(Collection<byte[]> secrets) {
        for (byte[] secret : secrets) {
            if (secret.length < BEGINNING) {
                continue;
            }
            String hex = HexFormat.of().formatHex(secret);
            add(secret);
            add(ascii(hex));
            add(ascii(hex.toUpperCase(Locale.ROOT)));
            add(ascii(base32(secret)));
            for (int before = 0; before < 3; before++) {
                String base64 = base64(secret, before);
                add(ascii(base64));
                add(ascii(base64.replace('+', '-').replace('/', '_')));
            }
        }
    }

    /** The letters that come of the secret alone when it stands behind so many other bytes. */
    private static String base64(byte[] secret, int before) {
        byte[] behind = new byte[before + secret.length];
        System.arraycopy(secret, 0, behind, before, secret.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(behind);
        int whole = behind.length * 8 / 6;
        return text.substring(before == 0 ? 0 : before + 1, whole);
    }

    private static String base32(byte[] secret) {
        StringBuilder text = new StringBuilder();
        int held = 0;
        int bits = 0;
        for (byte each : secret) {
            held = held << 8 | (each & 0xff);
            bits += 8;
            while (bits >= 5) {
                text.append(BASE32[held >> (bits - 5) & 31]);
                bits -= 5;
            }
            held &= (1 << bits) - 1;
        }
        return text.toString();
    }

    private void add(byte[] form) {
        if (form.length >= BEGINNING) {
            maybe.set(bit(beginning(form)));
            byBeginning
                    .computeIfAbsent(beginning(form), start -> new ArrayList<>())
                    .add(Arrays.copyOf(form, Math.min(WINDOW, form.length)));
        }
    }

    /** Whether one of them stands in the file. */
    boolean findsIn(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 20)) {
            byte[] chunk = new byte[(1 << 20) + WINDOW];
            int kept = 0;
            for (int read = in.read(chunk, kept, chunk.length - kept);
                    read > 0;
                    read = in.read(chunk, kept, chunk.length - kept)) {
                int end = kept + read;
                if (finds(chunk, end)) {
                    return true;
                }
                kept = Math.min(WINDOW - 1, end);
                System.arraycopy(chunk, end - kept, chunk, 0, kept);
            }
            return false;
        } catch (NoSuchFileException e) {
            return false; // the database removed it meanwhile
        }
    }

    private boolean finds(byte[] bytes, int end) {
        long eight = 0;
        for (int i = 0; i < end; i++) {
            eight = eight << 8 | (bytes[i] & 0xff);
            if (i < BEGINNING - 1 || !maybe.get(bit(eight))) {
                continue;
            }
            List<byte[]> candidates = byBeginning.get(eight);
            if (candidates == null) {
                continue;
            }
            int start = i - BEGINNING + 1;
            for (byte[] form : candidates) {
                if (start + form.length <= end
                        && Arrays.equals(form, 0, form.length, bytes, start, start + form.length)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int bit(long eight) {
        return (int) (eight * 0x9E3779B97F4A7C15L >>> 64 - BITS); // Fibonacci hashing
    }

    private static long beginning(byte[] form) {
        long eight = 0;
        for (int i = 0; i < BEGINNING; i++) {
            eight = eight << 8 | (form[i] & 0xff);
        }
        return eight;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
