package org.throughline.credentials.proof;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistKeyPair;
import org.throughline.credentials.key.NistPublicKey;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.tree.Tree;

/**
 * The cryptosuite {@code ecdsa-sd-2023} (Data Integrity ECDSA Cryptosuites 1.0, section 3.6): the issuer signs every statement by itself,
 * the holder shows some of them, and the verifier sees that they are the issuer's and that none of the mandatory ones is missing.
 *
 * <p>What the issuer makes is a base proof, for the holder alone; only what is {@linkplain #derive derived} from it verifies.
 */
public final class EcdsaSd2023 implements Cryptosuite {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "ecdsa-sd-2023";

    private static final String HASH = "SHA-256";
    private static final int HMAC_KEY = 32;

    /** What is always shown of a credential, where it is there. */
    private static final List<String> MANDATORY = List.of(
            "/name",
            "/issuer",
            "/validFrom",
            "/validUntil",
            "/credentialStatus",
            "/credentialSchema",
            "/refreshService",
            "/termsOfUse",
            "/credentialSubject/achievement");

    private final List<String> mandatory;

    /** The suite; what a credential cannot do without is always shown. */
    public EcdsaSd2023() {
        this(List.of());
    }

    /**
     * The suite for an issuer that chooses what is always shown.
     *
     * @param mandatory  JSON Pointers that lead somewhere in every document that is signed; none for the usual choice
     */
    public EcdsaSd2023(List<String> mandatory) {
        this.mandatory = List.copyOf(mandatory);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean signsMeaning() {
        return true;
    }

    @Override
    public ProofOutcome verify(UnsecuredDocument document, JsonObject proof, VerificationKey key) {
        if (key.algorithm() != SigningAlgorithm.P256) {
            return new ProofOutcome.Broken(refusal(key.algorithm()));
        }
        return switch (DisclosedProof.read(Tree.text(proof, "proofValue").orElse(""))) {
            case DisclosedProof.Reading.Refused refused -> new ProofOutcome.Broken(refused.message());
            case DisclosedProof.Reading.Read read ->
                switch (document.canonical(HASH)) {
                    case CanonicalForm.Refused refused -> new ProofOutcome.Broken(refused.message());
                    case CanonicalForm.NQuads nquads -> verify(document, nquads, proof, read.proof(), key);
                };
        };
    }

    /** Section 3.6.7 Verify Derived Proof. */
    private static ProofOutcome verify(
            UnsecuredDocument document,
            CanonicalForm.NQuads nquads,
            JsonObject proof,
            DisclosedProof disclosed,
            VerificationKey key) {
        List<String> statements = StatementLabels.lines(nquads.text());
        Set<String> labels = labels(statements);
        if (!labels.equals(disclosed.labels().keySet())) {
            return new ProofOutcome.Broken("The proof does not name each node of the document once");
        }
        Map<String, String> signed = disclosed.labels();
        statements.replaceAll(line -> StatementLabels.replaced(line, label -> signed.getOrDefault(label, label)));
        statements.sort(null);
        StringBuilder mandatory = new StringBuilder();
        List<String> selected = new ArrayList<>();
        Set<Integer> demanded = new HashSet<>(disclosed.mandatory());
        for (int i = 0; i < statements.size(); i++) {
            if (demanded.remove(i)) {
                mandatory.append(statements.get(i));
            } else {
                selected.add(statements.get(i));
            }
        }
        if (!demanded.isEmpty()) {
            return new ProofOutcome.Broken("The issuer demands a statement that is not in the document");
        }
        if (selected.size() != disclosed.signatures().size()) {
            return new ProofOutcome.Broken(
                    "The proof signs " + disclosed.signatures().size() + " statements, but " + selected.size()
                            + " are shown beside the mandatory ones");
        }
        if (!isSignedByIssuer(document, proof, disclosed, mandatory.toString(), key)) {
            return new ProofOutcome.Broken("The signature does not fit this document and this key");
        }
        return isEachSigned(selected, disclosed)
                ? new ProofOutcome.Holds()
                : new ProofOutcome.Broken("One of the statements shown is not one that the issuer signed");
    }

    private static Set<String> labels(List<String> statements) {
        Set<String> labels = new HashSet<>();
        for (String statement : statements) {
            StatementLabels.replaced(statement, label -> {
                labels.add(label);
                return label;
            });
        }
        return labels;
    }

    private static boolean isSignedByIssuer(
            UnsecuredDocument document,
            JsonObject proof,
            DisclosedProof disclosed,
            String mandatory,
            VerificationKey key) {
        byte[] mandatoryHash = new Transformed.Text(mandatory).hash(HASH);
        for (Transformed configuration : RdfcSuite.read(document, proof, HASH)) {
            if (configuration instanceof Transformed.Hashable form
                    && key.verifies(
                            joined(form.hash(HASH), disclosed.publicKey(), mandatoryHash), disclosed.baseSignature())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEachSigned(List<String> statements, DisclosedProof disclosed) {
        Optional<NistPublicKey> key =
                NistPublicKey.ofMultibase(NistCurve.P256, "z" + Base58.encode(disclosed.publicKey()));
        if (key.isEmpty()) {
            return false;
        }
        for (int i = 0; i < statements.size(); i++) {
            byte[] statement = statements.get(i).getBytes(StandardCharsets.UTF_8);
            if (!key.get().verifies(statement, disclosed.signatures().get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public JsonObject options(UnsecuredDocument document, String verificationMethod, String created) {
        return WholeDocumentSuite.options(NAME, verificationMethod, created);
    }

    /** Makes a base proof. */
    @Override
    public JsonObject sign(UnsecuredDocument document, JsonObject options, Signer signer) {
        return sign(document, options, signer, new SecureRandom());
    }

    /**
     * Makes a base proof (section 3.6.1).
     *
     * @param random  where its secrets come from
     * @throws IllegalArgumentException when a mandatory pointer leads nowhere, the signer's key is not on P-256 or the document cannot be cut
     */
    public JsonObject sign(UnsecuredDocument document, JsonObject options, Signer signer, SecureRandom random) {
        byte[] hmacKey = new byte[HMAC_KEY];
        random.nextBytes(hmacKey);
        return sign(document, options, signer, hmacKey, NistKeyPair.generate(NistCurve.P256, random));
    }

    JsonObject sign(UnsecuredDocument document, JsonObject options, Signer signer, byte[] hmacKey, NistKeyPair once) {
        if (signer.algorithm() != SigningAlgorithm.P256) {
            throw new IllegalArgumentException(refusal(signer.algorithm()));
        }
        List<String> pointers = mandatory.isEmpty() ? usual(document) : mandatory;
        Divisible divisible = Divisible.of(document, hmacKey);
        Set<String> demanded = divisible.statements(pointers);
        StringBuilder mandatoryText = new StringBuilder();
        List<byte[]> signatures = new ArrayList<>();
        for (String statement : divisible.statements()) {
            if (demanded.contains(statement)) {
                mandatoryText.append(statement);
            } else {
                signatures.add(once.sign(statement.getBytes(StandardCharsets.UTF_8)));
            }
        }
        if (signatures.size() > DisclosedProof.MAX_STATEMENTS) {
            throw new IllegalArgumentException("The document makes " + signatures.size()
                    + " statements that can be hidden, more than a verifier looks at");
        }
        if (!(RdfcSuite.read(document, options, HASH).getFirst() instanceof Transformed.Hashable configuration)) {
            throw new IllegalArgumentException("The options of the proof are not proper JSON-LD");
        }
        byte[] publicKey =
                Base58.decode(once.publicKey().multibase().substring(1)).orElseThrow();
        byte[] baseSignature = signer.sign(
                joined(configuration.hash(HASH), publicKey, new Transformed.Text(mandatoryText.toString()).hash(HASH)));
        return Json.createObjectBuilder(options)
                .add("proofValue", new HeldProof(baseSignature, publicKey, hmacKey, signatures, pointers).write())
                .build();
    }

    private static List<String> usual(UnsecuredDocument document) {
        return MANDATORY.stream()
                .filter(pointer -> Json.createPointer(pointer).containsValue(document.json()))
                .toList();
    }

    /**
     * What a holder shows (section 3.6.6 Add Derived Proof): the mandatory parts of a document and those chosen, under a derived proof.
     *
     * @param document  the document with its one base proof
     * @param chosen  JSON Pointers to what is shown beside the mandatory parts
     * @throws IllegalArgumentException when the document has no base proof, a pointer leads nowhere or nothing at all would be shown
     */
    public static JsonObject derive(JsonObject document, ApprovedContexts contexts, List<String> chosen) {
        JsonObject proof = Tree.objects(document, "proof").stream()
                .filter(p -> Tree.text(p, "cryptosuite").equals(Optional.of(NAME)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The document has no proof of " + NAME));
        HeldProof held = HeldProof.read(Tree.text(proof, "proofValue").orElse(""))
                .orElseThrow(
                        () -> new IllegalArgumentException("The proof is no base proof, so nothing can be derived"));
        UnsecuredDocument unsecured = UnsecuredDocument.of(document, contexts);
        Divisible divisible = Divisible.of(unsecured, held.hmacKey());
        List<String> combined = new ArrayList<>(held.mandatoryPointers());
        combined.addAll(chosen);
        Set<String> demanded = divisible.statements(held.mandatoryPointers());
        Set<String> shown = divisible.statements(combined);
        Set<String> selected = divisible.statements(chosen);
        List<Integer> mandatory = new ArrayList<>();
        List<byte[]> signatures = new ArrayList<>();
        int at = 0;
        int next = 0;
        for (String statement : divisible.statements()) {
            boolean isDemanded = demanded.contains(statement);
            if (isDemanded) {
                mandatory.add(at);
            } else if (selected.contains(statement)) {
                signatures.add(held.signatures().get(next));
            }
            at += shown.contains(statement) ? 1 : 0;
            next += isDemanded ? 0 : 1;
        }
        DisclosedProof disclosed = new DisclosedProof(
                held.baseSignature(), held.publicKey(), signatures, divisible.labels(combined), mandatory);
        return Json.createObjectBuilder(Selection.of(unsecured.json(), combined))
                .add("proof", Json.createObjectBuilder(proof).add("proofValue", disclosed.write()))
                .build();
    }

    private static String refusal(SigningAlgorithm algorithm) {
        return NAME + " signs with P-256, but the key is for " + algorithm.curve();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
