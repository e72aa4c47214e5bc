package org.throughline.credentials.key;

/** What came of looking for the key that a proof names. */
public sealed interface KeyResolution {

    /** The key stands under the relationship in the document of its controller, and the controller is the one that it names. */
    record Resolved(VerificationMethod method) implements KeyResolution {}

    /** The controller's document is at hand and does not vouch for the key, or it certainly is not the issuer's. */
    record Contradicted(String message) implements KeyResolution {}

    /** The key is of a kind that cannot have made the signature, whosever it is. */
    record OfAnotherKind(String message) implements KeyResolution {}

    /** The key could not be looked up, or not by this version. */
    record Unresolvable(String message) implements KeyResolution {}
}
