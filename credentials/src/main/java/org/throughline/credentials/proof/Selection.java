package org.throughline.credentials.proof;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document cut down to what JSON Pointers lead to (Data Integrity ECDSA Cryptosuites 1.0, section 3.4.13 selectJsonLd): every object on
 * the way keeps its id and its types.
 */
final class Selection {

    private final Map<String, Selection> below = new TreeMap<>();
    private boolean whole;

    private Selection() {}

    /**
     * The document cut down.
     *
     * @throws IllegalArgumentException when a pointer leads nowhere or there is none
     */
    static JsonObject of(JsonObject document, List<String> pointers) {
        if (pointers.isEmpty()) {
            throw new IllegalArgumentException("Nothing was chosen to be shown");
        }
        Selection root = new Selection();
        pointers.forEach(root::add);
        return (JsonObject) root.cut(document, true, "");
    }

    private void add(String pointer) {
        if (!pointer.isEmpty() && !pointer.startsWith("/")) {
            throw new IllegalArgumentException("\"" + pointer + "\" is not a JSON Pointer");
        }
        Selection at = this;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            at = at.below.computeIfAbsent(step.replace("~1", "/").replace("~0", "~"), key -> new Selection());
        }
        at.whole = true;
    }

    private JsonValue cut(JsonValue value, boolean root, String pointer) {
        if (whole) {
            return value;
        }
        return switch (value) {
            case JsonObject object -> cut(object, root, pointer);
            case JsonArray array -> cut(array, pointer);
            default -> throw new IllegalArgumentException("Nothing stands below " + pointer);
        };
    }

    private JsonObject cut(JsonObject object, boolean root, String pointer) {
        JsonObjectBuilder kept = Json.createObjectBuilder();
        for (String key : below.keySet()) {
            if (!object.containsKey(key)) {
                throw new IllegalArgumentException("Nothing stands at " + pointer + "/" + key);
            }
        }
        object.forEach((key, value) -> {
            Selection next = below.get(key);
            if (next != null) {
                kept.add(key, next.cut(value, false, pointer + "/" + key));
            } else if (isAlwaysKept(key, value) || (root && key.equals("@context"))) {
                kept.add(key, value);
            }
        });
        return kept.build();
    }

    private static boolean isAlwaysKept(String key, JsonValue value) {
        return key.equals("type")
                || (key.equals("id")
                        && !(value instanceof JsonString id && id.getString().startsWith("_:")));
    }

    private JsonArray cut(JsonArray array, String pointer) {
        JsonArrayBuilder kept = Json.createArrayBuilder();
        int found = 0;
        for (int i = 0; i < array.size(); i++) {
            Selection next = below.get(Integer.toString(i));
            if (next != null) {
                kept.add(next.cut(array.get(i), false, pointer + "/" + i));
                found++;
            }
        }
        if (found < below.size()) {
            throw new IllegalArgumentException("The list at " + pointer + " has no " + below.keySet());
        }
        return kept.build();
    }
}
