package org.throughline.credentials.samples;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfConsumerException;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.canon.RdfCanonTimeTicker;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.throughline.credentials.context.ApprovedContexts;

/**
 * What of a document is signed, found without a line of the verifier: by the JSON reader of Jakarta, the JSON-LD and RDFC libraries of
 * Apicatalog, or the letters of the token.
 *
 * @param statement  what is said; nobody's where it can't be said at all
 * @param seals  the proofs, or what a holder chose to show
 */
record SignedForm(String statement, Set<String> seals) {

    /** What the library has to say about every change is not asked for. */
    private static final Logger LIBRARY = Logger.getLogger("com.apicatalog.jsonld");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private static final SignedForm NONE = new SignedForm("", Set.of());

    /**
     * Whether another document says the same. Claims that a holder may show can be left out. Of several proofs one is enough: another one that
     * cannot be tried is no proof, and is told as a warning (docs/checks/signature.md).
     */
    boolean isSaidBy(SignedForm other) {
        boolean sealed = seals.size() > 1 && !statement.endsWith("~")
                ? other.seals.stream().anyMatch(seals::contains)
                : seals.containsAll(other.seals) && seals.isEmpty() == other.seals.isEmpty();
        return hasStatementOf(other) && sealed;
    }

    /** Whether another document says the same, whoever sealed it. */
    boolean hasStatementOf(SignedForm other) {
        return !other.statement.isEmpty() && statement.equals(other.statement);
    }

    /** Of a document with data integrity proofs over its meaning (VC Data Integrity 1.0, RDF Dataset Canonicalization 1.0). */
    static SignedForm ofMeaning(String text) {
        return of(text, SignedForm::meaning, (document, proof) -> meaning(proof));
    }

    /** Of a document with data integrity proofs over its letters (RFC 8785): objects without order, numbers as doubles. */
    static SignedForm ofLetters(String text) {
        return of(text, SignedForm::bareLetters, SignedForm::lettersUnder);
    }

    /** Of a document that has proofs of both kinds. */
    static SignedForm ofBoth(String text) {
        return of(
                text,
                document -> meaning(document) + bareLetters(document),
                (document, proof) -> proof.getString("cryptosuite", "").contains("-jcs-")
                        ? lettersUnder(document, proof)
                        : meaning(proof));
    }

    /** Of a token: every letter of it, and of one with disclosures those that are there. */
    static SignedForm ofToken(String text) {
        String[] parts = text.strip().split("~", -1);
        Set<String> shown = new HashSet<>(List.of(parts).subList(1, parts.length));
        if (parts.length == 1) {
            return new SignedForm(parts[0], shown);
        }
        boolean twice = shown.size() < parts.length - 1;
        return twice ? NONE : new SignedForm(parts[0] + "~", shown);
    }

    private static SignedForm of(String text, Saying saying, Sealing sealing) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject whole = reader.readObject();
            JsonObject document =
                    Json.createObjectBuilder(whole).remove("proof").build();
            JsonValue context = whole.getOrDefault("@context", JsonValue.NULL);
            Set<String> proofs = new HashSet<>();
            for (JsonValue proof : listed(whole.getOrDefault("proof", JsonValue.EMPTY_JSON_ARRAY))) {
                JsonObject one = proof.asJsonObject();
                JsonObject options = Json.createObjectBuilder(one)
                        .add("@context", one.getOrDefault("@context", context))
                        .remove("proofValue")
                        .build();
                proofs.add(sealing.of(document, options) + one.get("proofValue"));
            }
            return new SignedForm(saying.of(document), proofs);
        } catch (JsonLdError | RdfConsumerException | RuntimeException e) {
            return NONE;
        }
    }

    private static String bareLetters(JsonObject document) {
        return letters(Json.createObjectBuilder(document).remove("@context").build())
                .toString();
    }

    /**
     * A proof by letters secures the document under the contexts that it names itself, which the document's must begin with (Data Integrity
     * EdDSA Cryptosuites 1.0, section 3.3.2).
     */
    private static String lettersUnder(JsonObject document, JsonObject proof) {
        List<JsonValue> named = listed(proof.getOrDefault("@context", JsonValue.NULL));
        List<JsonValue> whole = listed(document.getOrDefault("@context", JsonValue.NULL));
        boolean begins = named.size() <= whole.size() && named.equals(whole.subList(0, named.size()));
        return begins + letters(proof).toString();
    }

    private static List<JsonValue> listed(JsonValue value) {
        return value instanceof JsonArray array ? array : List.of(value);
    }

    private static String meaning(JsonObject object) throws JsonLdError, RdfConsumerException {
        JsonLdOptions options = new JsonLdOptions(ApprovedContexts.standard().loader());
        options.setUndefinedTermsPolicy(JsonLdOptions.ProcessingPolicy.Fail);
        RdfCanon canon = RdfCanon.create("SHA-256", new RdfCanonTimeTicker(2_000));
        JsonLd.toRdf(JsonDocument.of(object)).options(options).provide(canon);
        StringWriter out = new StringWriter();
        canon.provide(new NQuadsWriter(out));
        return out.toString();
    }

    private static Object letters(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, Object> sorted = new TreeMap<>();
                object.forEach((key, inner) -> sorted.put(length(key), letters(inner)));
                yield sorted;
            }
            case JsonArray array -> {
                List<Object> list = new ArrayList<>();
                array.forEach(inner -> list.add(letters(inner)));
                yield list;
            }
            case JsonNumber number -> "n" + (number.doubleValue() + 0.0);
            case JsonString string -> length(string.getString());
            default -> value.toString();
        };
    }

    /** No text can be mistaken for several, or for the end of one. */
    private static String length(String text) {
        return text.length() + ":" + text;
    }

    /** What is said. */
    private interface Saying {
        String of(JsonObject document) throws JsonLdError, RdfConsumerException;
    }

    /** How a proof without its value seals it. */
    private interface Sealing {
        String of(JsonObject document, JsonObject proof) throws JsonLdError, RdfConsumerException;
    }
}
