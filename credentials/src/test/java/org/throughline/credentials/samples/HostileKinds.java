package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.tree.JsonText;

/** Documents of up to a mebibyte that are made to cost much, of every kind that we could think of. */
final class HostileKinds {

    private static final int SIZE = 1_000_000;
    static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
    private static final String V2 = "\"https://www.w3.org/ns/credentials/v2\"";
    private static final String OB3 = "\"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"";
    private static final String CLR2 = "\"https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json\"";
    private static final String ISSUER = signer().controller();
    private static final Signer P256 = NistKeyPair.fromSecret(
                    NistCurve.P256, "a secret of thirty-two letters!!".getBytes(StandardCharsets.UTF_8))
            .signer();
    private static final String HEAD = "{\"@context\":[" + V2 + "," + OB3
            + "],\"id\":\"urn:x:0\",\"type\":[\"VerifiableCredential\"],\"issuer\":\"" + ISSUER
            + "\",\"validFrom\":\"2026-01-01T00:00:00Z\",";
    private static final String PROOF =
            "\"proof\":{\"type\":\"DataIntegrityProof\",\"cryptosuite\":\"eddsa-rdfc-2022\","
                    + "\"proofPurpose\":\"assertionMethod\",\"verificationMethod\":\"" + signer().verificationMethod()
                    + "\",\"created\":\"2026-01-01T00:00:00Z\",\"proofValue\":\"z" + "2".repeat(88) + "\"}}";
    private static final String TINY = "{\"@context\":[" + V2
            + "],\"type\":[\"VerifiableCredential\"],\"issuer\":\"urn:x:1\",\"credentialSubject\":{\"id\":\"urn:x:2\"}}";

    private final Map<String, byte[]> kinds = new LinkedHashMap<>();
    private final String badge = issue(badge(1));

    private HostileKinds() {}

    /** By name; the first two are honest. */
    static Map<String, byte[]> all() {
        HostileKinds made = new HostileKinds();
        made.add("honest-badge", made.badge);
        made.add("honest-record", issue(Riverbend.record(List.of(made.badge, issue(badge(2))), List.of())));
        made.json();
        made.nodes();
        made.contexts();
        made.proofs();
        made.manyOfOne();
        made.records();
        made.lists();
        made.tokens();
        made.selective();
        made.images();
        return made.kinds;
    }

    /** A few, which are quickly made and need most memory. */
    static Map<String, byte[]> some() {
        HostileKinds made = new HostileKinds();
        made.manyOfOne();
        made.kinds.keySet().removeIf(name -> !name.endsWith("-in-presentations"));
        made.add("smileys", about("{\"id\":\"urn:x:1\",\"name\":\"" + "\uD83D\uDE00".repeat(SIZE / 4 - 2_000) + "\"}"));
        return made.kinds;
    }

