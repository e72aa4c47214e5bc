package org.throughline.credentials.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Ed25519KeyPair;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Every suite signs and verifies, and no change of anything that it covers goes unnoticed. */
class CryptosuitesTests {

    private static final Ed25519KeyPair ED25519 = Ed25519KeyPair.fromSeed(filled(1));
    private static final NistKeyPair P256 = NistKeyPair.fromSecret(NistCurve.P256, filled(2));
    private static final NistKeyPair P384 = NistKeyPair.fromSecret(NistCurve.P384, filled(5, 48));
    private static final String DOCUMENT = """
            {"@context":["https://www.w3.org/ns/credentials/v2","https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
             "id":"urn:uuid:0b5a4c1e-0000-4000-8000-000000000077","type":["VerifiableCredential"],"name":"Yard pass",
             "issuer":"did:example:riverbend","validFrom":"2026-01-15T08:00:00Z",
             "credentialSubject":{"id":"did:example:mara","name":"May enter the yard"}}""";

    private static byte[] filled(int number) {
        return filled(number, 32);
    }

    private static byte[] filled(int number, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) number);
        return bytes;
    }

    /** A suite with a key that it takes and one that it refuses. */
    private record Case(
            Cryptosuite suite, Signer signer, VerificationKey key, VerificationKey other, VerificationKey wrongKind) {
        @Override
        public String toString() {
            return suite.name() + " with " + key.algorithm();
        }
    }

    static List<Case> cases() {
        VerificationKey otherEd25519 = Ed25519KeyPair.fromSeed(filled(3)).publicKey();
        VerificationKey otherP256 =
                NistKeyPair.fromSecret(NistCurve.P256, filled(4)).publicKey();
        VerificationKey otherP384 =
                NistKeyPair.fromSecret(NistCurve.P384, filled(6, 48)).publicKey();
        return List.of(
                new Case(new EddsaRdfc2022(), ED25519.signer(), ED25519.publicKey(), otherEd25519, P256.publicKey()),
                new Case(
                        Cryptosuites.named("eddsa-2022").orElseThrow(),
                        ED25519.signer(),
                        ED25519.publicKey(),
                        otherEd25519,
                        P256.publicKey()),
                new Case(new EddsaJcs2022(), ED25519.signer(), ED25519.publicKey(), otherEd25519, P256.publicKey()),
                new Case(new EcdsaRdfc2019(), P256.signer(), P256.publicKey(), otherP256, ED25519.publicKey()),
                new Case(new EcdsaJcs2019(), P256.signer(), P256.publicKey(), otherP256, ED25519.publicKey()),
                new Case(new EcdsaRdfc2019(), P384.signer(), P384.publicKey(), otherP384, ED25519.publicKey()),
                new Case(new EcdsaJcs2019(), P384.signer(), P384.publicKey(), otherP384, ED25519.publicKey()));
    }

    private static UnsecuredDocument document() {
        return UnsecuredDocument.of(tree(DOCUMENT), ApprovedContexts.standard());
    }

    private static JsonObject tree(String text) {
        return ((Parsed.Tree) StrictJson.parse(text)).object();
    }

    private static JsonObject sign(Case on) {
        JsonObject options = on.suite().options(document(), on.signer().verificationMethod(), "2026-11-23T12:00:00Z");
        return on.suite().sign(document(), options, on.signer());
    }

    private static JsonObject with(JsonObject object, String key, JsonValue value) {
        return Json.createObjectBuilder(object).add(key, value).build();
    }

    private static void assertBroken(Case on, UnsecuredDocument document, JsonObject proof) {
        assertThat(on.suite().verify(document, proof, on.key())).isInstanceOf(ProofOutcome.Broken.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void verifiesWhatItSigned(Case on) {
        assertThat(on.suite().verify(document(), sign(on), on.key())).isEqualTo(new ProofOutcome.Holds());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noticesEveryFlippedBitOfTheSignature(Case on) {
        JsonObject proof = sign(on);
        byte[] signature = bytes(proof);
        for (int bit = 0; bit < signature.length * 8; bit += 5) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertBroken(on, document(), withSignature(proof, flipped));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesSignaturesThatAreNone(Case on) {
        JsonObject proof = sign(on);
        byte[] signature = bytes(proof);
        String base58 = proof.getString("proofValue").substring(1);
        assertBroken(on, document(), withSignature(proof, new byte[signature.length]));
        assertBroken(on, document(), withSignature(proof, Arrays.copyOf(signature, signature.length - 1)));
        assertBroken(on, document(), withSignature(proof, Arrays.copyOf(signature, signature.length + 1)));
        assertBroken(on, document(), withSignature(proof, new byte[0]));
        for (String value : List.of("u" + base58, base58, "Z" + base58, "z" + base58 + "0", "z 1", "", "z")) {
            assertBroken(on, document(), with(proof, "proofValue", Json.createValue(value)));
        }
        assertBroken(on, document(), with(proof, "proofValue", Json.createValue(7)));
        assertBroken(
                on,
                document(),
                Json.createObjectBuilder(proof).remove("proofValue").build());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void refusesAnotherKeyAndAnotherKindOfKey(Case on) {
        JsonObject proof = sign(on);
        assertThat(on.suite().verify(document(), proof, on.other())).isInstanceOf(ProofOutcome.Broken.class);
        assertThat(on.suite().verify(document(), proof, on.wrongKind()))
                .isInstanceOfSatisfying(
                        ProofOutcome.Broken.class,
                        broken -> assertThat(broken.message())
                                .startsWith(on.suite().name() + " signs with ")
                                .endsWith("but the key is for "
                                        + on.wrongKind().algorithm().curve()));
        Case wrong = cases().stream()
                .filter(c -> c.key().equals(on.wrongKind()))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> on.suite().sign(document(), proof, wrong.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signs with");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noticesAnyOtherDocumentAndAnyOtherOption(Case on) {
        JsonObject proof = sign(on);
        UnsecuredDocument another =
                UnsecuredDocument.of(tree(DOCUMENT.replace("Yard pass", "Yard key")), ApprovedContexts.standard());
        assertBroken(on, another, proof);
        assertBroken(on, document().after(List.of(with(proof, "id", Json.createValue("urn:uuid:1")))), proof);
        assertBroken(on, document(), with(proof, "created", Json.createValue("2026-11-23T12:00:01Z")));
        assertBroken(on, document(), with(proof, "expires", Json.createValue("2036-11-23T12:00:00Z")));
        assertBroken(on, document(), with(proof, "proofPurpose", Json.createValue("authentication")));
        assertBroken(on, document(), with(proof, "verificationMethod", Json.createValue("did:example:mallory#key")));
        assertBroken(on, document(), with(proof, "domain", Json.createValue("riverbend.example")));
        for (Case foreign : cases()) {
            if (foreign.key().equals(on.key())
                    && !foreign.suite().name().equals(on.suite().name())) {
                assertThat(foreign.suite().verify(document(), proof, on.key()))
                        .as("%s as %s", on, foreign)
                        .matches(outcome -> outcome instanceof ProofOutcome.Broken
                                || foreign.suite().getClass().equals(on.suite().getClass()));
                assertBroken(
                        foreign,
                        document(),
                        with(
                                proof,
                                "cryptosuite",
                                Json.createValue(foreign.suite().name())));
            }
        }
    }

    @Test
    void refusesAnEd25519SignatureWhoseSecondHalfIsMadeLarger() {
        Case on = cases().getFirst();
        JsonObject proof = sign(on);
        byte[] signature = bytes(proof);
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[i] = signature[63 - i];
        }
        byte[] larger = new BigInteger(1, reversed).add(order).toByteArray();
        byte[] malleable = signature.clone();
        for (int i = 0; i < 32; i++) {
            malleable[32 + i] = i < larger.length ? larger[larger.length - 1 - i] : 0;
        }
        assertBroken(on, document(), withSignature(proof, malleable));
    }

    @Test
    void refusesAnEcdsaSignatureBeyondTheOrder() {
        Case on = cases().get(3);
        JsonObject proof = sign(on);
        byte[] half = bytes(proof);
        Arrays.fill(half, 0, 32, (byte) 0xff);
        assertBroken(on, document(), withSignature(proof, half));
        byte[] zeroS = bytes(proof);
        Arrays.fill(zeroS, 32, 64, (byte) 0);
        assertBroken(on, document(), withSignature(proof, zeroS));
    }

    @Test
    void aJcsProofStandsForTheBeginningOfTheContextsAndForNothingElse() {
        Case on = cases().get(2);
        JsonObject proof = sign(on);
        String more = DOCUMENT.replace(
                "3.0.3.json\"]", "3.0.3.json\",\"https://purl.imsglobal.org/spec/ob/v3p0/extensions.json\"]");
        assertThat(on.suite().verify(contexts(more), proof, on.key())).isEqualTo(new ProofOutcome.Holds());

        assertBroken(on, contexts(DOCUMENT.replace("context-3.0.3", "context-3.0.2")), proof);
        assertBroken(on, document(), with(proof, "@context", Json.createValue("https://www.w3.org/ns/credentials/v2")));
        assertBroken(
                on,
                document(),
                Json.createObjectBuilder(proof).remove("@context").build());
        JsonObject reversed = with(
                proof,
                "@context",
                Json.createArrayBuilder()
                        .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
                        .add("https://www.w3.org/ns/credentials/v2")
                        .build());
        assertThat(on.suite().verify(document(), reversed, on.key()))
                .isEqualTo(new ProofOutcome.Broken("The proof's @context is not how the document's @context begins"));
    }

    private static UnsecuredDocument contexts(String text) {
        return UnsecuredDocument.of(tree(text), ApprovedContexts.standard());
    }

    @Test
    void aProofUnderAContextOfItsOwnMayHaveBeenSignedUnderEither() {
        UnaryOperator<JsonObject> own =
                proof -> with(proof, "@context", Json.createValue("https://www.w3.org/ns/credentials/v2"));
        Case on = cases().getFirst();
        JsonObject options = on.suite().options(document(), on.signer().verificationMethod(), "2026-11-23T12:00:00Z");
        JsonObject proof = on.suite().sign(document(), own.apply(options), on.signer());

        assertThat(on.suite().verify(document(), proof, on.key())).isEqualTo(new ProofOutcome.Holds());
        assertBroken(on, document(), with(proof, "created", Json.createValue("2026-11-24T12:00:00Z")));
        JsonObject elsewhere = own.apply(with(options, "domain", Json.createValue("riverbend.example")));
        assertThatThrownBy(() -> on.suite()
                        .sign(
                                document(),
                                with(elsewhere, "note", Json.createValue("means nothing anywhere")),
                                on.signer()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("note");
    }

    @Test
    void namesEverySuiteOnce() {
        assertThat(Cryptosuites.names()).doesNotHaveDuplicates().contains("eddsa-rdfc-2022", "Ed25519Signature2020");
        assertThat(Cryptosuites.named("Ed25519Signature2020")).isEmpty();
        assertThat(Cryptosuites.named("bbs-2023")).isEmpty();
        assertThat(Cryptosuites.typed("eddsa-rdfc-2022")).isEmpty();
    }

    private static byte[] bytes(JsonObject proof) {
        return Base58.decode(proof.getString("proofValue").substring(1)).orElseThrow();
    }

    private static JsonObject withSignature(JsonObject proof, byte[] signature) {
        return with(proof, "proofValue", Json.createValue("z" + Base58.encode(signature)));
    }
}
