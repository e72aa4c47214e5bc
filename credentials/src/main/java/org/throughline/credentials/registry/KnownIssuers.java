package org.throughline.credentials.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry that is one document, read in one of two forms:
 *
 * <ul>
 *   <li>ours: {@code {"name": "…", "issuers": [{"id": "did:…", "name": "…", "since": "…", "until": "…", "homePage": "https://…"}]}}, where all but
 *       {@code issuers} with {@code id} and {@code name} may be missing;
 *   <li>the issuer registries of the Digital Credentials Consortium: {@code {"meta": …, "registry": {"did:…": {"name": "…", "location": "…", "url":
 *       "https://…"}}}} (digitalcredentials/docs, Issuer Registry, Example Registry).
 * </ul>
 *
 * What else stands in it is not looked at. Immutable.
 */
public final class KnownIssuers implements IssuerRegistry {

    /** The most bytes that are read. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final Map<String, Answer.Known> issuers;

    private KnownIssuers(String name, Map<String, Answer.Known> issuers) {
        this.name = name;
        this.issuers = Map.copyOf(issuers);
    }

    /**
     * Reads a list, and never throws on hostile bytes.
     *
     * @param otherwise  what to call it when it does not say so itself, such as its address
     */
    public static KnownIssuersReading read(byte[] json, String otherwise) {
        if (json.length > MAX_BYTES) {
            return refused("It has more than " + MAX_BYTES + " bytes");
        }
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("issuers").isArray()) {
                return new KnownIssuersReading.Read(ours(root, otherwise));
            }
            if (root.path("registry").isObject()) {
                return new KnownIssuersReading.Read(new KnownIssuers(otherwise, byId(root.path("registry"))));
            }
            return refused("It has neither an array \"issuers\" nor an object \"registry\"");
        } catch (JacksonException e) {
            return refused("It is no JSON: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("malformed"));
        } catch (RefusedException e) {
            return refused(e.reason);
        }
    }

    private static KnownIssuers ours(JsonNode root, String otherwise) {
        Map<String, Answer.Known> issuers = new LinkedHashMap<>();
        int number = 0;
        for (JsonNode entry : root.path("issuers").values()) {
            String at = "/issuers/" + number++;
            String id = text(entry, "id", at)
                    .orElseThrow(() -> new RefusedException("At " + at + " there should be an issuer with its \"id\""));
            Instant since = moment(entry, "since", at);
            Instant until = moment(entry, "until", at);
            if (issuers.put(id, new Answer.Known(named(entry, at), since, until, address(entry, "homePage", at)))
                    != null) {
                throw new RefusedException("At " + at + " stands an issuer for the second time: " + id);
            }
        }
        return new KnownIssuers(text(root, "name", "").orElse(otherwise), issuers);
    }

    private static Map<String, Answer.Known> byId(JsonNode registry) {
        Map<String, Answer.Known> issuers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : registry.properties()) {
            String at = "/registry/" + entry.getKey();
            issuers.put(
                    entry.getKey(),
                    new Answer.Known(named(entry.getValue(), at), null, null, address(entry.getValue(), "url", at)));
        }
        return issuers;
    }

    private static String named(JsonNode entry, String at) {
        return text(entry, "name", at)
                .orElseThrow(() -> new RefusedException("At " + at + " there should be an issuer with its \"name\""));
    }

    private static Optional<String> text(JsonNode node, String key, String at) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw new RefusedException("At " + at + "/" + key + " there should be text");
        }
        return Optional.of(value.stringValue().strip());
    }

    private static @Nullable Instant moment(JsonNode entry, String key, String at) {
        Optional<String> text = text(entry, key, at);
        try {
            return text.map(t -> OffsetDateTime.parse(t).toInstant()).orElse(null);
        } catch (DateTimeException e) {
            throw new RefusedException(
                    "At " + at + "/" + key + " there should be a moment such as 2026-11-28T12:00:00Z");
        }
    }

    /** An address that one may open: nothing but a page of the web. */
    private static @Nullable String address(JsonNode entry, String key, String at) {
        return text(entry, key, at).filter(KnownIssuers::isPage).orElse(null);
    }

    private static boolean isPage(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static KnownIssuersReading refused(String message) {
        return new KnownIssuersReading.Refused(message);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer find(String issuer) {
        Answer.Known known = issuers.get(issuer);
        return known == null ? new Answer.Unknown() : known;
    }

    /** Carries a refusal out of the reading, never out of this class. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        RefusedException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
