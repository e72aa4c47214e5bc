package org.throughline.credentials.proof;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.SafeMode;
import org.throughline.credentials.context.Unprotected;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.tree.Tree;

/** A suite that signs what a document means: its statements in canonical form (RDF Dataset Canonicalization 1.0). */
abstract class RdfcSuite extends WholeDocumentSuite {

    RdfcSuite(String name, Set<SigningAlgorithm> algorithms) {
        super(name, algorithms);
    }

    @Override
    public final boolean signsMeaning() {
        return true;
    }

    @Override
    final Transformed document(UnsecuredDocument document, JsonObject proof, String hash) {
        return Transformed.of(document.canonical(hash));
    }

    /**
     * The standards give the options the document's context. Where a proof brings a context of its own, stacks that are about have
     * signed it under that one; both readings are tried, and neither may leave a word unsigned.
     */
    @Override
    final List<Transformed> configurations(UnsecuredDocument document, JsonObject options, String hash) {
        return read(document, options, hash);
    }

    /** The canonical forms that the options of a proof may have been signed in, the standards' own first. */
    static List<Transformed> read(UnsecuredDocument document, JsonObject options, String hash) {
        return Configuration.of(document, options).stream()
                .map(configuration -> transformed(document, configuration, hash))
                .toList();
    }

    private static Transformed transformed(UnsecuredDocument document, Configuration configuration, String hash) {
        if (configuration.hasOwnContext()) {
            List<Unprotected> findings = SafeMode.findings(configuration.json(), document.contexts());
            if (!findings.isEmpty()) {
                return new Transformed.Refused(
                        "In the proof: " + findings.getFirst().message());
            }
        }
        return Transformed.of(document.canonical(configuration.json(), hash));
    }

    /**
     * The proof without its value under a context.
     *
     * @param hasOwnContext  whether the proof names a context itself, so that it may be read in two ways
     */
    record Configuration(JsonObject json, boolean hasOwnContext) {

        static List<Configuration> of(UnsecuredDocument document, JsonObject options) {
            JsonValue common = document.json().get("@context");
            JsonValue own = options.get("@context");
            List<Configuration> configurations = new ArrayList<>();
            configurations.add(new Configuration(under(common, options), own != null && !own.equals(common)));
            if (own != null && !own.equals(common)) {
                configurations.add(new Configuration(under(own, options), true));
            }
            return configurations;
        }

        private static JsonObject under(@Nullable JsonValue context, JsonObject options) {
            JsonObject configuration = Tree.without(Tree.without(options, "@context"), "proofValue");
            return context == null ? configuration : Tree.after("@context", context, configuration);
        }
    }
}
