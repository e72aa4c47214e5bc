package org.throughline.credentials.context;

/**
 * Something in a document that the signature would silently not cover.
 *
 * @param code  {@code undefined-term}, {@code undefined-type}, {@code relative-iri}, {@code keyword}, {@code language}
 *     or {@code limit}
 * @param message  what was found, for people
 * @param pointer  JSON Pointer to it
 */
public record Unprotected(String code, String message, String pointer) {}
