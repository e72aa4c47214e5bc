package org.throughline.credentials.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialSchemaTests {

    private static final String NEWEST = "https://json-schema.org/draft/2020-12/schema";

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static String schema(String rules) {
        return "{\"$schema\":\"" + NEWEST + "\"," + rules + "}";
    }

    private static SchemaOutcome compare(String rules, String document) {
        return new CredentialSchema().compare(schema(rules), json(document), "");
    }

    private static SchemaOutcome pattern(String pattern, String text) {
        JsonObject rules = Json.createObjectBuilder()
                .add("$schema", NEWEST)
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add("a", Json.createObjectBuilder().add("pattern", pattern)))
                .build();
        return new CredentialSchema()
                .compare(
                        rules.toString(),
                        Json.createObjectBuilder().add("a", text).build(),
                        "");
    }

    @Test
    void tellsWhatIsWrongAndWhere() {
        assertThat(compare("\"properties\":{\"a\":{\"items\":{\"required\":[\"b\"]}}}", "{\"a\":[{\"b\":1},{}]}"))
                .isEqualTo(new SchemaOutcome.Broken("\"b\" should be here, but is missing", "/a/1"));
        assertThat(compare("\"additionalProperties\":false", "{\"a/b\":1}"))
                .isEqualTo(new SchemaOutcome.Broken("The property \"a/b\" is not allowed here", "/a~1b"));
    }

    @Test
    void countsAFormatAsARule() {
        String mail = "\"properties\":{\"mail\":{\"format\":\"email\"},\"on\":{\"format\":\"date-time\"}}";

        assertThat(compare(mail, "{\"mail\":\"mara@learner.example\",\"on\":\"2026-11-28T12:00:00Z\"}"))
                .isEqualTo(new SchemaOutcome.Kept());
        assertThat(compare(mail, "{\"mail\":\"not an email\"}"))
                .isEqualTo(new SchemaOutcome.Broken("This text is no email", "/mail"));
        assertThat(compare(mail, "{\"on\":\"2026-02-30T12:00:00Z\"}")).isInstanceOf(SchemaOutcome.Broken.class);
        assertThat(compare("\"format\":\"of-ours\"", "{}")).isEqualTo(new SchemaOutcome.Kept());
    }

    @Test
    void saysOfWhatItIsWrittenInOrIsNotFollowed() {
        assertThat(new CredentialSchema().compare("{\"type\":\"object\"}", json("{}"), ""))
                .isInstanceOf(SchemaOutcome.Unusable.class);
        assertThat(new CredentialSchema().compare("{\"type\":\"object\"}", json("{}"), NEWEST))
                .isEqualTo(new SchemaOutcome.Kept());
        assertThat(new CredentialSchema().compare("{\"$schema\":\"https://mallory.example/meta\"}", json("{}"), NEWEST))
                .isInstanceOf(SchemaOutcome.Unusable.class);
        assertThat(new CredentialSchema().compare("[]", json("{}"), NEWEST)).isInstanceOf(SchemaOutcome.Unusable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "^did:(web|key):.+$, did:web:polaris.example, true",
        "^did:(web|key):.+$, xdid:web:polaris.example, false",
        "colou?r, the colour of it, true",
        "^(?!ext:).*$, ext:thing, false",
        "'^(?=.*[0-9])[a-z0-9]{4,}$', abc1, true",
        "'^(?=.*[0-9])[a-z0-9]{4,}$', abcd, false",
        "'^[^\\s]{2,3}$', ab, true",
        "'^[^\\s]{2,3}$', a b, false",
        "'\\bword\\b', a word here, true",
        "'\\bword\\b', swordfish, false",
        "'^\\u00e9t\\u00e9$', été, true",
        "'^\\p{Lu}\\p{Ll}+$', Mara, true",
        "'^\\p{Lu}\\p{Ll}+$', mara, false",
        "'^(?<year>\\d{4})-\\d\\d$', 2026-11, true",
        "'^[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+$', mara@learner.example, true",
        "'^a{0}$', '', true",
        "'^(a|b|)+$', abab, true",
        "'[]', a, false",
        "'^[^]$', a, true"
    })
    void findsPatternsAsTheyAreMeant(String pattern, String text, boolean found) {
        assertThat(pattern(pattern, text) instanceof SchemaOutcome.Kept)
                .as("%s in %s: %s", pattern, text, pattern(pattern, text))
                .isEqualTo(found);
    }

    @Test
    void endsWhateverAStrangerWrites() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        List<SchemaOutcome> outcomes = new ArrayList<>();
        for (String hostile : hostilePatterns()) {
            outcomes.add(pattern(hostile, "a".repeat(50_000) + "!"));
        }
        outcomes.add(compare(doubling(), "{}"));
        outcomes.add(compare("\"$ref\":\"#\"", "{}"));
        outcomes.add(compare("\"$dynamicRef\":\"#\"", "{}"));
        outcomes.add(compare("\"not\":{\"$ref\":\"#\"}", "{}"));
        outcomes.add(compare("\"properties\":{\"a\":{\"uniqueItems\":true}}", list(20_000)));
        outcomes.add(compare("\"$ref\":\"https://mallory.example/schema\"", "{}"));
        outcomes.add(compare("\"$ref\":\"#/nowhere\"", "{}"));
        outcomes.add(compare("\"$ref\":7", "{}"));
        outcomes.add(compare("\"allOf\":{}", "{}"));
        outcomes.add(compare("\"type\":\"credential\"", "{}"));
        outcomes.add(
                new CredentialSchema().compare(" ".repeat(CredentialSchema.MAX_CHARACTERS + 1), json("{}"), NEWEST));
        outcomes.add(new CredentialSchema().compare("{\"a\":".repeat(9_000), json("{}"), NEWEST));

        assertThat(outcomes).allMatch(outcome -> outcome instanceof SchemaOutcome.Unusable);
        Set<Thread> after = new HashSet<>(Thread.getAllStackTraces().keySet());
        after.removeAll(before);
        assertThat(after).noneMatch(thread -> thread.getName().contains("schema"));
    }

    @Test
    void needsNoDeepStack() throws InterruptedException {
        AtomicReference<SchemaOutcome> outcome = new AtomicReference<>();
        String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
        Thread thread = new Thread(
                null,
                () -> {
                    outcome.set(compare("\"$ref\":\"#\"", "{}"));
                    outcome.set(compare("\"properties\":{\"a\":{\"$ref\":\"#\"}}", deep));
                },
                "small",
                512 * 1024);
        thread.start();
        thread.join();

        assertThat(outcome.get()).isEqualTo(new SchemaOutcome.Kept());
    }

    /** Each of these keeps the pattern engine of the JDK busy for longer than anybody waits, or is none. */
    private static List<String> hostilePatterns() {
        return List.of(
                "^((a+)+)+(b|[^\\u0000-\\u0001]){1000}$",
                "(((|){1000}){1000}){1000}c",
                "(((?:){1000}){1000}){1000}",
                "^(a+)+\\1!x$",
                "(?=(a+)+){900}b",
                "(?<=a)b",
                "a{1001}",
                "(".repeat(2_000),
                "[".repeat(2_000),
                "a".repeat(5_000),
                "[z-a]",
                "*");
    }

    private static String doubling() {
        StringBuilder rules = new StringBuilder("\"$ref\":\"#/$defs/d0\",\"$defs\":{");
        for (int i = 0; i < 60; i++) {
            String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
            rules.append("\"d")
                    .append(i)
                    .append("\":{\"allOf\":[")
                    .append(next)
                    .append(',')
                    .append(next)
                    .append("]},");
        }
        return rules.append("\"d60\":{}}").toString();
    }

    private static String list(int length) {
        StringBuilder list = new StringBuilder("{\"a\":[0");
        for (int i = 1; i < length; i++) {
            list.append(',').append(i);
        }
        return list.append("]}").toString();
    }
}
