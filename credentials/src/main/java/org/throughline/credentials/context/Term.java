package org.throughline.credentials.context;

import jakarta.json.JsonValue;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.rdf.RdfTerm;

/**
 * What one word means at one place, worked out (JSON-LD 1.1 API, section 4.2 Create Term Definition).
 *
 * <p>Compared by identity: the same instance stands in every context that took it over.
 */
final class Term {

    private final @Nullable String iri;
    private final @Nullable String type;
    private final Set<String> containers;
    private final @Nullable String language;
    private final @Nullable JsonValue scope;
    private final boolean reverse;
    private final boolean prefix;
    private final boolean isProtected;
    private final boolean beyond;
    private final RdfTerm.Written written;
    private final String datatype;
    private final boolean lists;
    private final boolean graphs;
    private final boolean languages;

    /**
     * A term.
     *
     * @param iri  what it means; a keyword for another name of that keyword; null when it means nothing
     * @param type  how its values are read: {@code @id}, {@code @vocab}, {@code @json}, {@code @none} or a datatype's IRI
     * @param containers  {@code @set}, {@code @list}, {@code @graph}, {@code @language}…
     * @param language  of its texts; an empty text for none, null where the surroundings decide
     * @param scope  the context that holds below it, {@link JsonValue#NULL} when everything is forgotten there
     * @param beyond  whether it uses something of JSON-LD that we leave to others
     */
    Term(
            @Nullable String iri,
            @Nullable String type,
            Set<String> containers,
            @Nullable String language,
            @Nullable JsonValue scope,
            boolean reverse,
            boolean prefix,
            boolean isProtected,
            boolean beyond) {
        this.iri = iri;
        this.type = type;
        this.containers = containers;
        this.language = language;
        this.scope = scope;
        this.reverse = reverse;
        this.prefix = prefix;
        this.isProtected = isProtected;
        this.beyond = beyond;
        this.written = RdfTerm.Written.iri(String.valueOf(iri));
        this.lists = containers.contains("@list");
        this.graphs = containers.contains("@graph");
        this.languages = containers.contains("@language");
        this.datatype = type == null || type.startsWith("@") ? "" : type;
    }

    @Nullable
    String iri() {
        return iri;
    }

    /** The IRI as it stands in N-Quads. */
    RdfTerm.Written written() {
        return written;
    }

    @Nullable
    String type() {
        return type;
    }

    /** The IRI of the datatype; empty where none was given. */
    String datatype() {
        return datatype;
    }

    boolean holdsLists() {
        return lists;
    }

    boolean holdsGraphs() {
        return graphs;
    }

    boolean holdsLanguages() {
        return languages;
    }

    @Nullable
    String language() {
        return language;
    }

    @Nullable
    JsonValue scope() {
        return scope;
    }

    boolean isReverse() {
        return reverse;
    }

    boolean isPrefix() {
        return prefix;
    }

    boolean isProtected() {
        return isProtected;
    }

    boolean isBeyond() {
        return beyond;
    }

    boolean isKeyword() {
        return iri != null && iri.startsWith("@");
    }

    /** Whether it means the same in everything but its protection (section 4.2.2, step 29). */
    boolean means(Term other) {
        return Objects.equals(iri, other.iri)
                && Objects.equals(type, other.type)
                && containers.equals(other.containers)
                && Objects.equals(language, other.language)
                && Objects.equals(scope, other.scope)
                && reverse == other.reverse
                && prefix == other.prefix;
    }
}
