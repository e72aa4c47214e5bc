package org.throughline.credentials.rdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of statements that stays within a size. Not for use by several threads. */
public final class Dataset {

    /** The most statements. */
    public static final int MAX_QUADS = 20_000;

    /** The most bytes that all statements may have together, written out. */
    public static final int MAX_SIZE = 6 << 20;

    private final Set<Quad> known = new HashSet<>(256);
    private final List<Quad> quads = new ArrayList<>(128);
    private final List<BlankNode> nodes = new ArrayList<>();
    private long size;

    /** Adds a statement; twice is once. */
    public void add(RdfTerm subject, RdfTerm.Written predicate, RdfTerm object, @Nullable RdfTerm graph) {
        if (isTooLarge()) {
            return;
        }
        Quad quad = new Quad(subject, predicate, object, graph);
        if (!known.add(quad)) {
            return;
        }
        quads.add(quad);
        size += Lines.length(quad);
        mention(subject, quad, null, null);
        mention(object, quad, subject, null);
        if (graph != null) {
            mention(graph, quad, subject, object);
        }
    }

    private void mention(RdfTerm term, Quad quad, @Nullable RdfTerm already, @Nullable RdfTerm alsoAlready) {
        if (term instanceof BlankNode node && node != already && node != alsoAlready) {
            if (node.quads().isEmpty()) {
                nodes.add(node);
            }
            node.quads().add(quad);
        }
    }

    /** Whether more was added than a dataset may hold; the rest was left out. */
    public boolean isTooLarge() {
        return quads.size() > MAX_QUADS || size > MAX_SIZE;
    }

    /** How many bytes they take written out, at most. */
    int size() {
        return (int) size;
    }

    /** The statements in the order in which they came. */
    List<Quad> quads() {
        return quads;
    }

    /** The nodes without a name in the order in which they came. */
    List<BlankNode> nodes() {
        return nodes;
    }
}
