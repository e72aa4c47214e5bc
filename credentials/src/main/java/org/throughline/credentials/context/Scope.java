package org.throughline.credentials.context;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The terms that are known in one place.
 *
 * @param terms  by name, in the order of the table
 * @param bare  whether {@code id} and {@code type} are left to the surroundings
 * @param isProtected  whether nobody may give the terms another meaning (JSON-LD 1.1, section 4.1.11)
 */
record Scope(Map<String, Term> terms, boolean bare, boolean isProtected) {

    Scope {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** The same facts as a JSON-LD context. */
    JsonObject toContext() {
        JsonObjectBuilder context = Json.createObjectBuilder();
        if (isProtected) {
            context.add("@protected", true);
        }
        if (!bare) {
            context.add("id", "@id").add("type", "@type");
        }
        terms.forEach((name, term) -> context.add(name, definition(term)));
        return context.build();
    }

    private static JsonObject definition(Term term) {
        JsonObjectBuilder definition = Json.createObjectBuilder().add("@id", term.iri());
        if (term.type() != null) {
            definition.add("@type", term.type());
        }
        if (term.container() != null) {
            definition.add("@container", term.container());
        }
        if (term.prefix()) {
            definition.add("@prefix", true);
        }
        if (term.forgets()) {
            definition.add("@context", JsonValue.NULL);
        } else if (term.scope() != null) {
            definition.add("@context", term.scope().toContext());
        }
        return definition.build();
    }
}
