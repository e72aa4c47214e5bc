package org.throughline.credentials.log;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.throughline.credentials.key.Ed25519PublicKey;

/**
 * Whose signature a note carries: a name and an Ed25519 key. As text (C2SP signed-note, verifier keys): {@code name+hash+key}, for instance
 * {@code skills.example.org/log+3e8f1c2a+AbC…}.
 *
 * @param name without spaces and plus signs; for a log, its origin
 */
public record NoteKey(String name, Ed25519PublicKey publicKey) {
    private static final byte ED25519 = 1;
    private static final int HASH_LENGTH = 4;

    public NoteKey {
        if (name.isEmpty() || name.chars().anyMatch(c -> c == '+' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException("The name of a log has no spaces and no plus signs: '" + name + "'");
        }
    }

    /** Reads {@code name+hash+key}; empty where it is none, or where hash and key do not belong together. */
    public static Optional<NoteKey> parse(String text) {
        String[] parts = text.strip().split("\\+", 3); // base64 may hold further plus signs
        if (parts.length != 3 || parts[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(parts[2]);
            if (key.length == 0 || key[0] != ED25519 || parts[0].chars().anyMatch(Character::isWhitespace)) {
                return Optional.empty();
            }
            return Ed25519PublicKey.ofBytes(Arrays.copyOfRange(key, 1, key.length))
                    .map(publicKey -> new NoteKey(parts[0], publicKey))
                    .filter(parsed -> parsed.fingerprint().equals(parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The key as text. */
    public String text() {
        return name + "+" + fingerprint() + "+" + Base64.getEncoder().encodeToString(typed());
    }

    /** The eight hexadecimal digits by which people compare keys. */
    public String fingerprint() {
        return HexFormat.of().formatHex(hash());
    }

    /** The first four bytes of SHA-256 over name, line feed, type and key. */
    byte[] hash() {
        MessageDigest digest = TreeHash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(typed());
        return Arrays.copyOf(digest.digest(), HASH_LENGTH);
    }

    private byte[] typed() {
        byte[] key = publicKey.bytes();
        byte[] typed = new byte[key.length + 1];
        typed[0] = ED25519;
        System.arraycopy(key, 0, typed, 1, key.length);
        return typed;
    }
}
