package org.throughline.credentials.check;

/** What a verification comes to. */
public enum Verdict {
    /** Every check that bears on the verdict passed. */
    VALID,
    /** At least one check failed. */
    INVALID,
    /** Nothing failed, but something could not be checked. */
    UNDETERMINED
}
