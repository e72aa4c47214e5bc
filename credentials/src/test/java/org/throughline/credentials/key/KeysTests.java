package org.throughline.credentials.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.load.DocumentsInMemory;

class KeysTests {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Ed25519KeyPair KEY = Ed25519KeyPair.fromSeed(new byte[32]);

    @Test
    void base58KeepsEveryByteAndEveryLeadingZero() {
        Random random = new Random(58);
        for (int length = 0; length < 70; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            if (length > 2) {
                bytes[0] = 0;
                bytes[1] = 0;
            }
            assertThat(Base58.decode(Base58.encode(bytes)).orElseThrow()).isEqualTo(bytes);
        }
        assertThat(Base58.encode("Hello World!".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("2NEpo7TZRRrLZSi2U");
        assertThat(Base58.decode("0OIl")).isEmpty();
    }

    @Test
    void makesTheKeyAndTheSignatureOfTheStandardsFirstVector() {
        byte[] seed = HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

        Ed25519KeyPair pair = Ed25519KeyPair.fromSeed(seed);
        byte[] signature = pair.signer().sign(new byte[0]);

        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo(
                        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                                + "d25bf5f0595bbe24655141438e7a100b");
        assertThat(pair.publicKey().verifies(new byte[0], signature)).isTrue();
    }

    @Test
    void agreesWithTheSecondOpinionOfTheJdk() throws Exception {
        Ed25519KeyPair pair = Ed25519KeyPair.generate(new SecureRandom());
        byte[] message = "the line holds".getBytes(StandardCharsets.UTF_8);
        byte[] signature = pair.signer().sign(message);
        byte[] raw = Base58.decode(pair.publicMultibase().substring(1)).orElseThrow();
        byte[] spki = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw, 2, 34));
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));

        Signature jdk = Signature.getInstance("Ed25519");
        jdk.initVerify(key);
        jdk.update(message);

        assertThat(jdk.verify(signature)).isTrue();
        signature[10] ^= 1;
        assertThat(pair.publicKey().verifies(message, signature)).isFalse();
        assertThat(pair.publicKey().verifies(message, new byte[63])).isFalse();
    }

    @Test
    void findsTheAddressOfADidWeb() {
        assertThat(DidWeb.addressOf("did:web:riverbend.example"))
                .contains(URI.create("https://riverbend.example/.well-known/did.json"));
        assertThat(DidWeb.addressOf("did:web:riverbend.example%3A8443:org:power"))
                .contains(URI.create("https://riverbend.example:8443/org/power/did.json"));
        assertThat(DidWeb.of(URI.create("https://riverbend.example:8443/org/power")))
                .isEqualTo("did:web:riverbend.example%3A8443:org:power");
    }

    @Test
    void refusesADidWebThatLeadsAstray() {
        for (String did : List.of(
                "did:web:",
                "did:web:a@b.example",
                "did:web:a.example:..:secret",
                "did:web:a.example/path",
                "did:web:a.example:%2E%2e:secret",
                "did:web:a.example:b%2Fc",
                "did:web:a.example::b",
                "did:web:a.example?x=1",
                "did:web:a.example%2Fb",
                "did:key:z6Mk")) {
            assertThat(DidWeb.addressOf(did)).as(did).isEqualTo(Optional.empty());
        }
    }

    @Test
    void believesAKeyOfADidWebOnlyFromItsOwnDocument() {
        String did = "did:web:riverbend.example";
        DocumentsInMemory web = new DocumentsInMemory();
        web.with(
                "https://riverbend.example/.well-known/did.json",
                DidDocument.write(did, List.of(new DidDocument.PublishedKey("key-1", KEY.publicKey()))),
                "application/did+json");
        web.with(
                "https://mallory.example/.well-known/did.json",
                DidDocument.write(did, List.of(new DidDocument.PublishedKey("key-1", KEY.publicKey()))),
                "application/did+json");
        KeyResolver resolver = new KeyResolver(web, NOW);

        assertThat(resolver.resolve(did + "#key-1"))
                .isEqualTo(new KeyResolution.Resolved(new VerificationMethod(did + "#key-1", did, KEY.publicKey())));
        assertThat(resolver.resolve(did + "#key-2")).isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolver.resolve("did:web:mallory.example#key-1")).isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolver.resolve("did:web:silent.example#key-1")).isInstanceOf(KeyResolution.Unresolvable.class);
    }

    @Test
    void refusesAKeyThatMayOnlySignInOrWasRevoked() {
        String did = "did:web:riverbend.example";
        String method = """
                {"id":"%s#k","type":"Multikey","controller":"%s","publicKeyMultibase":"%s"%s}""";
        String document = """
                {"id":"%s","verificationMethod":[%s],"%s":["#k"]}""";
        String plain = method.formatted(did, did, KEY.publicMultibase(), "");
        String revoked = method.formatted(did, did, KEY.publicMultibase(), ",\"revoked\":\"2026-01-01T00:00:00Z\"");

        assertThat(resolve(document.formatted(did, plain, "assertionMethod")))
                .isInstanceOf(KeyResolution.Resolved.class);
        assertThat(resolve(document.formatted(did, plain, "authentication")))
                .isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolve(document.formatted(did, revoked, "assertionMethod")))
                .isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolve("{\"id\":\"" + did + "\",\"id\":\"" + did + "\"}"))
                .isInstanceOf(KeyResolution.Unresolvable.class);
    }

    private static KeyResolution resolve(String document) {
        DocumentsInMemory web = new DocumentsInMemory()
                .with(
                        "https://riverbend.example/.well-known/did.json",
                        document.getBytes(StandardCharsets.UTF_8),
                        "application/json");
        return new KeyResolver(web, NOW).resolve("did:web:riverbend.example#k");
    }

    @Test
    void takesNoKeyFromTheEndOfAnAddress() {
        KeyResolver resolver = new KeyResolver(new DocumentsInMemory(), NOW);

        assertThat(resolver.resolve("https://riverbend.example/issuer#" + KEY.publicMultibase()))
                .isInstanceOf(KeyResolution.Unresolvable.class);
        assertThat(resolver.resolve(KEY.didKey() + "#another")).isInstanceOf(KeyResolution.Contradicted.class);
        assertThat(resolver.resolve(KEY.didKey())).isInstanceOf(KeyResolution.Contradicted.class);
    }

    @Test
    void refusesASeedOfAnotherLength() {
        assertThatThrownBy(() -> Ed25519KeyPair.fromSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    /** Found by fuzzing: letters that mean no byte at all. */
    @Test
    void anEmptyPemBlockIsRefused() {
        for (String label : java.util.List.of("PUBLIC KEY", "RSA PUBLIC KEY")) {
            assertThat(PublicKeys.ofPem("-----BEGIN " + label + "-----\n \n-----END " + label + "-----"))
                    .isInstanceOf(KeyReading.Refused.class);
        }
    }
}
