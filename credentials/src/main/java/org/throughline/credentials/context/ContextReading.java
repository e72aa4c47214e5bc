package org.throughline.credentials.context;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.throughline.credentials.tree.Tree;

/**
 * Reads a published context and spells it in one way, so that two contexts that say the same are equal: every term an object,
 * addresses written out as far as the context itself explains them, nothing that has no effect.
 */
final class ContextReading {

    private static final int MAX_TERMS = 5_000;

    private ContextReading() {}

    /**
     * The context in our spelling.
     *
     * @param context  what stands at {@code @context} of a published document
     */
    static JsonValue read(JsonValue context) {
        if (context instanceof JsonArray array) {
            JsonArrayBuilder parts = Json.createArrayBuilder();
            int count = 0;
            JsonValue only = JsonValue.NULL;
            for (JsonValue part : array) {
                JsonValue read = read(part);
                if (!(read instanceof JsonObject object && object.isEmpty())) {
                    parts.add(read);
                    only = read;
                    count++;
                }
            }
            return count == 1 ? only : parts.build();
        }
        return context instanceof JsonObject object ? scope(object) : context;
    }

    private static JsonObject scope(JsonObject context) {
        if (context.size() > MAX_TERMS) {
            throw new IllegalArgumentException("A context of more than " + MAX_TERMS + " terms");
        }
        JsonObjectBuilder out = Json.createObjectBuilder();
        context.forEach((name, value) -> {
            if (name.equals("@version") || (name.equals("@protected") && value == JsonValue.FALSE)) {
                return;
            }
            if (name.startsWith("@")) {
                out.add(name, value);
            } else if (value instanceof JsonString text) {
                simple(context, name, text.getString(), out);
            } else if (value instanceof JsonObject definition) {
                out.add(name, definition(context, name, definition));
            } else {
                out.add(name, value);
            }
        });
        return out.build();
    }

    private static void simple(JsonObject context, String name, String said, JsonObjectBuilder out) {
        String iri = full(context, said, new HashSet<>(Set.of(name)));
        if (iri.startsWith("@")) {
            out.add(name, iri);
            return;
        }
        JsonObjectBuilder definition = Json.createObjectBuilder().add("@id", iri);
        boolean prefix = name.indexOf(':') < 0
                && name.indexOf('/') < 0
                && !iri.isEmpty()
                && ":/?#[]@".indexOf(iri.charAt(iri.length() - 1)) >= 0;
        if (prefix) {
            definition.add("@prefix", true);
        }
        out.add(name, definition);
    }

    private static JsonObject definition(JsonObject context, String name, JsonObject definition) {
        JsonObjectBuilder out = Json.createObjectBuilder();
        for (Map.Entry<String, JsonValue> part : definition.entrySet()) {
            JsonValue value = part.getValue();
            switch (part.getKey()) {
                case "@id", "@type", "@reverse" -> {
                    if (value instanceof JsonString text) {
                        out.add(part.getKey(), full(context, text.getString(), new HashSet<>(Set.of(name))));
                    } else {
                        out.add(part.getKey(), value);
                    }
                }
                case "@container" -> {
                    if (value instanceof JsonArray array && array.size() == 1) {
                        out.add("@container", array.getFirst());
                    } else {
                        out.add("@container", value);
                    }
                }
                case "@prefix" -> {
                    if (value != JsonValue.FALSE) {
                        out.add("@prefix", value);
                    }
                }
                case "@context" -> out.add("@context", read(value));
                default -> out.add(part.getKey(), value);
            }
        }
        return out.build();
    }

    /** A word written out, as far as the same context explains it and nothing outside can change it. */
    private static String full(JsonObject context, String word, Set<String> within) {
        if (word.startsWith("@")) {
            return word;
        }
        if (context.containsKey(word)) {
            return within.add(word) ? idOf(context, word, within) : word;
        }
        int colon = word.indexOf(':', 1);
        if (colon <= 0 || word.startsWith("//", colon + 1)) {
            return word;
        }
        String prefix = word.substring(0, colon);
        if (!context.containsKey(prefix) || !within.add(prefix)) {
            return word;
        }
        String start = idOf(context, prefix, within);
        boolean usable = context.get(prefix) instanceof JsonString
                ? !start.isEmpty() && ":/?#[]@".indexOf(start.charAt(start.length() - 1)) >= 0
                : context.get(prefix) instanceof JsonObject object && object.get("@prefix") == JsonValue.TRUE;
        within.remove(prefix);
        return usable ? start + word.substring(colon + 1) : word;
    }

    private static String idOf(JsonObject context, String term, Set<String> within) {
        JsonValue value = context.get(term);
        String id = value instanceof JsonObject object
                ? Tree.text(object, "@id").orElse(term)
                : Tree.text(value).orElse(term);
        return id.equals(term) ? term : full(context, id, within);
    }
}
