package org.throughline.credentials.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to recognise a person without telling who it is (Open Badges 3.0, B.1.16 IdentityObject).
 *
 * @param hashed  whether {@code identityHash} is a hash or the identifier itself
 * @param identityHash  {@code sha256$} and 64 hexadecimal digits, {@code md5$} and 32, or the plain identifier
 * @param identityType  what was hashed: {@code emailAddress}, {@code sourcedId}, ...
 * @param salt  the text appended before hashing
 */
public record IdentityObject(
        boolean hashed,
        String identityHash,
        String identityType,
        @Nullable String salt) {

    private static final String SHA_256 = "sha256$";
    private static final String MD5 = "md5$";
    private static final Pattern HASH = Pattern.compile("(?i)sha256\\$[0-9a-f]{64}|md5\\$[0-9a-f]{32}");

    /**
     * The hash of an identifier with a salt: SHA-256 over the UTF-8 of the one followed by the other.
     *
     * @param identityType  what the identifier is, such as {@code emailAddress}
     */
    public static IdentityObject hashed(String identifier, String salt, String identityType) {
        return new IdentityObject(true, SHA_256 + sha256(identifier + salt), identityType, salt);
    }

    /** Whether this stands for the identifier; of old hashes {@code md5$} is recognised too. */
    public boolean matches(String identifier) {
        if (!hashed) {
            return identityHash.equals(identifier);
        }
        String salted = identifier + (salt == null ? "" : salt);
        String hash = identityHash.toLowerCase(Locale.ROOT);
        return hash.equals(SHA_256 + sha256(salted)) || hash.equals(MD5 + hash("MD5", salted));
    }

    /** Whether it can be told at all whom this stands for: a hash of another kind can stand for anybody. */
    public boolean isComparable() {
        return !hashed || HASH.matcher(identityHash).matches();
    }

    private static String sha256(String text) {
        return hash("SHA-256", text);
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + algorithm, e);
        }
    }
}
