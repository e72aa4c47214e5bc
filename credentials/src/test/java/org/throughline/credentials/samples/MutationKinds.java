package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.signer;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.proof.Ed25519Signature2020;
import org.throughline.credentials.samples.JsonChanges.Change;
import org.throughline.credentials.tree.JsonText;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Every kind of signed document that we verify, each valid, with the changes that fit it. */
final class MutationKinds {

    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
    private static final String CIRCLE = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"5\"/></svg>";
    private static final String FIRST_VERSION = """
            {"@context":["https://www.w3.org/2018/credentials/v1","https://w3id.org/security/suites/ed25519-2020/v1"],
             "id":"urn:uuid:0b5a4c1e-0000-4000-8000-000000000045","type":["VerifiableCredential"],"issuer":"%s",
             "issuanceDate":"2022-06-01T00:00:00Z","credentialSubject":{"id":"did:example:mara"}}""";
    private static final List<String> BY_MEANING = List.of(
            "valid-badge",
            "valid-badge-did-web",
            "valid-credential",
            "valid-status-list",
            "valid-eddsa-2022",
            "valid-ecdsa-rdfc-2019-p256",
            "valid-ecdsa-rdfc-2019-p384",
            "valid-ecdsa-sd-2023",
            "valid-record",
            "endorsed",
            "presentation",
            "schema-of-1edtech",
            "revocation-list-clear");
    private static final List<String> BY_LETTERS =
            List.of("valid-eddsa-jcs-2022", "valid-ecdsa-jcs-2019-p256", "valid-ecdsa-jcs-2019-p384");
    private static final List<String> BY_BOTH = List.of("valid-proof-set", "valid-proof-chain");
    private static final List<String> TOKENS = List.of(
            "token-valid",
            "token-valid-es256",
            "token-valid-es384",
            "token-valid-vc-claim",
            "token-https-issuer",
            "token-key-in-jwks",
            "sd-jwt-valid");

    private final Map<String, String> web = new LinkedHashMap<>(Samples.documents());
    private final Map<String, String> samples = new LinkedHashMap<>();
    private final List<MutationKind> kinds = new ArrayList<>();

    private MutationKinds() {
        Samples.all().forEach(sample -> samples.put(sample.name(), sample.document()));
    }

    static List<MutationKind> all() {
        return new MutationKinds().gathered();
    }

    private List<MutationKind> gathered() {
        BY_MEANING.forEach(name -> add(name, sample(name), MutationKinds::inJson, SignedForm::ofMeaning));
        BY_LETTERS.forEach(name -> add(name, sample(name), MutationKinds::inJson, SignedForm::ofLetters));
        BY_BOTH.forEach(name -> add(name, sample(name), MutationKinds::inJson, SignedForm::ofBoth));
        TOKENS.forEach(name -> add(name, sample(name), TokenChanges::any, SignedForm::ofToken));
        String early = FIRST_VERSION.formatted(signer().controller());
        add(
                "data-model-1.1",
                Riverbend.signCarelessly(early, signer(), new Ed25519Signature2020()),
                MutationKinds::inJson,
                SignedForm::ofMeaning);
        add("data-model-1.1-token", firstToken(early), TokenChanges::any, SignedForm::ofToken);
        add("endorsement", inside(sample("endorsed"), "/endorsement/0"), MutationKinds::inJson, SignedForm::ofMeaning);
        add("enveloped", enveloped(sample("token-valid")), MutationKinds::inEnvelope, MutationKinds::ofEnvelope);
        assertion();
        rsa();
        baked("baked-png", ImageKind.PNG, issue(badge(1)), MutationKinds::inJson, SignedForm::ofMeaning);
        baked("baked-png-token", ImageKind.PNG, sample("token-valid"), TokenChanges::any, SignedForm::ofToken);
        baked("baked-svg", ImageKind.SVG, issue(badge(1)), MutationKinds::inJson, SignedForm::ofMeaning);
        baked("baked-svg-token", ImageKind.SVG, sample("token-valid"), TokenChanges::any, SignedForm::ofToken);
        list();
        return List.copyOf(kinds);
    }

    private String sample(String name) {
        return Objects.requireNonNull(samples.get(name), name);
    }

    private void add(String name, String document, MutationKind.Changes changes, Function<String, SignedForm> form) {
        CredentialVerifier verifier = verifier(web);
        kinds.add(new MutationKind(name, document, changes, form, verifier::verify, true));
    }

