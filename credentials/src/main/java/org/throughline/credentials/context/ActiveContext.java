package org.throughline.credentials.context;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that words mean at one place of a document (JSON-LD 1.1 API, section 4.1).
 *
 * <p>Immutable to whoever reads it. What comes of going on from here, by a published context, a property or a type, is worked
 * out once and kept, so that contexts are not built anew for every credential.
 */
final class ActiveContext {

    private final Map<String, Term> terms;
    private final @Nullable String vocab;
    private final @Nullable String language;
    private final @Nullable ActiveContext previous;
    private final List<String> idAliases;
    private final List<String> typeAliases;
    private final Map<String, ActiveContext> byAddress = new ConcurrentHashMap<>(4);
    private final Map<Term, ActiveContext> byProperty = new ConcurrentHashMap<>(4);
    private final Map<Term, ActiveContext> byType = new ConcurrentHashMap<>(4);

    ActiveContext(
            Map<String, Term> terms,
            @Nullable String vocab,
            @Nullable String language,
            @Nullable ActiveContext previous) {
        this.terms = terms;
        this.vocab = vocab;
        this.language = language;
        this.previous = previous;
        this.idAliases = aliases(terms, "@id");
        this.typeAliases = aliases(terms, "@type");
    }

    private static List<String> aliases(Map<String, Term> terms, String keyword) {
        return terms.entrySet().stream()
                .filter(e -> keyword.equals(e.getValue().iri()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The properties that stand for {@code @id}. */
    List<String> idAliases() {
        return idAliases;
    }

    /** The properties that stand for {@code @type}. */
    List<String> typeAliases() {
        return typeAliases;
    }

    /** Where nothing is known. */
    static ActiveContext empty() {
        return new ActiveContext(Map.of(), null, null, null);
    }

    @Nullable
    Term term(String name) {
        return terms.get(name);
    }

    Map<String, Term> terms() {
        return terms;
    }

    @Nullable
    String vocab() {
        return vocab;
    }

    @Nullable
    String language() {
        return language;
    }

    /** What is known again in the next node, when this came with a type (JSON-LD 1.1, section 4.1.8). */
    @Nullable
    ActiveContext previous() {
        return previous;
    }

    boolean hasProtected() {
        return terms.values().stream().anyMatch(Term::isProtected);
    }

    boolean saysTheSameAs(ActiveContext other) {
        return previous == other.previous
                && Objects.equals(vocab, other.vocab)
                && Objects.equals(language, other.language)
                && terms.equals(other.terms);
    }

    /** With a published context. */
    ActiveContext with(ContextDocument document, ContextProcessing processing) throws ContextRefusedException {
        ActiveContext known = byAddress.get(document.url());
        if (known == null) {
            known = processing.process(this, document.body(), false, true);
            if (processing.mayKeep(known)) {
                byAddress.put(document.url(), known);
            }
        }
        return known;
    }

    /** Below a property with a scope of its own. */
    ActiveContext below(Term property, ContextProcessing processing) throws ContextRefusedException {
        JsonValue scope = property.scope();
        if (scope == null) {
            return this;
        }
        ActiveContext known = byProperty.get(property);
        if (known == null) {
            known = processing.process(this, scope, true, true);
            if (processing.mayKeep(known)) {
                byProperty.put(property, known);
            }
        }
        return known;
    }

    /** In a node of a type with a scope of its own. */
    ActiveContext in(Term type, ContextProcessing processing) throws ContextRefusedException {
        JsonValue scope = type.scope();
        if (scope == null) {
            return this;
        }
        ActiveContext known = byType.get(type);
        if (known == null) {
            known = processing.process(this, scope, false, false);
            if (processing.mayKeep(known)) {
                byType.put(type, known);
            }
        }
        return known;
    }

    /**
     * What a text means as an IRI (section 5.2 IRI Expansion).
     *
     * @param asWord  whether terms and the vocabulary are asked, as for properties and types
     * @return a keyword, an IRI, a blank node or, relative to nothing, the text itself; null when it means nothing
     */
    @Nullable
    String expand(String text, boolean asWord) {
        if (text.startsWith("@") && ContextProcessing.looksLikeKeyword(text)) {
            return ContextProcessing.KEYWORDS.contains(text) ? text : null;
        }
        Term term = terms.get(text);
        if (term != null && (asWord || term.isKeyword())) {
            return term.iri();
        }
        int colon = text.indexOf(':', 1);
        if (colon > 0) {
            if ((colon == 1 && text.charAt(0) == '_') || text.startsWith("//", colon + 1)) {
                return text;
            }
            Term prefix = terms.get(text.substring(0, colon));
            if (prefix != null && prefix.iri() != null && prefix.isPrefix()) {
                return prefix.iri() + text.substring(colon + 1);
            }
            if (Iris.hasScheme(text)) {
                return text;
            }
        }
        return asWord && vocab != null ? vocab + text : text;
    }
}
