package org.throughline.credentials.context;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Tree;

/**
 * Finds everything that JSON-LD would drop without a word, and that a signature over its RDF would therefore not cover:
 * properties and types without a definition, relative references, words that look like keywords.
 *
 * <p>Walks a document as the expansion algorithm does (JSON-LD 1.1 Processing Algorithms, section 5.1), over our own tables,
 * and is never more generous than it. All contexts named in the document must have been approved before.
 */
public final class SafeMode {

    private static final int MAX_FINDINGS = 20;

    /** The most nodes, types and contexts (these ten times) that a document may have; a record of 200 badges needs 12,000. */
    private static final int MAX_WORK = 20_000;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    private final ApprovedContexts contexts;
    private final List<Unprotected> findings = new ArrayList<>();
    private int work;

    private SafeMode(ApprovedContexts contexts) {
        this.contexts = contexts;
    }

    /** The first twenty findings in a document, in its order; none when its signature covers all of it. */
    public static List<Unprotected> findings(JsonObject document, ApprovedContexts contexts) {
        SafeMode walk = new SafeMode(contexts);
        walk.node(document, ActiveTerms.NONE, null, "");
        return List.copyOf(walk.findings);
    }

    private void value(JsonValue value, ActiveTerms active, @Nullable Term property, String pointer) {
        if (findings.size() >= MAX_FINDINGS || (property != null && "@json".equals(property.type()))) {
            return;
        }
        switch (value) {
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    value(array.get(i), active, property, pointer + "/" + i);
                }
            }
            case JsonObject object -> node(object, active, property, pointer);
            case JsonString text -> scalar(text.getString(), active, property, pointer);
            default -> {
                // Any other scalar becomes a literal, and nothing of a literal is lost.
            }
        }
    }

    private void scalar(String text, ActiveTerms active, @Nullable Term property, String pointer) {
        if (property != null && "@id".equals(property.type())) {
            reference(text, pointer);
        } else if (property != null && "@vocab".equals(property.type())) {
            word(text, scoped(active, property), pointer);
        }
    }

    private void node(JsonObject object, ActiveTerms surroundings, @Nullable Term property, String pointer) {
        boolean withinLimit = work <= MAX_WORK;
        work += 1
                + Tree.values(object, "type").size()
                + 10 * Tree.values(object, "@context").size();
        if (work > MAX_WORK) {
            if (withinLimit) {
                found(
                        "limit",
                        "The document has more nodes, types and contexts than any honest credential needs",
                        pointer);
            }
            return;
        }
        if (object.containsKey("@value")) {
            valueObject(object, pointer);
            return;
        }
        ActiveTerms active = surroundings;
        boolean onlyId = object.size() == 1 && (object.containsKey("id") || object.containsKey("@id"));
        if (active.outside() != null && !onlyId) {
            active = active.outside();
        }
        active = scoped(active, property);
        for (JsonValue context : Tree.values(object, "@context")) {
            Scope scope = Tree.text(context).flatMap(contexts::scope).orElse(null);
            active = scope == null ? active : active.with(scope);
        }
        ActiveTerms beforeTypes = active;
        for (String type : Tree.texts(object, "type").stream().sorted().toList()) {
            Term term = beforeTypes.term(type);
            if (term != null && term.scope() != null) {
                active = active.withTypeScope(term.scope());
            }
        }
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            if (findings.size() >= MAX_FINDINGS) {
                return;
            }
            property(entry.getKey(), entry.getValue(), active, beforeTypes, pointer + Tree.step(entry.getKey()));
        }
    }

    private void property(String key, JsonValue value, ActiveTerms active, ActiveTerms beforeTypes, String pointer) {
        if (value == JsonValue.NULL || key.equals("@context")) {
            return;
        }
        if (key.startsWith("@")) {
            found(
                    "keyword",
                    "\"" + key + "\" is not a property of a credential, so no signature would cover it",
                    pointer);
        } else if (key.equals("id") && active.knowsAliases()) {
            identifier(value, pointer);
        } else if (key.equals("type") && active.knowsAliases()) {
            types(value, beforeTypes, pointer);
        } else {
            Term term = active.term(key);
            if (term != null) {
                value(value, active, term, pointer);
            } else if (isIri(key, active)) {
                inDisguise(key, active, "property", pointer);
                value(value, active, null, pointer);
            } else {
                found(
                        "undefined-term",
                        "\"" + key + "\" has no meaning in the document's contexts, so the signature does not cover it",
                        pointer);
            }
        }
    }

    private void identifier(JsonValue value, String pointer) {
        if (value instanceof JsonString text) {
            reference(text.getString(), pointer);
        } else {
            found("relative-iri", "An id is one absolute URI, but this is not text", pointer);
        }
    }

    private void types(JsonValue value, ActiveTerms active, String pointer) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                type(array.get(i), active, pointer + "/" + i);
            }
        } else {
            type(value, active, pointer);
        }
    }

    private void type(JsonValue value, ActiveTerms active, String pointer) {
        if (value instanceof JsonString text) {
            word(text.getString(), active, pointer);
            inDisguise(text.getString(), active, "type", pointer);
        } else {
            found("undefined-type", "A type is text", pointer);
        }
    }

    private void word(String word, ActiveTerms active, String pointer) {
        if (active.term(word) == null && !isIri(word, active)) {
            found(
                    "undefined-type",
                    "\"" + word + "\" has no meaning in the document's contexts, so the signature does not cover it",
                    pointer);
        }
    }

    /**
     * A term of an approved context written out as its address means the same to the signature and nothing to whoever reads by terms: a
     * revoked credential whose {@code credentialStatus} is spelled so would seem to have no status.
     */
    private void inDisguise(String word, ActiveTerms active, String what, String pointer) {
        if (active.term(word) == null && contexts.defines(expanded(word, active))) {
            found(
                    what + "-in-disguise",
                    "\"" + word + "\" writes a known " + what + " as an address; expected its term",
                    pointer);
        }
    }

    private static String expanded(String word, ActiveTerms active) {
        int colon = word.indexOf(':');
        Term prefix = colon <= 0 ? null : active.term(word.substring(0, colon));
        return prefix != null && prefix.prefix() ? prefix.iri() + word.substring(colon + 1) : word;
    }

    private void reference(String reference, String pointer) {
        if (!reference.startsWith("_:") && !Iris.isAbsolute(reference)) {
            found(
                    "relative-iri",
                    "\"" + reference + "\" should be an absolute URI; as it is, the signature does not cover it",
                    pointer);
        }
    }

    private void valueObject(JsonObject object, String pointer) {
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            String at = pointer + Tree.step(entry.getKey());
            switch (entry.getKey()) {
                case "@value" -> {
                    if (entry.getValue() instanceof JsonObject || entry.getValue() instanceof JsonArray) {
                        found("keyword", "A value is text, a number or a truth value", at);
                    }
                }
                case "@language" -> {
                    if (!(entry.getValue() instanceof JsonString tag)
                            || !LANGUAGE.matcher(tag.getString()).matches()) {
                        found("language", "A language is a tag such as \"en-US\"; as it is, it would be dropped", at);
                    }
                }
                default ->
                    found("keyword", "\"" + entry.getKey() + "\" in a value is not covered by the signature", at);
            }
        }
    }

    private static ActiveTerms scoped(ActiveTerms active, @Nullable Term property) {
        if (property == null) {
            return active;
        }
        if (property.forgets()) {
            return ActiveTerms.NONE;
        }
        return property.scope() == null ? active : active.with(property.scope());
    }

    private static boolean isIri(String text, ActiveTerms active) {
        int colon = text.indexOf(':');
        if (colon <= 0 || text.startsWith("_:")) {
            return false;
        }
        Term prefix = active.term(text.substring(0, colon));
        return Iris.isAbsolute(text)
                || (prefix != null && prefix.prefix() && Iris.isAbsolute(prefix.iri() + text.substring(colon + 1)));
    }

    private void found(String code, String message, String pointer) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Unprotected(code, message, pointer));
        }
    }
}
