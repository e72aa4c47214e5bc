package org.throughline.credentials;

import org.throughline.credentials.model.SignedDocument;

/** What came of reading bytes. */
public sealed interface ReadOutcome {

    /** They are one JSON object that means the same to every reader. */
    record Read(SignedDocument document) implements ReadOutcome {}

    /**
     * They are not.
     *
     * @param code  {@code too-large}, {@code not-utf-8}, {@code json-malformed}, {@code json-duplicate-key}, {@code json-limits},
     *     {@code json-not-an-object}, or {@code not-supported-yet} for envelopes that exist and that this version cannot open
     * @param message  what was found, for people
     * @param pointer  JSON Pointer to the place, empty where there is none
     */
    record Unreadable(String code, String message, String pointer) implements ReadOutcome {

        /** The code of envelopes that exist and that this version cannot open. */
        public static final String NOT_SUPPORTED_YET = "not-supported-yet";
    }
}
