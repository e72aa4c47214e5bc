package org.throughline.caseformat.model;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a publisher adds beside the standard's properties (CASE 1.1), kept in its order and otherwise untouched.
 *
 * @param values by name; the standard suggests names of the form {@code owner:name}
 */
public record Extensions(Map<String, Value> values) {

    /** No extensions at all. */
    public static final Extensions NONE = new Extensions(Map.of());

    public Extensions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** These extensions and one text more; a text of the same name is replaced. */
    public Extensions withText(String name, String text) {
        Map<String, Value> more = new LinkedHashMap<>(values);
        more.put(name, new Text(text));
        return new Extensions(more);
    }

    /** The extension of this name where it is a text. */
    public Optional<String> text(String name) {
        return values.get(name) instanceof Text found ? Optional.of(found.text()) : Optional.empty();
    }

    /** Whether the name has an owner, {@code owner:name}; values of such names are what the official schema looks at. */
    public static boolean namespaced(String name) {
        int colon = name.indexOf(':');
        return colon > 0 && colon < name.length() - 1 && name.indexOf(':', colon + 1) < 0;
    }

    /** Whether the official schema refuses this JSON as a named extension's value: nothing, and whole numbers, which it counts twice. */
    public static boolean refused(String json) {
        if (json.equals("null")) {
            return true;
        }
        char first = json.isEmpty() ? ' ' : json.charAt(0);
        return (first == '-' || first >= '0' && first <= '9')
                && new BigDecimal(json).stripTrailingZeros().scale() <= 0;
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** One extension's value. */
    public sealed interface Value {}

    /** A plain text. */
    public record Text(String text) implements Value {}

    /**
     * Anything else, opaque to us.
     *
     * @param json one complete JSON value
     */
    public record Json(String json) implements Value {}
}
