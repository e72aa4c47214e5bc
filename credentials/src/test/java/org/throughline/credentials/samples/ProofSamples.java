package org.throughline.credentials.samples;

import static org.throughline.credentials.samples.Riverbend.badge;
import static org.throughline.credentials.samples.Riverbend.issue;
import static org.throughline.credentials.samples.Riverbend.key;
import static org.throughline.credentials.samples.Riverbend.signer;
import static org.throughline.credentials.samples.Riverbend.tree;
import static org.throughline.credentials.samples.Riverbend.with;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.proof.Cryptosuite;
import org.throughline.credentials.proof.EcdsaJcs2019;
import org.throughline.credentials.proof.EcdsaRdfc2019;
import org.throughline.credentials.proof.EcdsaSd2023;
import org.throughline.credentials.proof.EddsaJcs2022;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.tree.JsonText;

/** Samples of proofs: suites, sets, chains and what people try with them. */
final class ProofSamples {

    private static final String FIRST = "urn:uuid:9a000000-0000-4000-8000-000000000001";
    private static final String SECOND = "urn:uuid:9a000000-0000-4000-8000-000000000002";
    private static final Cryptosuite RDFC = new EddsaRdfc2022();
    private static final Cryptosuite JCS = new EddsaJcs2022();

    private ProofSamples() {}

    static void addTo(List<Sample> samples) {
        suites(samples);
        options(samples);
        sets(samples);
        chains(samples);
        shownInPart(samples);
    }

    private static void suites(List<Sample> samples) {
        String badge = issue(badge(30));
        samples.add(Sample.of(
                "valid-eddsa-jcs-2022",
                "Signed letter by letter instead of by meaning",
                Riverbend.signCarelessly(badge, signer(), JCS)));
        samples.add(Sample.of(
                "valid-eddsa-2022",
                "The name that eddsa-rdfc-2022 had in the first draft",
                secured(badge, List.of(signed(badge, RDFC, Map.of("cryptosuite", "eddsa-2022"), List.of())))));
        Signer p256 = NistKeyPair.fromSecret(NistCurve.P256, filled(5, 32)).signer();
        Signer p384 = NistKeyPair.fromSecret(NistCurve.P384, filled(6, 48)).signer();
        for (Signer signer : List.of(p256, p384)) {
            String curve = signer.algorithm().curve().replace("-", "").toLowerCase(Locale.ROOT);
            String draft = with(badge, "/issuer/id", Json.createValue(signer.controller()));
            samples.add(Sample.of(
                            "valid-ecdsa-rdfc-2019-" + curve,
                            "ECDSA over what the badge means; the list is signed by another key",
                            Riverbend.signCarelessly(draft, signer, new EcdsaRdfc2019()))
                    .warnings(1));
            String letters = Riverbend.signCarelessly(draft, signer, new EcdsaJcs2019());
            samples.add(Sample.of(
                            "valid-ecdsa-jcs-2019-" + curve,
                            "ECDSA over the letters of the badge; the list is signed by another key",
                            letters)
                    .warnings(1));
            samples.add(broken(
                    "ecdsa-" + curve + "-signature-of-zeros",
                    "A signature of nothing but zeros",
                    with(
                            letters,
                            "/proof/proofValue",
                            Json.createValue("z" + "1".repeat(signer.algorithm().signatureLength())))));
        }
        samples.add(broken(
                "suite-swapped",
                "Signed by meaning, but called signed by letter",
                with(badge, "/proof/0/cryptosuite", Json.createValue("eddsa-jcs-2022"))));
        samples.add(broken(
                "suite-against-key",
                "The suite signs with another kind of key",
                with(badge, "/proof/0/cryptosuite", Json.createValue("ecdsa-rdfc-2019"))));
        String letters = Riverbend.signCarelessly(badge, signer(), JCS);
        samples.add(broken(
                "jcs-proof-context-altered",
                "The proof's context is not the beginning of the document's",
                with(letters, "/proof/@context/1", null)));
        samples.add(broken(
                "jcs-tampered",
                "Somebody gave the badge a better name",
                with(letters, "/name", Json.createValue("Master of grounding"))));
    }

