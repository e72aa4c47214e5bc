package org.throughline.credentials.key;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.load.Loaded;

class ResolvingTests {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Ed25519KeyPair ED25519 = Ed25519KeyPair.fromSeed(bytes(32, 5));
    private static final NistKeyPair P256 = NistKeyPair.fromSecret(NistCurve.P256, bytes(32, 5));
    private static final NistKeyPair P384 = NistKeyPair.fromSecret(NistCurve.P384, bytes(48, 5));
    private static final String ISSUER = "https://riverbend.example/issuers/1";

    @Test
    void resolvesADidKeyOfEveryCurve() {
        for (VerificationKey key : List.of(ED25519.publicKey(), P256.publicKey(), P384.publicKey())) {
            String did = "did:key:" + key.multibase();
            assertThat(resolver().resolve(did + "#" + key.multibase()))
                    .isEqualTo(
                            new KeyResolution.Resolved(new VerificationMethod(did + "#" + key.multibase(), did, key)));
        }
    }

    @Test
    void knowsThePublishedDidKeysOfP256AndP384() {
        String p256 = "zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv";
        String p384 = "z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54";

        assertThat(VerificationKey.ofMultibase(p256).orElseThrow().algorithm()).isEqualTo(SigningAlgorithm.P256);
        assertThat(VerificationKey.ofMultibase(p384).orElseThrow().algorithm()).isEqualTo(SigningAlgorithm.P384);
        assertThat(VerificationKey.ofMultibase(p384).orElseThrow().multibase()).isEqualTo(p384);
    }

    @Test
    void signsWithP384AsTheJdkDoes() throws Exception {
        byte[] message = "the line holds".getBytes(StandardCharsets.UTF_8);
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new java.security.spec.ECGenParameterSpec("secp384r1"));
        var pair = generator.generateKeyPair();
        var point = ((java.security.interfaces.ECPublicKey) pair.getPublic()).getW();
        Signature jdk = Signature.getInstance("SHA384withECDSAinP1363Format");
        jdk.initSign(pair.getPrivate());
        jdk.update(message);

        VerificationKey key = NistPublicKey.ofCoordinates(NistCurve.P384, point.getAffineX(), point.getAffineY())
                .orElseThrow();

