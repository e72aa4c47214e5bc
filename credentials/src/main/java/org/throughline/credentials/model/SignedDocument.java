package org.throughline.credentials.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A document exactly as it was read: well-formed JSON within our limits, or a signed token, and nothing in it believed yet.
 *
 * <p>UTF-8 without a byte order mark maps to text and back without loss, so the text is the exact bytes. Immutable.
 */
public final class SignedDocument {

    private final String text;
    private final byte[] utf8;

    /** The document, character for character. */
    public SignedDocument(String text) {
        this(text, text.getBytes(StandardCharsets.UTF_8));
    }

    private SignedDocument(String text, byte[] utf8) {
        this.text = text;
        this.utf8 = utf8;
    }

    /**
     * The document, byte for byte.
     *
     * @param utf8  well-formed UTF-8
     * @param text  the same as text
     */
    public static SignedDocument of(byte[] utf8, String text) {
        return new SignedDocument(text, utf8.clone());
    }

    /** The document, character for character. */
    public String text() {
        return text;
    }

    /** The exact bytes, in UTF-8; a fresh copy each time. */
    public byte[] bytes() {
        return utf8.clone();
    }

    /** How many bytes it has. */
    public int size() {
        return utf8.length;
    }

    /** SHA-256 of the exact bytes, as 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedDocument document && text.equals(document.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
