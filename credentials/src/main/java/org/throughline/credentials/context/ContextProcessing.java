package org.throughline.credentials.context;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Tree;

/**
 * Goes from one active context to the next (JSON-LD 1.1 API, sections 4.1 Context Processing and 4.2 Create Term Definition),
 * among approved contexts alone.
 */
final class ContextProcessing {

    static final Set<String> KEYWORDS = Set.of(
            "@base",
            "@container",
            "@context",
            "@default",
            "@direction",
            "@graph",
            "@id",
            "@import",
            "@included",
            "@index",
            "@json",
            "@language",
            "@list",
            "@nest",
            "@none",
            "@prefix",
            "@propagate",
            "@protected",
            "@reverse",
            "@set",
            "@type",
            "@value",
            "@version",
            "@vocab");

    private static final Set<String> CONTAINERS =
            Set.of("@set", "@list", "@graph", "@language", "@index", "@id", "@type");
    private static final Set<String> UNDERSTOOD = Set.of("@set", "@list", "@graph", "@language");
    private static final Set<String> DEFINITION = Set.of(
            "@id",
            "@type",
            "@container",
            "@context",
            "@language",
            "@direction",
            "@index",
            "@nest",
            "@prefix",
            "@protected",
            "@reverse");
    private static final int MAX_KEPT = 400;
    private static final int MAX_NESTED = 8;

    private final ApprovedContexts approved;
    private final AtomicInteger kept = new AtomicInteger();

    ContextProcessing(ApprovedContexts approved) {
        this.approved = approved;
    }

    /** Whether there is room to keep what was worked out; documents made to fill it only cost themselves. */
    boolean mayKeep(ActiveContext worked) {
        return worked.terms().isEmpty() || kept.get() < MAX_KEPT && kept.incrementAndGet() <= MAX_KEPT;
    }

    boolean isFull() {
        return kept.get() >= MAX_KEPT;
    }