        assertThat(key.verifies(message, jdk.sign())).isTrue();
        assertThat(P384.publicKey().verifies(message, P384.sign(message))).isTrue();
        assertThat(P384.publicKey().verifies(message, new byte[96])).isFalse();
        assertThat(P384.publicKey().verifies(message, Arrays.copyOf(P384.sign(message), 95)))
                .isFalse();
    }

    @Test
    void checksRsaAsTheJdkSignsAndRefusesShortKeys() throws Exception {
        byte[] message = "the line holds".getBytes(StandardCharsets.UTF_8);
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        var pair = generator.generateKeyPair();
        RSAPublicKey published = (RSAPublicKey) pair.getPublic();
        Signature jdk = Signature.getInstance("SHA256withRSA");
        jdk.initSign(pair.getPrivate());
        jdk.update(message);
        byte[] signature = jdk.sign();
        RsaPublicKey key = RsaPublicKey.of(published.getModulus(), published.getPublicExponent())
                .orElseThrow();
        String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(published.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";

        assertThat(key.verifies(message, signature)).isTrue();
        assertThat(PublicKeys.ofJwk(json(key))).isEqualTo(new KeyReading.Read(key));
        assertThat(PublicKeys.ofPem(pem)).isEqualTo(new KeyReading.Read(key));
        signature[7] ^= 1;
        assertThat(key.verifies(message, signature)).isFalse();
        assertThat(RsaPublicKey.of(published.getModulus().shiftRight(8).setBit(0), published.getPublicExponent()))
                .isEmpty();
        assertThat(RsaPublicKey.of(published.getModulus(), java.math.BigInteger.ONE))
                .isEmpty();
        assertThat(RsaPublicKey.of(
                        published.getModulus(), java.math.BigInteger.TWO.pow(64).add(java.math.BigInteger.ONE)))
                .isEmpty();
    }

    @Test
    void readsAJwkOfEveryCurveAndResolvesItsDidJwk() {
        for (VerificationKey key : List.of(ED25519.publicKey(), P256.publicKey(), P384.publicKey())) {
            String did = "did:jwk:" + Base64Url.encode(json(key).toString().getBytes(StandardCharsets.UTF_8));
            assertThat(PublicKeys.ofJwk(json(key))).isEqualTo(new KeyReading.Read(key));
            assertThat(resolver().resolve(did + "#0"))
                    .isEqualTo(new KeyResolution.Resolved(new VerificationMethod(did + "#0", did, key)));
            assertThat(resolver().resolve(did + "#1")).isInstanceOf(KeyResolution.Contradicted.class);
            assertThat(resolver().resolve(did)).isInstanceOf(KeyResolution.Contradicted.class);
        }
    }

    @Test
    void tellsTheIssuerWhosePrivateKeyIsPublished() {
        JsonObject jwk = with(json(P256.publicKey()), "d", Base64Url.encode(P256.secret()));
        String did = "did:jwk:" + Base64Url.encode(jwk.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(((KeyReading.Refused) PublicKeys.ofJwk(jwk)).message())
                .contains("publishes its private half (\"d\")")
                .contains("withdraw");
        assertThat(resolver().resolve(did + "#0")).isInstanceOf(KeyResolution.Contradicted.class);
    }

    @Test
    void refusesPointsOffTheCurveOfSmallOrderAndOfAnotherLength() {
        for (String raw : List.of(
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
                "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
                "0200000000000000000000000000000000000000000000000000000000000000",
                "00")) {
            assertThat(Ed25519PublicKey.ofBytes(HexFormat.of().parseHex(raw)))
                    .as(raw)
                    .isEmpty();
        }
        JsonObject p256 = json(P256.publicKey());
        assertThat(PublicKeys.ofJwk(with(p256, "y", p256.getString("x")))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofJwk(with(p256, "x", "AA"))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofJwk(with(p256, "crv", "P-384"))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofJwk(with(p256, "crv", "secp256k1"))).isInstanceOf(KeyReading.OfAnotherKind.class);
        assertThat(PublicKeys.ofJwk(with(p256, "crv", "X25519"))).isInstanceOf(KeyReading.OfAnotherKind.class);
        assertThat(PublicKeys.ofJwk(with(p256, "crv", "P-999"))).isInstanceOf(KeyReading.Unknown.class);
        assertThat(PublicKeys.ofJwk(with(p256, "alg", "ES256"))).isInstanceOf(KeyReading.Read.class);
        assertThat(PublicKeys.ofJwk(with(p256, "alg", "ES384"))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofJwk(with(json(ED25519.publicKey()), "alg", "EdDSA")))
                .isInstanceOf(KeyReading.Read.class);
        assertThat(PublicKeys.ofJwk(with(p256, "use", "enc"))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofJwk(with(p256, "x", p256.getString("x") + "="))).isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofPem("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"))
                .isInstanceOf(KeyReading.Refused.class);
    }

    @Test
    void knowsKeysThatNoAcceptedSignatureIsMadeWith() {
        for (String other : List.of("e701", "ec01", "ea01", "eb01", "ee01", "8224", "8324", "8424")) {
            byte[] key = HexFormat.of().parseHex(other + "02".repeat(33));
            assertThat(PublicKeys.ofMultibase("z" + Base58.encode(key)))
                    .as(other)
                    .isInstanceOf(KeyReading.OfAnotherKind.class);
        }
        assertThat(PublicKeys.ofMultibase("z" + Base58.encode(HexFormat.of().parseHex("9324" + "02".repeat(33)))))
                .isInstanceOf(KeyReading.Unknown.class);
    }

    @Test
    void readsAnRsaKeyAsAMultikey() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        RSAPublicKey published = (RSAPublicKey) generator.generateKeyPair().getPublic();
        VerificationKey key = RsaPublicKey.of(published.getModulus(), published.getPublicExponent())
                .orElseThrow();
        String did = "did:key:" + key.multibase();

        assertThat(resolver().resolve(did + "#" + key.multibase()))
                .isEqualTo(new KeyResolution.Resolved(new VerificationMethod(did + "#" + key.multibase(), did, key)));
        assertThat(PublicKeys.ofMultibase("z" + Base58.encode(HexFormat.of().parseHex("85243003020101"))))
                .isInstanceOf(KeyReading.Refused.class);
    }

    @Test
    void readsEveryFormOfAMethodAndNoMixtureOfThem() {
        String multibase = ED25519.publicMultibase();
        JsonObject jwk = json(ED25519.publicKey());
        KeyReading key = new KeyReading.Read(ED25519.publicKey());

        assertThat(PublicKeys.ofMethod(
                        method("Multikey").add("publicKeyMultibase", multibase).build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(method("Ed25519VerificationKey2020")
                        .add("publicKeyMultibase", multibase)
                        .build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(
                        method("JsonWebKey").add("publicKeyJwk", jwk).build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(
                        method("JsonWebKey2020").add("publicKeyJwk", jwk).build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(method("Ed25519VerificationKey2018")
                        .add(
                                "publicKeyBase58",
                                Base58.encode(ED25519.publicKey().bytes()))
                        .build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(method("Ed25519VerificationKey2018")
                        .add("publicKeyJwk", jwk)
                        .build()))
                .isEqualTo(key);
        assertThat(PublicKeys.ofMethod(method("Multikey")
                        .add("publicKeyMultibase", multibase)
                        .add("publicKeyJwk", jwk)
                        .build()))
                .isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofMethod(method("Ed25519VerificationKey2020")
                        .add("publicKeyMultibase", P256.publicKey().multibase())
                        .build()))
                .isInstanceOf(KeyReading.Refused.class);
        assertThat(PublicKeys.ofMethod(method("Multikey")
                        .add("publicKeyMultibase", multibase)
                        .add("secretKeyMultibase", "z3u2" + "en7t5LR2WtQH5PfFqMqwVHgeXouLzo6haApm8XHqvjxq")
                        .build()))
                .isInstanceOf(KeyReading.Refused.class);
    }

    @Test
    void believesAnHttpsControllerOnlyForTheKeysThatItsOwnDocumentLists() {
        DocumentsInMemory web = new DocumentsInMemory();
        put(web, ISSUER, controller(ISSUER, ISSUER + "#key-1", ISSUER, "assertionMethod"));
        KeyResolver resolver = new KeyResolver(web, NOW);

        assertThat(assertion(resolver, ISSUER + "#key-1")).isInstanceOf(KeyResolution.Resolved.class);
        assertThat(assertion(resolver, ISSUER + "#" + ED25519.publicMultibase()))
                .isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolver.resolve(ISSUER + "#key-1", VerificationRelationship.AUTHENTICATION, ISSUER))
                .isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(new KeyResolver(new DocumentsInMemory(), NOW)
                        .resolve(ISSUER + "#key-1", VerificationRelationship.ASSERTION_METHOD, ISSUER))
                .isInstanceOf(KeyResolution.Unresolvable.class);
    }

    @Test
    void refusesADocumentAboutSomebodyElseAndAMethodOfAnotherController() {
        DocumentsInMemory web = new DocumentsInMemory();
        put(
                web,
                ISSUER,
                controller("https://riverbend.example/issuers/2", ISSUER + "#key-1", ISSUER, "assertionMethod"));
        assertThat(assertion(new KeyResolver(web, NOW), ISSUER + "#key-1"))
                .isInstanceOf(KeyResolution.Contradicted.class);

        put(web, ISSUER, controller(ISSUER, ISSUER + "#key-1", "https://mallory.example/", "assertionMethod"));
        assertThat(assertion(new KeyResolver(web, NOW), ISSUER + "#key-1"))
                .isInstanceOf(KeyResolution.Contradicted.class);
    }

    @Test
    void asksNobodyAboutAStrangersKey() {
        List<String> asked = new ArrayList<>();
        KeyResolver resolver = new KeyResolver(
                (uri, kind) -> {
                    asked.add(uri.toString());
                    return new Loaded.Unavailable("no-network", "was not asked");
                },
                NOW);

        assertThat(assertion(resolver, "https://mallory.example/keys#1"))
                .isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(assertion(resolver, "did:web:mallory.example#1")).isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(asked).isEmpty();
        assertThat(assertion(resolver, "https://mallory.example/keys/1"))
                .as("the issuer could have listed it, and cannot be asked")
                .isInstanceOf(KeyResolution.Unresolvable.class);
        assertThat(assertion(resolver, "https://riverbend.example/keys/1"))
                .isInstanceOf(KeyResolution.Unresolvable.class);
        assertThat(asked).containsOnly(ISSUER);
    }

    @Test
    void followsAMethodAtAnAddressOfItsOwnOnlyWhereTheIssuerListsIt() {
        String address = "https://keys.example/1";
        DocumentsInMemory web = new DocumentsInMemory();
        put(
                web,
                address,
                method("Multikey")
                        .add("id", address)
                        .add("controller", ISSUER)
                        .add("publicKeyMultibase", ED25519.publicMultibase())
                        .build());
        put(
                web,
                ISSUER,
                Json.createObjectBuilder()
                        .add("id", ISSUER)
                        .add("assertionMethod", Json.createArrayBuilder().add(address))
                        .build());
        KeyResolver resolver = new KeyResolver(web, NOW);

        assertThat(assertion(resolver, address)).isInstanceOf(KeyResolution.Resolved.class);
        assertThat(resolver.resolve(address)).isInstanceOf(KeyResolution.Resolved.class);
        assertThat(assertion(resolver, "https://keys.example/2")).isInstanceOf(KeyResolution.Contradicted.class);
    }

    private static KeyResolution assertion(KeyResolver resolver, String method) {
        return resolver.resolve(method, VerificationRelationship.ASSERTION_METHOD, ISSUER);
    }

    private static JsonObject controller(String id, String method, String controller, String relationship) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("type", "Profile")
                .add(
                        "verificationMethod",
                        Json.createArrayBuilder()
                                .add(method("Multikey")
                                        .add("id", method)
                                        .add("controller", controller)
                                        .add("publicKeyMultibase", ED25519.publicMultibase())))
                .add(relationship, Json.createArrayBuilder().add(method))
                .build();
    }

    private static JsonObjectBuilder method(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static void put(DocumentsInMemory web, String address, JsonObject document) {
        web.with(address, document.toString().getBytes(StandardCharsets.UTF_8), "application/json");
    }

    private static JsonObject json(VerificationKey key) {
        JsonObjectBuilder builder = Json.createObjectBuilder();
        key.jwk().forEach(builder::add);
        return builder.build();
    }

    private static JsonObject with(JsonObject object, String key, String value) {
        return Json.createObjectBuilder(object).add(key, value).build();
    }

    private static KeyResolver resolver() {
        return new KeyResolver(new DocumentsInMemory(), NOW);
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
