package org.throughline.credentials.jose;

/** What came of reading a credential in the form of a signed token. */
public sealed interface TokenReading {

    /** It is one; nothing in it is believed. */
    record Read(CredentialToken token) implements TokenReading {}

    /**
     * It is none.
     *
     * @param code  {@code token-malformed}, {@code sd-jwt-malformed}, or what {@code StrictJson} said
     */
    record Refused(String code, String message) implements TokenReading {}
}
