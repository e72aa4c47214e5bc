package org.throughline.credentials.context;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.throughline.credentials.tree.Tree;

/** Makes documents at random from our own tables: nodes with types and the properties that those types know. */
final class RandomCredential {

    static final List<List<String>> VOCABULARIES = List.of(
            List.of("vc-2.0", "ob-3.0.3", "ob-extensions"),
            List.of("vc-2.0", "clr-2.0.1", "ob-3.0.3"),
            List.of("vc-2.0", "data-integrity-2", "multikey-1"),
            List.of("vc-2.0", "ob-3.0.2", "bitstring-status-list-1"),
            List.of("vc-2.0", "vc-undefined-terms-2"),
            List.of("vc-2.0", "citizenship-4rc1"),
            List.of("vc-1.1", "ob-3.0.1", "ed25519-2020"),
            List.of("vc-1.1", "ob-3.0.0", "status-list-2021"),
            List.of("vc-1.1", "clr-2.0.0", "ob-3.0.0"),
            List.of("vc-1.1", "dcc-1", "jws-2020"),
            List.of("vc-1.1", "vc-examples-1"),
            List.of("security-2"),
            List.of("ob-2.0"),
            List.of("did-1", "jwk-1", "x25519-2019", "ed25519-2018"));

    private final Random random;
    private final List<TermTable> tables;
    private final Map<String, JsonValue> roots = new TreeMap<>();
    private final List<JsonValue> made = new ArrayList<>();
    private int documents;

    private RandomCredential(Random random, List<String> names) {
        this.random = random;
        this.tables = names.stream().map(n -> TermTable.read(n + ".terms")).toList();
        tables.forEach(t -> learn(t.body()));
    }

    private void learn(JsonValue body) {
        if (body instanceof JsonArray parts) {
            parts.forEach(this::learn);
        } else if (body instanceof JsonObject scope) {
            roots.putAll(scope);
        }
    }

    static String next(Random random) {
        List<String> names = VOCABULARIES.get(random.nextInt(VOCABULARIES.size()));
        return new RandomCredential(random, names).document().toString();
    }

    private JsonObject document() {
        JsonArrayBuilder contexts = Json.createArrayBuilder();
        tables.forEach(t -> contexts.add(t.urls().getFirst()));
        JsonObjectBuilder document = Json.createObjectBuilder().add("@context", contexts);
        document.add("id", uri());
        if (roots.containsKey("VerifiableCredential")) {
            String type = random.nextInt(5) == 0 ? "VerifiablePresentation" : "VerifiableCredential";
            JsonArrayBuilder types = Json.createArrayBuilder().add(type);
            if (roots.containsKey("OpenBadgeCredential")) {
                types.add("OpenBadgeCredential");
            }
            if (roots.containsKey("ClrCredential")) {
                types.add("ClrCredential");
            }
            document.add("type", types);
            properties(document, scope(type), 3, 0);
        } else {
            properties(document, roots, 4, 0);
        }
        return document.build();
    }

    private Map<String, JsonValue> scope(String term) {
        return roots.get(term) instanceof JsonObject definition
                        && definition.get("@context") instanceof JsonObject scope
                ? scope
                : Map.of();
    }

    private JsonValue node(int depth, boolean onlyWhole) {
        if (!made.isEmpty() && random.nextInt(6) == 0) {
            return made.get(random.nextInt(made.size()));
        }
        List<String> types = roots.entrySet().stream()
                .filter(e -> e.getValue() instanceof JsonObject
                        && !Character.isLowerCase(e.getKey().charAt(0)))
                .map(Map.Entry::getKey)
                .filter(t -> !t.startsWith("@"))
                .toList();
        JsonObjectBuilder node = Json.createObjectBuilder();
        if (random.nextInt(3) == 0) {
            node.add("id", random.nextInt(8) == 0 ? "_:n" + random.nextInt(3) : uri());
        }
        if (onlyWhole || random.nextInt(6) != 0) {
            String type = types.get(random.nextInt(types.size()));
            if (random.nextInt(8) == 0) {
                String other = types.get(random.nextInt(types.size()));
                node.add("type", Json.createArrayBuilder().add(type).add(other));
            } else if (random.nextBoolean()) {
                node.add("type", type);
            } else {
                node.add("type", Json.createArrayBuilder().add(type));
            }
            properties(node, scope(type), 2, depth + 1);
        }
        if (random.nextBoolean()) {
            properties(node, roots, 30, depth + 1);
        }
        JsonObject result = node.build();
        if (!result.containsKey("id") && depth > 1) {
            made.add(result);
        }
        return result;
    }

