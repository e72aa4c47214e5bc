package org.throughline.credentials.proof;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTicker;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import jakarta.json.JsonObject;
import java.io.StringWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;

/**
 * From JSON-LD to canonical N-Quads, within a budget of work that does not depend on how busy the machine is.
 *
 * <p>The caller has made sure with {@link org.throughline.credentials.context.SafeMode} that nothing is dropped on the way.
 */
public final class Canonicalizer {

    /** The most statements that a document may make. */
    public static final int MAX_QUADS = 20_000;

    /**
     * The most steps of telling look-alike nodes apart. Honest credentials need a few hundred, the hardest graphs of the W3C's suite
     * that must be solved 13,451, and its poisoned one more than anybody has waited for.
     */
    static final int MAX_STEPS = 50_000;

    /** A last resort: safe mode has already bounded the work. */
    private static final Duration EXPANSION_LIMIT = Duration.ofSeconds(10);

    private final ApprovedContexts contexts;

    /** Canonicalizes documents of these contexts. */
    public Canonicalizer(ApprovedContexts contexts) {
        this.contexts = contexts;
    }

    /** The canonical form of a document, its look-alike nodes told apart with SHA-256. */
    public CanonicalForm canonicalize(JsonObject document) {
        return canonicalize(document, "SHA-256");
    }

    /** The canonical form of a document, its look-alike nodes told apart with another hash, by its Java name. */
    public CanonicalForm canonicalize(JsonObject document, String hash) {
        Budget budget = new Budget();
        RdfCanon canon = RdfCanon.create(hash, budget);
        try {
            JsonLd.toRdf(JsonDocument.of(document)).options(options()).provide(new Counting(canon, budget));
            StringWriter out = new StringWriter();
            canon.provide(new NQuadsWriter(out));
            return new CanonicalForm.NQuads(out.toString());
        } catch (IllegalStateException | JsonLdError | RdfConsumerException e) {
            if (budget.exhausted || (e instanceof JsonLdError error && isTimeout(error))) {
                return new CanonicalForm.Refused(
                        "canonicalization-limit",
                        "Bringing the document into canonical form would take more work than any honest credential needs");
            }
            return new CanonicalForm.Refused("json-ld", "The document is not proper JSON-LD: " + e.getMessage());
        } catch (RuntimeException e) {
            return new CanonicalForm.Refused("json-ld", "The document is not proper JSON-LD");
        }
    }

    private static boolean isTimeout(JsonLdError error) {
        return error.getCode() == JsonLdErrorCode.PROCESSING_TIMEOUT_EXCEEDED;
    }

    private JsonLdOptions options() {
        JsonLdOptions options = new JsonLdOptions(contexts.loader());
        options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Fail);
        options.setTimeout(EXPANSION_LIMIT);
        return options;
    }

    /** Counts the steps and stops the work when there are too many. */
    private static final class Budget implements RdfCanonTicker {
        private int steps;
        private boolean exhausted;

        @Override
        public void tick() {
            if (++steps > MAX_STEPS) {
                exhausted = true;
                throw new IllegalStateException("too many steps");
            }
        }
    }

    /** Passes statements on, up to the limit. */
    private static final class Counting implements RdfQuadConsumer {
        private final RdfQuadConsumer next;
        private final Budget budget;
        private int quads;

        Counting(RdfQuadConsumer next, Budget budget) {
            this.next = next;
            this.budget = budget;
        }

        @Override
        public RdfQuadConsumer quad(
                String subject,
                String predicate,
                String object,
                @Nullable String datatype,
                @Nullable String language,
                @Nullable String direction,
                @Nullable String graph)
                throws RdfConsumerException {
            if (++quads > MAX_QUADS) {
                budget.exhausted = true;
                throw new IllegalStateException("too many statements");
            }
            next.quad(subject, predicate, object, datatype, language, direction, graph);
            return this;
        }
    }
}
