package org.throughline.credentials.rdf;

import java.util.ArrayList;
import java.util.List;

/** A node without a name, in one dataset; it is itself and nothing else. */
public final class BlankNode implements RdfTerm {

    private final String origin;
    private final List<Quad> quads = new ArrayList<>(6);

    /**
     * A fresh node.
     *
     * @param origin  where it comes from, for whoever asks: a JSON Pointer or a label; may be empty
     */
    public BlankNode(String origin) {
        this.origin = origin;
    }

    /** Where it comes from. */
    public String origin() {
        return origin;
    }

    /** The statements that mention it. */
    List<Quad> quads() {
        return quads;
    }
}
