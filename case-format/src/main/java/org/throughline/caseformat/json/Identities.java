package org.throughline.caseformat.json;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CaseIds;

/**
 * Which identifier each object of one package has. An identifier that CASE's pattern accepts is kept; any other becomes version 5 of
 * the package's source and the original text, so that links to it and a second reading of the same file arrive at the same one.
 */
final class Identities {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:case:identifier");

    private final String source;
    private final Set<UUID> nodes = new HashSet<>();
    private final Set<UUID> shared = new HashSet<>();
    private final Map<String, UUID> byUri = new HashMap<>();

    /** @param source what makes this package's own names unique, such as its document's identifier as written */
    Identities(String source) {
        this.source = source;
    }

    /** The accepted identifier that this text is, apart from case, braces and {@code urn:uuid:}. */
    static Optional<UUID> accepted(String written) {
        return CaseIds.parse(plain(written));
    }

    /** The identifier that stands for this text in this package: itself where CASE accepts it, else derived from it. */
    UUID of(String written) {
        return accepted(written).orElseGet(() -> derive(plain(written)));
    }

    /** The identifier that this package always derives from this text. */
    UUID derive(String text) {
        return CaseIds.v5(NAMESPACE, source + "\n" + text);
    }

    /** The identifier at the end of an address such as {@code …/CFItems/6b9a3274-….json}. */
    static Optional<UUID> atEndOf(String uri) {
        int end = uri.length();
        for (char stop : new char[] {'?', '#'}) {
            int at = uri.indexOf(stop);
            end = at >= 0 ? Math.min(end, at) : end;
        }
        String path = uri.substring(0, end);
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf(':')) + 1);
        return accepted(last.endsWith(".json") ? last.substring(0, last.length() - 5) : last);
    }

    /** Says that this package contains the node; an association may then lead to it by identifier or by address. */
    void node(UUID identifier, @Nullable String uri) {
        nodes.add(identifier);
        if (uri != null) {
            byUri.putIfAbsent(uri, identifier);
        }
    }

    /** Says that two different nodes were written under this identifier, so that links to it need the address as well. */
    void shared(UUID identifier) {
        shared.add(identifier);
    }

    /** The node of this package that a link means, if it means one. */
    Optional<UUID> nodeOf(@Nullable String identifier, @Nullable String uri) {
        @Nullable UUID addressed = uri == null ? null : byUri.get(uri);
        if (identifier != null) {
            UUID named = of(identifier);
            if (nodes.contains(named)) {
                return Optional.of(shared.contains(named) && addressed != null ? addressed : named);
            }
        }
        return Optional.ofNullable(addressed);
    }

    private static String plain(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        if (text.startsWith("urn:uuid:")) {
            text = text.substring("urn:uuid:".length());
        }
        return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether this text is an absolute URI that needs no mending. */
    static boolean isUri(String text) {
        try {
            return URI.create(text).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
