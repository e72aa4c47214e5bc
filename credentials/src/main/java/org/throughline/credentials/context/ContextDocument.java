package org.throughline.credentials.context;

import jakarta.json.JsonValue;

/**
 * One content of one published context.
 *
 * @param url  where it is published
 * @param revision  what it is called, for people
 * @param body  what stands at {@code @context}, spelled as {@link ContextReading} spells it
 */
record ContextDocument(String url, String revision, JsonValue body) {}