    private void add(String name, String text) {
        kinds.put(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** As many as fit, with commas between them. */
    private static String many(int size, IntFunction<String> one) {
        StringBuilder out = new StringBuilder(one.apply(0));
        for (int i = 1; out.length() < size; i++) {
            out.append(',').append(one.apply(i));
        }
        return out.toString();
    }

    private static String many(IntFunction<String> one) {
        return many(SIZE - 8_000, one);
    }

    /** A credential with something in its subject, not honestly signed. */
    private static String about(String subject) {
        return HEAD + "\"credentialSubject\":" + subject + "," + PROOF;
    }

    /** The same, signed by its issuer where it can be signed at all. */
    private void signed(String name, String document) {
        try {
            add(name, Riverbend.signCarelessly(document, signer()));
        } catch (IllegalArgumentException | ClassCastException e) {
            // beyond a limit, which is what is tried
            add(
                    name,
                    document.endsWith(PROOF)
                            ? document
                            : document.substring(0, document.lastIndexOf('}')) + "," + PROOF);
        }
    }

    private void json() {
        add("long-number", "{\"a\":" + "9".repeat(SIZE) + "}");
        add("large-exponents", "{\"a\":[" + many(i -> "1e400") + "]}");
        add("small-exponents", about("{\"id\":\"urn:x:1\",\"x\":[" + many(i -> "1e-30" + i % 10) + "]}"));
        add("long-fractions", about("{\"id\":\"urn:x:1\",\"x\":[" + many(i -> "0." + "7".repeat(90)) + "]}"));
        add("zeros", about("{\"id\":\"urn:x:1\",\"x\":[" + many(i -> "0") + "]}"));
        add("nulls", about("{\"id\":\"urn:x:1\",\"x\":[" + many(i -> "null") + "]}"));
        add("deep-objects", "{\"a\":".repeat(SIZE / 6));
        add("deep-arrays", "{\"a\":" + "[".repeat(SIZE));
        add("deep-within-the-limit", about("[" + many(i -> "[".repeat(50) + "]".repeat(50)) + "]"));
        add("escapes", "{\"a\":\"" + "\\u0061".repeat(SIZE / 6) + "\"}");
        add("half-characters", "{\"a\":\"" + "\\ud83d\\ude00".repeat(SIZE / 12) + "\\ud83d\"}");
        add("empty-objects", about("[" + many(i -> "{}") + "]"));
        add("empty-arrays", about("[" + many(i -> "[]") + "]"));
        add("objects-of-one", about("[" + many(i -> "{\"a\":1}") + "]"));
        add("objects-of-one-in-umlauts", about("[\"ā\"," + many(SIZE - 20_000, i -> "{\"a\":1}") + "]"));
        add("many-keys", "{" + many(i -> "\"k" + i + "\":1") + "}");
        add("objects-of-many-keys", about("[" + many(i -> "{" + many(8_000, k -> "\"k" + k + "\":1") + "}") + "]"));
        add("long-keys", about("[" + many(i -> "{\"" + "k".repeat(9_900) + i + "\":1}") + "]"));
        add("colliding-keys", about("{" + many(i -> "\"" + colliding(i) + "\":1") + "}"));
        add("types-as-text", "{\"type\":\"" + "VerifiableCredential ".repeat(SIZE / 22) + "\"}");
        add("nothing-but-dots", "ey" + ".".repeat(SIZE));
        add("nothing-but-tildes", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA" + "~".repeat(SIZE));
        add("white-space", " ".repeat(SIZE) + "{}");
        add("smileys", about("{\"id\":\"urn:x:1\",\"name\":\"" + "\uD83D\uDE00".repeat(SIZE / 4 - 2_000) + "\"}"));
        add("odd-bytes", "{\"a\":\"" + "\u0000".repeat(100) + "\"}");
    }

    /** Texts of one hash. */
    private static String colliding(int number) {
        StringBuilder out = new StringBuilder();
        for (int bit = 0; bit < 17; bit++) {
            out.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return out.toString();
    }

    private void nodes() {
        add("same-nodes", about("[" + many(i -> "{\"name\":\"x\"}") + "]"));
        add("different-nodes", about("[" + many(i -> "{\"name\":\"x" + i + "\"}") + "]"));
        add("nodes-within-the-limit", about("[" + many(140_000, i -> "{\"name\":\"x" + i + "\"}") + "]"));
        add("same-nodes-within-the-limit", about("[" + many(120_000, i -> "{\"name\":\"x\"}") + "]"));
        for (int size : new int[] {10, 30, 60, 100}) {
            add("clique-of-" + size, about("[" + clique(size) + "]"));
        }
        add("ring", about("[" + ring(9_000) + "]"));
        add("two-rings", about("[" + ring(2_000) + "," + ring(2_000).replace("_:n", "_:m") + "]"));
        add(
                "equal-pairs",
                about("["
                        + many(
                                250_000,
                                i -> "{\"id\":\"_:a" + i + "\",\"https://x.example/k\":{\"id\":\"_:b" + i
                                        + "\",\"https://x.example/k\":{\"id\":\"_:a" + i + "\"}}}")
                        + "]"));
        add("star", about("{\"https://x.example/k\":[" + many(100_000, i -> "{\"https://x.example/l\":{}}") + "]}"));
        add("bipartite", about("[" + bipartite(20) + "]"));
        add("grid", about("[" + grid(40) + "]"));
        add("trees", about("[" + many(100_000, i -> tree(6)) + "]"));
        add("long-url", about("{\"id\":\"urn:x:1\",\"url\":\"https://x.example/" + "a".repeat(SIZE - 3_000) + "\"}"));
        add("long-name", about("{\"id\":\"urn:x:1\",\"name\":\"" + "\\u0001".repeat(SIZE / 6 - 1_000) + "\"}"));
        add(
                "languages",
                about("{\"id\":\"urn:x:1\",\"name\":["
                        + many(i -> "{\"@value\":\"x\",\"@language\":\"a" + (char) ('a' + i % 26) + "-x" + i % 9_999
                                + "\"}")
                        + "]}"));
        add("names", about("{\"id\":\"urn:x:1\",\"name\":[" + many(i -> "\"x" + i + "\"") + "]}"));
        add(
                "long-subject-repeated",
                about("{\"id\":\"urn:" + "x".repeat(300_000) + "\",\"name\":[" + many(100_000, i -> "\"x" + i + "\"")
                        + "]}"));
        signed(
                "lists-of-lists",
                about("{\"id\":\"urn:x:1\",\"https://x.example/k\":" + "{\"@list\":[".repeat(20)
                        + many(100_000, i -> "\"x\"") + "]}".repeat(20) + "}"));
        signed(
                "json-values",
                about("{\"id\":\"urn:x:1\",\"https://x.example/k\":{\"@type\":\"@json\",\"@value\":[" + many(i -> "1.5")
                        + "]}}"));
    }

    private static String clique(int size) {
        return from(size, i -> {
            StringBuilder others = new StringBuilder();
            for (int j = 0; j < size; j++) {
                if (j != i) {
                    others.append(others.isEmpty() ? "" : ",")
                            .append("{\"id\":\"_:n")
                            .append(j)
                            .append("\"}");
                }
            }
            return "{\"id\":\"_:n" + i + "\",\"https://x.example/k\":[" + others + "]}";
        });
    }

    private static String ring(int size) {
        return from(
                size, i -> "{\"id\":\"_:n" + i + "\",\"https://x.example/k\":{\"id\":\"_:n" + (i + 1) % size + "\"}}");
    }

    private static String bipartite(int size) {
        return from(
                size,
                i -> "{\"id\":\"_:n" + i + "\",\"https://x.example/k\":[" + from(size, j -> "{\"id\":\"_:m" + j + "\"}")
                        + "]}");
    }

    private static String grid(int side) {
        return from(
                side * side,
                i -> "{\"id\":\"_:n" + i + "\",\"https://x.example/k\":[{\"id\":\"_:n" + (i + 1) % (side * side)
                        + "\"},{\"id\":\"_:n" + (i + side) % (side * side) + "\"}]}");
    }

    private static String tree(int depth) {
        return depth == 0
                ? "{\"name\":\"x\"}"
                : "{\"https://x.example/k\":[" + tree(depth - 1) + "," + tree(depth - 1) + "]}";
    }

    private static String from(int size, IntFunction<String> one) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            all.add(one.apply(i));
        }
        return String.join(",", all);
    }

    private void contexts() {
        add("contexts", about("{}").replace(OB3, many(i -> V2)));
        add("two-contexts-by-turns", about("{}").replace(OB3, many(i -> i % 2 == 0 ? OB3 : CLR2)));
        add("contexts-in-nodes", about("[" + many(i -> "{\"@context\":[" + OB3 + "],\"name\":\"x\"}") + "]"));
        add(
                "contexts-within-the-limit",
                about("[" + many(100_000, i -> "{\"@context\":[" + OB3 + "," + CLR2 + "],\"type\":\"Profile\"}")
                        + "]"));
        add("contexts-of-its-own", about("[" + many(i -> "{\"@context\":{\"a" + i + "\":\"urn:a\"}}") + "]"));
        add("types", about("{}").replace("[\"Ver", "[" + many(i -> "\"Profile\"") + ",\"Ver"));
        add(
                "types-by-turns",
                about("["
                        + many(
                                i ->
                                        "{\"type\":[\"Achievement\",\"AchievementSubject\",\"Address\",\"Alignment\",\"Evidence\"]}")
                        + "]"));
        add("unknown-terms", about("[" + many(i -> "{\"t" + i + "\":1}") + "]"));
        add("addresses-as-terms", about("[" + many(i -> "{\"https://x.example/" + i + "\":1}") + "]"));
    }

    private void proofs() {
        String proof = PROOF.substring(8, PROOF.length() - 1);
        String start = HEAD + "\"credentialSubject\":{\"id\":\"urn:x:1\"},\"proof\":[";
        add("proofs", start + many(i -> proof) + "]}");
        add(
                "long-proof-value",
                badge.replaceFirst("\"proofValue\":\"z", "\"proofValue\":\"z" + "2".repeat(SIZE - 9_000)));
        add("long-method", about("{}").replace("did:key:", "did:key:" + "z".repeat(SIZE / 3)));
        add(
                "long-jwk",
                about("{}")
                        .replace(
                                "did:key:",
                                "did:jwk:"
                                        + Base64Url.encode(("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"n\":\""
                                                        + "A_".repeat(SIZE / 9) + "\"}")
                                                .getBytes(StandardCharsets.UTF_8))));
        StringBuilder chain = new StringBuilder();
        String before = "";
        for (int i = 0; i < 8; i++) {
            before += (i == 0 ? "" : ",") + "\"urn:p:" + i + "\"";
            chain.append(i == 0 ? "" : ",")
                    .append(proof, 0, proof.length() - 1)
                    .append(",\"id\":\"urn:p:")
                    .append(i + 1)
                    .append("\",\"previousProof\":[")
                    .append(before)
                    .append("]}");
        }
        add("chain-of-proofs", start + chain.toString().replace("[\"urn:p:0\"", "[\"urn:p:1\"") + "]}");
        add(
                "many-previous-proofs",
                start + proof.substring(0, proof.length() - 1) + ",\"previousProof\":["
                        + many(i -> "\"urn:p:" + i + "\"") + "]}]}");
        String large = "{\"id\":\"urn:x:1\",\"name\":[" + many(100_000, i -> "\"x" + i + "\"") + "]}";
        StringBuilder eight = new StringBuilder(proof);
        for (int i = 1; i < 8; i++) {
            eight.append(',').append(proof.replace("00:00:00Z", "00:00:0" + i + "Z"));
        }
        add("eight-proofs-of-much", start.replace("{\"id\":\"urn:x:1\"}", large) + eight + "]}");
        add(
                "eight-proofs-with-contexts",
                start.replace("{\"id\":\"urn:x:1\"}", large)
                        + eight.toString().replace("{\"type\"", "{\"@context\":[" + V2 + "," + OB3 + "],\"type\"")
                        + "]}");
        add("letters-of-much", about(large).replace("eddsa-rdfc", "eddsa-jcs"));
        add(
                "letters-of-a-mebibyte",
                about("{\"x\":[" + many(i -> "0.1e-7") + "]}").replace("eddsa-rdfc", "eddsa-jcs"));
        add(
                "shown-in-part",
                about(large)
                        .replace("eddsa-rdfc-2022", "ecdsa-sd-2023")
                        .replaceFirst(
                                "\"proofValue\":\"z2*",
                                "\"proofValue\":\"u"
                                        + Base64Url.encode(new byte[] {(byte) 0xd9, 0x5d, 0x01, (byte) 0x85})
                                        + "A".repeat(500_000)));
        add("derived-from-much", derived());
    }

    /** A value of a derived proof with as many signatures, labels and pointers as may be. */
    private static String derived() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xd9, 0x5d, 0x01, (byte) 0x85, 0x58, 64});
        out.writeBytes(new byte[64]);
        out.writeBytes(new byte[] {0x58, 35, (byte) 0x80, 0x24, 2});
        out.writeBytes(new byte[32]);
        out.writeBytes(new byte[] {(byte) 0x99, 0x03, (byte) 0xe8});
        for (int i = 0; i < 1_000; i++) {
            out.writeBytes(new byte[] {0x58, 64});
            out.writeBytes(new byte[64]);
        }
        out.writeBytes(new byte[] {(byte) 0xa0, (byte) 0x80});
        String names = "{\"id\":\"urn:x:1\",\"name\":[" + from(900, i -> "\"x" + i + "\"") + "]}";
        return about(names)
                .replace("eddsa-rdfc-2022", "ecdsa-sd-2023")
                .replaceFirst("\"proofValue\":\"z2*", "\"proofValue\":\"u" + Base64Url.encode(out.toByteArray()))
                .replace(signer().verificationMethod(), P256.verificationMethod())
                .replace(ISSUER, P256.controller());
    }

    private static String record(String children, String more) {
        return "{\"@context\":[" + V2 + "," + CLR2 + "," + OB3
                + "],\"id\":\"urn:x:1\",\"type\":[\"VerifiableCredential\",\"ClrCredential\"],\"name\":\"n\",\"issuer\":{\"id\":\""
                + ISSUER
                + "\",\"type\":[\"Profile\"]},\"validFrom\":\"2026-01-01T00:00:00Z\",\"credentialSubject\":{\"id\":\"urn:x:2\","
                + "\"type\":[\"ClrSubject\"],\"verifiableCredential\":[" + children + "]" + more + "}," + PROOF;
    }

    private static String presentation(String children) {
        return "{\"@context\":[" + V2 + "],\"type\":[\"VerifiablePresentation\"],\"verifiableCredential\":[" + children
                + "]}";
    }

    /** As many of a value as may stand in one document. */
    private static String allowed(String value) {
        int each = (int) value.chars()
                        .filter(c -> c == '[' || c == '{' || c == ',')
                        .count()
                + 1;
        return "[" + from(59_900 / each, i -> value) + "]";
    }

    /** As many of one value as may stand in a document, in text that needs two bytes for a character. */
    private void manyOfOne() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("empty-arrays", "[]");
        values.put("empty-objects", "{}");
        values.put("zeros", "0");
        values.put("numbers", "{\"a\":1}");
        values.put("empty-texts", "{\"a\":\"\"}");
        values.put("names", "{\"name\":\"ā\"}");
        values.put("long-keys", "{\"name123\":\"\",\"b\":[]}");
        values.put("deep-arrays", "[[[[]]]]");
        values.forEach((name, value) -> {
            String least = TINY.replace("{\"id\":\"urn:x:2\"}", allowed(value));
            String padding = "ā".repeat((SIZE - 9_000 - least.getBytes(StandardCharsets.UTF_8).length) / 2);
            String document = least.replace("\"urn:x:1\"", "\"urn:x:" + padding + "\"");
            add("many-" + name, document);
            String inside = document;
            for (int i = 0; i < 4; i++) {
                inside = presentation(inside);
            }
            add("many-" + name + "-in-presentations", inside);
            add("many-" + name + "-in-a-token", token(Forge.header(signer()), least));
        });
    }

    private void records() {
        add("record-of-one-badge-copied", record(many(i -> badge), ""));
        add("record-of-different-badges", record(many(i -> issue(badge(i))), ""));
        add("record-of-tampered-badges", record(many(i -> badge.replace("circuit 1", "circuit " + i)), ""));
        add("presentation-of-tampered-badges", presentation(many(i -> badge.replace("circuit 1", "circuit " + i))));
        add("presentation-of-meaningless-badges", presentation(many(i -> badge.replace("\"humanCode\"", "\"grade\""))));
        add("long-did-web", about("{}").replace(ISSUER, "did:web:x.example:" + "a".repeat(SIZE / 3)));
        add("presentation-of-tiny-ones", presentation(many(i -> TINY)));
        add("presentation-of-nothing", presentation(many(i -> "{}")));
        add("presentation-of-empty-tokens", presentation(many(i -> "\"eyJhbGciOiJFUzI1NiJ9.e30.AAAA\"")));
        String token = Forge.token(issue(badge(60)), signer());
        add("presentation-of-tokens", presentation(many(i -> "\"" + token + "\"")));
        String nested = "[" + many(i -> "{\"a\":1}") + "]";
        for (int i = 0; i < 4; i++) {
            nested = presentation("{\"type\":\"VerifiablePresentation\",\"x\":" + nested + "}");
        }
        add("presentations-in-presentations", nested);
        String full = TINY.replace("{\"id\":\"urn:x:2\"}", "[" + many(SIZE - 9_000, i -> "{\"a\":1}") + "]");
        for (int i = 0; i < 4; i++) {
            full = presentation(full);
        }
        add("a-full-one-in-four-presentations", full);
        String empties = TINY.replace("{\"id\":\"urn:x:2\"}", "[" + many(SIZE - 9_000, i -> "[]") + "]");
        for (int i = 0; i < 4; i++) {
            empties = presentation(empties);
        }
        add("empty-arrays-in-four-presentations", empties);
        String envelopes = "{\"@context\":[" + V2
                + "],\"type\":\"EnvelopedVerifiableCredential\",\"id\":\"data:application/vc+jwt," + token + "\"}";
        add("presentation-of-envelopes", presentation(many(i -> envelopes)));
        signed(
                "record-with-associations",
                record(
                        badge,
                        ",\"association\":["
                                + many(
                                        300_000,
                                        i ->
                                                "{\"type\":\"Association\",\"associationType\":\"isPeerOf\",\"sourceId\":\"urn:s:"
                                                        + i + "\",\"targetId\":\"urn:t:" + i + "\"}")
                                + "]"));
        signed("record-signed-with-many-badges", record(many(700_000, i -> issue(badge(i))), ""));
        signed("record-signed-with-copies", record(many(700_000, i -> badge), ""));
        List<String> badges = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            badges.add(issue(badge(i)));
        }
        add("honest-record-of-200", issue(Riverbend.record(badges, List.<Association>of())));
    }

    private void lists() {
        String draft = with(badge, "/proof", null);
        signed(
                "status-entries",
                with(
                        draft,
                        "/credentialStatus",
                        array(
                                300_000,
                                i -> Json.createObjectBuilder()
                                        .add("id", "https://riverbend.example/status/" + i)
                                        .add("type", "BitstringStatusListEntry")
                                        .add("statusPurpose", "revocation")
                                        .add("statusListIndex", "1")
                                        .add("statusListCredential", "https://riverbend.example/status/" + i)
                                        .build())));
        JsonValue bomb = Objects.requireNonNull(Riverbend.tree(StatusSamples.all().stream()
                        .filter(s -> s.name().equals("status-list-bomb"))
                        .findFirst()
                        .orElseThrow()
                        .document())
                .get("credentialStatus"));
        JsonArrayBuilder bombs = Json.createArrayBuilder();
        for (int i = 0; i < 16; i++) {
            bombs.add(bomb);
        }
        signed("status-list-bombs", with(draft, "/credentialStatus", bombs.build()));
        signed(
                "schemas",
                with(
                        draft,
                        "/credentialSchema",
                        array(
                                300_000,
                                i -> Json.createObjectBuilder()
                                        .add("id", "https://riverbend.example/schemas/" + i)
                                        .add("type", "1EdTechJsonSchemaValidator2019")
                                        .build())));
        JsonValue alignment =
                Json.createPointer("/credentialSubject/achievement/alignment/0").getValue(Riverbend.tree(badge));
        signed("alignments", with(draft, "/credentialSubject/achievement/alignment", array(600_000, i -> alignment)));
        signed(
                "different-alignments",
                with(
                        draft,
                        "/credentialSubject/achievement/alignment",
                        array(
                                600_000,
                                i -> Json.createObjectBuilder(alignment.asJsonObject())
                                        .add("targetUrl", "https://case.example/" + i)
                                        .build())));
        String endorsement = new JsonText()
                .write(Json.createPointer("/endorsement/0")
                        .getValue(Riverbend.tree(Samples.all().stream()
                                .filter(s -> s.name().equals("endorsed"))
                                .findFirst()
                                .orElseThrow()
                                .document())));
        signed(
                "endorsements",
                draft.replaceFirst(
                        "\"issuer\"", "\"endorsement\":[" + many(800_000, i -> endorsement) + "],\"issuer\""));
        signed(
                "fifty-endorsements",
                draft.replaceFirst(
                        "\"issuer\"",
                        "\"endorsement\":["
                                + from(
                                        50,
                                        i -> Riverbend.signCarelessly(
                                                with(endorsement, "/id", Json.createValue("urn:e:" + i)),
                                                Riverbend.key(7).signer()))
                                + "],\"issuer\""));
        signed(
                "endorsement-tokens",
                draft.replaceFirst(
                        "\"issuer\"",
                        "\"endorsementJwt\":[" + many(800_000, i -> "\"eyJhbGciOiJFUzI1NiJ9.e30.AAAA\"")
                                + "],\"issuer\""));
        signed(
                "results",
                draft.replaceFirst(
                        "\"achievement\":",
                        "\"result\":[" + many(300_000, i -> "{\"type\":[\"Result\"],\"value\":\"" + i + "\"}")
                                + "],\"achievement\":"));
        signed(
                "evidence",
                draft.replaceFirst(
                        "\"issuer\"",
                        "\"evidence\":["
                                + many(
                                        300_000,
                                        i -> "{\"id\":\"https://x.example/" + i
                                                + "\",\"type\":[\"Evidence\"],\"name\":\"x\"}")
                                + "],\"issuer\""));
        add(
                "ill-shaped-everywhere",
                badge.replaceFirst(
                        "\"achievement\":", "\"result\":[" + many(i -> "{\"value\":[]}") + "],\"achievement\":"));
        add(
                "long-moment",
                badge.replaceFirst(
                        "\"validFrom\":\"[^\"]*",
                        "\"validFrom\":\"2026-01-01T00:00:00." + "1".repeat(SIZE - 9_000) + "Z"));
        add("long-index", with(badge, "/credentialStatus/statusListIndex", Json.createValue("1".repeat(SIZE - 9_000))));
        add(
                "long-language",
                with(
                        badge,
                        "/credentialSubject/achievement/inLanguage",
                        Json.createValue("en-" + "a-".repeat(SIZE / 2 - 5_000))));
        add(
                "long-jws-endorsement",
                draft.replaceFirst(
                        "\"issuer\"", "\"endorsementJwt\":[\"ey" + "A".repeat(SIZE - 9_000) + "\"],\"issuer\""));
        add("list-itself-a-bomb", listBomb());
        add(
                "open-badge-2",
                "{\"@context\":\"https://w3id.org/openbadges/v2\",\"type\":\"Assertion\",\"id\":\"https://x.example/1\","
                        + "\"badge\":[" + many(i -> "{\"type\":\"BadgeClass\"}")
                        + "],\"verification\":{\"type\":\"HostedBadge\"},"
                        + "\"recipient\":{\"type\":\"email\",\"identity\":\"a@b.example\"},\"issuedOn\":\"2025-06-01T10:00:00Z\"}");
    }

    private static JsonValue array(int size, IntFunction<JsonValue> one) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        int per = one.apply(0).toString().length() + 1;
        for (int i = 0; i < size / per; i++) {
            array.add(one.apply(i));
        }
        return array.build();
    }

    private static String listBomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 700; i++) {
                gzip.write(zeros);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        String list = Objects.requireNonNull(Samples.documents().get(Riverbend.LIST));
        return with(
                list, "/credentialSubject/encodedList", Json.createValue("u" + Base64Url.encode(out.toByteArray())));
    }

    private void tokens() {
        JsonObject header = Forge.header(signer());
        add("long-payload", "eyJhbGciOiJFUzI1NiJ9." + "eyJ".repeat(SIZE / 3) + ".AAAA");
        add("long-signature", "eyJhbGciOiJFUzI1NiJ9.e30." + "A".repeat(SIZE));
        add(
                "long-header",
                Base64Url.encode(("{\"alg\":\"EdDSA\",\"kid\":\"" + "a".repeat(SIZE * 3 / 4 - 100) + "\"}")
                                .getBytes(StandardCharsets.UTF_8))
                        + ".e30.AAAA");
        add(
                "header-of-many-words",
                Base64Url.encode(("{\"alg\":\"EdDSA\"," + many(700_000, i -> "\"h" + i + "\":1") + "}")
                                .getBytes(StandardCharsets.UTF_8))
                        + ".e30.AAAA");
        add(
                "header-of-arrays",
                Base64Url.encode(("{\"alg\":\"EdDSA\",\"crit\":[" + many(700_000, i -> "[]") + "]}")
                                .getBytes(StandardCharsets.UTF_8))
                        + ".e30.AAAA");
        add(
                "large-rsa-key",
                Forge.sign(
                        Json.createObjectBuilder()
                                .add("alg", "RS256")
                                .add(
                                        "jwk",
                                        Json.createObjectBuilder()
                                                .add("kty", "RSA")
                                                .add("e", "AQAB")
                                                .add("n", "_".repeat(700_000)))
                                .build(),
                        Forge.payload(badge, signer()),
                        signer()));
        String carried = record(many(600_000, i -> badge), "");
        add("token-of-a-full-record", token(header, carried));
        add("token-of-small-objects", token(header, about("[" + many(650_000, i -> "{\"a\":1}") + "]")));
        add("token-of-empty-arrays", token(header, about("[" + many(650_000, i -> "[]") + "]")));
        add(
                "token-claim-of-small-objects",
                token(
                        Forge.with(header, "typ", "JWT"),
                        "{\"iss\":\"" + ISSUER + "\",\"vc\":" + about("[" + many(650_000, i -> "{\"a\":1}") + "]")
                                + "}"));
        add("token-of-many-nodes", token(header, about("[" + many(650_000, i -> "{\"name\":\"x" + i + "\"}") + "]")));
        add("token-of-presentation", token(header, presentation(many(650_000, i -> TINY))));
        add(
                "token-of-tokens",
                token(header, presentation(many(650_000, i -> "\"" + "eyJhbGciOiJFUzI1NiJ9.e30.AAAA" + "\""))));
        String inner = badge;
        for (int i = 0; i < 6; i++) {
            inner = "{\"@context\":[" + V2
                    + "],\"type\":[\"EnvelopedVerifiablePresentation\"],\"id\":\"data:application/vp+jwt,"
                    + token(header, inner) + "\"}";
        }
        add("envelopes-in-envelopes", inner);
        add(
                "encoded-envelope",
                "{\"@context\":[" + V2
                        + "],\"type\":[\"EnvelopedVerifiableCredential\"],\"id\":\"data:application/vc+jwt,"
                        + "%65".repeat(SIZE / 3 - 100) + "\"}");
        add(
                "envelope-of-parameters",
                "{\"@context\":[" + V2 + "],\"type\":[\"EnvelopedVerifiableCredential\"],\"id\":\"data:"
                        + ";".repeat(SIZE - 500) + ",x\"}");
    }

    private static String token(JsonObject header, String payload) {
        return org.throughline.credentials.jose.TokenWriting.sign(header, payload, signer());
    }

    private void selective() {
        String shown = "WyJhIiwiYiIsMV0";
        add("disclosures", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA~" + (shown + "~").repeat(60_000));
        JsonObject header = Forge.with(Forge.header(signer()), "typ", "dc+sd-jwt");
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.add(Base64Url.encode(("[\"s\",\"c" + i + "\"," + i + "]").getBytes(StandardCharsets.UTF_8)));
        }
        add("a-thousand-disclosures", sdJwt(header, all, all));
        for (int i = 1_000; i < 10_000; i++) {
            all.add(Base64Url.encode(("[\"s\",\"c" + i + "\"," + i + "]").getBytes(StandardCharsets.UTF_8)));
        }
        add("ten-thousand-disclosures", sdJwt(header, all, all));
        List<String> chain = new ArrayList<>();
        String last = Base64Url.encode("[\"s\",\"c\",1]".getBytes(StandardCharsets.UTF_8));
        chain.add(last);
        for (int i = 0; i < 900; i++) {
            last = Base64Url.encode(("[\"s\",\"c\",{\"_sd\":[\"" + TokenSamples.digest(last) + "\"]}]")
                    .getBytes(StandardCharsets.UTF_8));
            chain.add(last);
        }
        add("disclosures-in-disclosures", sdJwt(header, List.of(last), chain));
        List<String> large = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            large.add(Base64Url.encode(
                    ("[\"s\",\"c" + i + "\",[" + many(65_000, k -> "[]") + "]]").getBytes(StandardCharsets.UTF_8)));
        }
        add("disclosures-of-arrays", sdJwt(header, large, large));
        add(
                "many-decoys",
                token(
                                header,
                                "{\"iss\":\"" + ISSUER + "\",\"vct\":\"urn:x\",\"_sd\":["
                                        + many(700_000, i -> "\"" + TokenSamples.digest("x" + i) + "\"") + "]}")
                        + "~");
        add(
                "decoys-everywhere",
                token(
                                header,
                                "{\"iss\":\"" + ISSUER + "\",\"vct\":\"urn:x\",\"a\":["
                                        + many(700_000, i -> "{\"_sd\":[]}") + "]}")
                        + "~");
    }

    private static String sdJwt(JsonObject header, List<String> digested, List<String> shown) {
        JsonArrayBuilder digests = Json.createArrayBuilder();
        digested.forEach(text -> digests.add(TokenSamples.digest(text)));
        JsonObject claims = Json.createObjectBuilder()
                .add("iss", ISSUER)
                .add("vct", "https://riverbend.example/types/degree")
                .add("nbf", 1_768_460_400L)
                .add("_sd", digests)
                .build();
        return Forge.sign(header, claims, signer()) + "~" + String.join("~", shown) + "~";
    }

    private void images() {
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.writeBytes(java.util.Arrays.copyOf(PIXEL, 33));
        while (many.size() < SIZE) {
            chunk("tEXt", new byte[] {'a', 0}, many);
        }
        chunk("IEND", new byte[0], many);
        kinds.put("png-of-many-chunks", many.toByteArray());
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        zipped.writeBytes(java.util.Arrays.copyOf(PIXEL, 33));
        byte[] bomb = deflated(700 << 20);
        byte[] international = ByteBuffer.allocate(24 + bomb.length)
                .put("openbadgecredential\0\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1))
                .put(bomb)
                .array();
        chunk("iTXt", international, zipped);
        chunk("IEND", new byte[0], zipped);
        kinds.put("png-bomb", zipped.toByteArray());
        kinds.put("png-of-small-objects", ImageKind.PNG.bake(PIXEL, about("[" + many(i -> "{\"a\":1}") + "]")));
        ByteArrayOutputStream lying = new ByteArrayOutputStream();
        lying.writeBytes(java.util.Arrays.copyOf(PIXEL, 33));
        lying.writeBytes(ByteBuffer.allocate(8)
                .putInt(Integer.MAX_VALUE - 20)
                .put("iTXt".getBytes(StandardCharsets.ISO_8859_1))
                .array());
        lying.writeBytes(new byte[SIZE]);
        kinds.put("png-lying-about-lengths", lying.toByteArray());
        add("svg-deep", "<svg>" + "<g>".repeat(SIZE / 3));
        add("svg-wide", "<svg>" + "<g/>".repeat(SIZE / 4) + "</svg>");
        StringBuilder attributes = new StringBuilder("<svg");
        for (int i = 0; attributes.length() < SIZE; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        add("svg-of-attributes", attributes + "/>");
        StringBuilder spaces = new StringBuilder("<svg");
        for (int i = 0; spaces.length() < SIZE; i++) {
            spaces.append(" xmlns:a").append(i).append("='u:").append(i).append("'");
        }
        add("svg-of-namespaces", spaces + "/>");
        add(
                "svg-of-colliding-attributes",
                "<svg " + many(i -> colliding(i) + "=''").replace(",", " ") + "/>");
        add(
                "svg-of-entities",
                "<!DOCTYPE svg [<!ENTITY a \"" + "x".repeat(1_000) + "\">" + "<!ENTITY b \"" + "&a;".repeat(1_000)
                        + "\"><!ENTITY c \"" + "&b;".repeat(1_000) + "\">]><svg>&c;</svg>");
        add("svg-of-references", "<svg>" + "&#65;".repeat(SIZE / 5) + "</svg>");
        add("svg-of-comments", "<svg>" + "<!---->".repeat(SIZE / 7) + "</svg>");
        add("svg-long-name", "<svg><" + "a".repeat(SIZE) + "/></svg>");
        add("svg-long-doctype", "<!DOCTYPE " + "a ".repeat(SIZE / 2) + "><svg/>");
        add(
                "svg-of-cdata",
                "<svg xmlns:o=\"https://purl.imsglobal.org/ob/v3p0\"><o:credential>" + "<![CDATA[x]]>".repeat(SIZE / 13)
                        + "</o:credential></svg>");
        add(
                "svg-of-small-objects",
                new String(
                        ImageKind.SVG.bake(
                                "<svg/>".getBytes(StandardCharsets.UTF_8), about("[" + many(i -> "{\"a\":1}") + "]")),
                        StandardCharsets.UTF_8));
    }

    private static void chunk(String type, byte[] content, ByteArrayOutputStream out) {
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflated(int size) {
        Deflater deflater = new Deflater();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[1 << 20];
        byte[] buffer = new byte[1 << 16];
        for (int i = 0; i < size >> 20; i++) {
            deflater.setInput(zeros);
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        deflater.finish();
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }
}
