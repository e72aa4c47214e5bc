package org.throughline.credentials.rdf;

import java.security.MessageDigest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A dataset in canonical form (RDF Dataset Canonicalization 1.0, section 4.4). Not for use by several threads. */
public final class CanonicalDataset {

    private final Lines lines;
    private final Map<BlankNode, String> labels;

    CanonicalDataset(Lines lines, Map<BlankNode, String> labels) {
        this.lines = lines;
        this.labels = labels;
    }

    /** Its statements as N-Quads in code point order, each ended by a line feed. */
    public String text() {
        return lines.text();
    }

    /** Hands the text, in UTF-8, to a digest. */
    public void digestTo(MessageDigest digest) {
        lines.digestTo(digest);
    }

    /** What every nameless node is called in it, without the {@code _:}. */
    public Map<BlankNode, String> labels() {
        return Map.copyOf(labels);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CanonicalDataset dataset && text().equals(dataset.text());
    }

    @Override
    public int hashCode() {
        return text().hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
