package org.throughline.credentials.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.tree.Tree;

/** A suite that signs what stands there, letter by letter: JSON in canonical form (RFC 8785). */
abstract class JcsSuite extends WholeDocumentSuite {

    JcsSuite(String name, Set<SigningAlgorithm> algorithms) {
        super(name, algorithms);
    }

    @Override
    public final boolean signsMeaning() {
        return false;
    }

    /**
     * A proof with a context of its own secures the document under that context, which must be the beginning of the document's: whoever
     * adds a proof of another suite later may have had to add a context (Data Integrity EdDSA Cryptosuites 1.0, section 3.3.2).
     */
    @Override
    final Transformed document(UnsecuredDocument document, JsonObject proof, String hash) {
        JsonObject json = document.json();
        JsonValue own = proof.get("@context");
        if (own == null || own.equals(json.get("@context"))) {
            return new Transformed.Text(JsonCanonicalization.of(json));
        }
        List<JsonValue> beginning = Tree.values(proof, "@context");
        List<JsonValue> whole = Tree.values(json, "@context");
        if (beginning.size() > whole.size() || !beginning.equals(whole.subList(0, beginning.size()))) {
            return new Transformed.Refused("The proof's @context is not how the document's @context begins");
        }
        return new Transformed.Text(
                JsonCanonicalization.of(Tree.building(json).add("@context", own).build()));
    }

    @Override
    final List<Transformed> configurations(UnsecuredDocument document, JsonObject options, String hash) {
        return List.of(new Transformed.Text(JsonCanonicalization.of(
                Tree.building(options).remove("proofValue").build())));
    }

    @Override
    public final JsonObject options(UnsecuredDocument document, String verificationMethod, String created) {
        JsonObject options = super.options(document, verificationMethod, created);
        JsonValue context = document.json().get("@context");
        return context == null
                ? options
                : Tree.building(options).add("@context", context).build();
    }
}
