package org.throughline.credentials.context;

import org.jspecify.annotations.Nullable;

/**
 * One term of a vocabulary (JSON-LD 1.1, section 9.15.1 Expanded Term Definition).
 *
 * @param iri  what it means
 * @param type  how its values are read: {@code @id}, {@code @vocab}, {@code @json} or a datatype's IRI
 * @param container  {@code @set}, {@code @list} or {@code @graph}
 * @param prefix  whether it may stand before a colon
 * @param scope  the terms known below it
 * @param forgets  whether everything learned so far is forgotten below it
 */
record Term(
        String iri,
        @Nullable String type,
        @Nullable String container,
        boolean prefix,
        @Nullable Scope scope,
        boolean forgets) {}
