package org.throughline.credentials.context;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.JsonLdOptions;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.credentials.Shared;
import org.throughline.credentials.proof.CanonicalForm;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.rdf.NQuadsText;
import org.throughline.credentials.rdf.Rdfc10;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Our tables say what the published contexts say: word for word, and statement for statement in what comes out. */
class PublishedContextsTests {

    private static final Map<String, List<String>> PUBLISHED = Map.ofEntries(
            Map.entry("vc-2.0", List.of("credentials-v2.jsonld")),
            Map.entry("vc-1.1", List.of("2018-credentials-v1.jsonld")),
            Map.entry("ob-3.0.3", List.of("ob-v3p0-3.0.3.json")),
            Map.entry("ob-3.0.3-2024-03", List.of("ob-v3p0-3.0.3.pre-2026-06-29.json")),
            Map.entry("ob-3.0.2", List.of("ob-v3p0-3.0.2.json")),
            Map.entry("ob-3.0.1", List.of("ob-v3p0-3.0.1.json")),
            Map.entry("ob-3.0.0", List.of("ob-v3p0.json")),
            Map.entry("ob-3.0.0-2022-06", List.of("obv3x.jsonld")),
            Map.entry("ob-extensions", List.of("ob-v3p0-extensions.json")),
            Map.entry("clr-2.0.1", List.of("clr-v2p0-2.0.1.json")),
            Map.entry("clr-2.0.0", List.of("clr-v2p0.json")),
            Map.entry("bitstring-status-list-1", List.of("vc-bitstring-status-list-v1.jsonld")),
            Map.entry("status-list-2021", List.of("vc-status-list-2021-v1.jsonld")),
            Map.entry("data-integrity-2", List.of("data-integrity-v2.jsonld")),
            Map.entry("data-integrity-1", List.of("data-integrity-v1.jsonld", "data-integrity-v1.w3c.jsonld")),
            Map.entry("ed25519-2020", List.of("suites-ed25519-2020.jsonld", "security-suites-ed25519-2020-v1.jsonld")),
            Map.entry("ed25519-2018", List.of("suites-ed25519-2018.jsonld")),
            Map.entry("x25519-2019", List.of("suites-x25519-2019.jsonld")),
            Map.entry("secp256k1-2019", List.of("suites-secp256k1-2019.jsonld")),
            Map.entry("jws-2020", List.of("suites-jws-2020.jsonld")),
            Map.entry("multikey-1", List.of("multikey-v1.jsonld")),
            Map.entry("jwk-1", List.of("jwk-v1.jsonld")),
            Map.entry("did-1", List.of("did-v1.jsonld")),
            Map.entry("security-1", List.of("security-v1.jsonld")),
            Map.entry("security-2", List.of("security-v2.jsonld")),
            Map.entry("dcc-1", List.of("dcc-v1.json")),
            Map.entry("odrl-2", List.of("odrl.jsonld")),
            Map.entry("vc-examples-1", List.of("2018-credentials-examples-v1.jsonld")),
            Map.entry("vc-examples-2", List.of("credentials-examples-v2.jsonld")),
            Map.entry("vc-undefined-terms-2", List.of("credentials-undefined-terms-v2.jsonld")),
            Map.entry("citizenship-4rc1", List.of("citizenship-v4rc1.json")),
            Map.entry("ob-2.0", List.of("ob-v2p0.json", "obv2x.jsonld")));

    private static final int MAX_RELABELLED = 40;

    /** How many of them may be too much alike for our budget: the generator repeats nodes that nobody would. */
    private static final int MAX_REFUSED = 10;

    private int relabelled;
    private int refused;

    static Stream<String> tables() {
        return PUBLISHED.keySet().stream().sorted();
    }

    private static JsonObject published(String file) {
        return json(new String(Shared.bytes("specs/credentials/contexts/" + file), StandardCharsets.UTF_8));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void haveTheSameTermsWithTheSameMeaning(String table) {
        TermTable ours = TermTable.read(table + ".terms");

        for (String file : requireNonNull(PUBLISHED.get(table))) {
            assertThat(ours.body())
                    .isEqualTo(
                            ContextReading.read(requireNonNull(published(file).get("@context"))));
        }
    }

    @Test
    void areWrittenAndReadWithoutLoss() {
        for (String line : TermTable.text("tables.list").lines().skip(1).toList()) {
            TermTable table = TermTable.read(line.split(" ")[0]);

            String written =
                    TermTableWriter.write(table.body(), "a", table.fixed() ? "fixed" : table.revision(), table.urls());

            assertThat(TermTable.parse(written)).isEqualTo(table);
        }
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
    void giveTheSameStatementsForRandomDocumentsOfAllVocabularies() throws Exception {
        Shared.path("specs/credentials/contexts");
        int documents = Integer.getInteger("throughline.random.documents", 400);
        Random random = new Random(Long.getLong("throughline.random.seed", 20_261_123L));
        int statements = 0;
        for (int i = 0; i < documents; i++) {
            statements += assertSameStatements(RandomCredential.next(random));
        }
        assertThat(statements).isGreaterThan(10 * documents);
    }

    private int assertSameStatements(String document) throws Exception {
        JsonObject tree = ((Parsed.Tree) StrictJson.parse(document)).object();
        String theirs;
        try {
            theirs = canonical(document);
        } catch (JsonLdError e) {
            assertThat(SafeMode.findings(tree, ApprovedContexts.standard()))
                    .as("%s: %s", e, document)
                    .isNotEmpty();
            return 0;
        }
        assertThat(SafeMode.findings(tree, ApprovedContexts.standard()))
                .as("%s", document)
                .isEmpty();
        CanonicalForm ours = new Canonicalizer(ApprovedContexts.standard()).canonicalize(tree);
        if (ours instanceof CanonicalForm.Refused) {
            assertThat(++refused).as("%s", document).isLessThan(MAX_REFUSED);
        } else if (!((CanonicalForm.NQuads) ours).text().equals(theirs)) {
            // Of nodes that are much alike, the library calls some otherwise than the standard and everybody else.
            assertThat(ours).as("%s", document).isEqualTo(ourFormOf(theirs));
            assertThat(++relabelled).isLessThan(MAX_RELABELLED);
        }
        return (int) theirs.lines().count();
    }

    private static CanonicalForm ourFormOf(String nquads) throws Exception {
        return new CanonicalForm.NQuads(
                Rdfc10.canonicalize(NQuadsText.read(nquads), "SHA-256").orElseThrow());
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
        String table = PUBLISHED.keySet().stream()
                .filter(t -> !t.startsWith("ob-3.0.0-") && !t.startsWith("ob-3.0.3-"))
                .filter(t -> TermTable.read(t + ".terms").urls().contains(url.toString()))
                .findFirst()
                .orElseThrow(() -> new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, url.toString()));
        return JsonDocument.of(published(requireNonNull(PUBLISHED.get(table)).getFirst()));
    }
}
