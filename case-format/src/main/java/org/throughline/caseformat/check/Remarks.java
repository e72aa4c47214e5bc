package org.throughline.caseformat.check;

/**
 * Where a rule says what it found. The pointer is a JSON Pointer (RFC 6901) into the file as it was written; the code is a stable
 * kebab-case name; the message says what was found and what was done.
 */
public interface Remarks {

    /** Something that makes the package unusable; nothing is taken over. */
    void error(String code, String pointer, String message);

    /** Something that was left out or looks doubtful; the rest is taken over as it stands. */
    void warning(String code, String pointer, String message);

    /** Something that was not as the standard wants it and now is. */
    void repair(String code, String pointer, String message);
}
