package org.throughline.credentials.samples;

import jakarta.json.Json;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Samples of the generation before: badges that their home vouches for. */
final class OpenBadges2 {
    private static final String HOME = "https://badges.riverbend.example/";
    /** An assertion that was taken away for good. */
    static final String GONE = HOME + "gone";

    private static final String ELSEWHERE = "https://badges.elsewhere.example/";

    /** The checks that such a badge is asked, in their order. */
    private static final List<String> CHECKS =
            List.of("format", "structure", "validity", "signature", "issuer", "signer", "status", "alignment");

    private OpenBadges2() {}

    private static String assertion(String id, String badge, String more) {
        return """
                {"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"%s",
                 "recipient":{"type":"email","hashed":true,"salt":"river",
                  "identity":"sha256$a2441ba1cd0b7d1e0a7a4ee7d2a4d7bd9f0ff3a3f3b1d1f4a3ea4c1f7b6b0f5c"},
                 "badge":%s,"verification":{"type":"HostedBadge"},"issuedOn":"2025-06-01T10:00:00Z"%s}
                """.formatted(id, badge, more);
    }

    private static String badge(String issuer) {
        return """
                {"@context":"https://w3id.org/openbadges/v2","type":"BadgeClass","id":"%sclasses/1","name":"Grounding",
                 "description":"Grounds a circuit.","image":"%sclasses/1.png",
                 "criteria":{"narrative":"Shown twice on the yard."},"issuer":"%s",
                 "alignment":[{"targetName":"Grounds equipment","targetUrl":"https://case.riverbend.example/uri/1"}]}
                """.formatted(HOME, HOME, issuer);
    }

    private static String issuer(String id, String more) {
        return """
                {"@context":"https://w3id.org/openbadges/v2","type":"Issuer","id":"%s","name":"Riverbend Community College",
                 "url":"https://riverbend.example/","email":"badges@riverbend.example"%s}
                """.formatted(id, more);
    }

    /** What stands at the homes. */
    static Map<String, String> documents() {
        Map<String, String> documents = new LinkedHashMap<>();
        documents.put(HOME + "issuer", issuer(HOME + "issuer", ""));
        documents.put(
                HOME + "open-issuer",
                issuer(HOME + "open-issuer", ",\"verification\":{\"allowedOrigins\":\"badges.elsewhere.example\"}"));
        documents.put(
                HOME + "narrow-issuer",
                issuer(HOME + "narrow-issuer", ",\"verification\":{\"startsWith\":\"" + HOME + "ours/\"}"));
        documents.put(HOME + "classes/1", badge(HOME + "issuer"));
        documents.put(HOME + "ours/1", assertion(HOME + "ours/1", badge(HOME + "narrow-issuer"), ""));
        documents.put(HOME + "theirs/1", assertion(HOME + "theirs/1", badge(HOME + "narrow-issuer"), ""));
        documents.put(
                HOME + "class-elsewhere",
                assertion(
                        HOME + "class-elsewhere",
                        badge(HOME + "issuer").replace(HOME + "classes/1\"", ELSEWHERE + "classes/1\""),
                        ""));
        for (int i = 1; i <= 3; i++) {
            documents.put(HOME + i, assertion(HOME + i, "\"" + HOME + "classes/1\"", ""));
        }
        documents.put(HOME + "revoked", """
                {"@context":"https://w3id.org/openbadges/v2","type":"Assertion","id":"%srevoked","revoked":true,
                 "revocationReason":"Issued in error"}""".formatted(HOME));
        signed(documents);
        documents.put(ELSEWHERE + "1", assertion(ELSEWHERE + "1", badge(HOME + "issuer"), ""));
        documents.put(ELSEWHERE + "2", assertion(ELSEWHERE + "2", badge(HOME + "open-issuer"), ""));
        return documents;
    }

    /** Issuers that sign, each with another kind of revocation list. */
    private static void signed(Map<String, String> documents) {
        for (String list : List.of("names", "foreign", "silent", "no-list")) {
            String issuer = HOME + "signing-issuer/" + list;
            documents.put(
                    issuer,
                    issuer(
                            issuer,
                            ",\"publicKey\":\"%s/key\",\"revocationList\":\"%srevocations/%s\""
                                    .formatted(issuer, HOME, list)));
            documents.put(issuer + "/key", """
                    {"@context":"https://w3id.org/openbadges/v2","type":"CryptographicKey","id":"%s/key","owner":"%s",
                     "publicKeyPem":"-----BEGIN PUBLIC KEY-----\\n%s\\n-----END PUBLIC KEY-----\\n"}""".formatted(issuer, issuer, spki()));
        }
        documents.put(HOME + "revocations/names", """
                {"@context":"https://w3id.org/openbadges/v2","type":"RevocationList","id":"%srevocations/names",
                 "issuer":"%ssigning-issuer/names","revokedAssertions":["urn:uuid:5a5b0f0c-0000-4000-8000-000000000002",
                 {"id":"urn:uuid:5a5b0f0c-0000-4000-8000-000000000003","revocationReason":"Issued in error"}]}""".formatted(HOME, HOME));
        documents.put(HOME + "revocations/foreign", """
                {"@context":"https://w3id.org/openbadges/v2","type":"RevocationList","id":"%srevocations/foreign",
                 "issuer":"%sissuer","revokedAssertions":[]}""".formatted(HOME, ELSEWHERE));
        documents.put(HOME + "revocations/no-list", "{\"error\":\"no such list\"}");
    }

