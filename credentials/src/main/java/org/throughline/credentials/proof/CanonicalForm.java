package org.throughline.credentials.proof;

import org.throughline.credentials.rdf.CanonicalDataset;

/** What came of bringing a document into the one form that is signed. */
public sealed interface CanonicalForm {

    /** The canonical N-Quads (RDF Dataset Canonicalization 1.0, section 4), lines sorted, each ended by a line feed. */
    record NQuads(CanonicalDataset dataset) implements CanonicalForm {

        /** The lines, one after the other. */
        public String text() {
            return dataset.text();
        }
    }

    /**
     * It has none, or finding it would cost too much.
     *
     * @param code  {@code json-ld} or {@code canonicalization-limit}
     */
    record Refused(String code, String message) implements CanonicalForm {}
}
