package org.throughline.credentials.proof;

/** What a proof came to, as far as the mathematics go. */
public sealed interface ProofOutcome {

    /** The signature fits the document and the key. */
    record Holds() implements ProofOutcome {}

    /** It does not, or the proof contradicts itself. */
    record Broken(String message) implements ProofOutcome {}

    /** It could not be tried. */
    record Unverifiable(String message) implements ProofOutcome {}
}
