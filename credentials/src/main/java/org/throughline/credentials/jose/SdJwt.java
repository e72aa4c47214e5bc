package org.throughline.credentials.jose;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * Puts the claims that a holder chose to show back into their places (RFC 9901, section 7.1 Verification of the SD-JWT). Strict: a digest
 * that stands twice, a disclosure that no digest asks for and a claim that is there already are refused.
 */
final class SdJwt {

    private static final JsonProvider JSON = JsonProvider.provider();

    private static final String DIGESTS = "_sd";
    private static final String ALGORITHM = "_sd_alg";
    private static final String ELEMENT = "...";
    private static final int MAX_DISCLOSURES = 1_000;
    private static final int MAX_DEPTH = StrictJson.MAX_DEPTH;

    /** What must not be hidden, nor anything inside of it (SD-JWT VC, section 2.2.2.2 Registered JWT Claims). */
    private static final Set<String> ALWAYS_SHOWN =
            Set.of("iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status");

    /** The names of the registry of RFC 6920 that are as strong as the first, which is what there is when none is named. */
    private static final Map<String, String> HASHES = Map.of(
            "sha-256", "SHA-256",
            "sha-384", "SHA-384",
            "sha-512", "SHA-512",
            "sha3-256", "SHA3-256",
            "sha3-384", "SHA3-384",
            "sha3-512", "SHA3-512");

    private final MessageDigest hash;
    private final Map<String, JsonArray> disclosures = new HashMap<>();
    private final Set<String> digests = new HashSet<>();
    private final Set<String> used = new HashSet<>();

    private SdJwt(MessageDigest hash) {
        this.hash = hash;
    }

    /** What came of it. */
    sealed interface Processed {
        record Claims(JsonObject claims) implements Processed {}

        record Refused(String message) implements Processed {}
    }

    /** The payload with the disclosures in their places. */
    static Processed process(JsonObject payload, List<String> texts) {
        Optional<SdJwt> sdJwt = of(payload);
        if (sdJwt.isEmpty()) {
            return new Processed.Refused("\"_sd_alg\" should be sha-256, sha-384, sha-512 or their kin of SHA-3");
        }
        try {
            return new Processed.Claims(sdJwt.get().claims(payload, texts));
        } catch (RefusedException e) {
            return new Processed.Refused(e.reason);
        }
    }

    /** The digest of a text in the payload's algorithm, in base64url; empty when the algorithm is not known. */
    static Optional<String> digest(JsonObject payload, String text) {
        return of(payload).map(sdJwt -> sdJwt.digest(text));
    }

    private static Optional<SdJwt> of(JsonObject payload) {
        String name =
                payload.containsKey(ALGORITHM) ? Tree.text(payload, ALGORITHM).orElse("") : "sha-256";
        String java = HASHES.get(name);
        if (java == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SdJwt(MessageDigest.getInstance(java)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has " + java, e);
        }
    }

    private JsonObject claims(JsonObject payload, List<String> texts) {
        if (texts.size() > MAX_DISCLOSURES) {
            throw new RefusedException("There are more than " + MAX_DISCLOSURES + " disclosures");
        }
        for (String text : texts) {
            if (disclosures.put(digest(text), disclosure(text)) != null) {
                throw new RefusedException("A disclosure stands there twice");
            }
        }
        for (String name : ALWAYS_SHOWN) {
            if (payload.containsKey(name) && hides(payload.get(name))) {
                throw new RefusedException("Nothing inside of \"" + name + "\" may be hidden");
            }
        }
        JsonObjectBuilder top = JSON.createObjectBuilder(object(payload, 0, true));
        if (used.size() < disclosures.size()) {
            throw new RefusedException("A disclosure belongs nowhere: no digest in the token asks for it");
        }
        return top.remove(ALGORITHM).build();
    }

    private JsonArray disclosure(String text) {
        Optional<Parsed> parsed =
                Base64Url.decode(text).flatMap(StrictJson::utf8).map(json -> StrictJson.parse("{\"d\":" + json + "}"));
        if (parsed.isEmpty()
                || !(parsed.get() instanceof Parsed.Tree tree)
                || tree.object().size() != 1
                || !(tree.object().get("d") instanceof JsonArray array)
                || array.size() < 2
                || array.size() > 3
                || !(array.get(0) instanceof JsonString)) {
            throw new RefusedException("A disclosure is not base64url of [salt, name, value] or [salt, value]");
        }
        if (array.size() == 3
                && (!(array.get(1) instanceof JsonString name)
                        || Set.of(DIGESTS, ELEMENT).contains(name.getString()))) {
            throw new RefusedException("A disclosure has a name that is none");
        }
        return array;
    }

    /** Whether something is hidden in a value; it is nested as deep as the reader of JSON allows at most. */
    private static boolean hides(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                object.containsKey(DIGESTS)
                        || object.containsKey(ELEMENT)
                        || object.values().stream().anyMatch(SdJwt::hides);
            case JsonArray array -> array.stream().anyMatch(SdJwt::hides);
            default -> false;
        };
    }

