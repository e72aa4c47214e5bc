package org.throughline.credentials.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** The 32 bytes of a leaf, a node or a root (SHA-256). */
public final class TreeHash {
    public static final int LENGTH = 32;

    /** The root of a tree without leaves: the hash of nothing (RFC 9162, section 2.1.1). */
    public static final TreeHash OF_NOTHING = new TreeHash(sha256().digest());

    private static final byte NODE_PREFIX = 1;

    private final byte[] bytes;

    private TreeHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash of 32 raw bytes; empty for any other number of bytes. */
    public static Optional<TreeHash> of(byte[] raw) {
        return raw.length == LENGTH ? Optional.of(new TreeHash(raw.clone())) : Optional.empty();
    }

    /** The hash that stands in a column which holds nothing else. */
    public static TreeHash stored(byte[] raw) {
        return of(raw).orElseThrow(() -> new IllegalStateException("A hash has 32 bytes, but this has " + raw.length));
    }

    /** Reads base64 as {@link #base64} writes it, and no other spelling of the same bytes. */
    public static Optional<TreeHash> ofBase64(String text) {
        try {
            return of(Base64.getDecoder().decode(text))
                    .filter(hash -> hash.base64().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The node above two others (RFC 9162, section 2.1.1). */
    public static TreeHash above(TreeHash left, TreeHash right) {
        MessageDigest digest = sha256();
        digest.update(NODE_PREFIX);
        digest.update(left.bytes);
        digest.update(right.bytes);
        return new TreeHash(digest.digest());
    }

    /** The raw bytes; a fresh copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
