package org.throughline.credentials.proof;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.context.DocumentStatements;
import org.throughline.credentials.tree.Tree;

/**
 * What a proof secures: the document without the proof itself (VC Data Integrity 1.0, section 1.3 {@code unsecured data document}), with
 * those proofs that a chain builds on.
 *
 * <p>Its canonical forms are made once, however many proofs are tried. Not for use by several threads.
 */
public final class UnsecuredDocument {

    private final JsonObject document;
    private final ApprovedContexts contexts;
    private final Canonicalizer canonicalizer;
    private final Map<String, CanonicalForm> forms = new HashMap<>();

    private @Nullable DocumentStatements statements;

    private UnsecuredDocument(JsonObject document, ApprovedContexts contexts, @Nullable DocumentStatements statements) {
        this.document = document;
        this.statements = statements;
        this.contexts = contexts;
        this.canonicalizer = new Canonicalizer(contexts);
    }

    /** The document without any of its proofs. */
    public static UnsecuredDocument of(JsonObject document, ApprovedContexts contexts) {
        return new UnsecuredDocument(Tree.without(document, "proof"), contexts, null);
    }

    /**
     * The document without any of its proofs.
     *
     * @param statements  what {@link DocumentStatements#ofSecured} made of it under the same contexts
     */
    public static UnsecuredDocument of(JsonObject document, ApprovedContexts contexts, DocumentStatements statements) {
        return new UnsecuredDocument(Tree.without(document, "proof"), contexts, statements);
    }

    /** The document with the proofs that the next one builds on, in their order (section 4.5 Verify Proof Sets and Chains). */
    public UnsecuredDocument after(List<JsonObject> previous) {
        if (previous.isEmpty()) {
            return this;
        }
        JsonArrayBuilder proofs = Json.createArrayBuilder();
        previous.forEach(proofs::add);
        return new UnsecuredDocument(
                Tree.building(document).add("proof", proofs).build(), contexts, null);
    }

    /** What is signed, as JSON. */
    public JsonObject json() {
        return document;
    }

    /** The contexts by which it is read. */
    public ApprovedContexts contexts() {
        return contexts;
    }

    /** The canonical N-Quads of the document, its look-alike nodes told apart with the given hash. */
    CanonicalForm canonical(String hash) {
        return forms.computeIfAbsent(hash, h -> canonicalizer.canonicalize(document, statements(), h));
    }

    private DocumentStatements statements() {
        if (statements == null) {
            statements = DocumentStatements.of(document, contexts);
        }
        return statements;
    }

    /** The canonical N-Quads of something that stands beside the document and speaks its language. */
    CanonicalForm canonical(JsonObject beside, String hash) {
        return canonicalizer.canonicalize(beside, hash);
    }
}
