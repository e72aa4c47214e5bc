package org.throughline.credentials.rdf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of statements that stays within a size. Not for use by several threads. */
public final class Dataset {

    /** The most statements. */
    public static final int MAX_QUADS = 20_000;

    /** The most characters that all statements may have together, written out. */
    public static final int MAX_CHARACTERS = 6 << 20;

    private final Set<Quad> known = new HashSet<>(256);
    private final List<Quad> quads = new ArrayList<>(128);
    private final Set<BlankNode> nodes = new LinkedHashSet<>(64);
    private long characters;
    private boolean far;

    /** Adds a statement; twice is once. */
    public void add(RdfTerm subject, String predicate, RdfTerm object, @Nullable RdfTerm graph) {
        if (isTooLarge()) {
            return;
        }
        Quad quad = new Quad(subject, predicate, object, graph);
        if (!known.add(quad)) {
            return;
        }
        quads.add(quad);
        characters += length(subject) + predicate.length() + length(object) + 7;
        far |= isFar(subject) || isFar(object);
        mention(subject, quad, null, null);
        mention(object, quad, subject, null);
        if (graph != null) {
            characters += length(graph);
            far |= isFar(graph);
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

    private static boolean isFar(RdfTerm term) {
        return term instanceof RdfTerm.Written written && written.far();
    }

    /** Whether its order must be told by code points. */
    boolean reachesBeyondSurrogates() {
        return far;
    }

    private static int length(RdfTerm term) {
        return term instanceof RdfTerm.Written written ? written.text().length() : 8;
    }

    /** Whether more was added than a dataset may hold; the rest was left out. */
    public boolean isTooLarge() {
        return quads.size() > MAX_QUADS || characters > MAX_CHARACTERS;
    }

    /** The statements in the order in which they came. */
    public List<Quad> quads() {
        return List.copyOf(quads);
    }

    List<Quad> inOrder() {
        return quads;
    }

    Set<BlankNode> nodes() {
        return nodes;
    }
}
