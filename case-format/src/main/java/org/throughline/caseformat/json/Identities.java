package org.throughline.caseformat.json;

import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
    private static final List<String> PREFIXES = List.of("urn:uuid:", "urn:guid:", "uuid:", "guid:");

    private final String source;
    private final Words words = new Words();
    private final AsWritten written = new AsWritten();
    private final Map<UUID, String> nodes = new HashMap<>();
    private final Map<UUID, UUID> byOtherName = new HashMap<>();
    private final Set<UUID> shared = new HashSet<>();
    private final Map<String, UUID> byUri = new HashMap<>();
    private final Map<UUID, String> titles = new HashMap<>();

    /** @param source what makes this package's own names unique, such as its document's identifier as written */
    Identities(String source) {
        this.source = source;
    }

    Words words() {
        return words;
    }

    /** Where properties stand whose names in the file are others. */
    AsWritten written() {
        return written;
    }

    /** The accepted identifier that this text is, apart from case, braces, percent signs and {@code urn:uuid:}. */
    static Optional<UUID> accepted(String written) {
        Optional<UUID> exact = CaseIds.parse(written);
        return exact.isPresent() ? exact : CaseIds.parse(plain(written));
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
    void node(UUID identifier, String original, @Nullable String uri) {
        nodes.put(identifier, identifier.toString());
        if (uri != null) {
            byUri.putIfAbsent(words.of(uri), identifier);
        }
        if (!original.isEmpty()) {
            atEndOf(original).ifPresent(other -> byOtherName.putIfAbsent(other, identifier));
        }
    }

    /** The node's identifier as text, always the same one. */
    String text(UUID node) {
        return nodes.getOrDefault(node, node.toString());
    }

    /** Says what people call an object, for links that do not tell. */
    void titled(UUID identifier, String title) {
        titles.putIfAbsent(identifier, title);
    }

    /** What people call the object of this identifier, where it is in the package. */
    Optional<String> title(UUID identifier) {
        return Optional.ofNullable(titles.get(identifier));
    }

    /** Says that two different nodes were written under this identifier, so that links to it need the address as well. */
    void shared(UUID identifier) {
        shared.add(identifier);
    }

    /** The node of this package that a link means, if it means one. */
    Optional<UUID> nodeOf(@Nullable String identifier, @Nullable String uri) {
        @Nullable UUID addressed = uri == null ? null : addressed(uri);
        if (identifier != null) {
            UUID named = of(identifier);
            if (nodes.containsKey(named)) {
                return Optional.of(shared.contains(named) && addressed != null ? addressed : named);
            }
        }
        if (addressed != null) {
            return Optional.of(addressed);
        }
        return Optional.ofNullable(identifier)
                .flatMap(this::meant)
                .or(() -> Optional.ofNullable(uri)
                        .filter(any ->
                                identifier == null || accepted(identifier).isEmpty())
                        .flatMap(this::meant));
    }

    private @Nullable UUID addressed(String uri) {
        @Nullable UUID exact = byUri.get(uri);
        return exact != null || uri.indexOf('%') < 0 ? exact : byUri.get(Texts.percentDecoded(uri));
    }

    /** The node whose identifier stands at the end of this text, or whose own text ended with the same. */
    private Optional<UUID> meant(String text) {
        return atEndOf(Texts.percentDecoded(text))
                .flatMap(id -> nodes.containsKey(id) ? Optional.of(id) : Optional.ofNullable(byOtherName.get(id)));
    }

    private static String plain(String written) {
        String text = Texts.percentDecoded(written).strip().toLowerCase(Locale.ROOT);
        for (String prefix : PREFIXES) {
            if (text.startsWith(prefix)) {
                text = text.substring(prefix.length());
            }
        }
        return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
    }

    /** Whether this text is an absolute URI that needs no mending (RFC 3986, so without characters beyond ASCII). */
    static boolean isUri(String text) {
        if (isPlainAddress(text)) {
            return true;
        }
        try {
            return URI.create(text).isAbsolute() && text.chars().allMatch(c -> c < 0x80);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether this is {@code http(s)://}, a host's name and a path of letters, digits and the like, as nearly all addresses are. */
    private static boolean isPlainAddress(String text) {
        int i = text.startsWith("https://") ? 8 : text.startsWith("http://") ? 7 : text.length();
        boolean host = i < text.length() && letterOrDigit(text.charAt(i));
        while (host && i < text.length()) {
            char c = text.charAt(i++);
            if (!letterOrDigit(c) && c != '/' && c != '-' && c != '.' && c != '_' && c != '~') {
                return false;
            }
        }
        return host;
    }

    private static boolean letterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }
}
