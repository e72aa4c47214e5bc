package org.throughline.credentials.rdf;

import java.util.List;
import java.util.Map;

/**
 * A dataset in canonical form.
 *
 * @param lines  its statements as N-Quads in code point order, each ended by a line feed
 * @param labels  what every nameless node is called in them, without the {@code _:}
 */
public record CanonicalDataset(List<String> lines, Map<BlankNode, String> labels) {

    /** A canonical form. */
    public CanonicalDataset {
        lines = List.copyOf(lines);
        labels = Map.copyOf(labels);
    }

    /** The lines, one after the other. */
    public String text() {
        return String.join("", lines);
    }
}
