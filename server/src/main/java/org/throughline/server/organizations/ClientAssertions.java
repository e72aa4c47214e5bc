package org.throughline.server.organizations;

/**
 * What this server says of itself, signed with a key that it publishes. A room above, which keeps such keys, gives it: as with {@link Sealing},
 * this room needs to know neither the keys nor where they are.
 */
public interface ClientAssertions {
    /**
     * A JWT that proves that the client is we (RFC 7523 section 3): good for a minute and for one audience.
     *
     * @param client the client id that the other side gave us
     * @param audience the issuer that is to believe it; never this server itself
     */
    String sign(String client, String audience);

    /** Where the other side finds the key. */
    String keysAt();
}
