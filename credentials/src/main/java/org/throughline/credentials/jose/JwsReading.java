package org.throughline.credentials.jose;

/** What came of reading a token in the compact form. */
public sealed interface JwsReading {

    /** It has the form of one; nothing in it is believed. */
    record Read(CompactJws jws) implements JwsReading {}

    /**
     * It has not.
     *
     * @param code  {@code token-malformed}, or what {@code StrictJson} said of the header
     */
    record Refused(String code, String message) implements JwsReading {}
}
