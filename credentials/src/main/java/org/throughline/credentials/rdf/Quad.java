package org.throughline.credentials.rdf;

import org.jspecify.annotations.Nullable;

/**
 * One statement.
 *
 * @param graph  the graph that it stands in; null for the one without a name
 */
record Quad(
        RdfTerm subject,
        RdfTerm.Written predicate,
        RdfTerm object,
        @Nullable RdfTerm graph) {

    // written out, because the one that the compiler makes takes longer than all the rest of adding a statement

    @Override
    public int hashCode() {
        int hash = (subject.hashCode() * 31 + predicate.hashCode()) * 31 + object.hashCode();
        return graph == null ? hash : hash * 31 + graph.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Quad quad
                && subject.equals(quad.subject)
                && predicate.equals(quad.predicate)
                && object.equals(quad.object)
                && (graph == null ? quad.graph == null : graph.equals(quad.graph));
    }
}
