package org.throughline.credentials.tree;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HexFormat;
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

    /** Appends a JSON string in quotes, without anything that a reader might take for the end of a line. */
    public static void quote(String text, StringBuilder out) {
        quote(text, true, out);
    }

    /** Appends a JSON string in quotes, of which only what must be escaped is, in the shortest way (RFC 8785, section 3.2.2.2). */
    public static void quoteCanonically(String text, StringBuilder out) {
        quote(text, false, out);
    }

    private static void quote(String text, boolean onOneLine, StringBuilder out) {
        out.append('"');
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = c >= 0x20 && c != '"' && c != '\\' && c != 0x7f && c != '\u2028' && c != '\u2029';
            if (!plain && (c < 0x7f || onOneLine)) {
                out.append(text, done, i);
                done = i + 1;
                escape(c, out);
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u").append(HexFormat.of().toHexDigits(c));
        }
    }
}
