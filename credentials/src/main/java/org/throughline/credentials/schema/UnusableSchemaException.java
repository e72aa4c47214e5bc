package org.throughline.credentials.schema;

/** A schema says something that cannot be followed here. */
final class UnusableSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the reason as the end of a sentence. */
    UnusableSchemaException(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
