package org.throughline.credentials.context;

import jakarta.json.JsonObject;
import java.util.List;
import org.throughline.credentials.rdf.Dataset;

/**
 * What a document says, statement by statement (JSON-LD 1.1 API, section 8 RDF Serialization), straight from its JSON over the
 * compiled contexts.
 *
 * @param dataset  the statements
 * @param findings  what could not be said; whoever needs the whole document asks for none
 * @param certain  whether the dataset is certainly what a full JSON-LD processor makes of the document
 */
public record DocumentStatements(Dataset dataset, List<Unprotected> findings, boolean certain) {

    /**
     * The statements of what a document's proofs secure, which is the document without them; the findings are of the whole, with its
     * proofs.
     */
    public static DocumentStatements ofSecured(JsonObject document, ApprovedContexts contexts) {
        Dataset dataset = new Dataset();
        DocumentWalk walk = new DocumentWalk(contexts, dataset);
        walk.secured(document);
        return new DocumentStatements(dataset, walk.findings(), walk.findings().isEmpty() && walk.isCertain());
    }

    /** The statements of a document. */
    public static DocumentStatements of(JsonObject document, ApprovedContexts contexts) {
        Dataset dataset = new Dataset();
        DocumentWalk walk = new DocumentWalk(contexts, dataset);
        walk.document(document);
        return new DocumentStatements(dataset, walk.findings(), walk.findings().isEmpty() && walk.isCertain());
    }
}
