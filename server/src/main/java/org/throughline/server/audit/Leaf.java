package org.throughline.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;

/**
 * The fingerprint of one entry: SHA-256 over the byte 0 (a leaf of a Merkle tree, RFC 9162 section 2.1.1), then every field in order, each
 * with its length in front, so that no two entries spell the same bytes. The details stand sorted by key.
 */
final class Leaf {
    private static final byte LEAF_PREFIX = 0;

    private final MessageDigest digest;

    private Leaf() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(LEAF_PREFIX);
    }

    /** The 32 bytes for an entry that was written at this moment (whole microseconds, as the database keeps them). */
    static byte[] of(Instant at, AuditEntry entry) {
        Leaf leaf = new Leaf();
        leaf.number(ChronoUnit.MICROS.between(Instant.EPOCH, at));
        leaf.text(entry.action());
        leaf.text(entry.actor());
        String organization = entry.organization();
        leaf.number(organization == null ? 0 : 1);
        leaf.text(organization == null ? "" : organization);
        leaf.text(entry.subject());
        leaf.number(entry.details().size());
        new TreeMap<>(entry.details()).forEach((key, value) -> {
            leaf.text(key);
            leaf.text(value);
        });
        return leaf.digest.digest();
    }

    private void number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(bytes.length);
        digest.update(bytes);
    }
}
