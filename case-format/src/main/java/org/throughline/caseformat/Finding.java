package org.throughline.caseformat;

/**
 * One thing that was noticed while reading.
 *
 * @param severity what it means for the package
 * @param code its stable name in kebab-case, such as {@code orphan-item}
 * @param pointer where: a JSON Pointer (RFC 6901) into the file as written, or file and line for other formats
 * @param message what was found and what was done, in a sentence
 */
public record Finding(Severity severity, String code, String pointer, String message) {}
