package org.throughline.server.shared;

import java.util.Optional;

/**
 * Documents that this server itself publishes (DID documents, status lists, CASE items), answered to the verifier without a request to
 * ourselves: the same bytes that a stranger would get. A room contributes one as a bean.
 */
@FunctionalInterface
public interface LocalDocument {
    /**
     * The document at a URL.
     *
     * @param url absolute; below our public address, or below one that we had when the document was first published
     * @return its bytes, or empty when this room publishes nothing there
     */
    Optional<byte[]> document(String url);

    /**
     * A document that others publish and that an organization brought along when it came: used where the network has no answer, and believed no
     * more than if it had been fetched.
     */
    default Optional<byte[]> remembered(String url) {
        return Optional.empty();
    }
}
