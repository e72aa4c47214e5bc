package org.throughline.credentials.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.bake.Unbaked;
import org.throughline.credentials.check.Timestamps;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.jose.TokenReading;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.DidWeb;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.PublicKeys;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.load.DocumentsInMemory;
import org.throughline.credentials.load.NoDocuments;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.proof.EcdsaSd2023;
import org.throughline.credentials.proof.JsonCanonicalization;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.schema.CredentialSchema;
import org.throughline.credentials.status.RevocationList;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.TokenStatusList;
import org.throughline.credentials.tree.DataUrl;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/**
 * Every reader of strangers' bytes, as a fuzzer calls it: none may throw, and what is read and written again is the same. {@code ./throughline test
 * --fuzz} gives them to Jazzer; without it they are ordinary code that needs no library.
 */
public final class Fuzzing {

    private static final String ISSUER = "https://polaris.example/issuers/1";
    private static final int MOST = 1 << 20;
    private static final ApprovedContexts CONTEXTS = ApprovedContexts.standard();
    private static final Map<String, Supplier<Target>> TARGETS = targets();

    private static Target chosen = bytes -> {};

    private Fuzzing() {}

    /** What is done with bytes of a stranger. */
    interface Target {
        void read(byte[] bytes);
    }

    static Set<String> names() {
        return TARGETS.keySet();
    }

    /** One of them, made ready. */
    static Target named(String name) {
        return Objects.requireNonNull(TARGETS.get(name), () -> name + " is none of " + TARGETS.keySet())
                .get();
    }

    /** Called by Jazzer before it begins. */
    public static void fuzzerInitialize(String[] words) {
        chosen = named(words[0]);
    }