    private static CredentialVerifier verifier(Map<String, String> web) {
        return CredentialVerifier.builder()
                .clock(Riverbend.CLOCK)
                .documents(documents(web))
                .build();
    }

    private static DocumentLoader documents(Map<String, String> web) {
        return (uri, kind) -> {
            String text = web.get(uri.toString());
            return text == null
                    ? new Loaded.Unavailable("not-known-here", "is not at hand")
                    : new Loaded.Document(text.getBytes(StandardCharsets.UTF_8), "application/json");
        };
    }

    /** The list is changed, and the badge is asked. */
    private void list() {
        String badge = issue(badge(1));
        String list = Objects.requireNonNull(web.get(Riverbend.LIST));
        kinds.add(new MutationKind(
                "badge-of-a-changed-list",
                list,
                MutationKinds::inJson,
                SignedForm::ofMeaning,
                changed -> {
                    Map<String, String> otherWeb = new LinkedHashMap<>(web);
                    otherWeb.put(Riverbend.LIST, new String(changed, StandardCharsets.UTF_8));
                    return verifier(otherWeb).verify(badge.getBytes(StandardCharsets.UTF_8));
                },
                false));
    }

    private void baked(
            String name,
            ImageKind image,
            String credential,
            MutationKind.Changes inside,
            Function<String, SignedForm> form) {
        byte[] picture =
                image == ImageKind.PNG ? Base64.getDecoder().decode(PIXEL) : CIRCLE.getBytes(StandardCharsets.UTF_8);
        add(
                name,
                bytewise(image.bake(picture, credential)),
                (text, random) -> {
                    if (random.nextInt(3) == 0) {
                        return new Change("byte of the image", aByte(text, random));
                    }
                    Change change = inside.any(credential, random);
                    try {
                        return change == null
                                ? null
                                : new Change(change.what(), bytewise(image.bake(picture, change.text())));
                    } catch (IllegalArgumentException e) {
                        return null; // it can't be baked at all
                    }
                },
                text -> {
                    String found = image == ImageKind.PNG ? inPng(text) : inSvg(text);
                    return form.apply(found.isEmpty() ? "{}" : found);
                });
    }

    private static String bytewise(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String aByte(String text, Random random) {
        int at = random.nextInt(text.length());
        char other = (char) random.nextInt(256);
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + other + text.substring(at);
            case 2 ->
                text.substring(0, at) + (char) (text.charAt(at) ^ 1 << random.nextInt(8)) + text.substring(at + 1);
            default -> text.substring(0, at) + other + text.substring(at + 1);
        };
    }

    /** The first chunk with a credential, by its length. */
    private static String inPng(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int at = text.indexOf("iTXtopenbadgecredential\0\0\0\0\0");
        if (at < 4) {
            return "";
        }
        int length = ByteBuffer.wrap(bytes, at - 4, 4).getInt() - 24;
        int from = at + 28;
        return length < 0 || from + length > bytes.length
                ? ""
                : new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private static String inSvg(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            var found = builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .getElementsByTagNameNS("https://purl.imsglobal.org/ob/v3p0", "credential");
            Element tag = (Element) found.item(0);
            return tag == null ? "" : tag.hasAttribute("verify") ? tag.getAttribute("verify") : tag.getTextContent();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return "";
        }
    }

    /** A change of the document, or of the value of one of its proofs. */
    private static @Nullable Change inJson(String text, Random random) {
        if (random.nextInt(8) > 0) {
            return JsonChanges.any(text, random);
        }
        List<JsonSpot> values = JsonSpot.all(text).stream()
                .filter(spot -> "\"proofValue\"".equals(spot.key()) && spot.isText())
                .toList();
        if (values.isEmpty()) {
            return null;
        }
        JsonSpot spot = JsonChanges.pick(values, random);
        String value = text.substring(spot.start() + 1, spot.end() - 1);
        return new Change(
                "proof value",
                text.substring(0, spot.start() + 1) + proofValue(value, random) + text.substring(spot.end() - 1));
    }

