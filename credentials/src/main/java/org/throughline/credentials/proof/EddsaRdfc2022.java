package org.throughline.credentials.proof;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;

/** The cryptosuite {@code eddsa-rdfc-2022} (Data Integrity EdDSA Cryptosuites 1.0, section 3.2). */
public final class EddsaRdfc2022 {

    /** The suite's name in {@code cryptosuite}. */
    public static final String NAME = "eddsa-rdfc-2022";

    private final Canonicalizer canonicalizer;

    /** The suite on top of a canonicalizer. */
    public EddsaRdfc2022(Canonicalizer canonicalizer) {
        this.canonicalizer = canonicalizer;
    }

    /**
     * The canonical form of the document that all its proofs sign (section 3.2.3 Transformation).
     *
     * @param document  the document; its {@code proof} is left out
     */
    public CanonicalForm transform(JsonObject document) {
        return canonicalizer.canonicalize(without(document, "proof"));
    }

    /**
     * Whether a proof holds (section 3.2.2 Verify Proof).
     *
     * @param document  the document with or without proofs
     * @param transformed  what {@link #transform} made of it
     * @param proof  one of its proofs
     */
    public ProofOutcome verify(
            JsonObject document, CanonicalForm.NQuads transformed, JsonObject proof, VerificationKey key) {
        if (key.algorithm() != SigningAlgorithm.ED25519) {
            return new ProofOutcome.Broken(NAME + " signs with Ed25519, but the key is for "
                    + key.algorithm().jose());
        }
        String value = proof.getString("proofValue", "");
        byte[] signature =
                value.startsWith("z") ? Base58.decode(value.substring(1)).orElse(new byte[0]) : new byte[0];
        if (signature.length != 64) {
            return new ProofOutcome.Broken("The proofValue is not z and the base58 of 64 bytes");
        }
        return switch (canonicalizer.canonicalize(configuration(document, proof))) {
            case CanonicalForm.Refused refused -> new ProofOutcome.Broken(refused.message());
            case CanonicalForm.NQuads options ->
                key.verifies(hash(options, transformed), signature)
                        ? new ProofOutcome.Holds()
                        : new ProofOutcome.Broken("The signature does not fit this document and this key");
        };
    }

    /**
     * Signs (section 3.2.1 Create Proof).
     *
     * @param document  the document without a proof, already found to be in safe mode
     * @param created  the moment, as an XML Schema dateTimeStamp
     * @return the proof to put into the document
     * @throws IllegalArgumentException when the document is not proper JSON-LD
     */
    public JsonObject sign(JsonObject document, Signer signer, String created) {
        return sign(document, signer, created, "assertionMethod");
    }

    /**
     * Signs for a purpose: {@code assertionMethod} for a credential, {@code authentication} for a presentation.
     *
     * @throws IllegalArgumentException when the document is not proper JSON-LD
     */
    public JsonObject sign(JsonObject document, Signer signer, String created, String purpose) {
        JsonObject proof = Json.createObjectBuilder()
                .add("type", "DataIntegrityProof")
                .add("created", created)
                .add("verificationMethod", signer.verificationMethod())
                .add("cryptosuite", NAME)
                .add("proofPurpose", purpose)
                .build();
        byte[] signature = signer.sign(
                hash(demand(canonicalizer.canonicalize(configuration(document, proof))), demand(transform(document))));
        return Json.createObjectBuilder(proof)
                .add("proofValue", "z" + Base58.encode(signature))
                .build();
    }

    private static CanonicalForm.NQuads demand(CanonicalForm form) {
        return switch (form) {
            case CanonicalForm.NQuads nquads -> nquads;
            case CanonicalForm.Refused refused -> throw new IllegalArgumentException(refused.message());
        };
    }

    /** The proof without its value, under the document's context (section 3.2.5 Proof Configuration). */
    private static JsonObject configuration(JsonObject document, JsonObject proof) {
        JsonObjectBuilder configuration = Json.createObjectBuilder();
        if (document.containsKey("@context")) {
            configuration.add("@context", document.get("@context"));
        }
        proof.forEach((key, value) -> {
            if (!key.equals("proofValue") && !key.equals("@context")) {
                configuration.add(key, value);
            }
        });
        return configuration.build();
    }

    /** Section 3.2.4 Hashing: the hash of the options, then the hash of the document. */
    private static byte[] hash(CanonicalForm.NQuads options, CanonicalForm.NQuads document) {
        byte[] both = new byte[64];
        System.arraycopy(sha256(options.text()), 0, both, 0, 32);
        System.arraycopy(sha256(document.text()), 0, both, 32, 32);
        return both;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static JsonObject without(JsonObject object, String key) {
        return Json.createObjectBuilder(object).remove(key).build();
    }
}
