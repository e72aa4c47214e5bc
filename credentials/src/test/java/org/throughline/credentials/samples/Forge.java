package org.throughline.credentials.samples;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.jose.TokenWriting;
import org.throughline.credentials.key.RsaPublicKey;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.tree.JsonText;

/** Makes tokens, honest ones and others. */
final class Forge {

    private Forge() {}

    /** The badge as an honest token. */
    static String token(String badge, Signer signer) {
        return TokenWriting.sign(bare(badge), new JsonText(), "vc+jwt", signer);
    }

    /** The payload of the honest token. */
    static JsonObject payload(String badge, Signer signer) {
        String token = token(badge, signer);
        return Riverbend.tree(new String(
                java.util.Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]),
                java.nio.charset.StandardCharsets.UTF_8));
    }

    static JsonObject bare(String badge) {
        return Json.createObjectBuilder(Riverbend.tree(badge)).remove("proof").build();
    }

    static JsonObject header(Signer signer) {
        return Json.createObjectBuilder()
                .add("alg", signer.algorithm().jose())
                .add("kid", signer.verificationMethod())
                .add("typ", "vc+jwt")
                .build();
    }

    /** The object with one property set, or taken away. */
    static JsonObject with(JsonObject object, String key, @Nullable JsonValue value) {
        JsonObjectBuilder builder = Json.createObjectBuilder(object);
        return (value == null ? builder.remove(key) : builder.add(key, value)).build();
    }

    static JsonObject with(JsonObject object, String key, String value) {
        return with(object, key, Json.createValue(value));
    }

    static String sign(JsonObject header, JsonObject payload, Signer signer) {
        return TokenWriting.sign(header, new JsonText().write(payload), signer);
    }

    static JsonObject jwk(VerificationKey key) {
        JsonObjectBuilder builder = Json.createObjectBuilder();
        key.jwk().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(e -> builder.add(e.getKey(), e.getValue()));
        return builder.build();
    }

    static RsaPublicKey rsa(KeyPair pair) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return RsaPublicKey.of(key.getModulus(), key.getPublicExponent()).orElseThrow();
    }

    /** A signer with an RSA key of the JDK. */
    static Signer rsa(KeyPair pair, String method, String controller) {
        return new Signer() {
            @Override
            public String verificationMethod() {
                return method;
            }

            @Override
            public String controller() {
                return controller;
            }

            @Override
            public SigningAlgorithm algorithm() {
                return SigningAlgorithm.RSA;
            }

            @Override
            public byte[] sign(byte[] message) {
                try {
                    Signature signature = Signature.getInstance("SHA256withRSA");
                    signature.initSign(pair.getPrivate());
                    signature.update(message);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
    }
}
