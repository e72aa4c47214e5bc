package org.throughline.credentials.proof;

import jakarta.json.JsonObject;
import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.tree.Tree;

/**
 * The suite {@code Ed25519Signature2020} (Data Integrity EdDSA Cryptosuites 1.0, appendix A), which has a type of its own instead of a
 * {@code cryptosuite}; its words come from the context {@code https://w3id.org/security/suites/ed25519-2020/v1}, which the document or
 * the proof names.
 */
public final class Ed25519Signature2020 extends RdfcSuite {

    /** The {@code type} of its proofs. */
    public static final String NAME = "Ed25519Signature2020";

    /** The suite. */
    public Ed25519Signature2020() {
        super(NAME, Set.of(SigningAlgorithm.ED25519));
    }

    @Override
    public JsonObject options(UnsecuredDocument document, String verificationMethod, String created) {
        return Tree.building()
                .add("type", NAME)
                .add("created", created)
                .add("verificationMethod", verificationMethod)
                .add("proofPurpose", "assertionMethod")
                .build();
    }
}
