package org.throughline.credentials.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples that the authors of JSON Schema publish, read from the folder {@code json-schema-org+JSON-Schema-Test-Suite} in the one that the
 * system property {@code throughline.vectors} names; skipped without it.
 */
class PublishedSchemaTests {

    private static final Map<String, SchemaDialect> DRAFTS = Map.of(
            "draft4", SchemaDialect.DRAFT_4,
            "draft6", SchemaDialect.DRAFT_6,
            "draft7", SchemaDialect.DRAFT_7,
            "draft2019-09", SchemaDialect.DRAFT_2019_09,
            "draft2020-12", SchemaDialect.DRAFT_2020_12);

    /** What is about fetching, about other languages for schemas, or about formats that only inform. */
    private static final Set<String> OTHERS = Set.of("refRemote.json", "vocabulary.json", "format.json");

    private int right;
    private int refused;
    private final List<String> wrong = new ArrayList<>();

    @Test
    void areAnsweredAsTheirAuthorsSayOrNotAtAll() throws IOException {
        String root = System.getProperty("throughline.vectors", "");
        assumeTrue(!root.isEmpty(), "skipped: no folder of published vectors (throughline.vectors)");
        Path tests = Path.of(root).resolve("json-schema-org+JSON-Schema-Test-Suite/tests");
        assumeTrue(Files.isDirectory(tests), "skipped: " + tests + " is not there");
        for (Map.Entry<String, SchemaDialect> draft : DRAFTS.entrySet()) {
            for (Path file : files(tests.resolve(draft.getKey()))) {
                ask(file, draft.getValue());
            }
        }
        assertThat(wrong).as("%s right, %s refused", right, refused).isEmpty();
        assertThat(right).isGreaterThan(4_000);
        assertThat(refused).isLessThan(right / 20);
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> here = Files.list(folder)) {
            here.filter(f -> f.toString().endsWith(".json")
                            && !OTHERS.contains(f.getFileName().toString()))
                    .sorted()
                    .forEach(files::add);
        }
        for (String optional : List.of("ecmascript-regex.json", "non-bmp-regex.json", "bignum.json", "id.json")) {
            Path file = folder.resolve("optional").resolve(optional);
            if (Files.exists(file)) {
                files.add(file);
            }
        }
        return files;
    }

    private void ask(Path file, SchemaDialect dialect) throws IOException {
        try (Reader in = Files.newBufferedReader(file);
                JsonReader reader = Json.createReader(in)) {
            JsonArray groups = reader.readArray();
            for (JsonObject group : groups.getValuesAs(JsonObject.class)) {
                for (JsonObject test : group.getJsonArray("tests").getValuesAs(JsonObject.class)) {
                    String name = dialect + " " + file.getFileName() + ": " + group.getString("description") + ": "
                            + test.getString("description");
                    ask(name, group.getOrDefault("schema", JsonValue.TRUE), dialect, test);
                }
            }
        }
    }

    private void ask(String name, JsonValue schema, SchemaDialect dialect, JsonObject test) {
        try {
            boolean valid = SchemaEvaluation.compare(
                            schema,
                            dialect,
                            test.getOrDefault("data", JsonValue.NULL),
                            new Work(CredentialSchema.MAX_STEPS))
                    .isEmpty();
            if (valid == test.getBoolean("valid")) {
                right++;
            } else {
                wrong.add(name);
            }
        } catch (UnusableSchemaException e) {
            refused++;
        }
    }
}
