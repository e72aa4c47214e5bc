package org.throughline.credentials.proof;

/** A document or the options of a proof in the form in which they are hashed. */
sealed interface Transformed {

    /** The canonical text, hashed as UTF-8. */
    record Text(String text) implements Transformed {}

    /** There is none. */
    record Refused(String message) implements Transformed {}

    /** The N-Quads of a canonical form. */
    static Transformed of(CanonicalForm form) {
        return switch (form) {
            case CanonicalForm.NQuads nquads -> new Text(nquads.text());
            case CanonicalForm.Refused refused -> new Refused(refused.message());
        };
    }
}
