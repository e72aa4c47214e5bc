package org.throughline.caseformat.json;

/**
 * One of several packages in a file.
 *
 * @param pointer where it stands there
 * @param json its own text
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once
public record PackageInFile(String pointer, byte[] json) {}
