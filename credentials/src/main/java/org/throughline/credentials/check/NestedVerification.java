package org.throughline.credentials.check;

import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.model.SignedDocument;

/** The same road for documents that a document leads to. */
public interface NestedVerification {

    /** Verifies a credential that stands inside another. */
    VerificationReport verifyChild(SignedDocument child);

    /** Verifies a status list that was fetched; its own status is never followed. */
    VerificationReport verifyList(Loaded.Document list);
}
