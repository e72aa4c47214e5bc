package org.throughline.caseformat.model;

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
