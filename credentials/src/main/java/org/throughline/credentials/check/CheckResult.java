package org.throughline.credentials.check;

/**
 * One line of a report.
 *
 * @param id  the check's stable id; its page is {@code docs/checks/<id>.md}
 * @param outcome  what it came to
 * @param message  what was found, in a sentence for people
 * @param pointer  JSON Pointer to the place in the document, empty for the whole of it
 * @param spec  where the rule is written
 */
public record CheckResult(String id, Outcome outcome, String message, String pointer, String spec) {}
