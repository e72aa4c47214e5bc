package org.throughline.credentials.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A way to recognise a person without telling who it is (Open Badges 3.0, B.1.16 IdentityObject).
 *
 * @param hashed  whether {@code identityHash} is a hash or the identifier itself
 * @param identityHash  {@code sha256$} and 64 hexadecimal digits, or the plain identifier
 * @param identityType  what was hashed: {@code emailAddress}, {@code sourcedId}, ...
 * @param salt  the text appended before hashing
 */
public record IdentityObject(
        boolean hashed,
        String identityHash,
        String identityType,
        @Nullable String salt) {

    private static final String SHA_256 = "sha256$";

    /**
     * The hash of an identifier with a salt: SHA-256 over the UTF-8 of the one followed by the other.
     *
     * @param identityType  what the identifier is, such as {@code emailAddress}
     */
    public static IdentityObject hashed(String identifier, String salt, String identityType) {
        return new IdentityObject(true, SHA_256 + sha256(identifier + salt), identityType, salt);
    }

    /** Whether this stands for the identifier. Old {@code md5$} hashes are not recognised. */
    public boolean matches(String identifier) {
        if (!hashed) {
            return identityHash.equals(identifier);
        }
        return identityHash.equals(SHA_256 + sha256(identifier + (salt == null ? "" : salt)));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
