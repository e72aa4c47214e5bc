package org.throughline.credentials.proof;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;

/**
 * A document whose statements can be shown one by one (Data Integrity ECDSA Cryptosuites 1.0, section 3.4.16 canonicalizeAndGroup): its
 * nameless nodes have names that a secret makes, the same ones in whatever part of it.
 */
final class Divisible {

    private static final String URN = "urn:bnid:";

    private final ApprovedContexts contexts;
    private final JsonObject named;
    private final Map<String, String> labels;
    private final List<String> statements;

    private Divisible(
            ApprovedContexts contexts, JsonObject named, Map<String, String> labels, List<String> statements) {
        this.contexts = contexts;
        this.named = named;
        this.labels = labels;
        this.statements = statements;
    }

    /**
     * A document with the names that a secret makes.
     *
     * @throws IllegalArgumentException when the document is not proper JSON-LD or its nodes cannot be named one by one
     */
    static Divisible of(UnsecuredDocument document, byte[] hmacKey) {
        if (!(document.canonical("SHA-256") instanceof CanonicalForm.NQuads whole)) {
            throw new IllegalArgumentException("The document has no canonical form");
        }
        JsonObject named = (JsonObject) new Naming().named(document.json(), false);
        RdfCanon canon = RdfCanon.create("SHA-256");
        StringWriter canonical = new StringWriter();
        try {
            statements(named, document.contexts(), canon);
            canon.provide(new NQuadsWriter(canonical));
        } catch (RdfConsumerException e) {
            throw new IllegalArgumentException("The document has no canonical form", e);
        }
        if (!canonical.toString().equals(whole.text())) {
            throw new IllegalArgumentException(
                    "The document cannot be shown in part: a part would mean something else");
        }
        Map<String, String> labels = new LinkedHashMap<>();
        Map<String, String> canonicalLabels = new LinkedHashMap<>();
        canon.mapping().forEach((input, label) -> {
            String target = HeldProof.label(hmac(hmacKey, bare(label)));
            labels.put(bare(input), target);
            canonicalLabels.put(bare(label), target);
        });
        List<String> statements = StatementLabels.lines(whole.text());
        statements.replaceAll(line -> StatementLabels.replaced(line, l -> canonicalLabels.getOrDefault(l, l)));
        statements.sort(null);
        return new Divisible(document.contexts(), named, labels, List.copyOf(statements));
    }

    /** All statements, in their order. */
    List<String> statements() {
        return statements;
    }

    /** The statements of the part that pointers lead to; none for none. */
    Set<String> statements(List<String> pointers) {
        if (pointers.isEmpty()) {
            return Set.of();
        }
        StringWriter out = new StringWriter();
        statements(Selection.of(named, pointers), contexts, new NQuadsWriter(out));
        Set<String> part = new HashSet<>();
        for (String line : StatementLabels.lines(out.toString())) {
            part.add(StatementLabels.replaced(line, l -> labels.getOrDefault(l, l)));
        }
        return part;
    }

    /** From the labels that the part will have in canonical form to those that were signed. */
    Map<String, String> labels(List<String> pointers) {
        RdfCanon canon = RdfCanon.create("SHA-256");
        try {
            statements(Selection.of(named, pointers), contexts, canon);
            canon.provide(new NQuadsWriter(new StringWriter()));
        } catch (RdfConsumerException e) {
            throw new IllegalArgumentException("The part has no canonical form", e);
        }
        Map<String, String> verifiers = new LinkedHashMap<>();
        canon.mapping().forEach((input, label) -> {
            String target = labels.get(bare(input));
            if (target == null) {
                throw new IllegalStateException("A part has no node that the whole has not");
            }
            verifiers.put(bare(label), target);
        });
        return verifiers;
    }

    private static String bare(String label) {
        return label.startsWith("_:") ? label.substring(2) : label;
    }

    private static byte[] hmac(byte[] key, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", e);
        }
    }

    private static void statements(JsonObject document, ApprovedContexts contexts, RdfQuadConsumer out) {
        JsonLdOptions options = new JsonLdOptions(contexts.loader());
        options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Fail);
        try {
            JsonLd.toRdf(JsonDocument.of(document)).options(options).provide(new Nameless(out));
        } catch (JsonLdError e) {
            throw new IllegalArgumentException("The document is not proper JSON-LD: " + e.getMessage(), e);
        }
    }

    /** Takes the names away again that were given for the time of cutting. */
    private record Nameless(RdfQuadConsumer next) implements RdfQuadConsumer {

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
            next.quad(
                    nameless(subject),
                    predicate,
                    datatype == null && language == null ? nameless(object) : object,
                    datatype,
                    language,
                    direction,
                    graph == null ? null : nameless(graph));
            return this;
        }

        private static String nameless(String name) {
            return name.startsWith(URN) ? "_:" + name.substring(URN.length()) : name;
        }
    }

    /** Gives every node without an id one. */
    private static final class Naming {
        private int next;

        JsonValue named(JsonValue value, boolean inContext) {
            if (inContext) {
                return value;
            }
            return switch (value) {
                case JsonObject object -> named(object);
                case JsonArray array -> {
                    JsonArrayBuilder out = Json.createArrayBuilder();
                    array.forEach(element -> out.add(named(element, false)));
                    yield out.build();
                }
                default -> value;
            };
        }

        private JsonObject named(JsonObject object) {
            if (object.containsKey("@value")) {
                return object;
            }
            JsonObjectBuilder out = Json.createObjectBuilder();
            if (!object.containsKey("id")) {
                out.add("id", URN + "n" + next++);
            }
            object.forEach((key, value) -> out.add(
                    key,
                    key.equals("id")
                                    && value instanceof JsonString id
                                    && id.getString().startsWith("_:")
                            ? Json.createValue(URN + "x" + id.getString().substring(2))
                            : named(value, key.equals("@context"))));
            return out.build();
        }
    }
}