    /** The college's key as X.509 writes one on Ed25519 (RFC 8410, section 4). */
    private static String spki() {
        byte[] raw = Riverbend.key(8).publicKey().bytes();
        byte[] der = HexFormat.of()
                .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(raw));
        return Base64.getEncoder().encodeToString(der);
    }

    private static String signed(int number, String list) {
        String issuer = HOME + "signing-issuer/" + list;
        String document = Riverbend.with(
                assertion(
                        "urn:uuid:5a5b0f0c-0000-4000-8000-%012d".formatted(number),
                        badge(issuer).replace("classes/1", "classes/" + list),
                        ""),
                "/verification",
                Json.createObjectBuilder()
                        .add("type", "SignedBadge")
                        .add("creator", issuer + "/key")
                        .build());
        return Forge.sign(
                Json.createObjectBuilder().add("alg", "EdDSA").build(),
                Riverbend.tree(document),
                Riverbend.key(8).signer(issuer + "/key", issuer));
    }

    private static void ofTokens(List<Sample> samples) {
        samples.add(badge("open-badge-2-signed", "A token; the issuer's list does not name it", signed(1, "names")));
        samples.add(badge("open-badge-2-signed-revoked", "The issuer's list names it", signed(2, "names"))
                .failed("status"));
        samples.add(badge(
                        "open-badge-2-signed-revoked-with-reason",
                        "The issuer's list names it and says why",
                        signed(3, "names"))
                .failed("status"));
        samples.add(badge("open-badge-2-signed-list-of-another", "The list is of somebody else", signed(1, "foreign"))
                .warnings(1));
        samples.add(badge("open-badge-2-signed-list-unreachable", "The list does not answer", signed(1, "silent"))
                .undetermined("status"));
        samples.add(badge("open-badge-2-signed-list-malformed", "What stands there is no list", signed(1, "no-list"))
                .undetermined("status"));
        samples.add(badge(
                        "open-badge-2-gone",
                        "Its home answers that it is gone",
                        assertion(GONE, badge(HOME + "issuer"), ""))
                .failed("status"));
    }

    static void samples(List<Sample> samples) {
        ofTokens(samples);
        Map<String, String> homes = documents();
        samples.add(badge("open-badge-2", "Exactly what stands at its home", String.valueOf(homes.get(HOME + "1"))));
        samples.add(badge(
                "open-badge-2-written-in",
                "The badge class is written into the copy, and named by its address at home",
                assertion(HOME + "2", badge(HOME + "issuer"), "")));
        samples.add(badge(
                        "open-badge-2-tampered",
                        "Its home says something else",
                        Riverbend.with(
                                String.valueOf(homes.get(HOME + "3")),
                                "/issuedOn",
                                Json.createValue("2020-01-01T00:00:00Z")))
                .failed("signature")
                .undetermined("issuer", "signer", "status"));
        samples.add(badge(
                        "open-badge-2-unreachable",
                        "Its home cannot be asked",
                        assertion(HOME + "unknown", "\"" + HOME + "classes/1\"", ""))
                .undetermined("signature", "issuer", "signer", "status"));
        samples.add(badge(
                        "open-badge-2-revoked",
                        "Its home says that it was revoked",
                        assertion(HOME + "revoked", badge(HOME + "issuer"), ""))
                .failed("status"));
        samples.add(badge(
                        "open-badge-2-expired",
                        "Its time is over",
                        Riverbend.with(
                                String.valueOf(homes.get(HOME + "1")),
                                "/expires",
                                Json.createValue("2026-01-01T00:00:00Z")))
                .failed("validity", "signature")
                .undetermined("issuer", "signer", "status"));
        samples.add(badge(
                        "open-badge-2-of-a-stranger",
                        "It stands at a stranger's, in the college's name",
                        String.valueOf(homes.get(ELSEWHERE + "1")))
                .failed("signer")
                .undetermined("status"));
        samples.add(badge(
                "open-badge-2-in-scope",
                "It stands elsewhere, and the issuer says that its badges do",
                String.valueOf(homes.get(ELSEWHERE + "2"))));
        samples.add(badge(
                "open-badge-2-in-its-part-of-the-host",
                "Many share a host; it stands where the issuer says that its badges do",
                String.valueOf(homes.get(HOME + "ours/1"))));
        samples.add(badge(
                        "open-badge-2-of-a-neighbour",
                        "It stands on the issuer's host, but not where the issuer says that its badges do",
                        String.valueOf(homes.get(HOME + "theirs/1")))
                .failed("signer")
                .undetermined("status"));
        samples.add(badge(
                        "open-badge-2-of-a-class-elsewhere",
                        "Its class stands on another host than its issuer",
                        String.valueOf(homes.get(HOME + "class-elsewhere")))
                .failed("signer")
                .undetermined("status"));
        samples.add(badge(
                        "open-badge-2-without-recipient",
                        "It does not say whose it is",
                        Riverbend.with(String.valueOf(homes.get(HOME + "1")), "/recipient", null))
                .failed("structure", "signature")
                .undetermined("issuer", "signer", "status"));
        samples.add(badge(
                        "open-badge-2-without-its-token",
                        "It says that it is signed, and came without the signature",
                        Riverbend.with(
                                String.valueOf(homes.get(HOME + "1")),
                                "/verification/type",
                                Json.createValue("SignedBadge")))
                .undetermined("signature", "issuer", "signer", "status"));
    }

    private static Sample badge(String name, String about, String document) {
        return Sample.of(name, about, document).only(CHECKS);
    }
}
