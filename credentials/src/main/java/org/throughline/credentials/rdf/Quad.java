package org.throughline.credentials.rdf;

import org.jspecify.annotations.Nullable;

/**
 * One statement.
 *
 * @param predicate  an IRI in angle brackets
 * @param graph  the graph that it stands in; null for the one without a name
 */
public record Quad(
        RdfTerm subject,
        String predicate,
        RdfTerm object,
        @Nullable RdfTerm graph) {}
