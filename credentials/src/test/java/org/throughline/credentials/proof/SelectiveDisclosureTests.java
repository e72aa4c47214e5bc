package org.throughline.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** {@code ecdsa-sd-2023}: what a holder shows is what the issuer signed, all that must be shown, and nothing else. */
class SelectiveDisclosureTests {

    private static final EcdsaSd2023 SUITE = new EcdsaSd2023();
    private static final ApprovedContexts CONTEXTS = ApprovedContexts.standard();
    private static final NistKeyPair ISSUER = NistKeyPair.fromSecret(NistCurve.P256, filled(2));
    private static final String BADGE = """
            {"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
             "id":"urn:uuid:0b5a4c1e-0000-4000-8000-000000000088","type":["VerifiableCredential","OpenBadgeCredential"],
             "name":"Circuits","issuer":{"id":"did:example:riverbend","type":["Profile"],"name":"Riverbend"},
             "validFrom":"2026-01-15T08:00:00Z",
             "credentialSubject":{"id":"did:example:mara","type":["AchievementSubject"],
              "identifier":[{"type":"IdentityObject","hashed":false,"identityHash":"mara@example.org","identityType":"emailAddress"},
                            {"type":"IdentityObject","hashed":false,"identityHash":"4711","identityType":"sourcedId"}],
              "achievement":{"id":"urn:uuid:0a000000-0000-4000-8000-000000000001","type":["Achievement"],"name":"Grounding",
               "description":"Grounds a circuit","criteria":{"narrative":"Twice, without a reminder \\"_:c14n0 \\""}},
              "result":[{"type":["Result"],"value":"A"},{"type":["Result"],"value":"B"}]}}""";

