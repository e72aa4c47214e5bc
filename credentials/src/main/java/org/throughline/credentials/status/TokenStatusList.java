package org.throughline.credentials.status;

import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.key.Base64Url;

/**
 * The entries of a Token Status List: 1, 2, 4 or 8 bits each, index 0 in the lowest bits of the first byte, the other way round than a Bitstring
 * Status List.
 *
 * <p>Immutable. Source: Token Status List (IETF draft-ietf-oauth-status-list), sections 4.1 and 4.2.
 */
public final class TokenStatusList {

    /** The entry counts. */
    public static final int VALID = 0;

    /** The entry was taken back for good. */
    public static final int INVALID = 1;

    /** The entry does not count for now. */
    public static final int SUSPENDED = 2;

    private final byte[] bytes;
    private final int bits;

    private TokenStatusList(byte[] bytes, int bits) {
        this.bytes = bytes;
        this.bits = bits;
    }

    /**
     * Reads {@code bits} and {@code lst} of a list; empty when they are no list.
     *
     * @param lst  base64url of the zlib-compressed bytes
     * @param maxBytes  how far the list may inflate; nothing beyond is ever held in memory
     */
    public static Optional<TokenStatusList> decode(int bits, String lst, int maxBytes) {
        if (!Set.of(1, 2, 4, 8).contains(bits)) {
            return Optional.empty();
        }
        return Base64Url.decode(lst)
                .map(compressed -> Inflation.zlib(compressed, maxBytes))
                .filter(Inflation.Inflated.Bytes.class::isInstance)
                .map(inflated -> new TokenStatusList(((Inflation.Inflated.Bytes) inflated).bytes(), bits));
    }

    /** The number of entries. */
    public long size() {
        return bytes.length * 8L / bits;
    }

    /**
     * The value at an index.
     *
     * @throws IndexOutOfBoundsException when the list has no such entry
     */
    public int get(long index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException("The list has " + size() + " entries, so there is none at " + index);
        }
        long bit = index * bits;
        return (bytes[(int) (bit / 8)] & 0xff) >>> (int) (bit % 8) & (1 << bits) - 1;
    }
}
