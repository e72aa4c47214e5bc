package org.throughline.credentials.check;

/** What one check came to. */
public enum Outcome {
    /** The rule is kept. */
    PASSED("passed"),
    /** The rule is broken. */
    FAILED("failed"),
    /** It could not be found out. */
    UNDETERMINED("undetermined"),
    /** The rule does not concern this document. */
    NOT_APPLICABLE("not-applicable");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The outcome as it stands in a JSON report. */
    public String word() {
        return word;
    }
}
