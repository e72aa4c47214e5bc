package org.throughline.credentials.proof;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughline.credentials.key.Base58;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.tree.Tree;

/**
 * A suite that signs the whole of a document at once: the hash of the proof's options, then the hash of the document, both of their
 * canonical forms, and the signature in base58.
 */
abstract class WholeDocumentSuite implements Cryptosuite {

    private final String name;
    private final Set<SigningAlgorithm> algorithms;

    WholeDocumentSuite(String name, Set<SigningAlgorithm> algorithms) {
        this.name = name;
        this.algorithms = algorithms;
    }

    /** The form of the document that is hashed. */
    abstract Transformed document(UnsecuredDocument document, JsonObject proof, String hash);

    /** The forms of the proof without its value that may have been hashed, the standard's own first. */
    abstract List<Transformed> configurations(UnsecuredDocument document, JsonObject options, String hash);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final ProofOutcome verify(UnsecuredDocument document, JsonObject proof, VerificationKey key) {
        SigningAlgorithm algorithm = key.algorithm();
        if (!algorithms.contains(algorithm)) {
            return new ProofOutcome.Broken(refusal(algorithm));
        }
        Optional<byte[]> signature = signature(proof, algorithm.signatureLength());
        if (signature.isEmpty()) {
            return new ProofOutcome.Broken(
                    "The proofValue is not z and the base58 of " + algorithm.signatureLength() + " bytes");
        }
        String hash = algorithm.hash();
        JsonObject options = Tree.without(proof, "proofValue");
        return switch (document(document, proof, hash)) {
            case Transformed.Refused refused -> new ProofOutcome.Broken(refused.message());
            case Transformed.Hashable text -> {
                ProofOutcome outcome = new ProofOutcome.Broken("The signature does not fit this document and this key");
                for (Transformed configuration : configurations(document, options, hash)) {
                    switch (configuration) {
                        case Transformed.Refused refused -> outcome = new ProofOutcome.Broken(refused.message());
                        case Transformed.Hashable config -> {
                            if (key.verifies(joined(config, text, hash), signature.get())) {
                                yield new ProofOutcome.Holds();
                            }
                        }
                    }
                }
                yield outcome;
            }
        };
    }

    @Override
    public JsonObject options(UnsecuredDocument document, String verificationMethod, String created) {
        return options(name, verificationMethod, created);
    }

    static JsonObject options(String cryptosuite, String verificationMethod, String created) {
        return Tree.building()
                .add("type", Cryptosuites.DATA_INTEGRITY_PROOF)
                .add("created", created)
                .add("verificationMethod", verificationMethod)
                .add("cryptosuite", cryptosuite)
                .add("proofPurpose", "assertionMethod")
                .build();
    }

    @Override
    public final JsonObject sign(UnsecuredDocument document, JsonObject options, Signer signer) {
        if (!algorithms.contains(signer.algorithm())) {
            throw new IllegalArgumentException(refusal(signer.algorithm()));
        }
        String hash = signer.algorithm().hash();
        Transformed.Hashable text = demand(document(document, options, hash));
        Transformed.Hashable config =
                demand(configurations(document, options, hash).getFirst());
        return Tree.building(options)
                .add("proofValue", "z" + Base58.encode(signer.sign(joined(config, text, hash))))
                .build();
    }

    private String refusal(SigningAlgorithm algorithm) {
        String own = algorithms.stream().sorted().map(SigningAlgorithm::curve).collect(Collectors.joining(" or "));
        return name + " signs with " + own + ", but the key is for " + algorithm.curve();
    }

    private static Transformed.Hashable demand(Transformed transformed) {
        return switch (transformed) {
            case Transformed.Hashable form -> form;
            case Transformed.Refused refused -> throw new IllegalArgumentException(refused.message());
        };
    }

    private static Optional<byte[]> signature(JsonObject proof, int length) {
        return Tree.text(proof, "proofValue")
                .filter(value -> value.startsWith("z"))
                .flatMap(value -> Base58.decode(value.substring(1)))
                .filter(bytes -> bytes.length == length);
    }

    private static byte[] joined(Transformed.Hashable options, Transformed.Hashable document, String algorithm) {
        byte[] first = options.hash(algorithm);
        byte[] second = document.hash(algorithm);
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
