package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.VerificationMethod;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.proof.CanonicalForm;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Tree;

/** Tries the proofs of a document: form first, then the key, then the signature. */
final class ProofExaminer {

    private static final int MAX_PROOFS = 8;

    private final Examination examination;
    private final Instant now;
    private final EddsaRdfc2022 suite;
    private final KeyResolver keys;
    private Optional<CanonicalForm> transformed = Optional.empty();

    private ProofExaminer(Examination examination) {
        this.examination = examination;
        this.now = examination.surroundings().now();
        this.suite =
                new EddsaRdfc2022(new Canonicalizer(examination.surroundings().contexts()));
        this.keys = new KeyResolver(examination.surroundings().documents(), now);
    }

    static List<ExaminedProof> examine(Examination examination) {
        JsonObject document = examination.document();
        List<JsonValue> proofs = Tree.values(document, "proof");
        if (proofs.size() > MAX_PROOFS) {
            return List.of(new ExaminedProof(
                    "/proof", "", nowhere(), new ProofOutcome.Broken("There are more than " + MAX_PROOFS + " proofs")));
        }
        ProofExaminer examiner = new ProofExaminer(examination);
        List<ExaminedProof> examined = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            examined.add(examiner.examine(proofs.get(i), Tree.pointer(document, "proof", i)));
        }
        return examined;
    }

    private ExaminedProof examine(JsonValue value, String pointer) {
        if (!(value instanceof JsonObject proof)) {
            return new ExaminedProof(pointer, "", nowhere(), new ProofOutcome.Broken("A proof is an object"));
        }
        String method = Tree.text(proof, "verificationMethod").orElse("");
        Optional<ProofOutcome> before = beforeTheKey(proof, method);
        if (before.isPresent()) {
            return new ExaminedProof(pointer, method, nowhere(), before.get());
        }
        KeyResolution key = resolve(method);
        ProofOutcome outcome = switch (key) {
            case KeyResolution.Contradicted contradicted -> new ProofOutcome.Unverifiable(contradicted.message());
            case KeyResolution.Unresolvable unresolvable -> new ProofOutcome.Unverifiable(unresolvable.message());
            case KeyResolution.Resolved resolved ->
                switch (transformed()) {
                    case CanonicalForm.Refused refused -> new ProofOutcome.Broken(refused.message());
                    case CanonicalForm.NQuads nquads ->
                        suite.verify(
                                examination.document(),
                                nquads,
                                proof,
                                resolved.method().key());
                };
        };
        return new ExaminedProof(pointer, method, key, outcome);
    }

    /** A key of somebody else is not even looked up: nobody shall make us fetch what has no bearing on the answer. */
    private KeyResolution resolve(String method) {
        String issuer = examination.speaker().orElse("");
        return examination
                .surroundings()
                .stolenKeys()
                .report(method, examination.text())
                .map(report -> stolen(method, report))
                .orElseGet(() -> keys.resolve(method, VerificationRelationship.of(examination.purpose()), issuer));
    }

    /** Of a stolen key only that counts which its issuer's log recorded before. */
    private KeyResolution stolen(String method, StolenKeys.Report report) {
        if (isStolen(report)) {
            return new KeyResolution.Contradicted("The issuer reported its key " + method + " as stolen since "
                    + report.since() + ", and its log did not record this document before that (key-compromised)");
        }
        examination.warn("The issuer reported its key as stolen since " + report.since()
                + ". This document counts, because the issuer's log recorded exactly these bytes before that.");
        return new KeyResolution.Resolved(
                new VerificationMethod(method, method.substring(0, method.indexOf('#')), report.key()));
    }

    private static boolean isStolen(StolenKeys.Report report) {
        return !report.recordedBefore();
    }

    private Optional<ProofOutcome> beforeTheKey(JsonObject proof, String method) {
        String type = Tree.text(proof, "type").orElse("");
        String name = Tree.text(proof, "cryptosuite").orElse("");
        if (!type.equals("DataIntegrityProof") || !name.equals(EddsaRdfc2022.NAME)) {
            return unverifiable("Proofs of the kind \"" + (name.isEmpty() ? type : name)
                    + "\" are not supported yet; this version verifies " + EddsaRdfc2022.NAME);
        }
        String purpose = Tree.text(proof, "proofPurpose").orElse("");
        if (!purpose.equals(examination.purpose())) {
            return broken("The proof was made for the purpose \"" + purpose + "\", but should be for "
                    + examination.purpose());
        }
        if (method.isEmpty()) {
            return broken("The proof does not name its key (verificationMethod)");
        }
        Optional<ProofOutcome> time = time(proof);
        if (time.isPresent()) {
            return time;
        }
        if (proof.containsKey("previousProof")) {
            return unverifiable("Chains of proofs (previousProof) are not supported yet");
        }
        if (examination.earlier("context") != Outcome.PASSED) {
            return unverifiable(
                    "The signature was not tried, because it is not certain what the document means (see context)");
        }
        return Optional.empty();
    }

    private Optional<ProofOutcome> time(JsonObject proof) {
        for (String key : List.of("created", "expires")) {
            if (proof.containsKey(key)
                    && Tree.text(proof, key).flatMap(Timestamps::read).isEmpty()) {
                return broken("The proof's \"" + key + "\" is not a date and time with an offset");
            }
        }
        Optional<Instant> expires = Tree.text(proof, "expires").flatMap(Timestamps::read);
        if (expires.isPresent() && !now.isBefore(expires.get())) {
            return broken("The proof itself expired on " + expires.get());
        }
        Tree.text(proof, "created")
                .flatMap(Timestamps::read)
                .filter(created -> created.isAfter(now))
                .ifPresent(
                        created -> examination.warn("The proof says it was made in the future, on " + created + "."));
        return Optional.empty();
    }

    private CanonicalForm transformed() {
        if (transformed.isEmpty()) {
            transformed = Optional.of(suite.transform(examination.document()));
        }
        return transformed.get();
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
