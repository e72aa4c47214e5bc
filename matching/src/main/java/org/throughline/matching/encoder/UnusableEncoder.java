package org.throughline.matching.encoder;

/** A directory holds no encoder that can be used; the message says what was found and what was expected. */
public final class UnusableEncoder extends Exception {
    private static final long serialVersionUID = 1;

    /** With what was found and expected. */
    public UnusableEncoder(String message) {
        super(message);
    }

    /** With what lies behind it. */
    public UnusableEncoder(String message, Throwable cause) {
        super(message, cause);
    }
}
