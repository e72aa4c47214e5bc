package org.throughline.caseformat.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identifiers as CASE accepts them: UUIDs of version 1 to 5 (RFC 9562), written in lower case. Version 7 is refused by the
 * standard's own pattern, so we mint version 4, or version 5 where the same input must always give the same identifier.
 */
public final class CaseIds {

    /** RFC 9562's namespace for names that are URLs. */
    public static final UUID URL_NAMESPACE = UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private static final Pattern PATTERN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private CaseIds() {}

    /** A fresh random identifier (version 4). */
    public static UUID mint() {
        return UUID.randomUUID();
    }

    /** The identifier (version 5, SHA-1) that this name always has in this namespace. */
    public static UUID v5(UUID namespace, String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(namespace.getMostSignificantBits())
                .putLong(namespace.getLeastSignificantBits())
                .flip());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = hash.getLong() & 0xffff_ffff_ffff_0fffL | 0x5000L;
        long low = hash.getLong() & 0x3fff_ffff_ffff_ffffL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** Whether CASE's pattern accepts this identifier. */
    public static boolean accepts(UUID identifier) {
        return identifier.variant() == 2 && identifier.version() >= 1 && identifier.version() <= 5;
    }

    /** The identifier that this text is, exactly as CASE writes it; empty for any other text. */
    public static Optional<UUID> parse(String text) {
        return PATTERN.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-1", e);
        }
    }
}
