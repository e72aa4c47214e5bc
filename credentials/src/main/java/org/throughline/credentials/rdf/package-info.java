/**
 * Statements and their canonical form (RDF Dataset Canonicalization 1.0), without a word of JSON.
 *
 * <p>Begin at {@link org.throughline.credentials.rdf.Dataset} and {@link org.throughline.credentials.rdf.Rdfc10}.
 *
 * @see <a href="https://www.w3.org/TR/rdf-canon/">RDF Dataset Canonicalization 1.0</a>
 */
@NullMarked
package org.throughline.credentials.rdf;

import org.jspecify.annotations.NullMarked;
