package org.throughline.credentials.key;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.JsonText;

/** Writes our own DID documents (DID Core 1.0, section 5; Controlled Identifiers 1.0). */
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
}