    private static String proofValue(String value, Random random) {
        byte[] bytes = value.startsWith("z")
                ? Base58.decode(value.substring(1)).orElseThrow()
                : Base64.getUrlDecoder().decode(value.substring(1));
        boolean base58 = value.startsWith("z");
        return switch (random.nextInt(7)) {
            case 0 -> (base58 ? "u" : "z") + value.substring(1);
            case 1 -> base58 ? "u" + TokenChanges.encoded(bytes) : "z" + Base58.encode(bytes);
            case 2 -> base58 ? "z1" + value.substring(1) : value + "=";
            case 3 ->
                value.charAt(0)
                        + TokenChanges.letter(value.substring(1), random).replace('\n', ' ');
            default -> {
                byte[] changed = TokenChanges.bytes(bytes, random);
                yield base58 ? "z" + Base58.encode(changed) : "u" + TokenChanges.encoded(changed);
            }
        };
    }

    private static String enveloped(String token) {
        return """
                {"@context":["https://www.w3.org/ns/credentials/v2"],"type":"EnvelopedVerifiableCredential","id":"data:application/vc+jwt,%s"}""".formatted(token);
    }

    private static @Nullable Change inEnvelope(String text, Random random) {
        if (random.nextBoolean()) {
            return JsonChanges.any(text, random);
        }
        int from = text.indexOf("eyJ");
        int end = text.indexOf('"', from);
        Change change = TokenChanges.any(text.substring(from, end), random);
        return change == null || change.text().contains("\n") || change.text().contains("\"")
                ? null
                : new Change(change.what(), text.substring(0, from) + change.text() + text.substring(end));
    }

    /** What stands inside of the envelope is all that is signed. */
    private static SignedForm ofEnvelope(String text) {
        try (var reader = Json.createReader(new java.io.StringReader(text))) {
            String url = reader.readObject().getString("id");
            return SignedForm.ofToken(URI.create(url).getSchemeSpecificPart().replaceFirst("^[^,]*,", ""));
        } catch (RuntimeException e) {
            return new SignedForm("", java.util.Set.of());
        }
    }

    /** A token of the data model 1.1 with the credential in its claim. */
    private static String firstToken(String early) {
        JsonObject credential = Riverbend.tree(early);
        JsonObject payload = Json.createObjectBuilder()
                .add("iss", credential.get("issuer"))
                .add("sub", "did:example:mara")
                .add("jti", credential.get("id"))
                .add("nbf", 1_654_041_600L)
                .add("vc", credential)
                .build();
        return Forge.sign(Forge.with(Forge.header(signer()), "typ", "JWT"), payload, signer());
    }

    private static String inside(String text, String pointer) {
        return new JsonText().write(Json.createPointer(pointer).getValue(Riverbend.tree(text)));
    }

    /** A badge by a key of RSA, which its issuer's host publishes. */
    private void rsa() {
        String issuer = "https://rsa.example/issuers/1";
        KeyPair pair = pair();
        Signer signer = Forge.rsa(pair, issuer + "/key", issuer);
        web.put(issuer + "/key", Forge.jwk(Forge.rsa(pair)).toString());
        String draft = issue(badge(62));
        JsonObject bare = Forge.bare(Riverbend.with(draft, "/issuer/id", Json.createValue(issuer)));
        add("token-rs256", Forge.token(new JsonText().write(bare), signer), TokenChanges::any, SignedForm::ofToken);
    }

    /** An Open Badge 2.0 that came as a signed token. */
    private void assertion() {
        String home = "https://badges.riverbend.example/";
        KeyPair pair = pair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        web.put(
                home + "key",
                Json.createObjectBuilder()
                        .add("type", "CryptographicKey")
                        .add("id", home + "key")
                        .add("owner", home + "issuer")
                        .add("publicKeyPem", pem)
                        .build()
                        .toString());
        web.put(
                home + "issuer",
                Riverbend.with(
                        Objects.requireNonNull(web.get(home + "issuer")),
                        "/publicKey",
                        Json.createValue(home + "key")));
        JsonObject assertion = Riverbend.tree("""
                {"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"urn:uuid:5a5b0f0c-0000-4000-8000-000000000001",
                 "recipient":{"type":"email","hashed":false,"identity":"mara@learner.example"},"badge":"%sclasses/1",
                 "verification":{"type":"SignedBadge","creator":"%skey"},"issuedOn":"2025-06-01T10:00:00Z"}
                """.formatted(home, home));
        JsonObject header = Json.createObjectBuilder().add("alg", "RS256").build();
        add(
                "open-badge-2-token",
                Forge.sign(header, assertion, Forge.rsa(pair, home + "key", home + "issuer")),
                TokenChanges::any,
                SignedForm::ofToken);
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
