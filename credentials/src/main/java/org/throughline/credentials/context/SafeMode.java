package org.throughline.credentials.context;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * Finds everything that JSON-LD would drop without a word, and that a signature over its RDF would therefore not cover:
 * properties and types without a definition, relative references, words that look like keywords.
 *
 * <p>It walks exactly as {@link DocumentStatements} does, and is never more generous than the expansion algorithm (JSON-LD 1.1
 * API, section 5.1).
 */
public final class SafeMode {

    private SafeMode() {}

    /** The first twenty findings in a document, in its order; none when its signature covers all of it. */
    public static List<Unprotected> findings(JsonObject document, ApprovedContexts contexts) {
        DocumentWalk walk = new DocumentWalk(contexts, null);
        walk.document(document);
        return walk.findings();
    }
}
