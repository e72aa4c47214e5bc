package org.throughline.credentials.tree;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.IdentityHashMap;
import java.util.Map;

/** Writes a tree on one line, and puts documents that are already signed in their place character for character. */
public final class JsonText {

    private final Map<JsonValue, String> verbatim = new IdentityHashMap<>();

    /** From now on the value is written as this text, which must be JSON of the same value. */
    public JsonText keeping(JsonValue value, String text) {
        verbatim.put(value, text);
        return this;
    }

    /** The tree as JSON text. */
    public String write(JsonValue value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private void write(JsonValue value, StringBuilder out) {
        String kept = verbatim.get(value);
        if (kept != null) {
            out.append(kept);
            return;
        }
        switch (value) {
            case JsonObject object -> {
                String separator = "{";
                for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                    out.append(separator);
                    quote(entry.getKey(), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    separator = ",";
                }
                out.append(object.isEmpty() ? "{}" : "}");
            }
            case JsonArray array -> {
                String separator = "[";
                for (JsonValue element : array) {
                    out.append(separator);
                    write(element, out);
                    separator = ",";
                }
                out.append(array.isEmpty() ? "[]" : "]");
            }
            case JsonString string -> quote(string.getString(), out);
            case JsonNumber number -> out.append(number);
            default -> out.append(value);
        }
    }

    /** Appends a JSON string in quotes. */
    public static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f || c == '\u2028' || c == '\u2029') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
