package org.throughline.credentials.check;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.proof.Cryptosuite;
import org.throughline.credentials.proof.Cryptosuites;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.tree.Tree;

/** Tries the proofs of a document: form first, then the key, then the signature. */
final class ProofExaminer {

    private static final int MAX_PROOFS = 8;

    private final Examination examination;
    private final Instant now;
    private final KeyResolver keys;
    private final List<JsonValue> proofs;
    private final ProofChain chain;
    private final UnsecuredDocument document;
    private @Nullable List<UnsecuredDocument> older;

    private ProofExaminer(Examination examination) {
        this.examination = examination;
        this.now = examination.surroundings().now();
        this.keys = new KeyResolver(examination.surroundings().documents(), now);
        this.proofs = Tree.values(examination.document(), "proof");
        this.chain = new ProofChain(proofs);
        this.document = UnsecuredDocument.of(
                examination.document(), examination.surroundings().contexts(), examination.statements());
    }

    static List<ExaminedProof> examine(Examination examination) {
        return new ProofExaminer(examination).examine();
    }

    private List<ExaminedProof> examine() {
        if (proofs.size() > MAX_PROOFS) {
            return List.of(new ExaminedProof(
                    "/proof", "", nowhere(), new ProofOutcome.Broken("There are more than " + MAX_PROOFS + " proofs")));
        }
        List<ExaminedProof> examined = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            examined.add(examine(i, Tree.pointer(examination.document(), "proof", i)));
        }
        List<ExaminedProof> linked = new ArrayList<>();
        for (int i = 0; i < examined.size(); i++) {
            linked.add(linked(i, examined));
        }
        return linked;
    }

    /** A proof is only as good as all those that it builds on. */
    private ExaminedProof linked(int i, List<ExaminedProof> examined) {
        ExaminedProof proof = examined.get(i);
        if (!proof.holds() || allHold(chain.previous(i), examined)) {
            return proof;
        }
        return proof.with(new ProofOutcome.Unverifiable(
                "The proof builds on another one (previousProof) that could not be checked"));
    }

    private boolean allHold(List<Integer> previous, List<ExaminedProof> examined) {
        return previous.stream().allMatch(at -> examined.get(at).holds() && allHold(chain.previous(at), examined));
    }

    private ExaminedProof examine(int i, String pointer) {
        if (!(proofs.get(i) instanceof JsonObject proof)) {
            return new ExaminedProof(pointer, "", nowhere(), new ProofOutcome.Broken("A proof is an object"));
        }
        String method = Tree.text(proof, "verificationMethod").orElse("");
        Optional<Cryptosuite> suite = suite(proof);
        Optional<ProofOutcome> before =
                suite.isEmpty() ? Optional.of(withoutSuite(proof)) : beforeTheKey(proof, method, i);
        if (suite.isEmpty() || before.isPresent()) {
            return new ExaminedProof(pointer, method, nowhere(), before.orElseThrow());
        }
        KeyResolution key = resolve(method);
        return switch (key) {
            case KeyResolution.Contradicted contradicted ->
                new ExaminedProof(pointer, method, key, new ProofOutcome.Unverifiable(contradicted.message()));
            case KeyResolution.OfAnotherKind other ->
                new ExaminedProof(pointer, method, key, new ProofOutcome.Broken(other.message()));
            case KeyResolution.Unresolvable unresolvable ->
                new ExaminedProof(pointer, method, key, new ProofOutcome.Unverifiable(unresolvable.message()));
            case KeyResolution.Resolved resolved -> {
                List<JsonObject> previous = chain.before(i);
                VerificationKey published = resolved.method().key();
                ProofOutcome outcome = suite.get().verify(document.after(previous), proof, published);
                yield outcome instanceof ProofOutcome.Broken && suite.get().signsMeaning()
                        ? underOlderContexts(
                                new ExaminedProof(pointer, method, key, outcome),
                                older -> suite.get().verify(older.after(previous), proof, published))
                        : new ExaminedProof(pointer, method, key, outcome);
            }
        };
    }

    /**
     * Contexts have been changed under their addresses, so that an honest signature may fit an older content: those that we know are
     * tried, as far as {@link Rereading} allows.
     */
    private ExaminedProof underOlderContexts(ExaminedProof broken, Function<UnsecuredDocument, ProofOutcome> verify) {
        Rereading rereading = examination.surroundings().rereading();
        int characters = Math.max(1, examination.text().length());
        for (UnsecuredDocument older : rereading.allows(characters) ? older() : List.<UnsecuredDocument>of()) {
            if (!rereading.allows(characters)) {
                break;
            }
            if (verify.apply(older) instanceof ProofOutcome.Holds holds) {
                rereading.helped(older.contexts());
                return new ExaminedProof(
                        broken.pointer(),
                        broken.verificationMethod(),
                        broken.key(),
                        holds,
                        older.contexts().chosen());
            }
            rereading.inVain(characters);
        }
        return broken;
    }

    private List<UnsecuredDocument> older() {
        if (older == null) {
            Surroundings surroundings = examination.surroundings();
            older =
                    surroundings
                            .rereading()
                            .inOrder(surroundings.contexts().revisionsFor(examination.document()))
                            .stream()
                            .filter(view -> !view.equals(document.contexts()))
                            .map(view -> UnsecuredDocument.of(examination.document(), view))
                            .toList();
        }
        return older;
    }

    private static Optional<Cryptosuite> suite(JsonObject proof) {
        List<String> types = Tree.texts(proof, "type");
        if (types.size() != 1) {
            return Optional.empty();
        }
        if (types.getFirst().equals(Cryptosuites.DATA_INTEGRITY_PROOF)) {
            return Tree.text(proof, "cryptosuite").flatMap(Cryptosuites::named);
        }
        return proof.containsKey("cryptosuite") ? Optional.empty() : Cryptosuites.typed(types.getFirst());
    }

    /**
     * A document without the proofs that nobody here can check: what their options mean is for their own suite to say, and no other proof
     * covers them. Nothing takes their place, so that pointers to the others stay.
     */
    static JsonObject withoutUnknownSuites(JsonObject document) {
        List<JsonValue> proofs = Tree.values(document, "proof");
        boolean some = false;
        for (JsonValue proof : proofs) {
            some |= isOfUnknownSuite(proof);
        }
        if (!some) {
            return document;
        }
        JsonArrayBuilder known = Json.createArrayBuilder();
        proofs.forEach(proof -> known.add(isOfUnknownSuite(proof) ? JsonValue.NULL : proof));
        return Tree.building(document).add("proof", known).build();
    }

    private static boolean isOfUnknownSuite(JsonValue value) {
        return value instanceof JsonObject proof
                && suite(proof).isEmpty()
                && withoutSuite(proof) instanceof ProofOutcome.Unverifiable;
    }

    private static ProofOutcome withoutSuite(JsonObject proof) {
        List<String> types = Tree.texts(proof, "type");
        if (types.isEmpty()) {
            return new ProofOutcome.Broken("The proof does not say of what kind it is (type)");
        }
        boolean named = types.contains(Cryptosuites.DATA_INTEGRITY_PROOF);
        if (named
                && Tree.text(proof, "cryptosuite")
                        .filter(name -> !name.isBlank())
                        .isEmpty()) {
            return new ProofOutcome.Broken("The proof does not name its cryptosuite");
        }
        if (!named && proof.containsKey("cryptosuite")) {
            return new ProofOutcome.Broken("The proof names a cryptosuite, but its type is \"" + types.getFirst()
                    + "\" and not " + Cryptosuites.DATA_INTEGRITY_PROOF);
        }
        String kind = named ? Tree.text(proof, "cryptosuite").orElse("") : String.join(", ", types);
        return new ProofOutcome.Unverifiable("Proofs of the kind \"" + kind + "\" are not known here; those that are: "
                + String.join(", ", Cryptosuites.names()));
    }

    /** A key of somebody else is not even looked up: nobody shall make us fetch what has no bearing on the answer. */
    private KeyResolution resolve(String method) {
        String issuer = examination.speaker().orElse("");
        return examination
                .reported(method)
                .orElseGet(() -> keys.resolve(method, VerificationRelationship.of(examination.purpose()), issuer));
    }

    private Optional<ProofOutcome> beforeTheKey(JsonObject proof, String method, int i) {
        Optional<ProofOutcome> purpose = purpose(proof);
        if (purpose.isPresent()) {
            return purpose;
        }
        if (method.isEmpty()) {
            return broken("The proof does not name its key (verificationMethod)");
        }
        Optional<ProofOutcome> time = time(proof);
        if (time.isPresent()) {
            return time;
        }
        Optional<String> problem = chain.problem(i);
        if (problem.isPresent()) {
            return broken(problem.get());
        }
        if (examination.earlier("context") != Outcome.PASSED) {
            return unverifiable(
                    "The signature was not tried, because it is not certain what the document means (see context)");
        }
        return Optional.empty();
    }

    private Optional<ProofOutcome> purpose(JsonObject proof) {
        String purpose = Tree.text(proof, "proofPurpose").orElse("");
        if (!purpose.equals(examination.purpose())) {
            return broken("The proof was made for the purpose \"" + purpose + "\", but should be for "
                    + examination.purpose());
        }
        return Optional.empty();
    }

    private Optional<ProofOutcome> time(JsonObject proof) {
        for (String key : List.of("created", "expires")) {
            if (proof.containsKey(key) && moment(proof, key).isEmpty()) {
                return broken("The proof's \"" + key + "\" is not a date and time");
            }
        }
        Optional<Instant> expires = moment(proof, "expires");
        if (expires.isPresent() && !now.isBefore(expires.get())) {
            return broken("The proof itself expired on " + expires.get());
        }
        moment(proof, "created")
                .filter(created -> created.isAfter(now))
                .ifPresent(
                        created -> examination.warn("The proof says it was made in the future, on " + created + "."));
        return Optional.empty();
    }

    /** A time without an offset is to be read as UTC (VC Data Integrity 1.0, section 2.1, {@code created}). */
    private static Optional<Instant> moment(JsonObject proof, String key) {
        return Tree.text(proof, key).flatMap(text -> Timestamps.read(text).or(() -> Timestamps.read(text + "Z")));
    }

    private static Optional<ProofOutcome> broken(String message) {
        return Optional.of(new ProofOutcome.Broken(message));
    }

    private static Optional<ProofOutcome> unverifiable(String message) {
        return Optional.of(new ProofOutcome.Unverifiable(message));
    }

    private static KeyResolution nowhere() {
        return new KeyResolution.Unresolvable("The key was not looked up, because the proof could not be tried");
    }
}
