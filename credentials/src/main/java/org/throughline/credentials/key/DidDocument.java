package org.throughline.credentials.key;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** Keys in DID documents: finds one in another's, writes our own (DID Core 1.0, section 5; Controlled Identifiers 1.0). */
public final class DidDocument {

    private DidDocument() {}

    /** The document of a DID that makes assertions with these keys, except with those that were revoked. */
    public static byte[] write(String did, List<PublishedKey> keys) {
        var methods = Json.createArrayBuilder();
        var assertions = Json.createArrayBuilder();
        for (PublishedKey published : keys) {
            String id = did + "#" + published.fragment();
            JsonObjectBuilder method = Json.createObjectBuilder()
                    .add("id", id)
                    .add("type", "Multikey")
                    .add("controller", did)
                    .add("publicKeyMultibase", published.key().multibase());
            Instant revoked = published.revoked();
            if (revoked == null) {
                assertions.add(id);
            } else {
                method.add("revoked", revoked.truncatedTo(ChronoUnit.SECONDS).toString());
            }
            methods.add(method);
        }
        JsonObject document = Json.createObjectBuilder()
                .add(
                        "@context",
                        Json.createArrayBuilder()
                                .add("https://www.w3.org/ns/did/v1")
                                .add("https://w3id.org/security/multikey/v1"))
                .add("id", did)
                .add("verificationMethod", methods)
                .add("assertionMethod", assertions)
                .build();
        return new JsonText().write(document).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A key that a DID publishes.
     *
     * @param fragment  what follows the {@code #} in its id
     * @param revoked  from when on it must not be believed (Controlled Identifiers 1.0, section 2.2); null for a good key
     */
    public record PublishedKey(
            String fragment, VerificationKey key, @Nullable Instant revoked) {

        /** A good key. */
        public PublishedKey(String fragment, VerificationKey key) {
            this(fragment, key, null);
        }
    }

    static KeyResolution keyIn(byte[] bytes, String did, String verificationMethod, Instant now) {
        Parsed parsed = bytes.length > 256 * 1024
                ? new Parsed.Refused("json-limits", "too large", "")
                : StrictJson.utf8(bytes)
                        .map(StrictJson::parse)
                        .orElseGet(() -> new Parsed.Refused("json-malformed", "it is not UTF-8", ""));
        return switch (parsed) {
            case Parsed.Refused refused ->
                new KeyResolution.Unresolvable("The issuer's DID document is unreadable: " + refused.message());
            case Parsed.Tree tree -> keyIn(tree.object(), did, verificationMethod, now);
        };
    }

    private static KeyResolution keyIn(JsonObject document, String did, String verificationMethod, Instant now) {
        if (!Tree.text(document, "id").equals(Optional.of(did))) {
            return new KeyResolution.Contradicted("The document at the address of " + did
                    + " is about somebody else, so it says nothing about this key");
        }
        Optional<JsonObject> method = embedded(document, did, verificationMethod);
        if (method.isEmpty() && mentions(document, did, verificationMethod)) {
            method = Tree.objects(document, "verificationMethod").stream()
                    .filter(m -> isCalled(m, did, verificationMethod))
                    .findFirst();
        }
        if (method.isEmpty()) {
            return new KeyResolution.Contradicted(did + " does not list the key " + verificationMethod
                    + " among those that may make assertions (assertionMethod)");
        }
        JsonObject found = method.get();
        if (ended(found, "revoked", now) || ended(found, "expires", now)) {
            return new KeyResolution.Contradicted(
                    "The key " + verificationMethod + " has expired or was revoked by " + did);
        }
        String controller = Tree.text(found, "controller").orElse("");
        return key(found)
                .<KeyResolution>map(
                        key -> new KeyResolution.Resolved(new VerificationMethod(verificationMethod, controller, key)))
                .orElseGet(() -> new KeyResolution.Unresolvable(
                        "The key " + verificationMethod + " is not an Ed25519 key; other kinds are not supported yet"));
    }

    private static Optional<JsonObject> embedded(JsonObject document, String did, String id) {
        return Tree.objects(document, "assertionMethod").stream()
                .filter(m -> isCalled(m, did, id))
                .findFirst();
    }

    private static boolean mentions(JsonObject document, String did, String id) {
        return Tree.texts(document, "assertionMethod").stream()
                .anyMatch(ref -> absolute(ref, did).equals(id));
    }

    private static boolean isCalled(JsonObject method, String did, String id) {
        return Tree.text(method, "id").map(own -> absolute(own, did).equals(id)).orElse(false);
    }

    private static String absolute(String reference, String did) {
        return reference.startsWith("#") ? did + reference : reference;
    }

    private static boolean ended(JsonObject method, String key, Instant now) {
        JsonValue end = method.get(key);
        if (end == null) {
            return false;
        }
        try {
            return !(end instanceof JsonString text)
                    || !OffsetDateTime.parse(text.getString()).toInstant().isAfter(now);
        } catch (DateTimeException e) {
            return true;
        }
    }

    private static Optional<Ed25519PublicKey> key(JsonObject method) {
        Optional<String> multibase = Tree.text(method, "publicKeyMultibase");
        if (multibase.isPresent()) {
            return multibase.flatMap(Ed25519PublicKey::ofMultibase);
        }
        return Tree.object(method, "publicKeyJwk")
                .filter(jwk -> !jwk.containsKey("d")
                        && Tree.text(jwk, "kty").equals(Optional.of("OKP"))
                        && Tree.text(jwk, "crv").equals(Optional.of("Ed25519")))
                .flatMap(jwk -> Tree.text(jwk, "x"))
                .flatMap(DidDocument::base64url);
    }

    private static Optional<Ed25519PublicKey> base64url(String x) {
        try {
            return Ed25519PublicKey.ofBytes(Base64.getUrlDecoder().decode(x));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
