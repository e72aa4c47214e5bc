package org.throughline.credentials.proof;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.context.DocumentStatements;
import org.throughline.credentials.rdf.BlankNode;
import org.throughline.credentials.rdf.Dataset;
import org.throughline.credentials.rdf.RdfTerm;
import org.throughline.credentials.rdf.Rdfc10;

/**
 * From JSON-LD to canonical N-Quads, within a budget of work that does not depend on how busy the machine is.
 *
 * <p>The caller has made sure with {@link org.throughline.credentials.context.SafeMode} that nothing is dropped on the way.
 */
public final class Canonicalizer {

    /** The most statements that a document may make. */
    public static final int MAX_QUADS = Dataset.MAX_QUADS;

    /** The usual hash. */
    public static final String SHA_256 = "SHA-256";

    /** The hash that goes with keys of P-384 (Data Integrity ECDSA Cryptosuites 1.0, section 3.2). */
    public static final String SHA_384 = "SHA-384";

    /** A last resort: safe mode has already bounded the work. */
    private static final Duration EXPANSION_LIMIT = Duration.ofSeconds(10);

    private final ApprovedContexts contexts;

    /** Canonicalizes documents of these contexts. */
    public Canonicalizer(ApprovedContexts contexts) {
        this.contexts = contexts;
    }

    /** The canonical form of a document, told apart with SHA-256. */
    public CanonicalForm canonicalize(JsonObject document) {
        return canonicalize(document, SHA_256);
    }

    /**
     * The canonical form of a document.
     *
     * @param algorithm  the hash that tells nodes apart: {@link #SHA_256}, or {@link #SHA_384} for keys of P-384
     */
    public CanonicalForm canonicalize(JsonObject document, String algorithm) {
        return canonicalize(document, DocumentStatements.of(document, contexts), algorithm);
    }

    /** The canonical form of a document whose statements are known. */
    CanonicalForm canonicalize(JsonObject document, DocumentStatements statements, String algorithm) {
        if (!statements.certain()) {
            return byTheGeneralRoad(document, algorithm);
        }
        return canonical(statements.dataset(), algorithm);
    }

    private static CanonicalForm tooMuchWork() {
        return new CanonicalForm.Refused(
                "canonicalization-limit",
                "Bringing the document into canonical form would take more work than any honest credential needs");
    }

    /** With the JSON-LD library, which knows all of JSON-LD and takes ten times as long. */
    CanonicalForm byTheGeneralRoad(JsonObject document, String algorithm) {
        Collecting collecting = new Collecting();
        try {
            JsonLd.toRdf(JsonDocument.of(document)).options(options()).provide(collecting);
        } catch (JsonLdError e) {
            return e.getCode() == JsonLdErrorCode.PROCESSING_TIMEOUT_EXCEEDED
                    ? tooMuchWork()
                    : new CanonicalForm.Refused("json-ld", "The document is not proper JSON-LD: " + e.getMessage());
        } catch (RuntimeException e) {
            return new CanonicalForm.Refused("json-ld", "The document is not proper JSON-LD");
        }
        return canonical(collecting.dataset, algorithm);
    }

    private static CanonicalForm canonical(Dataset dataset, String algorithm) {
        return Rdfc10.canonicalize(dataset, algorithm)
                .<CanonicalForm>map(CanonicalForm.NQuads::new)
                .orElseGet(Canonicalizer::tooMuchWork);
    }

    private JsonLdOptions options() {
        JsonLdOptions options = new JsonLdOptions(contexts.loader());
        options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Fail);
        options.setTimeout(EXPANSION_LIMIT);
        return options;
    }

    /** Takes the library's statements down. */
    private static final class Collecting implements RdfQuadConsumer {
        private final Dataset dataset = new Dataset();
        private final Map<String, BlankNode> nodes = new HashMap<>();

        @Override
        public RdfQuadConsumer quad(
                String subject,
                String predicate,
                String object,
                @Nullable String datatype,
                @Nullable String language,
                @Nullable String direction,
                @Nullable String graph) {
            dataset.add(
                    resource(subject),
                    RdfTerm.Written.iri(predicate),
                    language != null
                            ? RdfTerm.Written.inLanguage(object, language)
                            : datatype != null ? RdfTerm.Written.literal(object, datatype) : resource(object),
                    graph == null ? null : resource(graph));
            return this;
        }

        private RdfTerm resource(String text) {
            return text.startsWith("_:") ? nodes.computeIfAbsent(text, BlankNode::new) : RdfTerm.Written.iri(text);
        }
    }
}
