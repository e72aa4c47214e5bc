package org.throughline.caseformat;

/** What a finding means for the package. */
public enum Severity {
    /** The package cannot be used; nothing of it is taken over. */
    ERROR,
    /** Something was left out or looks doubtful. */
    WARNING,
    /** Something was not as the standard wants it and now is. */
    REPAIR
}