    /** Called by Jazzer for everything that it thinks of. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        chosen.read(bytes);
    }

    /** Writes what a fuzzer may begin with: {@code FOLDER TARGET}; without words it says which targets there are. */
    public static void main(String[] words) throws IOException {
        if (words.length == 0) {
            names().forEach(System.out::println);
            return;
        }
        named(words[1]);
        Path folder = Files.createDirectories(Path.of(words[0], words[1]));
        List<byte[]> seeds = seeds(words[1]);
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(folder.resolve("seed-" + i), seeds.get(i));
        }
    }

    private static Map<String, Supplier<Target>> targets() {
        Map<String, Supplier<Target>> targets = new LinkedHashMap<>();
        targets.put("verify", Fuzzing::verify);
        targets.put("json", () -> onText(Fuzzing::json));
        targets.put("token", () -> onText(Fuzzing::token));
        targets.put("sd-jwt", () -> onText(Fuzzing::selective));
        targets.put("png", () -> image(ImageKind.PNG));
        targets.put("svg", () -> image(ImageKind.SVG));
        targets.put("shown-in-part", Fuzzing::shownInPart);
        targets.put("base58", () -> onText(text -> Base58.decode(text).ifPresent(b -> same(text, Base58.encode(b)))));
        targets.put(
                "base64url",
                () -> onText(text -> Base64Url.decode(text).ifPresent(b -> same(text, Base64Url.encode(b)))));
        targets.put("key", () -> Fuzzing::key);
        targets.put("method", () -> onText(Fuzzing::method));
        targets.put("controller", () -> Fuzzing::controller);
        targets.put("status-list", () -> Fuzzing::statusList);
        targets.put(
                "revocations",
                () -> onText(text -> tree(text).ifPresent(tree -> {
                    RevocationList.ofOneEdTech(tree).ifPresent(list -> list.find("urn:x:1"));
                    RevocationList.ofOpenBadges2(tree).ifPresent(list -> list.find("urn:x:1"));
                })));
        targets.put("context", () -> Fuzzing::context);
        targets.put(
                "statements", () -> onText(text -> tree(text).ifPresent(new Canonicalizer(CONTEXTS)::canonicalize)));
        targets.put(
                "letters",
                () -> onText(text -> tree(text).ifPresent(tree -> {
                    String canonical = JsonCanonicalization.of(tree);
                    same(canonical, JsonCanonicalization.of(tree(canonical).orElseThrow()));
                })));
        targets.put("data-url", () -> onText(DataUrl::read));
        targets.put("moment", () -> onText(Timestamps::read));
        targets.put("schema", () -> {
            JsonObject document = tree("{\"name\":\"x\",\"list\":[1,2.5,null]}").orElseThrow();
            return onText(text -> new CredentialSchema().compare(text, document, ""));
        });
        targets.put("receipt", () -> bytes -> {
            LogReceipt.read(bytes);
            SignedNote.parse(new String(bytes, UTF_8));
        });
        return targets;
    }

    /** What a target may begin with. */
    static List<byte[]> seeds(String target) {
        List<String> seeds = new ArrayList<>();
        String prefix = switch (target) {
            case "token" -> "token-";
            case "sd-jwt" -> "none";
            case "status-list", "revocations" -> "status";
            default -> "valid-";
        };
        for (Sample sample : samples()) {
            if (sample.name().startsWith(prefix) && sample.document().length() < 20_000) {
                seeds.add(sample.document());
            }
        }
        switch (target) {
            case "verify" -> {
                samples().stream()
                        .filter(sample -> sample.document().length() < 8_000)
                        .forEach(sample -> seeds.add(sample.document()));
                return images(seeds);
            }
            case "png", "svg" -> {
                return images(List.of());
            }
            case "sd-jwt" ->
                seeds.add("{\"_sd_alg\":\"sha-256\",\"a\":[1,{\"...\":\"x\"}]}\n[\"s\",\"b\",1]\n[\"s\",{\"c\":2}]");
            case "shown-in-part" -> {
                return List.of(Base64.getUrlDecoder()
                        .decode(proofValue("valid-ecdsa-sd-2023").substring(1)));
            }
            case "base58" -> seeds.add(proofValue("valid-without-status").substring(1));
            case "key" -> {
                seeds.add(Forge.jwk(Riverbend.key(1).publicKey()).toString());
                seeds.add("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----");
                seeds.add(Riverbend.key(1).didKey());
            }
            case "method" -> {
                seeds.add(Riverbend.signer().verificationMethod());
                seeds.add("did:web:riverbend.example%3A8443:a:b#key-1");
                seeds.add("did:jwk:"
                        + Base64Url.encode(Forge.jwk(Riverbend.key(1).publicKey())
                                .toString()
                                .getBytes(UTF_8)) + "#0");
            }
            case "controller" -> seeds.addAll(Samples.documents().values());
            case "revocations" -> seeds.addAll(StatusSamples.documents().values());
            case "context" -> {
                seeds.add(
                        "{\"@context\":{\"@version\":1.1,\"@protected\":true,\"id\":\"@id\",\"type\":\"@type\",\"name\":{\"@id\":\"https://x.example/name\","
                                + "\"@container\":[\"@language\"],\"@context\":{\"x\":{\"@id\":\"https://x.example/x\",\"@type\":\"@id\",\"@protected\":true}}}}}");
            }
            case "data-url" -> seeds.add("data:application/vc+jwt;charset=utf-8;base64,ZXlK");
            case "moment" -> seeds.addAll(List.of("2026-01-15T08:00:00Z", "2026-01-15T08:00:00.123456789+01:00"));
            case "schema" ->
                seeds.add(
                        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"required\":[\"name\"],"
                                + "\"properties\":{\"name\":{\"type\":\"string\",\"pattern\":\"^(a|b)*$\",\"format\":\"uri\"}},\"$defs\":{\"a\":{\"$ref\":\"#/$defs/a\"}}}");
            default -> {
                // the samples are enough
            }
        }
        return seeds.stream().map(seed -> seed.getBytes(UTF_8)).toList();
    }

    private static List<byte[]> images(List<String> others) {
        List<byte[]> all = new ArrayList<>();
        others.forEach(other -> all.add(other.getBytes(UTF_8)));
        String badge = Riverbend.issue(Riverbend.badge(1));
        for (ImageKind kind : ImageKind.values()) {
            byte[] picture = kind == ImageKind.PNG ? HostileKinds.PIXEL : "<svg/>".getBytes(UTF_8);
            all.add(kind.bake(picture, badge));
            all.add(kind.bake(picture, Forge.token(badge, Riverbend.signer())));
        }
        return all;
    }

    private static String proofValue(String sample) {
        String document = samples().stream()
                .filter(s -> s.name().equals(sample))
                .findFirst()
                .orElseThrow()
                .document();
        return document.replaceFirst("(?s).*\"proofValue\":\"([^\"]*)\".*", "$1");
    }

    /** The whole, with everything that our samples can lead to. */
    private static Target verify() {
        DocumentsInMemory web = new DocumentsInMemory();
        Samples.documents().forEach((url, text) -> web.with(url, text.getBytes(UTF_8), "application/json"));
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(web)
                .recipient("mara@learner.example")
                .build();
        return verifier::verify;
    }

    private static List<Sample> samples() {
        return Kept.ALL;
    }

    /** Made when somebody asks, for most targets begin without. */
    private static final class Kept {
        private static final List<Sample> ALL = Samples.all();
    }

    private interface OnText {
        void read(String text);
    }

    private static Target onText(OnText target) {
        return bytes -> StrictJson.utf8(bytes).ifPresent(target::read);
    }

    private static Optional<JsonObject> tree(String text) {
        return StrictJson.parse(text) instanceof Parsed.Tree tree ? Optional.of(tree.object()) : Optional.empty();
    }

    private static void same(String one, String other) {
        if (!one.equals(other)) {
            throw new AssertionError("\"" + one + "\" came back as \"" + other + "\"");
        }
    }

    /** What was read and is written means the same. */
    private static void json(String text) {
        StrictJson.string(text);
        tree(text).ifPresent(tree -> {
            String written = new JsonText().write(tree);
            same(written, new JsonText().write(tree(written).orElseThrow()));
        });
    }

    private static void token(String text) {
        CredentialToken.isOne(text);
        CredentialToken.read(text);
    }

    /** The first line is the payload, the others are what is shown of it; digests of some are put in. */
    private static void selective(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return;
        }
        List<String> shown = new ArrayList<>();
        JsonArrayBuilder digests = Json.createArrayBuilder();
        for (String line : lines.subList(1, lines.size())) {
            String disclosure = Base64Url.encode(line.getBytes(UTF_8));
            shown.add(disclosure);
            digests.add(TokenSamples.digest(disclosure));
        }
        String payload = tree(lines.getFirst())
                .map(tree -> tree.containsKey("_sd")
                        ? lines.getFirst()
                        : Json.createObjectBuilder(tree)
                                .add("_sd", digests)
                                .build()
                                .toString())
                .orElse(lines.getFirst());
        TokenReading reading = CredentialToken.read("eyJhbGciOiJFUzI1NiJ9." + Base64Url.encode(payload.getBytes(UTF_8))
                + ".AAAA~" + String.join("~", shown) + "~");
        if (reading instanceof TokenReading.Read read && read.token().claims().containsKey("_sd")) {
            throw new AssertionError("A digest is left: " + read.token().claims());
        }
    }

    /** A credential that is found is found again once it was baked into the same image. */
    private static Target image(ImageKind kind) {
        return bytes -> {
            ImageKind.of(bytes);
            CredentialReader.withoutImage(bytes);
            if (kind.unbake(bytes) instanceof Unbaked.Found found) {
                byte[] again;
                try {
                    again = kind.bake(bytes, found.text());
                } catch (IllegalArgumentException e) {
                    return; // what stands there can't be written, or is no credential
                }
                if (!(kind.unbake(again) instanceof Unbaked.Found other)) {
                    throw new AssertionError("What was baked is not found");
                }
                same(found.text().strip(), other.text().strip());
            }
        };
    }

    private static Target shownInPart() {
        JsonObject document = Riverbend.tree(samples().stream()
                .filter(s -> s.name().equals("valid-ecdsa-sd-2023"))
                .findFirst()
                .orElseThrow()
                .document());
        JsonObject proof = document.get("proof") instanceof JsonObject one
                ? one
                : document.getJsonArray("proof").getJsonObject(0);
        UnsecuredDocument unsecured = UnsecuredDocument.of(document, CONTEXTS);
        byte[] secret = new byte[32];
        java.util.Arrays.fill(secret, (byte) 5);
        var key = NistKeyPair.fromSecret(NistCurve.P256, secret).publicKey();
        return bytes -> new EcdsaSd2023()
                .verify(
                        unsecured,
                        Json.createObjectBuilder(proof)
                                .add("proofValue", "u" + Base64Url.encode(bytes))
                                .build(),
                        key);
    }

    private static void key(byte[] bytes) {
        PublicKeys.ofMultibase("z" + Base58.encode(bytes.length > 200 ? new byte[0] : bytes));
        StrictJson.utf8(bytes).ifPresent(text -> {
            PublicKeys.ofMultibase(text);
            PublicKeys.ofPem(text);
            tree(text).ifPresent(jwk -> {
                PublicKeys.ofJwk(jwk);
                PublicKeys.ofMethod(jwk);
            });
        });
        PublicKeys.ofPem("-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END PUBLIC KEY-----");
        PublicKeys.ofPem("-----BEGIN RSA PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END RSA PUBLIC KEY-----");
    }

    private static void method(String text) {
        DidWeb.addressOf(text);
        new KeyResolver(new NoDocuments(), Riverbend.CLOCK.instant())
                .resolve(text, VerificationRelationship.of("assertionMethod"), text.replaceFirst("#.*", ""));
    }

    private static void controller(byte[] bytes) {
        DocumentsInMemory web = new DocumentsInMemory().with(ISSUER, bytes, "application/json");
        web.with("https://polaris.example/.well-known/did.json", bytes, "application/json");
        KeyResolver keys = new KeyResolver(web, Riverbend.CLOCK.instant());
        keys.resolve(ISSUER + "#key-1", VerificationRelationship.of("assertionMethod"), ISSUER);
        keys.resolve(
                "did:web:polaris.example#key-1",
                VerificationRelationship.of("authentication"),
                "did:web:polaris.example");
    }

    private static void statusList(byte[] bytes) {
        StatusList.decode("u" + Base64Url.encode(bytes), MOST);
        TokenStatusList.decode(2, Base64Url.encode(bytes), MOST)
                .filter(list -> list.size() > 0)
                .ifPresent(list -> list.get(0));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        StatusList.decode(text, MOST);
        StatusList.decodeLegacy(text, MOST);
    }

    private static void context(byte[] bytes) {
        URI url = URI.create("https://riverbend.example/context.json");
        ApprovedContexts contexts;
        try {
            contexts = CONTEXTS.with(Map.of(url, bytes));
        } catch (IllegalArgumentException e) {
            return; // as it is told to the operator
        }
        tree("{\"@context\":[\"" + ApprovedContexts.VC_2_0 + "\",\"" + url
                        + "\"],\"id\":\"urn:x:1\",\"type\":\"VerifiableCredential\",\"name\":\"x\"}")
                .ifPresent(new Canonicalizer(contexts)::canonicalize);
    }
}
