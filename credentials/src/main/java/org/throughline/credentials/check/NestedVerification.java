package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.net.URI;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.model.SignedDocument;

/** The same road for documents that a document leads to. */
public interface NestedVerification {

    /**
     * Verifies a credential that stands inside another document.
     *
     * @param json  the JSON value as it was written: an object, or a token as a JSON string
     */
    VerificationReport verifyChild(String json);

    /**
     * What a document says when its parts that stand elsewhere are written in.
     *
     * @param text  the document as it came
     */
    ClaimedCredential claimed(String text, JsonObject whole);

    /** Whether what is examined now was given itself, alone or in an envelope, and does not stand inside of another document. */
    boolean isGiven();

    /** Whether a newer one may be asked for: only of what was given itself, and once. */
    boolean mayRefresh();

    /**
     * Verifies a newer one that was fetched; it is not refreshed again.
     *
     * @param address  where it was fetched
     */
    Newer verifyRefreshed(URI address, Loaded.Document newer);

    /** Verifies a status list that was fetched; its own status is never followed. */
    Verified verifyList(Loaded.Document list);

    /**
     * A newer one, and what it came to.
     *
     * @param document  exactly as it stands at its address, without the image around it
     */
    record Newer(String address, SignedDocument document, VerificationReport report) {}

    /**
     * A document that was fetched, and what it came to.
     *
     * @param document  what it says, as a tree; empty when it could not be read
     */
    record Verified(VerificationReport report, JsonObject document) {}
}
