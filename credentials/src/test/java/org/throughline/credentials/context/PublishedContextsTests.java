package org.throughline.credentials.context;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughline.credentials.Shared;
import org.throughline.credentials.proof.CanonicalForm;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Our tables say what the published contexts say: term for term, and statement for statement in what comes out. */
class PublishedContextsTests {

    private static final Map<String, String> PUBLISHED = Map.of(
            ApprovedContexts.VC_2_0, "credentials-v2.jsonld",
            ApprovedContexts.OB_3_0_3, "ob-v3p0-3.0.3.json",
            ApprovedContexts.OB_EXTENSIONS, "ob-v3p0-extensions.json",
            ApprovedContexts.CLR_2_0_1, "clr-v2p0-2.0.1.json");

    private static JsonObject published(String file) {
        return json(new String(Shared.bytes("specs/credentials/contexts/" + file), StandardCharsets.UTF_8));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @ParameterizedTest
    @CsvSource({
        ApprovedContexts.VC_2_0 + ", vc-2.0.terms",
        ApprovedContexts.OB_3_0_3 + ", ob-3.0.3.terms",
        ApprovedContexts.OB_EXTENSIONS + ", ob-extensions.terms",
        ApprovedContexts.CLR_2_0_1 + ", clr-2.0.1.terms"
    })
    void haveTheSameTermsWithTheSameMeaning(String url, String table) {
        JsonObject context = published(requireNonNull(PUBLISHED.get(url))).getJsonObject("@context");

        Map<String, String> ours = new TreeMap<>();
        facts(TermTable.read(table).scope().toContext(), "", new HashMap<>(), ours);
        Map<String, String> theirs = new TreeMap<>();
        facts(context, "", new HashMap<>(), theirs);

        assertThat(theirs.size()).isGreaterThan(4);
        assertThat(ours).isEqualTo(theirs);
    }

    /** Every term with its full meaning, by its path through the scopes. */
    private static void facts(JsonObject context, String path, Map<String, String> outer, Map<String, String> facts) {
        Map<String, String> words = new HashMap<>(outer);
        context.forEach((term, value) -> {
            if (value instanceof JsonString iri) {
                words.put(term, iri.getString());
            } else if (value instanceof JsonObject definition) {
                words.put(term, definition.getString("@id"));
            }
        });
        facts.put(path + "@protected", String.valueOf(context.get("@protected")));
        context.forEach((term, value) -> {
            if (term.equals("@protected")) {
                return;
            }
            JsonObject definition = value instanceof JsonObject object
                    ? object
                    : Json.createObjectBuilder().add("@id", value).build();
            String iri = full(definition.getString("@id"), words);
            facts.put(
                    path + term,
                    iri + " of " + full(definition.getString("@type", ""), words) + " as "
                            + definition.getString("@container", "")
                            + (definition.get("@context") == JsonValue.NULL ? " forgetting" : ""));
            if (definition.get("@context") instanceof JsonObject scope) {
                facts(scope, path + term + "/", words, facts);
            }
        });
    }

    private static String full(String word, Map<String, String> words) {
        if (words.containsKey(word) && !word.startsWith("@")) {
            return full(words.get(word), Map.of());
        }
        int colon = word.indexOf(':');
        String prefix = colon < 0 ? null : words.get(word.substring(0, colon));
        return prefix != null && prefix.endsWith("#") ? prefix + word.substring(colon + 1) : word;
    }

    @Test
    void giveTheSameStatementsForThePeersBadge() throws Exception {
        assertSameStatements(new String(Shared.bytes("peers/data/ob3.json"), StandardCharsets.UTF_8));
    }

    @Test
    void giveTheSameStatementsForThePeersRecord() throws Exception {
        assertSameStatements(new String(Shared.bytes("peers/data/clr20.json"), StandardCharsets.UTF_8));
    }

    @Test
    void giveTheSameStatementsForRandomCredentials() throws Exception {
        Shared.path("specs/credentials/contexts");
        Random random = new Random(20_261_123);
        int statements = 0;
        for (int i = 0; i < 300; i++) {
            String document = RandomCredential.next(random);
            statements += assertSameStatements(document);
        }
        assertThat(statements).isGreaterThan(3_000);
    }

    private static int assertSameStatements(String document) throws Exception {
        JsonObject tree = ((Parsed.Tree) StrictJson.parse(document)).object();
        String theirs = canonical(document);
        CanonicalForm ours = new Canonicalizer(ApprovedContexts.standard()).canonicalize(tree);
        assertThat(SafeMode.findings(tree, ApprovedContexts.standard()))
                .as(document)
                .isEmpty();
        assertThat(ours).as(document).isEqualTo(new CanonicalForm.NQuads(theirs));
        return (int) theirs.lines().count();
    }

    private static String canonical(String document) throws Exception {
        JsonLdOptions options = new JsonLdOptions((url, o) -> document(url));
        RdfCanon canon = RdfCanon.create("SHA-256");
        JsonLd.toRdf(JsonDocument.of(new StringReader(document)))
                .options(options)
                .provide(canon);
        StringWriter out = new StringWriter();
        canon.provide(new NQuadsWriter(out));
        return out.toString();
    }

    private static JsonDocument document(URI url) throws JsonLdError {
        return JsonDocument.of(published(requireNonNull(PUBLISHED.get(url.toString()))));
    }
}