    private static byte[] filled(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static void options(List<Sample> samples) {
        String badge = issue(badge(31));
        samples.add(Sample.of(
                        "proof-made-in-the-future",
                        "The clock of the issuer goes wrong, or it lies; the badge itself counts",
                        secured(
                                badge,
                                List.of(signed(badge, RDFC, Map.of("created", "2027-11-23T12:00:00Z"), List.of()))))
                .warnings(1));
        samples.add(Sample.of(
                "proof-not-yet-expired",
                "The proof has an end, and it has not come",
                secured(badge, List.of(signed(badge, RDFC, Map.of("expires", "2027-11-23T12:00:00Z"), List.of())))));
        samples.add(untried(
                "proof-signed-for-signing-in",
                "A proof that its holder made to sign in is no statement of the issuer",
                secured(badge, List.of(signed(badge, RDFC, Map.of("proofPurpose", "authentication"), List.of())))));
        samples.add(untried(
                "proof-without-purpose", "It does not say what for", with(badge, "/proof/0/proofPurpose", null)));
        samples.add(untried("proof-without-key", "It names no key", with(badge, "/proof/0/verificationMethod", null)));
        samples.add(untried("proof-without-suite", "It does not say how", with(badge, "/proof/0/cryptosuite", null)));
        samples.add(untried(
                "proof-created-at-no-time",
                "A moment that no calendar has",
                with(badge, "/proof/0/created", Json.createValue("2026-02-30T12:00:00Z"))));
        samples.add(broken(
                "proof-value-in-another-base",
                "The suite demands base58",
                with(badge, "/proof/0/proofValue", Json.createValue("u" + "A".repeat(86)))));
        samples.add(broken(
                "proof-value-of-zeros",
                "A signature of nothing but zeros",
                with(badge, "/proof/0/proofValue", Json.createValue("z" + "1".repeat(64)))));
    }

    private static void sets(List<Sample> samples) {
        String badge = issue(badge(32));
        JsonObject own = signed(badge, RDFC, Map.of(), List.of());
        JsonObject witness = signed(badge, RDFC, Map.of(), List.of(), key(9).signer());
        samples.add(Sample.of(
                "valid-proof-set",
                "The issuer signed, and a witness beside it, with another suite",
                secured(badge, List.of(signed(badge, JCS, Map.of(), List.of(), key(9).signer()), own))));
        samples.add(Sample.of(
                        "proof-set-without-the-issuer",
                        "Two strangers signed",
                        secured(badge, List.of(witness, signed(badge, RDFC, Map.of(), List.of(), key(8).signer()))))
                .failed("signer")
                .undetermined("status"));
        samples.add(broken(
                "proof-set-with-a-broken-witness",
                "A proof that holds does not heal one that does not",
                secured(badge, List.of(own, changed(witness, "created", "2026-11-22T12:00:00Z")))));
        samples.add(Sample.of(
                        "proof-set-with-an-unknown-suite",
                        "The issuer's proof holds, and the other one cannot be tried",
                        secured(badge, List.of(own, changed(witness, "cryptosuite", "lattice-rdfc-2030"))))
                .warnings(1));
        samples.add(broken(
                "proofs-with-one-id",
                "Two proofs under one id: nobody can say which is meant",
                secured(
                        badge,
                        List.of(
                                signed(badge, RDFC, Map.of("id", FIRST), List.of()),
                                signed(badge, JCS, Map.of("id", FIRST), List.of()))),
                "signer"));
    }

    private static void chains(List<Sample> samples) {
        String badge = issue(badge(33));
        JsonObject first = signed(badge, RDFC, Map.of("id", FIRST), List.of());
        JsonObject second =
                signed(badge, RDFC, Map.of("id", SECOND, "previousProof", FIRST), List.of(first), key(9).signer());
        JsonObject third = signed(
                badge,
                JCS,
                Map.of(
                        "previousProof",
                        Json.createArrayBuilder().add(FIRST).add(SECOND).build()),
                List.of(first, second),
                key(8).signer());
        samples.add(Sample.of(
                "valid-proof-chain",
                "The issuer signed, a notary signed that, and a third one both",
                secured(badge, List.of(first, second, third))));
        samples.add(broken(
                "chain-without-its-first",
                "The proof that it builds on was taken away",
                secured(badge, List.of(second, signed(badge, RDFC, Map.of(), List.of())))));
        samples.add(broken(
                "chain-with-another-first",
                "Another proof under the same id was put in its place",
                secured(
                        badge,
                        List.of(
                                signed(badge, RDFC, Map.of("id", FIRST, "expires", "2030-01-01T00:00:00Z"), List.of()),
                                second))));
        samples.add(untried(
                "chain-in-a-circle",
                "Two proofs, each of which builds on the other",
                secured(badge, List.of(changed(first, "previousProof", SECOND), second))));
        samples.add(broken(
                "chain-cut",
                "A proof that was made on top of another pretends to stand alone",
                secured(badge, List.of(first, without(second, "previousProof")))));
        JsonObject unknown = changed(
                signed(badge, RDFC, Map.of("id", FIRST), List.of(), key(9).signer()),
                "cryptosuite",
                "lattice-rdfc-2030");
        samples.add(Sample.of(
                        "chain-on-an-unknown-suite",
                        "The issuer signed on top of a proof that cannot be tried",
                        secured(
                                badge,
                                List.of(
                                        unknown,
                                        signed(badge, RDFC, Map.of("previousProof", FIRST), List.of(unknown)))))
                .undetermined("signature", "status"));
    }

    private static void shownInPart(List<Sample> samples) {
        Signer issuer = NistKeyPair.fromSecret(NistCurve.P256, filled(5, 32)).signer();
        String draft = with(issue(badge(34)), "/issuer/id", Json.createValue(issuer.controller()));
        UnsecuredDocument document = UnsecuredDocument.of(tree(draft), ApprovedContexts.standard());
        EcdsaSd2023 suite = new EcdsaSd2023(
                List.of("/issuer", "/validFrom", "/credentialStatus", "/credentialSubject/achievement"));
        JsonObject base = suite.sign(
                document,
                suite.options(document, issuer.verificationMethod(), "2026-11-23T12:00:00Z"),
                issuer,
                new Steady());
        String held = secured(draft, List.of(base));
        JsonObject shown = EcdsaSd2023.derive(tree(held), ApprovedContexts.standard(), List.of("/name"));
        String text = new JsonText().write(shown);
        samples.add(Sample.of(
                        "valid-ecdsa-sd-2023",
                        "The learner shows the badge without description and e-mail; the list is signed by another key",
                        text)
                .warnings(1));
        samples.add(broken("sd-base-proof-shown", "The proof that only its holder may have was handed on", held));
        samples.add(broken(
                "sd-statement-altered",
                "A statement that was shown says something else",
                with(text, "/name", Json.createValue("Master of grounding"))));
        samples.add(broken(
                "sd-statement-added",
                "A statement that the issuer did not sign",
                with(text, "/description", Json.createValue("With distinction"))));
        samples.add(broken(
                        "sd-mandatory-statement-left-out",
                        "The learner would rather not show how it can be revoked",
                        with(text, "/credentialStatus", null))
                .withoutStatus());
    }

    /** Chance without chance, so that the samples are the same each time. */
    private static final class Steady extends SecureRandom {
        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, (byte) 7);
        }
    }

    private static Sample broken(String name, String about, String document) {
        return broken(name, about, document, "status");
    }

    private static Sample broken(String name, String about, String document, String... undetermined) {
        return Sample.of(name, about, document)
                .failed("signature")
                .undetermined("status")
                .undetermined(undetermined);
    }

    private static Sample untried(String name, String about, String document) {
        return broken(name, about, document, "signer");
    }

    private static JsonObject signed(
            String badge, Cryptosuite suite, Map<String, Object> more, List<JsonObject> previous) {
        return signed(badge, suite, more, previous, signer());
    }

    /** A proof of the badge with more options, on top of other proofs. */
    private static JsonObject signed(
            String badge, Cryptosuite suite, Map<String, Object> more, List<JsonObject> previous, Signer signer) {
        UnsecuredDocument document =
                UnsecuredDocument.of(tree(badge), ApprovedContexts.standard()).after(previous);
        JsonObjectBuilder options =
                Json.createObjectBuilder(suite.options(document, signer.verificationMethod(), "2026-11-23T12:00:00Z"));
        more.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> options.add(
                        e.getKey(),
                        e.getValue() instanceof JsonValue value
                                ? value
                                : Json.createValue(e.getValue().toString())));
        return suite.sign(document, options.build(), signer);
    }

    private static String secured(String badge, List<JsonObject> proofs) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        proofs.forEach(array::add);
        return with(badge, "/proof", array.build());
    }

    private static JsonObject changed(JsonObject proof, String key, String value) {
        return Json.createObjectBuilder(proof).add(key, value).build();
    }

    private static JsonObject without(JsonObject proof, String key) {
        return Json.createObjectBuilder(proof).remove(key).build();
    }
}
