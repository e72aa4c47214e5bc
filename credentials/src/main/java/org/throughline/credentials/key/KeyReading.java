package org.throughline.credentials.key;

/** What came of reading a public key in a form in which it is published. */
public sealed interface KeyReading {

    /** It is a key. */
    record Read(VerificationKey key) implements KeyReading {}

    /**
     * It breaks a rule of its form: a wrong length, no point of the curve, a private half published with it.
     *
     * @param message  the end of a sentence about the key
     */
    record Refused(String message) implements KeyReading {}

    /**
     * It is a key of a kind that is known, and that no signature that we accept is made with.
     *
     * @param message  the end of a sentence about the key
     */
    record OfAnotherKind(String message) implements KeyReading {}

    /**
     * It may be a key, and of a kind that we do not verify with.
     *
     * @param message  the end of a sentence about the key
     */
    record Unknown(String message) implements KeyReading {}
}
