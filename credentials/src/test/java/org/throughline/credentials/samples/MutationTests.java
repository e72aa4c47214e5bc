package org.throughline.credentials.samples;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Tree;

/** No change of any single thing in a signed badge leaves it valid. */
class MutationTests {

    private static final String BADGE = Riverbend.issue(Riverbend.badge(1));

    private final CredentialVerifier verifier =
            CredentialVerifier.builder().clock(Riverbend.CLOCK).documents(web()).build();

    private static DocumentsInMemory web() {
        DocumentsInMemory documents = new DocumentsInMemory();
        Samples.documents()
                .forEach((url, text) -> documents.with(url, text.getBytes(StandardCharsets.UTF_8), "application/json"));
        return documents;
    }

    private VerificationReport verify(String document) {
        return verifier.verify(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theUnchangedBadgeIsValidHoweverItsJsonIsLaidOut() {
        assertThat(verify(BADGE).verdict()).isEqualTo(Verdict.VALID);
        assertThat(verify(BADGE.replace("\",\"", "\" ,\n  \"").replace("{\"", "{ \""))
                        .verdict())
                .isEqualTo(Verdict.VALID);
        assertThat(verify(new JsonText().write(reversed(Riverbend.tree(BADGE)))).verdict())
                .isEqualTo(Verdict.VALID);
    }

    private static JsonValue reversed(JsonValue value) {
        if (value instanceof JsonObject object) {
            var builder = Json.createObjectBuilder();
            List<String> keys = new ArrayList<>(object.keySet());
            for (String key : keys.reversed()) {
                builder.add(key, reversed(requireNonNull(object.get(key))));
            }
            return builder.build();
        }
        if (value instanceof JsonArray array) {
            var builder = Json.createArrayBuilder();
            array.forEach(v -> builder.add(reversed(v)));
            return builder.build();
        }
        return value;
    }

    @Test
    void anyChangedValueIsNoticed() {
        for (String pointer : leaves(Riverbend.tree(BADGE), "")) {
            for (JsonValue other : otherThan(Json.createPointer(pointer).getValue(Riverbend.tree(BADGE)))) {
                String changed = Riverbend.with(BADGE, pointer, other);
                assertThat(verify(changed).verdict())
                        .as(pointer + " = " + other)
                        .isNotEqualTo(Verdict.VALID);
            }
        }
    }

    @Test
    void anythingTakenAwayIsNoticed() {
        for (String pointer : everything(Riverbend.tree(BADGE), "")) {
            assertThat(verify(Riverbend.with(BADGE, pointer, null)).verdict())
                    .as(pointer)
                    .isNotEqualTo(Verdict.VALID);
        }
    }

    @Test
    void anythingAddedIsNoticed() {
        List<String> additions = List.of(
                "grade", "@grade", "name", "description", "image", "url", "https://riverbend.example/x", "email");
        for (String pointer : objects(Riverbend.tree(BADGE), "")) {
            for (String addition : additions) {
                String at = pointer + Tree.step(addition);
                JsonObject tree = Riverbend.tree(BADGE);
                if (!Json.createPointer(at).containsValue(tree)) {
                    String changed = Riverbend.with(BADGE, at, Json.createValue("https://riverbend.example/added"));
                    assertThat(verify(changed).verdict()).as(at).isNotEqualTo(Verdict.VALID);
                }
            }
        }
    }

    /** A share of the whole run, which is {@code ./throughline test --mutations}. */
    @Test
    void noSingleChangeOfAnyKindOfSignedDocumentGoesUnnoticed() {
        List<MutationKind> kinds = MutationKinds.all();
        for (MutationKind kind : kinds) {
            VerificationReport report = kind.verify(kind.document());
            assertThat(report.verdict()).as(() -> kind.name() + report.checks()).isEqualTo(Verdict.VALID);
            SignedForm form = kind.form(kind.document());
            assertThat(form.isSaidBy(form)).as(kind.name()).isTrue();
        }

        Mutations mutations = new Mutations(kinds).until(400, 20_261_128);

        assertThat(mutations.missed()).isEmpty();
        for (MutationKind kind : kinds) {
            assertThat(mutations.changed(kind.name())).as(kind.name()).isPositive();
        }
    }

    @Test
    void randomBytesAreNeverValidAndNeverAnError() {
        Random random = new Random(1_123);
        byte[] badge = BADGE.getBytes(StandardCharsets.UTF_8);
        int untouched = 0;
        for (int i = 0; i < 400; i++) {
            byte[] changed = badge.clone();
            int changes = 1 + random.nextInt(3);
            for (int c = 0; c < changes; c++) {
                changed[random.nextInt(changed.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : 32 + random.nextInt(95));
            }
            VerificationReport report = verifier.verify(changed);
            if (report.verdict() == Verdict.VALID) {
                String text = new String(changed, StandardCharsets.UTF_8);
                assertThat(Riverbend.tree(text)).isEqualTo(Riverbend.tree(BADGE));
                untouched++;
            }
        }
        assertThat(untouched).isLessThan(20);
    }

    private static List<JsonValue> otherThan(JsonValue value) {
        return switch (value) {
            case JsonString text ->
                List.of(
                        Json.createValue(text.getString() + "x"),
                        Json.createValue("x" + text.getString()),
                        Json.createValue(
                                text.getString().isEmpty()
                                        ? "y"
                                        : text.getString().substring(1)),
                        Json.createValue(""),
                        Json.createValue(7),
                        JsonValue.TRUE,
                        JsonValue.NULL,
                        Json.createObjectBuilder().add("id", "urn:x:y").build());
            case JsonNumber number -> List.of(Json.createValue(number.longValue() + 1), Json.createValue("1"));
            default -> List.of(value == JsonValue.TRUE ? JsonValue.FALSE : JsonValue.TRUE, Json.createValue("true!"));
        };
    }

    private static List<String> leaves(JsonValue value, String at) {
        return pointers(value, at).stream()
                .filter(e -> !(e.getValue() instanceof JsonObject) && !(e.getValue() instanceof JsonArray))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> objects(JsonValue value, String at) {
        return pointers(value, at).stream()
                .filter(e -> e.getValue() instanceof JsonObject)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<String> everything(JsonValue value, String at) {
        return pointers(value, at).stream()
                .map(Map.Entry::getKey)
                .filter(p -> !p.isEmpty())
                .toList();
    }

    private static List<Map.Entry<String, JsonValue>> pointers(JsonValue value, String at) {
        List<Map.Entry<String, JsonValue>> found = new ArrayList<>();
        found.add(Map.entry(at, value));
        if (value instanceof JsonObject object) {
            object.forEach((key, child) -> found.addAll(pointers(child, at + Tree.step(key))));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                found.addAll(pointers(array.get(i), at + "/" + i));
            }
        }
        return found;
    }
}
