package org.throughline.credentials.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object of one kind holds.
 *
 * @param name  its name in the table
 * @param type  what its {@code type} must include; null where that is for others to say
 * @param closed  whether it holds nothing but these properties
 * @param rules  by property
 * @param required  the properties that may not be missing
 */
record Shape(String name, @Nullable String type, boolean closed, Map<String, Rule> rules, List<Rule> required) {

    Shape {
        rules = Map.copyOf(rules);
        required = List.copyOf(required);
    }

    /** The properties of a shape, in the order of the table. */
    static Shape of(String name, @Nullable String type, boolean closed, Map<String, Rule> rules) {
        return new Shape(
                name,
                type,
                closed,
                new LinkedHashMap<>(rules),
                rules.values().stream().filter(Rule::required).toList());
    }

    /** What a property holds. */
    enum Kind {
        TEXT,
        WORDS,
        URI,
        MOMENT,
        LOCAL_MOMENT,
        DATE,
        NUMBER,
        BOOLEAN,
        LANGUAGE,
        TOKEN,
        INDEX,
        OBJECT,
        /** A word of a vocabulary. */
        WORD,
        /** An object with a shape. */
        SHAPE,
        /** Such an object, or only its URI. */
        REFERENCE
    }

    /**
     * One property.
     *
     * @param many  whether it may hold several
     * @param of  the vocabulary or shape by name; empty for the other kinds
     * @param words  the vocabulary; empty for the other kinds
     */
    record Rule(String property, boolean required, boolean many, Kind kind, String of, Set<String> words) {}
}
