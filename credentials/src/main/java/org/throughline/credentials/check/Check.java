package org.throughline.credentials.check;

/** One rule: its name is its question, its page is {@code docs/checks/<id>.md}. */
public interface Check {

    /** The stable id. */
    String id();

    /** Where the rule is written: document and section. */
    String spec();

    /** Answers the question for one document. Never throws on what the document holds. */
    CheckResult examine(Examination examination);

    /** The rule is kept. */
    default CheckResult passed(String message) {
        return new CheckResult(id(), Outcome.PASSED, message, "", spec());
    }

    /** The rule is broken at the pointer. */
    default CheckResult failed(String message, String pointer) {
        return new CheckResult(id(), Outcome.FAILED, message, pointer, spec());
    }

    /** It could not be found out. */
    default CheckResult undetermined(String message, String pointer) {
        return new CheckResult(id(), Outcome.UNDETERMINED, message, pointer, spec());
    }

    /** The rule does not concern this document. */
    default CheckResult notApplicable(String message) {
        return new CheckResult(id(), Outcome.NOT_APPLICABLE, message, "", spec());
    }
}