    private static byte[] filled(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    private static JsonObject tree(String text) {
        return ((Parsed.Tree) StrictJson.parse(text)).object();
    }

    private static JsonObject base() {
        return base(BADGE, 7);
    }

    private static JsonObject base(String text, int secret) {
        UnsecuredDocument document = UnsecuredDocument.of(tree(text), CONTEXTS);
        JsonObject options = SUITE.options(document, ISSUER.signer().verificationMethod(), "2026-11-23T12:00:00Z");
        EcdsaSd2023 suite = new EcdsaSd2023(List.of("/issuer", "/validFrom", "/credentialSubject/achievement"));
        JsonObject proof = suite.sign(
                document,
                options,
                ISSUER.signer(),
                filled(secret),
                NistKeyPair.fromSecret(NistCurve.P256, filled(secret + 1)));
        return Json.createObjectBuilder(document.json()).add("proof", proof).build();
    }

    private static ProofOutcome verify(JsonObject document) {
        return SUITE.verify(
                UnsecuredDocument.of(document, CONTEXTS), document.getJsonObject("proof"), ISSUER.publicKey());
    }

    private static JsonObject shown(String... chosen) {
        return EcdsaSd2023.derive(base(), CONTEXTS, List.of(chosen));
    }

    private static JsonObject with(JsonObject document, String pointer, JsonValue value) {
        var at = Json.createPointer(pointer);
        return at.containsValue(document) ? at.replace(document, value) : at.add(document, value);
    }

    private static void assertBroken(JsonObject document, String because) {
        assertThat(verify(document))
                .isInstanceOfSatisfying(
                        ProofOutcome.Broken.class,
                        broken -> assertThat(broken.message()).contains(because));
    }

    @Test
    void verifiesWhatTheHolderChoseToShow() {
        JsonObject nothingMore = shown();
        assertThat(verify(nothingMore)).isEqualTo(new ProofOutcome.Holds());
        assertThat(new JsonText().write(nothingMore))
                .contains("Grounding", "did:example:mara")
                .doesNotContain("4711", "\"value\"", "Circuits");

        JsonObject some = shown("/name", "/credentialSubject/result/1", "/credentialSubject/identifier/0");
        assertThat(verify(some)).isEqualTo(new ProofOutcome.Holds());
        assertThat(new JsonText().write(some))
                .contains("mara@example.org", "\"B\"", "Circuits")
                .doesNotContain("4711", "\"A\"");

        assertThat(verify(shown("/credentialSubject", "/name"))).isEqualTo(new ProofOutcome.Holds());
        assertThat(verify(shown("/credentialSubject/achievement"))).isEqualTo(new ProofOutcome.Holds());
    }

    @Test
    void aBaseProofIsNeverShown() {
        assertBroken(base(), "base proof, which is for the holder alone");
    }

    @Test
    void noticesWhateverIsAddedChangedOrLeftOut() {
        JsonObject some = shown("/name", "/credentialSubject/result/1", "/credentialSubject/identifier/0");
        assertBroken(with(some, "/name", Json.createValue("Circuits of all kinds")), "not one that the issuer signed");
        assertBroken(with(some, "/validFrom", Json.createValue("2020-01-15T08:00:00Z")), "does not fit");
        assertBroken(with(some, "/issuer/name", Json.createValue("Riverbend U")), "does not fit");
        assertBroken(with(some, "/description", Json.createValue("more")), "statements, but");
        assertBroken(Json.createPointer("/name").remove(some), "");
        assertBroken(
                Json.createPointer("/credentialSubject/achievement/description").remove(some), "");
        assertBroken(Json.createPointer("/credentialSubject/result").remove(some), "each node");
        assertBroken(with(some, "/proof/created", Json.createValue("2026-11-23T12:00:01Z")), "does not fit");
    }

    @Test
    void noticesAStatementOfAnotherCredentialOfTheSameIssuer() {
        JsonObject some = shown("/name");
        JsonObject others =
                EcdsaSd2023.derive(base(BADGE.replace("Circuits", "Cables"), 9), CONTEXTS, List.of("/name"));
        DisclosedProof own = read(some);
        DisclosedProof foreign = read(others);
        assertThat(verify(others)).isEqualTo(new ProofOutcome.Holds());
        assertBroken(
                withValue(
                        with(some, "/name", Json.createValue("Cables")),
                        new DisclosedProof(
                                own.baseSignature(),
                                own.publicKey(),
                                foreign.signatures(),
                                own.labels(),
                                own.mandatory())),
                "not one that the issuer signed");
        assertBroken(
                withValue(
                        with(some, "/name", Json.createValue("Cables")),
                        new DisclosedProof(
                                own.baseSignature(),
                                foreign.publicKey(),
                                foreign.signatures(),
                                own.labels(),
                                own.mandatory())),
                "does not fit");
    }

    @Test
    void noticesEveryTrickWithTheParts() {
        JsonObject some = shown("/name", "/credentialSubject/result", "/credentialSubject/identifier");
        DisclosedProof own = read(some);
        Map<String, String> swapped = new LinkedHashMap<>(own.labels());
        List<String> targets = new ArrayList<>(swapped.values());
        Collections.rotate(targets, 1);
        int at = 0;
        for (Map.Entry<String, String> entry : swapped.entrySet()) {
            entry.setValue(targets.get(at++));
        }
        assertThat(swapped).isNotEqualTo(own.labels());
        assertThat(verify(withValue(some, own.signatures(), swapped, own.mandatory())))
                .isInstanceOf(ProofOutcome.Broken.class);
        Map<String, String> fewer = new LinkedHashMap<>(own.labels());
        fewer.remove("c14n0");
        assertBroken(withValue(some, own.signatures(), fewer, own.mandatory()), "each node");
        Map<String, String> more = new LinkedHashMap<>(own.labels());
        more.put("c14n99", HeldProof.label(filled(3)));
        assertBroken(withValue(some, own.signatures(), more, own.mandatory()), "each node");
        Map<String, String> merged = new LinkedHashMap<>(own.labels());
        merged.put("c14n0", own.labels().getOrDefault("c14n1", ""));
        assertBroken(withValue(some, own.signatures(), merged, own.mandatory()), "stands for two nodes");

        List<byte[]> reversed = new ArrayList<>(own.signatures());
        Collections.reverse(reversed);
        assertBroken(withValue(some, reversed, own.labels(), own.mandatory()), "not one that the issuer signed");
        assertBroken(
                withValue(some, own.signatures().subList(1, own.signatures().size()), own.labels(), own.mandatory()),
                "statements, but");
        List<Integer> beyond = new ArrayList<>(own.mandatory());
        beyond.add(999);
        assertBroken(withValue(some, own.signatures(), own.labels(), beyond), "not in the document");
        List<Integer> twice = new ArrayList<>(own.mandatory());
        twice.add(twice.getFirst());
        assertBroken(withValue(some, own.signatures(), own.labels(), twice), "named twice");
        List<Integer> fewerDemanded = own.mandatory().subList(1, own.mandatory().size());
        assertThat(verify(withValue(some, own.signatures(), own.labels(), fewerDemanded)))
                .isInstanceOf(ProofOutcome.Broken.class);
    }

    @Test
    void refusesValuesThatAreNotMadeAsTheyShouldBe() {
        JsonObject some = shown("/name");
        byte[] value = Base64.getUrlDecoder()
                .decode(some.getJsonObject("proof").getString("proofValue").substring(1));
        assertBroken(raw(some, Arrays.copyOf(value, value.length - 1)), "ends in the middle");
        assertBroken(raw(some, Arrays.copyOf(value, value.length + 1)), "more after the end");
        byte[] tagged = value.clone();
        tagged[3] = (byte) 0xc5;
        assertBroken(raw(some, tagged), "Another kind of value");
        byte[] endless = value.clone();
        endless[3] = (byte) 0x9f;
        assertBroken(raw(some, endless), "length is missing");
        byte[] huge = Arrays.copyOf(value, 9);
        huge[4] = 0x5a;
        huge[5] = 0x7f;
        assertBroken(raw(some, huge), "ends in the middle");
        byte[] longer = new byte[value.length + 1];
        System.arraycopy(value, 0, longer, 0, 4);
        longer[4] = 0x59;
        longer[6] = 0x40;
        System.arraycopy(value, 6, longer, 7, value.length - 6);
        assertBroken(raw(some, longer), "shortest way");
        assertBroken(raw(some, new byte[] {(byte) 0xd9, 0x5d, 0x02}), "not u and the base64url");
        for (String text : List.of("", "u", "z" + "1".repeat(64), "u2V0B=", "u2V0", "u!", "U2V0BhVhA")) {
            assertThat(verify(with(some, "/proof/proofValue", Json.createValue(text))))
                    .isInstanceOf(ProofOutcome.Broken.class);
        }
        assertThat(SUITE.verify(
                        UnsecuredDocument.of(some, CONTEXTS),
                        some.getJsonObject("proof"),
                        Ed25519KeyPair.fromSeed(filled(1)).publicKey()))
                .isInstanceOf(ProofOutcome.Broken.class);
    }

    @Test
    void noByteOfADerivedProofCanBeChanged() {
        JsonObject some = shown("/name", "/credentialSubject/identifier/1");
        byte[] value = Base64.getUrlDecoder()
                .decode(some.getJsonObject("proof").getString("proofValue").substring(1));
        Random random = new Random(2023);
        for (int i = 0; i < value.length; i += 3) {
            byte[] changed = value.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThat(verify(raw(some, changed))).as("byte " + i).isInstanceOf(ProofOutcome.Broken.class);
        }
    }

    @Test
    void refusesToMakeWhatCannotBeShown() {
        assertThatThrownBy(() -> shown("/credentialSubject/result/2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/credentialSubject/result");
        assertThatThrownBy(() -> shown("/nothing")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shown("/name/deeper")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> shown("name")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EcdsaSd2023.derive(shown(), CONTEXTS, List.of("/issuer")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no base proof");
        UnsecuredDocument document = UnsecuredDocument.of(tree(BADGE), CONTEXTS);
        JsonObject options = SUITE.options(document, "did:example:riverbend#key", "2026-11-23T12:00:00Z");
        assertThatThrownBy(() -> SUITE.sign(
                        document, options, Ed25519KeyPair.fromSeed(filled(1)).signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("P-256");
    }

    @Test
    void demandsWhatACredentialCannotDoWithout() {
        UnsecuredDocument document = UnsecuredDocument.of(tree(BADGE), CONTEXTS);
        JsonObject options = SUITE.options(document, ISSUER.signer().verificationMethod(), "2026-11-23T12:00:00Z");
        JsonObject proof = SUITE.sign(document, options, ISSUER.signer());

        assertThat(HeldProof.read(proof.getString("proofValue")).orElseThrow().mandatoryPointers())
                .containsExactly("/name", "/issuer", "/validFrom", "/credentialSubject/achievement");
    }

    private static DisclosedProof read(JsonObject document) {
        return ((DisclosedProof.Reading.Read)
                        DisclosedProof.read(document.getJsonObject("proof").getString("proofValue")))
                .proof();
    }

    private static JsonObject withValue(
            JsonObject document, List<byte[]> signatures, Map<String, String> labels, List<Integer> mandatory) {
        DisclosedProof own = read(document);
        return withValue(
                document, new DisclosedProof(own.baseSignature(), own.publicKey(), signatures, labels, mandatory));
    }

    private static JsonObject withValue(JsonObject document, DisclosedProof proof) {
        return with(document, "/proof/proofValue", Json.createValue(proof.write()));
    }

    private static JsonObject raw(JsonObject document, byte[] value) {
        return with(document, "/proof/proofValue", Json.createValue(HeldProof.label(value)));
    }
}
