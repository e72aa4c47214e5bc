package org.throughline.credentials.tree;

import jakarta.json.JsonObject;

/** What came of reading JSON. */
public sealed interface Parsed {

    /** Well-formed JSON within the limits. */
    record Tree(JsonObject object) implements Parsed {}

    /**
     * Not JSON that can be trusted to mean one thing.
     *
     * @param code  {@code json-malformed}, {@code json-duplicate-key}, {@code json-limits} or {@code json-not-an-object}
     * @param message  what was found, for people
     * @param pointer  JSON Pointer (RFC 6901) to the place
     */
    record Refused(String code, String message, String pointer) implements Parsed {}
}
