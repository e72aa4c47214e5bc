package org.throughline.caseformat.json;

/** Ends the reading of a file that cannot be used; becomes an error among the findings. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String pointer;

    Refusal(String code, String pointer, String message) {
        super(message, null, false, false);
        this.code = code;
        this.pointer = pointer;
    }

    String code() {
        return code;
    }

    String pointer() {
        return pointer;
    }

    String said() {
        return String.valueOf(getMessage());
    }
}
