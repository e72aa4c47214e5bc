package org.throughline.credentials.key;

import java.util.Base64;
import java.util.Optional;

/** Base64url without padding (RFC 7515, section 2; RFC 4648, section 5), in its one canonical spelling. */
public final class Base64Url {

    private Base64Url() {}

    /** The text of the bytes. */
    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes of the text; empty when there is padding, white space, another character, or a bit that says nothing and is set. */
    public static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