    /** One of {@code rarity} of the properties of a scope. */
    private void properties(JsonObjectBuilder node, Map<String, JsonValue> scope, int rarity, int depth) {
        scope.forEach((name, definition) -> {
            // The library takes a text at "cnf" for a redefinition; the standard does not say.
            if (!name.startsWith("@")
                    && !name.equals("cnf")
                    && Character.isLowerCase(name.charAt(0))
                    && definition instanceof JsonObject object
                    && !object.containsKey("@prefix")
                    && random.nextInt(rarity) == 0) {
                node.add(name, values(object, depth));
            }
        });
    }

    private JsonValue values(JsonObject definition, int depth) {
        int choice = random.nextInt(8);
        String container = Tree.text(definition, "@container").orElse("");
        if (definition.get("@context") == JsonValue.NULL) {
            return documents++ < 3 ? document() : JsonValue.EMPTY_JSON_ARRAY;
        }
        if (container.equals("@graph")) {
            return choice < 6 ? node(depth, true) : array(node(depth, true), node(depth, true));
        }
        if (definition.containsKey("@reverse")) {
            return array(node(depth, true), node(depth, true));
        }
        if (container.equals("@list") && choice > 1) {
            return array(value(definition, depth), value(definition, depth), value(definition, depth));
        }
        return choice < 5
                ? value(definition, depth)
                : choice == 5 ? JsonValue.EMPTY_JSON_ARRAY : array(value(definition, depth), value(definition, depth));
    }

    private static JsonArray array(JsonValue... values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        for (JsonValue value : values) {
            array.add(value);
        }
        return array.build();
    }

    private JsonValue value(JsonObject definition, int depth) {
        String type = Tree.text(definition, "@type").orElse("");
        int choice = random.nextInt(12);
        if (type.equals("@json")) {
            return Json.createObjectBuilder().add("b", choice).add("a", text()).build();
        }
        if (depth < 4 && choice < 4) {
            return node(depth, false);
        }
        if (type.equals("@id")) {
            return Json.createValue(choice == 4 ? "_:n" + random.nextInt(3) : uri());
        }
        if (type.equals("@vocab")) {
            return definition.get("@context") instanceof JsonObject scope
                    ? Json.createValue(scope.keySet().stream()
                            .filter(k -> k.startsWith("a"))
                            .findFirst()
                            .orElse(uri()))
                    : Json.createValue(uri());
        }
        return switch (choice) {
            case 4 -> Json.createValue(random.nextInt(1_000) - 300);
            case 5 -> Json.createValue(random.nextInt(1_000) / 16.0 + 0.03125);
            case 6 -> random.nextBoolean() ? JsonValue.TRUE : JsonValue.FALSE;
            case 7 ->
                Json.createObjectBuilder()
                        .add("@value", text())
                        .add("@language", random.nextBoolean() ? "de" : "en-us")
                        .build();
            // Exact in binary: of other numbers the library keeps one digit less than the standard's %1.15E.
            case 8 -> Json.createValue((random.nextInt(20_000) - 5_000) / 1024.0);
            default -> Json.createValue(text());
        };
    }

    private String uri() {
        return "urn:uuid:00000000-0000-4000-8000-%012d".formatted(random.nextInt(50));
    }

    private String text() {
        String[] words = {
            "Strom",
            "line",
            "\"quoted\"",
            "back\\slash",
            "tab\there",
            "line\nfeed",
            "Prüfung",
            "電気",
            "🔌",
            "\u0001",
            "\u007f"
        };
        return words[random.nextInt(words.length)] + (random.nextBoolean() ? "" : " " + random.nextInt(100));
    }
}
