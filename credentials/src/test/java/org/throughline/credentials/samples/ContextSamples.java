package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.tree.JsonText;

/** Samples with contexts of the college's own that the operator approved: one that is understood, and those that go beyond us. */
final class ContextSamples {

    private static final String HOME = "https://riverbend.example/contexts/";
    private static final String TERMS = "https://riverbend.example/terms#";

    private ContextSamples() {}

    /** What the operator gave. */
    static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(HOME + "own", context("""
                "yard":{"@id":"%syard","@container":"@language"},"steps":{"@id":"%ssteps","@container":"@list"}"""));
        documents.put(HOME + "nest", context("\"about\":\"@nest\",\"yard\":{\"@id\":\"%syard\",\"@nest\":\"about\"}"));
        documents.put(HOME + "index", context("\"yard\":{\"@id\":\"%syard\",\"@container\":\"@index\"}"));
        documents.put(HOME + "ids", context("\"yard\":{\"@id\":\"%syard\",\"@container\":\"@id\"}"));
        documents.put(HOME + "types", context("\"yard\":{\"@id\":\"%syard\",\"@container\":\"@type\"}"));
        documents.put(HOME + "directed", context("\"yard\":{\"@id\":\"%syard\",\"@direction\":\"rtl\"}"));
        documents.put(HOME + "direction", context("\"@direction\":\"rtl\",\"yard\":\"%syard\""));
        documents.put(HOME + "import", context("\"@import\":\"own\",\"yard\":\"%syard\""));
        return documents;
    }

    private static String context(String terms) {
        return "{\"@context\":{\"@version\":1.1," + terms.replace("%s", TERMS) + "}}";
    }

    /** The contexts as an operator has them who approved these. */
    static ApprovedContexts approved() {
        Map<URI, byte[]> given = new LinkedHashMap<>();
        documents().forEach((url, text) -> given.put(URI.create(url), text.getBytes(StandardCharsets.UTF_8)));
        return ApprovedContexts.standard().with(given);
    }

    static void addTo(List<Sample> samples) {
        JsonValue words = Json.createObjectBuilder()
                .add("en", "training yard")
                .add("de", "Ubungshof")
                .build();
        String own = with(naming("own"), "/credentialSubject/yard", words);
        samples.add(Sample.of(
                "context-of-ones-own",
                "A context of the college's own, which the operator approved",
                signed(with(
                        own,
                        "/credentialSubject/steps",
                        Json.createArrayBuilder(List.of("test", "ground")).build()))));
        samples.add(Sample.of(
                        "context-of-ones-own-without-the-word",
                        "The same, and a word that it does not define",
                        with(signed(own), "/credentialSubject/bench", Json.createValue("12")))
                .failed("context")
                .undetermined("signature", "signer", "status"));
        JsonObject inside = Json.createObjectBuilder().add("name", "Yard").build();
        JsonValue mapped = Json.createObjectBuilder()
                .add("https://riverbend.example/yard", inside)
                .build();
        samples.add(beyond(
                "context-with-nesting",
                "/credentialSubject/about",
                "nest",
                Json.createObjectBuilder().add("yard", "Yard").build()));
        samples.add(beyond("context-with-an-index", "/credentialSubject/yard", "index", mapped));
        samples.add(beyond("context-with-ids", "/credentialSubject/yard", "ids", mapped));
        samples.add(beyond("context-with-types", "/credentialSubject/yard", "types", mapped));
        samples.add(beyond(
                "context-with-a-directed-word", "/credentialSubject/yard", "directed", Json.createValue("Yard")));
        samples.add(
                beyond("context-with-a-direction", "/credentialSubject/yard", "direction", Json.createValue("Yard")));
        samples.add(beyond("context-with-an-import", "/credentialSubject/yard", "import", Json.createValue("Yard")));
    }

    private static Sample beyond(String name, String pointer, String context, JsonValue value) {
        return Sample.of(name, "A way of defining words that nobody here reads", with(naming(context), pointer, value))
                .with(Outcome.UNDETERMINED, "context", "signature", "signer", "status")
                .verdict(Verdict.UNDETERMINED);
    }

    private static String naming(String context) {
        return with(issue(badge(44)), "/@context/2", Json.createValue(HOME + context));
    }

    private static String signed(String document) {
        Signer signer = signer();
        EddsaRdfc2022 suite = new EddsaRdfc2022();
        UnsecuredDocument unsecured = UnsecuredDocument.of(Riverbend.tree(document), approved());
        JsonObject options = suite.options(unsecured, signer.verificationMethod(), "2026-11-23T12:00:00Z");
        return new JsonText()
                .write(Json.createObjectBuilder(unsecured.json())
                        .add("proof", suite.sign(unsecured, options, signer))
                        .build());
    }
}
