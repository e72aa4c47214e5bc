package org.throughline.credentials.check;

import org.throughline.credentials.load.Loaded;

/** The same road for documents that a document leads to. */
public interface NestedVerification {

    /**
     * Verifies a credential that stands inside another document.
     *
     * @param json  the JSON value as it was written: an object, or a token as a JSON string
     */
    VerificationReport verifyChild(String json);

    /** Verifies a status list that was fetched; its own status is never followed. */
    VerificationReport verifyList(Loaded.Document list);
}
