package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.tree.Tree;

/** Which proofs of a document build on which (VC Data Integrity 1.0, sections 2.1.2 Proof Chains and 4.5). */
final class ProofChain {

    private final List<JsonValue> proofs;
    private final Map<String, Integer> byId = new HashMap<>();
    private final Set<String> doubled = new HashSet<>();

    ProofChain(List<JsonValue> proofs) {
        this.proofs = proofs;
        for (int i = 0; i < proofs.size(); i++) {
            if (proofs.get(i) instanceof JsonObject proof) {
                int at = i;
                Tree.text(proof, "id").ifPresent(id -> {
                    if (byId.put(id, at) != null) {
                        doubled.add(id);
                    }
                });
            }
        }
    }

    /** What is wrong with the place of a proof among the others, as a sentence. */
    Optional<String> problem(int i) {
        JsonObject proof = proofs.get(i).asJsonObject();
        Optional<String> id = Tree.text(proof, "id").filter(doubled::contains);
        if (id.isPresent()) {
            return Optional.of("Two proofs have the same id, \"" + id.get() + "\"");
        }
        List<JsonValue> named = Tree.values(proof, "previousProof");
        List<String> ids = Tree.texts(proof, "previousProof");
        if (ids.size() != named.size()) {
            return Optional.of("The proof's \"previousProof\" is neither the id of a proof nor a list of such");
        }
        for (String previous : ids) {
            if (!byId.containsKey(previous) || doubled.contains(previous)) {
                return Optional.of(
                        "The proof builds on \"" + previous + "\" (previousProof), but no one proof has that id");
            }
        }
        return leadsBackTo(i, i, new HashSet<>())
                ? Optional.of("The proof builds on itself (previousProof goes round in a circle)")
                : Optional.empty();
    }

    private boolean leadsBackTo(int goal, int from, Set<Integer> seen) {
        for (int previous : previous(from)) {
            if (previous == goal || (seen.add(previous) && leadsBackTo(goal, previous, seen))) {
                return true;
            }
        }
        return false;
    }

    /** The places of the proofs that a proof builds on, in the order of the document. */
    List<Integer> previous(int i) {
        if (!(proofs.get(i) instanceof JsonObject proof)) {
            return List.of();
        }
        if (!proof.containsKey("previousProof")) {
            return List.of();
        }
        return Tree.texts(proof, "previousProof").stream()
                .filter(byId::containsKey)
                .map(byId::get)
                .distinct()
                .sorted()
                .toList();
    }

    /** The proofs themselves that a proof builds on. */
    List<JsonObject> before(int i) {
        List<JsonObject> before = new ArrayList<>();
        previous(i).forEach(at -> before.add(proofs.get(at).asJsonObject()));
        return before;
    }
}