    private JsonValue value(JsonValue value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new RefusedException("The claims are nested deeper than " + MAX_DEPTH);
        }
        return switch (value) {
            case JsonObject object -> object(object, depth, false);
            case JsonArray array -> array(array, depth);
            default -> value;
        };
    }

    private JsonObject object(JsonObject object, int depth, boolean top) {
        if (object.containsKey(ELEMENT)) {
            throw new RefusedException("\"...\" stands where no element of an array is hidden");
        }
        JsonObjectBuilder out = JSON.createObjectBuilder();
        object.forEach((key, value) -> {
            if (!key.equals(DIGESTS)) {
                out.add(key, value(value, depth + 1));
            }
        });
        Set<String> shown = new HashSet<>(object.keySet());
        for (String digest : digestsOf(object)) {
            JsonArray disclosure = disclosed(digest);
            if (disclosure == null) {
                continue;
            }
            if (disclosure.size() != 3) {
                throw new RefusedException("A disclosure for an array stands in an object");
            }
            String name = disclosure.getString(1);
            if (!shown.add(name) || top && ALWAYS_SHOWN.contains(name)) {
                throw new RefusedException("The disclosure of \"" + name + "\" stands where it must not");
            }
            out.add(name, value(disclosure.get(2), depth + 1));
        }
        return out.build();
    }

    private List<String> digestsOf(JsonObject object) {
        if (!object.containsKey(DIGESTS)) {
            return List.of();
        }
        if (!(object.get(DIGESTS) instanceof JsonArray array)
                || array.stream().anyMatch(d -> !(d instanceof JsonString))) {
            throw new RefusedException("\"_sd\" should hold digests");
        }
        return array.getValuesAs(JsonString::getString);
    }

    private JsonArray array(JsonArray array, int depth) {
        JsonArrayBuilder out = JSON.createArrayBuilder();
        for (JsonValue element : array) {
            if (element instanceof JsonObject hidden
                    && hidden.size() == 1
                    && hidden.get(ELEMENT) instanceof JsonString digest) {
                JsonArray disclosure = disclosed(digest.getString());
                if (disclosure != null && disclosure.size() != 2) {
                    throw new RefusedException("A disclosure for an object stands in an array");
                }
                if (disclosure != null) {
                    out.add(value(disclosure.get(1), depth + 1));
                }
            } else {
                out.add(value(element, depth + 1));
            }
        }
        return out.build();
    }

    /** What a digest stands for; nothing for a decoy, or for what the holder kept to themselves. */
    private @Nullable JsonArray disclosed(String digest) {
        if (!digests.add(digest)) {
            throw new RefusedException("A digest stands there twice");
        }
        JsonArray disclosure = disclosures.get(digest);
        if (disclosure != null) {
            used.add(digest);
        }
        return disclosure;
    }

    private String digest(String text) {
        return Base64Url.encode(hash.digest(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** Carries a refusal out of the recursion, never out of this class. */
    private static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        RefusedException(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }
}
