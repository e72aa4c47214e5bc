package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;

/**
 * A status list as it is served: the signed credential's exact text, stored when it was signed.
 *
 * @param text the credential, UTF-8
 * @param etag an entity tag of these bytes, in quotes
 */
public record PublishedStatusList(String text, String etag) {
    /** The exact bytes; a fresh copy. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
