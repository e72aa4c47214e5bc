package org.throughline.credentials.schema;

/** What came of comparing a document with a schema. */
public sealed interface SchemaOutcome {

    /** It is as the schema says. */
    record Kept() implements SchemaOutcome {}

    /**
     * It is not.
     *
     * @param message  what was found, in the words of the schema's keyword
     * @param pointer  JSON Pointer to the place
     */
    record Broken(String message, String pointer) implements SchemaOutcome {}

    /**
     * It could not be compared.
     *
     * @param message  why, as the end of a sentence
     */
    record Unusable(String message) implements SchemaOutcome {}
}
