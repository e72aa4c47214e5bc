package org.throughline.credentials.key;

import org.jspecify.annotations.Nullable;

/**
 * What came of looking for the key of a token.
 *
 * @param id  the key's full id, or empty where the token names none
 * @param resolution  whether the issuer publishes the key
 * @param brought  a key that the token brings itself ({@code jwk}): it can check the signature, and establishes nobody; null when there is
 *     none, or a published one
 * @param warning  what people should know of a key that was found; null for nothing
 */
public record TokenKey(
        String id,
        KeyResolution resolution,
        @Nullable VerificationKey brought,
        @Nullable String warning) {

    /** A key that the token names and does not bring. */
    public static TokenKey found(String id, KeyResolution resolution) {
        return new TokenKey(id, resolution, null, null);
    }
}
