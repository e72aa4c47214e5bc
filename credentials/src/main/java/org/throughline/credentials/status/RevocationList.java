package org.throughline.credentials.status;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Tree;

/**
 * A published list that names what was revoked, one by one.
 *
 * <p>Sources: 1EdTech Verifiable Credentials Revocation List 1.0 ({@code 1EdTechRevocationList}); Open Badges 2.0, RevocationList.
 */
public final class RevocationList {

    private static final int MAX_ENTRIES = 1_000_000;

    private final @Nullable String issuer;
    private final Map<String, Revocation> revoked;

    private RevocationList(@Nullable String issuer, Map<String, Revocation> revoked) {
        this.issuer = issuer;
        this.revoked = Map.copyOf(revoked);
    }

    /**
     * One line of the list.
     *
     * @param reason  why it was revoked, in the issuer's words, or empty
     */
    public record Revocation(String reason) {}

    /** Reads a list of 1EdTech; empty when the document is none. */
    public static Optional<RevocationList> ofOneEdTech(JsonObject document) {
        boolean names = isList(document.get("revokedCredential"));
        boolean saysItHasNone = !document.containsKey("revokedCredential")
                && Tree.idOf(document, "issuer").isPresent()
                && Tree.text(document, "id").isPresent();
        return names || saysItHasNone ? read(document, "revokedCredential", List.of("id")) : Optional.empty();
    }

    /** Reads the list that an issuer of Open Badges 2.0 names as {@code revocationList}; empty when the document is none. */
    public static Optional<RevocationList> ofOpenBadges2(JsonObject document) {
        return isList(document.get("revokedAssertions"))
                ? read(document, "revokedAssertions", List.of("id", "uid"))
                : Optional.empty();
    }

    /** Compacted JSON-LD writes a list of one as that one. */
    private static boolean isList(@Nullable JsonValue value) {
        return value instanceof JsonArray || value instanceof JsonObject;
    }

    private static Optional<RevocationList> read(JsonObject document, String key, List<String> ids) {
        Map<String, Revocation> revoked = new HashMap<>();
        List<JsonValue> values = Tree.values(document, key);
        if (values.size() > MAX_ENTRIES) {
            return Optional.empty();
        }
        for (JsonValue value : values) {
            if (value instanceof JsonString id) {
                revoked.put(plain(id.getString()), new Revocation(""));
            } else if (value instanceof JsonObject entry && isEntry(entry, ids)) {
                if (!JsonValue.FALSE.equals(entry.get("revoked"))) {
                    String reason = Tree.text(entry, "revocationReason").orElse("");
                    ids.forEach(id ->
                            Tree.text(entry, id).ifPresent(text -> revoked.put(plain(text), new Revocation(reason))));
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new RevocationList(Tree.idOf(document, "issuer").orElse(null), revoked));
    }

    private static boolean isEntry(JsonObject entry, List<String> ids) {
        JsonValue revoked = entry.getOrDefault("revoked", JsonValue.TRUE);
        return ids.stream().anyMatch(id -> entry.get(id) instanceof JsonString)
                && (revoked == JsonValue.TRUE || revoked == JsonValue.FALSE);
    }

    /** Whose list it says it is. */
    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** What the list says of a credential; ids are the same when they are after percent-decoding (Open Badges 3.0, Equality and Comparison). */
    public Optional<Revocation> find(String id) {
        return Optional.ofNullable(revoked.get(plain(id)));
    }

    private static String plain(String id) {
        String text = id.strip();
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
