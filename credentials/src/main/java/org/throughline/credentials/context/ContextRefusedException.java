package org.throughline.credentials.context;

/** A context that cannot be used where it stands; never leaves this package. */
final class ContextRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Says why.
     *
     * @param code  {@code protected-term}, {@code context} or {@code not-supported}
     */
    ContextRefusedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
