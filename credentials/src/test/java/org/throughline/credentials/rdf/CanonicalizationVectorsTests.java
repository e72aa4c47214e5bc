package org.throughline.credentials.rdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Our canonical form against the W3C's vectors, which are read from the folder that {@code throughline.vectors.rdf-canon} names (its
 * {@code tests}), and against graphs of the same kinds of our own.
 */
class CanonicalizationVectorsTests {

    @Test
    void agreesWithEveryVectorOfTheStandard() throws Exception {
        String folder = System.getProperty("throughline.vectors.rdf-canon", "");
        assumeTrue(!folder.isEmpty(), "skipped: no folder of vectors is named");
        Path tests = Path.of(folder);
        List<String> failed = new ArrayList<>();
        int count = 0;
        for (JsonObject entry :
                json(tests.resolve("manifest.jsonld")).getJsonArray("entries").getValuesAs(JsonObject.class)) {
            Dataset dataset = NQuadsText.read(Files.readString(tests.resolve(entry.getString("action"))));
            String algorithm = entry.getString("hashAlgorithm", "SHA256").replace("SHA", "SHA-");
            Optional<CanonicalDataset> form = Rdfc10.canonicalize(dataset, algorithm);
            boolean good = switch (entry.getString("type")) {
                case "rdfc:RDFC10EvalTest" ->
                    form.map(CanonicalDataset::text)
                            .equals(Optional.of(Files.readString(tests.resolve(entry.getString("result")))));
                case "rdfc:RDFC10MapTest" ->
                    form.map(CanonicalizationVectorsTests::labels)
                            .equals(Optional.of(map(json(tests.resolve(entry.getString("result"))))));
                default -> form.isEmpty();
            };
            count++;
            if (!good) {
                failed.add(entry.getString("id"));
            }
        }
        assertThat(failed).isEmpty();
        assertThat(count).isGreaterThan(80);
    }

    private static JsonObject json(Path file) throws IOException {
        try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
            return reader.readObject();
        }
    }

    private static Map<String, String> map(JsonObject object) {
        Map<String, String> map = new TreeMap<>();
        object.keySet().forEach(key -> map.put(key, object.getString(key)));
        return map;
    }

    private static Map<String, String> labels(CanonicalDataset dataset) {
        Map<String, String> labels = new TreeMap<>();
        dataset.labels().forEach((node, label) -> labels.put(node.origin(), label));
        return labels;
    }

    @Test
    void nodesThatOnlyDifferFarAwayAreToldApart() throws Exception {
        String chain = """
                <urn:a> <urn:p> _:x1 .
                <urn:a> <urn:p> _:y1 .
                _:x1 <urn:q> _:x2 .
                _:y1 <urn:q> _:y2 .
                _:x2 <urn:r> "1" .
                _:y2 <urn:r> "2" .
                """;

        assertThat(text(chain)).isEqualTo(text(shuffled(chain)));
    }

    @Test
    void nodesThatAreQuiteAlikeComeOutTheSameHoweverTheyWereCalled() throws Exception {
        String ring = """
                _:a <urn:next> _:b .
                _:b <urn:next> _:c .
                _:c <urn:next> _:d .
                _:d <urn:next> _:a .
                _:e <urn:next> _:f .
                _:f <urn:next> _:e .
                _:e <urn:in> _:g _:g .
                _:a <urn:in> _:h _:h .
                """;

        assertThat(text(ring)).isEqualTo(text(shuffled(ring)));
    }

    private static String shuffled(String nquads) {
        return nquads.lines()
                .map(line -> line.replaceAll("_:(\\w+)", "_:z$1"))
                .sorted((a, b) -> b.compareTo(a))
                .reduce("", (a, b) -> a + b + "\n");
    }

    private static String text(String nquads) throws Exception {
        return Rdfc10.canonicalize(NQuadsText.read(nquads), "SHA-256")
                .orElseThrow()
                .text();
    }

    @Test
    void manyEqualNodesAtOnePlaceAreNoTrouble() throws Exception {
        StringBuilder equal = new StringBuilder(
                "_:a <urn:is> \"one\" .\n_:b <urn:is> \"other\" .\n_:a <urn:in> _:c .\n_:b <urn:in> _:c .\n");
        for (int i = 0; i < 20; i++) {
            equal.append("_:%s <urn:alignment> _:x%d .\n_:x%d <urn:name> \"Safety\" .\n"
                    .formatted(i % 2 == 0 ? "a" : "b", i, i));
        }

        assertThat(text(equal.toString())).isEqualTo(text(shuffled(equal.toString())));
    }

    @Test
    void aPoisonedGraphEndsWithinTheBudget() {
        Dataset dataset = new Dataset();
        List<BlankNode> nodes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            nodes.add(new BlankNode(""));
        }
        for (BlankNode one : nodes) {
            for (BlankNode other : nodes) {
                if (one != other) {
                    dataset.add(one, RdfTerm.Written.iri("urn:p"), other, null);
                }
            }
        }

        long begin = System.nanoTime();
        assertThat(Rdfc10.canonicalize(dataset, "SHA-256")).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
    }
}