    static boolean looksLikeKeyword(String text) {
        if (text.length() < 2 || text.charAt(0) != '@') {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Applies a context.
     *
     * @param mayOverride  whether protected terms may get another meaning, as below a property
     * @param propagates  whether it also holds in the nodes below, unless it says something else itself
     */
    ActiveContext process(ActiveContext active, JsonValue context, boolean mayOverride, boolean propagates)
            throws ContextRefusedException {
        boolean further = context instanceof JsonObject object && object.containsKey("@propagate")
                ? object.get("@propagate") == JsonValue.TRUE
                : propagates;
        ActiveContext result = further || active.previous() != null
                ? active
                : new ActiveContext(active.terms(), active.vocab(), active.language(), active);
        return process(result, context, mayOverride, propagates, 0);
    }

    private ActiveContext process(
            ActiveContext active, JsonValue context, boolean mayOverride, boolean propagates, int depth)
            throws ContextRefusedException {
        if (depth > MAX_NESTED) {
            throw new ContextRefusedException("context", "Contexts name one another too deeply");
        }
        if (context instanceof JsonArray array) {
            ActiveContext result = active;
            for (JsonValue one : array) {
                result = process(result, one, mayOverride, propagates, depth + 1);
            }
            return result;
        }
        if (context == JsonValue.NULL) {
            if (!mayOverride && active.hasProtected()) {
                throw new ContextRefusedException(
                        "protected-term", "A null context would forget terms that are protected");
            }
            return new ActiveContext(Map.of(), null, null, propagates ? null : active.previous());
        }
        if (context instanceof JsonString url) {
            ContextDocument document = approved.document(url.getString())
                    .orElseThrow(() -> new ContextRefusedException(
                            "context", "The context " + url.getString() + " is not among the approved ones"));
            return process(active, document.body(), mayOverride, true, depth + 1);
        }
        if (context instanceof JsonObject object) {
            return new Definitions(active, object, mayOverride).apply();
        }
        throw new ContextRefusedException("context", "A context is an object, an address or null");
    }

    /** The words of one context while they are being defined. */
    private static final class Definitions {
        private static final Set<String> OF_THE_CONTEXT =
                Set.of("@version", "@protected", "@propagate", "@vocab", "@language", "@base", "@direction", "@import");

        private final JsonObject local;
        private final boolean mayOverride;
        private final boolean guarded;
        private final ActiveContext before;
        private final Map<String, Term> terms;
        private final Map<String, Boolean> defined = new HashMap<>();
        private @Nullable String vocab;
        private @Nullable String language;

        Definitions(ActiveContext before, JsonObject local, boolean mayOverride) {
            this.before = before;
            this.local = local;
            this.mayOverride = mayOverride;
            this.guarded = local.get("@protected") == JsonValue.TRUE;
            this.terms = new HashMap<>(before.terms());
            this.vocab = before.vocab();
            this.language = before.language();
        }

        ActiveContext apply() throws ContextRefusedException {
            if (local.containsKey("@import") || local.containsKey("@direction")) {
                throw new ContextRefusedException("not-supported", "A context uses @import or @direction");
            }
            if (local.get("@base") != null && local.get("@base") != JsonValue.NULL) {
                throw new ContextRefusedException("not-supported", "A context sets a base address");
            }
            if (local.containsKey("@vocab")) {
                vocab = vocabulary(local.get("@vocab"));
            }
            if (local.containsKey("@language")) {
                language = Tree.text(local, "@language")
                        .map(l -> l.toLowerCase(Locale.ROOT))
                        .orElse(null);
            }
            for (String term : local.keySet()) {
                if (!OF_THE_CONTEXT.contains(term)) {
                    define(term);
                }
            }
            ActiveContext after = new ActiveContext(terms, vocab, language, before.previous());
            return after.saysTheSameAs(before) ? before : after;
        }

        private @Nullable String vocabulary(@Nullable JsonValue value) throws ContextRefusedException {
            if (value == JsonValue.NULL) {
                return null;
            }
            String text = Tree.text(value).orElse("");
            String expanded = expand(text);
            if (expanded == null || !Iris.hasScheme(expanded)) {
                throw new ContextRefusedException(
                        "not-supported", "A context's vocabulary is not an absolute address: \"" + text + "\"");
            }
            return expanded;
        }

        /** Section 5.2 with the words that are still to be defined. */
        private @Nullable String expand(String text) throws ContextRefusedException {
            if (KEYWORDS.contains(text)) {
                return text;
            }
            if (looksLikeKeyword(text)) {
                return null;
            }
            if (local.containsKey(text)) {
                define(text);
            }
            Term term = terms.get(text);
            if (term != null) {
                return term.iri();
            }
            int colon = text.indexOf(':', 1);
            if (colon > 0) {
                String prefix = text.substring(0, colon);
                if (prefix.equals("_") || text.startsWith("//", colon + 1)) {
                    return text;
                }
                if (local.containsKey(prefix)) {
                    define(prefix);
                }
                Term known = terms.get(prefix);
                if (known != null && known.iri() != null && known.isPrefix()) {
                    return known.iri() + text.substring(colon + 1);
                }
                if (Iris.hasScheme(text)) {
                    return text;
                }
            }
            return vocab == null ? text : vocab + text;
        }

        private void define(String name) throws ContextRefusedException {
            Boolean state = defined.get(name);
            if (state != null) {
                if (!state) {
                    throw wrong(name, "is defined by itself");
                }
                return;
            }
            if (name.isEmpty()) {
                throw wrong(name, "is empty");
            }
            if (KEYWORDS.contains(name)) {
                if (!name.equals("@type")) {
                    throw wrong(name, "is a keyword, which nobody may define");
                }
                defined.put(name, true);
                return;
            }
            if (looksLikeKeyword(name)) {
                defined.put(name, true);
                return;
            }
            defined.put(name, false);
            Term previous = terms.remove(name);
            JsonValue value = Objects.requireNonNull(local.get(name));
            Term term = term(name, value);
            if (term == null) {
                defined.put(name, true);
                return;
            }
            if (!mayOverride && previous != null && previous.isProtected()) {
                if (!term.means(previous)) {
                    throw new ContextRefusedException(
                            "protected-term",
                            "The term \"" + name + "\" is protected, and a later context gives it another meaning");
                }
                term = previous;
            }
            boolean unchanged =
                    previous != null && term.isProtected() == previous.isProtected() && term.means(previous);
            terms.put(name, unchanged ? previous : term);
            defined.put(name, true);
        }

        private @Nullable Term term(String name, JsonValue value) throws ContextRefusedException {
            boolean simple = value instanceof JsonString;
            if (value == JsonValue.NULL) {
                return new Term(null, null, Set.of(), null, null, false, false, guarded, false);
            }
            if (!simple && !(value instanceof JsonObject)) {
                throw wrong(name, "is neither text nor an object");
            }
            JsonObject definition = simple ? JsonValue.EMPTY_JSON_OBJECT : value.asJsonObject();
            for (String key : definition.keySet()) {
                if (!DEFINITION.contains(key)) {
                    throw wrong(name, "has the unknown part " + key);
                }
            }
            boolean isProtected =
                    definition.containsKey("@protected") ? definition.get("@protected") == JsonValue.TRUE : guarded;
            String type = type(name, definition);
            Set<String> containers = containers(name, definition);
            boolean reverse = definition.containsKey("@reverse");
            JsonValue said = simple ? value : definition.get(reverse ? "@reverse" : "@id");
            if (reverse && definition.containsKey("@id")) {
                throw wrong(name, "is turned round and has an @id");
            }
            if (said == JsonValue.NULL) {
                return new Term(null, type, containers, null, null, false, false, isProtected, false);
            }
            String iri = iri(name, said);
            if (iri == null) {
                return null;
            }
            boolean prefix = definition.get("@prefix") == JsonValue.TRUE
                    || (simple && name.indexOf(':') < 0 && name.indexOf('/') < 0 && endsLikePrefix(iri));
            boolean beyond = definition.containsKey("@nest")
                    || definition.containsKey("@direction")
                    || definition.containsKey("@index")
                    || !UNDERSTOOD.containsAll(containers)
                    || containers.contains("@list") && containers.size() > 1
                    || (iri.startsWith("@") ? !iri.equals("@id") && !iri.equals("@type") : !Iris.isAbsolute(iri));
            return new Term(
                    iri,
                    type,
                    containers,
                    language(definition, type),
                    definition.get("@context"),
                    reverse,
                    prefix,
                    isProtected,
                    beyond);
        }

        private @Nullable String type(String name, JsonObject definition) throws ContextRefusedException {
            if (!definition.containsKey("@type")) {
                return null;
            }
            String type =
                    expand(Tree.text(definition, "@type").orElseThrow(() -> wrong(name, "has a type that is no text")));
            if (type == null
                    || (!Set.of("@id", "@vocab", "@json", "@none").contains(type) && !Iris.hasScheme(type))
                    || type.startsWith("_:")) {
                throw wrong(name, "has a type that is no address");
            }
            return type;
        }

        private static Set<String> containers(String name, JsonObject definition) throws ContextRefusedException {
            Set<String> containers = new HashSet<>(Tree.texts(definition, "@container"));
            if (!CONTAINERS.containsAll(containers)) {
                throw wrong(name, "has an unknown container");
            }
            return Set.copyOf(containers);
        }

        private static @Nullable String language(JsonObject definition, @Nullable String type) {
            if (!definition.containsKey("@language") || type != null) {
                return null;
            }
            return Tree.text(definition, "@language")
                    .map(l -> l.toLowerCase(Locale.ROOT))
                    .orElse("");
        }

        private @Nullable String iri(String name, @Nullable JsonValue said) throws ContextRefusedException {
            if (said != null
                    && !(said instanceof JsonString text && text.getString().equals(name))) {
                String text = Tree.text(said).orElseThrow(() -> wrong(name, "has an @id that is no text"));
                if (!KEYWORDS.contains(text) && looksLikeKeyword(text)) {
                    return null;
                }
                String iri = expand(text);
                if (iri == null || iri.equals("@context") || (!iri.startsWith("@") && !isIri(iri))) {
                    throw wrong(name, "means \"" + text + "\", which is no absolute address");
                }
                if (name.indexOf('/') >= 0 || (name.indexOf(':', 1) > 0 && name.indexOf(':', 1) < name.length() - 1)) {
                    defined.put(name, true);
                    if (!iri.equals(expand(name))) {
                        throw wrong(name, "looks like an address and means another one");
                    }
                }
                return iri;
            }
            int colon = name.indexOf(':', 1);
            if (colon > 0) {
                String prefix = name.substring(0, colon);
                if (local.containsKey(prefix)) {
                    define(prefix);
                }
                Term known = terms.get(prefix);
                return known != null && known.iri() != null ? known.iri() + name.substring(colon + 1) : name;
            }
            if (vocab == null || name.indexOf('/') >= 0) {
                throw wrong(name, "has no meaning");
            }
            return vocab + name;
        }

        private static boolean isIri(String text) {
            return text.startsWith("_:") || Iris.hasScheme(text);
        }

        private static boolean endsLikePrefix(String iri) {
            return iri.startsWith("_:") || (!iri.isEmpty() && ":/?#[]@".indexOf(iri.charAt(iri.length() - 1)) >= 0);
        }

        private static ContextRefusedException wrong(String name, String what) {
            return new ContextRefusedException("context", "A context's term \"" + name + "\" " + what);
        }
    }
}
