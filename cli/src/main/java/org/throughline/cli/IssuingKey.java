package org.throughline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.VerificationKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A key to sign with, in a file: a JWK with {@code d} (RFC 7517, RFC 8037), or a Multikey with {@code secretKeyMultibase} (Controlled
 * Identifiers 1.0, section 2.2.2). Its {@code kid} or {@code id} names the key in its controller's document; without one it is a did:key. The
 * secret is never printed.
 */
final class IssuingKey {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_BYTES = 64 * 1024;

    /** The kinds of keys, by the curve's name in a JWK. */
    enum Curve {
        ED25519("Ed25519", 32, 0x80),
        P256("P-256", 32, 0x86),
        P384("P-384", 48, 0x87);

        private final String name;
        private final int length;
        private final int multicodec;

        /**
         * @param multicodec  the first byte of a secret's Multikey header; the second is 0x26
         */
        Curve(String name, int length, int multicodec) {
            this.name = name;
            this.length = length;
            this.multicodec = multicodec;
        }
    }

    private final Curve curve;
    private final byte[] secret;
    private final String id;
    private final String controller;

    private IssuingKey(Curve curve, byte[] secret, String id, String controller) {
        this.curve = curve;
        this.secret = secret;
        String multibase = publicKey(curve, secret).multibase();
        this.id = id.isEmpty() ? "did:key:" + multibase + "#" + multibase : id;
        this.controller = controller.isEmpty() ? this.id.split("#", 2)[0] : controller;
    }

    /** A new key of a curve; of a did:key, or the key {@code #key-1} of another controller. */
    static IssuingKey generated(Curve curve, String controller, SecureRandom random) {
        byte[] secret = switch (curve) {
            case ED25519 -> Ed25519KeyPair.generate(random).seed();
            case P256 -> NistKeyPair.generate(NistCurve.P256, random).secret();
            case P384 -> NistKeyPair.generate(NistCurve.P384, random).secret();
        };
        return new IssuingKey(curve, secret, controller.isEmpty() ? "" : controller + "#key-1", controller);
    }

    static IssuingKey read(Path file) throws UnusableFileException {
        JsonNode key;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new UnusableFileException(file + " is too large for a key");
            }
            key = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UnusableFileException("Cannot read the key " + file + ": " + Inputs.reason(e));
        } catch (JacksonException e) {
            throw new UnusableFileException("The key " + file + " is no JSON"); // and nothing of it is told
        }
        try {
            return key.has("secretKeyMultibase") ? multikey(file, key) : jwk(file, key);
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException("The key " + file + " holds no secret that fits its curve");
        }
    }

    private static IssuingKey jwk(Path file, JsonNode key) throws UnusableFileException {
        for (Curve curve : Curve.values()) {
            if (key.path("crv").asString("").equals(curve.name) && key.path("d").isString()) {
                byte[] secret = Base64.getUrlDecoder().decode(key.path("d").stringValue());
                return new IssuingKey(
                        curve,
                        padded(curve, secret),
                        key.path("kid").asString(""),
                        key.path("controller").asString(""));
            }
        }
        throw new UnusableFileException("The key " + file
                + " should be a JWK with \"d\" on Ed25519, P-256 or P-384, or a Multikey with \"secretKeyMultibase\"");
    }

    private static IssuingKey multikey(Path file, JsonNode key) throws UnusableFileException {
        String text = key.path("secretKeyMultibase").asString("");
        Optional<byte[]> bytes = text.startsWith("z") ? Base58.decode(text.substring(1)) : Optional.empty();
        for (Curve curve : Curve.values()) {
            if (bytes.isPresent()
                    && bytes.get().length == curve.length + 2
                    && (bytes.get()[0] & 0xFF) == curve.multicodec
                    && bytes.get()[1] == 0x26) {
                return new IssuingKey(
                        curve,
                        Arrays.copyOfRange(bytes.get(), 2, curve.length + 2),
                        key.path("id").asString(""),
                        key.path("controller").asString(""));
            }
        }
        throw new UnusableFileException("The key " + file + " holds no secretKeyMultibase of Ed25519, P-256 or P-384");
    }

    private static byte[] padded(Curve curve, byte[] secret) {
        if (secret.length > curve.length) {
            throw new IllegalArgumentException("too long");
        }
        byte[] padded = new byte[curve.length];
        System.arraycopy(secret, 0, padded, curve.length - secret.length, secret.length);
        return padded;
    }

    private static VerificationKey publicKey(Curve curve, byte[] secret) {
        return switch (curve) {
            case ED25519 -> Ed25519KeyPair.fromSeed(secret).publicKey();
            case P256 -> NistKeyPair.fromSecret(NistCurve.P256, secret).publicKey();
            case P384 -> NistKeyPair.fromSecret(NistCurve.P384, secret).publicKey();
        };
    }

    Curve curve() {
        return curve;
    }

    /** Who signs with it: the issuer of what is issued. */
    String controller() {
        return controller;
    }

    Signer signer() {
        return switch (curve) {
            case ED25519 -> Ed25519KeyPair.fromSeed(secret).signer(id, controller);
            case P256 -> NistKeyPair.fromSecret(NistCurve.P256, secret).signer(id, controller);
            case P384 -> NistKeyPair.fromSecret(NistCurve.P384, secret).signer(id, controller);
        };
    }

    /** The public half as an entry of the controller's document. */
    String publicEntry() {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("id", id);
        entry.put("type", "Multikey");
        entry.put("controller", controller);
        entry.put("publicKeyMultibase", publicKey(curve, secret).multibase());
        return JSON.writeValueAsString(entry);
    }

    /** The whole key as a JWK, for its file alone. */
    String secretJwk() {
        ObjectNode jwk = JSON.createObjectNode();
        publicKey(curve, secret).jwk().forEach(jwk::put);
        jwk.put("d", base64(secret));
        jwk.put("kid", id);
        return JSON.writeValueAsString(jwk) + "\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
