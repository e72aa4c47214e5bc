package org.throughline.credentials.context;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.rdf.BlankNode;
import org.throughline.credentials.rdf.Dataset;
import org.throughline.credentials.rdf.RdfTerm;
import org.throughline.credentials.tree.Path;
import org.throughline.credentials.tree.Tree;

/**
 * Walks a document once as the expansion algorithm does (JSON-LD 1.1 API, section 5.1), writes down what it says and what the
 * algorithm would drop.
 */
final class DocumentWalk {

    private static final int MAX_FINDINGS = 20;

    /** The most nodes, types and contexts (these ten times) that a document may have; a record of 200 badges needs 12,000. */
    private static final int MAX_WORK = 20_000;

    private static final int MAX_DEPTH = 200;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,12}");
    private static final Pattern LABEL = Pattern.compile("_:[A-Za-z0-9_]+");
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static final RdfTerm.Written TYPE = RdfTerm.Written.iri(RDF + "type");
    private static final RdfTerm.Written FIRST = RdfTerm.Written.iri(RDF + "first");
    private static final RdfTerm.Written REST = RdfTerm.Written.iri(RDF + "rest");

    private final ApprovedContexts contexts;
    private final ContextProcessing processing;
    private final ActiveContext root;
    private @Nullable Dataset out;
    private final List<Unprotected> findings = new ArrayList<>();
    private final Map<String, BlankNode> labels = new HashMap<>();
    private final Path path = new Path();
    private @Nullable String apart;
    private int work;
    private boolean certain = true;

    DocumentWalk(ApprovedContexts contexts, @Nullable Dataset out) {
        this.contexts = contexts;
        ApprovedContexts.Compiled compiled = contexts.compiled();
        this.processing = compiled.processing();
        this.root = compiled.root();
        this.out = out;
    }

    List<Unprotected> findings() {
        return List.copyOf(findings);
    }

    boolean isCertain() {
        return certain;
    }

    void document(JsonObject document) {
        node(document, root, null, null);
    }

    /** Walks the proofs of a document as well, but writes down only what they secure (VC Data Integrity 1.0, section 1.3). */
    void secured(JsonObject document) {
        apart = "proof";
        node(document, root, null, null);
    }

    private void found(String code, String message) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Unprotected(code, message, path.pointer()));
        }
    }

    private boolean isOver() {
        return findings.size() >= MAX_FINDINGS;
    }

    private boolean exceeds(JsonObject object, ActiveContext surroundings) {
        boolean withinLimit = work <= MAX_WORK;
        JsonValue types = object.get("type");
        JsonValue named = object.get("@context");
        work += 1 + (types == null ? 0 : count(types)) + (named == null ? 0 : 10 * count(named));
        if (work <= MAX_WORK && path.depth() <= MAX_DEPTH) {
            return false;
        }
        if (withinLimit || path.depth() > MAX_DEPTH) {
            found("limit", "The document has more nodes, types and contexts than any honest credential needs");
        }
        return true;
    }

    private static int count(JsonValue value) {
        return value instanceof JsonArray array ? array.size() : 1;
    }

    /**
     * One node, or one value object.
     *
     * @param property  the property that leads to it; null for the whole document
     * @param graph  the graph that its statements stand in
     * @return what the property's statement has as its object; null when there is nothing
     */
    private @Nullable RdfTerm node(
            JsonObject object, ActiveContext surroundings, @Nullable Term property, @Nullable RdfTerm graph) {
        if (exceeds(object, surroundings)) {
            return null;
        }
        boolean isValue = object.containsKey("@value");
        ActiveContext active = surroundings;
        ActiveContext previous = active.previous();
        if (previous != null && !isValue && !isOnlyId(object, active)) {
            active = previous;
        }
        active = named(object, below(active, property));
        if (isValue) {
            return valueObject(object, active);
        }
        ActiveContext beforeTypes = active;
        active = typed(object, active);
        RdfTerm subject = subject(object, active);
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            if (isOver()) {
                return null;
            }
            boolean isApart = path.depth() == 0 && entry.getKey().equals(apart);
            Dataset outside = out;
            out = isApart ? null : outside;
            path.enter(entry.getKey());
            property(entry.getKey(), entry.getValue(), active, beforeTypes, subject, graph);
            path.leave();
            out = outside;
        }
        return subject;
    }

    private static boolean isOnlyId(JsonObject object, ActiveContext active) {
        if (object.size() != 1) {
            return false;
        }
        String key = object.keySet().iterator().next();
        return key.equals("@id") || active.idAliases().contains(key);
    }

    private ActiveContext below(ActiveContext active, @Nullable Term property) {
        if (property == null || property.scope() == null) {
            return active;
        }
        try {
            return active.below(property, processing);
        } catch (ContextRefusedException e) {
            found(e.code(), e.sentence());
            return active;
        }
    }

    private ActiveContext named(JsonObject object, ActiveContext before) {
        JsonValue value = object.get("@context");
        if (value == null) {
            return before;
        }
        ActiveContext active = before;
        path.enter("@context");
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                path.enter(i);
                active = named(array.get(i), active);
                path.leave();
            }
        } else {
            active = named(value, active);
        }
        path.leave();
        return active;
    }

    private ActiveContext named(JsonValue value, ActiveContext active) {
        if (!(value instanceof JsonString url)) {
            found(
                    "context",
                    "A context is written into the document itself; only published, approved ones are accepted");
            return active;
        }
        ContextDocument document = contexts.document(url.getString()).orElse(null);
        if (document == null) {
            found("context", "The context " + url.getString() + " is not among the approved ones");
            return active;
        }
        try {
            return active.with(document, processing);
        } catch (ContextRefusedException e) {
            found(e.code(), e.sentence());
            return active;
        }
    }

    private ActiveContext typed(JsonObject object, ActiveContext before) {
        ActiveContext active = before;
        for (String alias : before.typeAliases()) {
            JsonValue value = object.get(alias);
            if (value == null) {
                continue;
            }
            if (value instanceof JsonString one) {
                active = typed(one.getString(), active, before);
            } else if (value instanceof JsonArray array) {
                String[] types = new String[array.size()];
                int n = 0;
                for (JsonValue element : array) {
                    if (element instanceof JsonString text) {
                        types[n++] = text.getString();
                    }
                }
                if (n > 1) {
                    Arrays.sort(types, 0, n);
                }
                for (int i = 0; i < n; i++) {
                    active = typed(types[i], active, before);
                }
            }
        }
        return active;
    }

    private ActiveContext typed(String type, ActiveContext active, ActiveContext before) {
        Term term = before.term(type);
        if (term == null || term.scope() == null) {
            return active;
        }
        try {
            return active.in(term, processing);
        } catch (ContextRefusedException e) {
            found(e.code(), e.sentence());
            return active;
        }
    }

    private RdfTerm subject(JsonObject object, ActiveContext active) {
        for (String alias : active.idAliases()) {
            JsonValue value = object.get(alias);
            if (value != null) {
                path.enter(alias);
                RdfTerm subject = null;
                if (value instanceof JsonString text) {
                    subject = reference(text.getString(), active, false);
                } else {
                    found("relative-iri", "An id is one absolute URI, but this is not text");
                }
                path.leave();
                if (subject != null) {
                    return subject;
                }
            }
        }
        return new BlankNode("");
    }

    private void property(
            String key,
            JsonValue value,
            ActiveContext active,
            ActiveContext beforeTypes,
            RdfTerm subject,
            @Nullable RdfTerm graph) {
        if (key.equals("@context")) {
            return;
        }
        if (key.startsWith("@")) {
            found("keyword", "\"" + key + "\" is not a property of a credential, so no signature would cover it");
            return;
        }
        Term term = active.term(key);
        if (value == JsonValue.NULL && term != null && saysNothing(term)) {
            return;
        }
        if (term == null) {
            withoutTerm(key, value, active, subject, graph);
        } else if (term.iri() == null) {
            found("undefined-term", "\"" + key + "\" is defined to mean nothing, so the signature does not cover it");
        } else if (term.isBeyond()) {
            found("not-supported", "\"" + key + "\" is defined in a way of JSON-LD that is not supported yet");
        } else if ("@type".equals(term.iri())) {
            types(value, beforeTypes, subject, graph);
        } else if (!"@id".equals(term.iri())) {
            values(value, active, term, subject, graph);
        }
    }

    /** Whether a null there is as if the property were missing: it is no type, and no JSON that is signed as it stands. */
    private static boolean saysNothing(Term term) {
        return term.iri() != null && !term.iri().startsWith("@") && !"@json".equals(term.type());
    }

    private void withoutTerm(
            String key, JsonValue value, ActiveContext active, RdfTerm subject, @Nullable RdfTerm graph) {
        String iri = active.expand(key, true);
        if (iri == null || key.startsWith("_:") || !Iris.isAbsolute(iri)) {
            found(
                    "undefined-term",
                    "\"" + key + "\" has no meaning in the document's contexts, so the signature does not cover it");
            return;
        }
        if (contexts.defines(iri)) {
            found("property-in-disguise", "\"" + key + "\" writes a known property as an address; expected its term");
        }
        certain &= iri.chars().allMatch(c -> c < Character.MIN_SURROGATE);
        values(value, active, new Term(iri, null, Set.of(), null, null, false, false, false, false), subject, graph);
    }

    private void types(JsonValue value, ActiveContext active, RdfTerm subject, @Nullable RdfTerm graph) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size() && !isOver(); i++) {
                path.enter(i);
                type(array.get(i), active, subject, graph);
                path.leave();
            }
        } else {
            type(value, active, subject, graph);
        }
    }

    private void type(JsonValue value, ActiveContext active, RdfTerm subject, @Nullable RdfTerm graph) {
        if (!(value instanceof JsonString text)) {
            found("undefined-type", "A type is text");
            return;
        }
        String word = text.getString();
        RdfTerm type = word(word, active);
        if (type == null) {
            return;
        }
        if (active.term(word) == null && contexts.defines(Objects.requireNonNull(active.expand(word, true)))) {
            found("type-in-disguise", "\"" + word + "\" writes a known type as an address; expected its term");
        }
        state(subject, TYPE, type, graph);
    }

    private @Nullable RdfTerm word(String word, ActiveContext active) {
        Term term = active.term(word);
        String iri = active.expand(word, true);
        boolean usable = term != null
                ? iri != null && !iri.startsWith("@")
                : iri != null && !word.startsWith("_:") && Iris.isAbsolute(iri);
        if (!usable) {
            found(
                    "undefined-type",
                    "\"" + word + "\" has no meaning in the document's contexts, so the signature does not cover it");
            return null;
        }
        return term != null ? term.written() : RdfTerm.Written.iri(Objects.requireNonNull(iri));
    }

    private @Nullable RdfTerm reference(String text, ActiveContext active, boolean inGraph) {
        if (text.startsWith("_:")) {
            if (!LABEL.matcher(text).matches()) {
                found("relative-iri", "\"" + text + "\" is not the label of a node");
                return null;
            }
            return labels.computeIfAbsent(text, BlankNode::new);
        }
        String iri = active.expand(text, false);
        if (iri == null || !Iris.isAbsolute(iri) || !Iris.isAbsolute(text)) {
            found(
                    "relative-iri",
                    "\"" + text + "\" should be an absolute URI; as it is, the signature does not cover it");
            return null;
        }
        return out == null ? RdfTerm.NIL : RdfTerm.Written.iri(iri);
    }

    private void values(JsonValue value, ActiveContext active, Term term, RdfTerm subject, @Nullable RdfTerm graph) {
        if (term.isReverse() && !leadsToNodes(value, term)) {
            found("keyword", "A property that is turned round leads to objects or references");
            return;
        }
        if ("@json".equals(term.type())) {
            certain = false;
            return;
        }
        if (term.holdsLists()) {
            link(subject, term, list(value, active, term, graph), graph);
        } else if (term.holdsLanguages() && value instanceof JsonObject map) {
            languages(map, term, subject, graph);
        } else {
            each(value, active, term, subject, graph);
        }
    }

    private static boolean leadsToNodes(JsonValue value, Term term) {
        if (value instanceof JsonArray array) {
            return array.stream().allMatch(element -> leadsToNodes(element, term));
        }
        return value instanceof JsonObject object
                ? !object.containsKey("@value")
                : value instanceof JsonString && ("@id".equals(term.type()) || "@vocab".equals(term.type()));
    }

    private void each(JsonValue value, ActiveContext active, Term term, RdfTerm subject, @Nullable RdfTerm graph) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size() && !isOver(); i++) {
                path.enter(i);
                each(array.get(i), active, term, subject, graph);
                path.leave();
            }
        } else if (term.holdsGraphs()) {
            inGraph(value, active, term, subject, graph);
        } else {
            link(subject, term, element(value, active, term, graph), graph);
        }
    }

    private void inGraph(JsonValue value, ActiveContext active, Term term, RdfTerm subject, @Nullable RdfTerm graph) {
        if (value == JsonValue.NULL) {
            return;
        }
        if (!(value instanceof JsonObject object) || object.containsKey("@value") || isOnlyId(object, active)) {
            found(
                    "dropped",
                    "Here stands only a reference or a text where a whole object is meant, so the signature does not cover it");
            return;
        }
        BlankNode inside = new BlankNode("");
        link(subject, term, inside, graph);
        node(object, active, term, inside);
    }

    private @Nullable RdfTerm element(JsonValue value, ActiveContext active, Term term, @Nullable RdfTerm graph) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case OBJECT -> node(value.asJsonObject(), active, term, graph);
            case ARRAY -> list(value, active, term, graph);
            case STRING -> text(((JsonString) value).getString(), active, term);
            case NUMBER, TRUE, FALSE -> Literals.plain(value, term.datatype());
        };
    }

    private @Nullable RdfTerm text(String text, ActiveContext active, Term term) {
        String type = term.type();
        if (type == null || type.equals("@none")) {
            String language = term.language() == null ? active.language() : term.language();
            return language == null || language.isEmpty()
                    ? literal(text, "")
                    : RdfTerm.Written.inLanguage(text, language);
        }
        return switch (type) {
            case "@id" -> reference(text, below(active, term), false);
            case "@vocab" -> word(text, below(active, term));
            default -> literal(text, type);
        };
    }

    private RdfTerm literal(String text, String datatype) {
        return out == null ? RdfTerm.NIL : RdfTerm.Written.literal(text, datatype);
    }

    private RdfTerm list(JsonValue value, ActiveContext active, Term term, @Nullable RdfTerm graph) {
        List<RdfTerm> elements = new ArrayList<>();
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size() && !isOver(); i++) {
                path.enter(i);
                RdfTerm element = element(array.get(i), active, term, graph);
                if (element != null) {
                    elements.add(element);
                }
                path.leave();
            }
        } else {
            RdfTerm element = element(value, active, term, graph);
            if (element != null) {
                elements.add(element);
            }
        }
        RdfTerm rest = RdfTerm.NIL;
        for (int i = elements.size() - 1; i >= 0; i--) {
            BlankNode here = new BlankNode("");
            state(here, FIRST, elements.get(i), graph);
            state(here, REST, rest, graph);
            rest = here;
        }
        return rest;
    }

    /** Section 13.7 of the expansion: a text for each language. */
    private void languages(JsonObject map, Term term, RdfTerm subject, @Nullable RdfTerm graph) {
        for (Map.Entry<String, JsonValue> entry : map.entrySet()) {
            path.enter(entry.getKey());
            String language = entry.getKey();
            if (!language.equals("@none") && !LANGUAGE.matcher(language).matches()) {
                found("language", "A language is a tag such as \"en-US\"; as it is, it would be dropped");
            }
            for (JsonValue value : Tree.values(map, language)) {
                if (value instanceof JsonString text) {
                    RdfTerm literal = language.equals("@none")
                            ? literal(text.getString(), "")
                            : RdfTerm.Written.inLanguage(text.getString(), language.toLowerCase(Locale.ROOT));
                    link(subject, term, literal, graph);
                } else {
                    found("language", "The value for a language is text");
                }
            }
            path.leave();
        }
    }

    private @Nullable RdfTerm valueObject(JsonObject object, ActiveContext active) {
        String datatype = "";
        String language = "";
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            path.enter(entry.getKey());
            JsonValue part = entry.getValue();
            switch (entry.getKey()) {
                case "@value" -> {
                    if (part instanceof JsonObject || part instanceof JsonArray) {
                        found("keyword", "A value is text, a number or a truth value");
                    }
                }
                case "@language" -> {
                    if (part instanceof JsonString tag
                            && LANGUAGE.matcher(tag.getString()).matches()) {
                        language = tag.getString();
                    } else {
                        found("language", "A language is a tag such as \"en-US\"; as it is, it would be dropped");
                    }
                }
                case "@type" -> datatype = datatype(part, active);
                default -> found("keyword", "\"" + entry.getKey() + "\" in a value is not covered by the signature");
            }
            path.leave();
        }
        return value(object.get("@value"), datatype, language);
    }

    private String datatype(JsonValue part, ActiveContext active) {
        String iri = part instanceof JsonString text ? active.expand(text.getString(), true) : null;
        if (iri == null || !Iris.isAbsolute(iri)) {
            found("undefined-type", "The type of a value is the term or the absolute URI of a datatype");
            return "";
        }
        return iri;
    }

    private @Nullable RdfTerm value(@Nullable JsonValue value, String datatype, String language) {
        if (!language.isEmpty()) {
            if (!datatype.isEmpty() || !(value instanceof JsonString text)) {
                found("language", "A value in a language is text without a type");
                return null;
            }
            return RdfTerm.Written.inLanguage(text.getString(), language);
        }
        return switch (value) {
            case JsonString text -> literal(text.getString(), datatype);
            case JsonNumber number -> Literals.plain(number, datatype);
            case null -> null;
            default -> value == JsonValue.TRUE || value == JsonValue.FALSE ? Literals.plain(value, datatype) : null;
        };
    }

    private void link(RdfTerm subject, Term term, @Nullable RdfTerm object, @Nullable RdfTerm graph) {
        if (object == null || out == null) {
            return;
        }
        if (term.isReverse()) {
            out.add(object, term.written(), subject, graph);
        } else {
            out.add(subject, term.written(), object, graph);
        }
    }

    private void state(RdfTerm subject, RdfTerm.Written predicate, RdfTerm object, @Nullable RdfTerm graph) {
        if (out != null) {
            out.add(subject, predicate, object, graph);
        }
    }
}
