package org.throughline.credentials.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A document exactly as it was read: well-formed JSON within our limits, or a signed token, and nothing in it believed yet.
 *
 * <p>UTF-8 without a byte order mark maps to text and back without loss, so the text is the exact bytes.
 *
 * @param text  the document, character for character
 */
public record SignedDocument(String text) {

    /** The exact bytes, in UTF-8; a fresh copy each time. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** SHA-256 of the exact bytes, as 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
