package org.throughline.credentials.registry;

/** What came of reading a list of issuers. */
public sealed interface KnownIssuersReading {

    /** It is one. */
    record Read(KnownIssuers issuers) implements KnownIssuersReading {}

    /**
     * It is none, or one that could be read in two ways.
     *
     * @param message  what was found and what was expected, for people
     */
    record Refused(String message) implements KnownIssuersReading {}
}
