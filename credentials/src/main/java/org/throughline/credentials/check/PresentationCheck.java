package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.tree.Tree;

/**
 * Was it shown for this very question, and to whoever asks it? Compared where the verifier says what they asked ({@link PresentationRequest}): a
 * proof that answers something else is an old one shown again, or was made for others.
 *
 * <p>Whoever asks wants an answer: what nobody shows, such as a credential alone, does not hold for them.
 */
public final class PresentationCheck implements Check {

    private static final String FRESHNESS =
            "Whether it was shown just now was not checked, because no challenge was given to compare "
                    + "with: it may be an old one, shown again.";

    @Override
    public String id() {
        return "presentation";
    }

    @Override
    public String spec() {
        return "VC Data Integrity 1.0 sections 2.1 (challenge, domain) and 4.4 Verify Proof; RFC 9901 section 7.3 Verification by the "
                + "Verifier; OpenID for Verifiable Presentations 1.0 section 14.1 Preventing Replay";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (!examination.surroundings().nested().isGiven()) {
            return notApplicable("Only what was given itself is shown to whoever asks");
        }
        PresentationRequest request = examination.surroundings().request();
        List<Answer> answers = answers(examination);
        if (request.challenge() == null && !answers.isEmpty()) {
            examination.warn(FRESHNESS);
        }
        if (request.isEmpty()) {
            return notApplicable(
                    answers.isEmpty()
                            ? "Nobody shows it: it is no presentation that somebody signed"
                            : "No challenge and no domain was given to compare with");
        }
        if (answers.isEmpty()) {
            return failed(
                    "It was asked to be shown for a challenge or domain, and nobody shows it: it is no presentation that "
                            + "somebody signed",
                    "");
        }
        Optional<Answer> right =
                answers.stream().filter(a -> a.problem(request).isEmpty()).findFirst();
        if (right.isEmpty()) {
            Answer first = answers.getFirst();
            return failed(first.problem(request).orElse(""), first.pointer());
        }
        return answers.stream().anyMatch(a -> a.holds() && a.problem(request).isEmpty())
                ? passed(words(request))
                : undetermined(
                        "What was asked is answered, but it could not be established who answers (see signature and signer)",
                        right.get().pointer());
    }

    private static String words(PresentationRequest request) {
        if (request.challenge() == null) {
            return "It was made for whoever asks";
        }
        return request.domains().isEmpty()
                ? "It answers the challenge that was given; for whom it was made was not compared"
                : "It answers the challenge that was given, and was made for whoever asks";
    }

    /** What the proofs say that they answer; none when nobody shows the document. */
    private static List<Answer> answers(Examination examination) {
        CredentialToken token = examination.token();
        if (token != null && token.keyBinding() != null) {
            JsonObject said = token.keyBinding().claims().orElse(JsonObject.EMPTY_JSON_OBJECT);
            boolean holds = examination.isEstablished() && examination.earlier("claims") == Outcome.PASSED;
            return List.of(ofToken(said, holds));
        }
        if (!examination.type().isPresentation()) {
            return List.of();
        }
        return token == null ? ofProofs(examination) : List.of(ofToken(token.claims(), examination.isEstablished()));
    }

    private static Answer ofToken(JsonObject claims, boolean holds) {
        return new Answer(
                Tree.text(claims, "nonce").orElse(null),
                Set.copyOf(Tree.texts(claims, "aud")),
                "nonce",
                "aud",
                "",
                holds);
    }

    private static List<Answer> ofProofs(Examination examination) {
        List<JsonValue> proofs = Tree.values(examination.document(), "proof");
        List<ExaminedProof> examined = examination.proofs();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < proofs.size(); i++) {
            JsonObject said = proofs.get(i) instanceof JsonObject object ? object : JsonObject.EMPTY_JSON_OBJECT;
            String pointer = Tree.pointer(examination.document(), "proof", i);
            boolean holds = examined.stream()
                    .anyMatch(proof -> proof.pointer().equals(pointer) && isByTheHolder(proof, examination));
            answers.add(new Answer(
                    Tree.text(said, "challenge").orElse(null),
                    Set.copyOf(Tree.texts(said, "domain")),
                    "challenge",
                    "domain",
                    pointer,
                    holds));
        }
        return answers;
    }

    private static boolean isByTheHolder(ExaminedProof proof, Examination examination) {
        return proof.holds()
                && examination
                        .speaker()
                        .map(proof::isBy)
                        .orElseGet(() -> proof.key() instanceof KeyResolution.Resolved);
    }

    /**
     * What one proof answers.
     *
     * @param question  how such a proof calls the challenge
     * @param audience  how it calls the domain
     * @param holds  whether it is the holder's, and holds
     */
    private record Answer(
            @Nullable String challenge,
            Set<String> domains,
            String question,
            String audience,
            String pointer,
            boolean holds) {

        Optional<String> problem(PresentationRequest request) {
            if (request.challenge() != null && !request.challenge().equals(challenge)) {
                return Optional.of(
                        challenge == null
                                ? "It answers no challenge (" + question + "), and one was given"
                                : "It answers another challenge (" + question + ") than the one that was given");
            }
            if (!request.domains().isEmpty() && !isFor(request.domains())) {
                return Optional.of(
                        domains.isEmpty()
                                ? "It does not say for whom it was made (" + audience
                                        + "), and somebody in particular asks"
                                : "It was made for somebody else (" + audience + ") than for whoever asks");
            }
            return Optional.empty();
        }

        /** A proof must name the same domains (VC Data Integrity 1.0, section 4.4); a token may be for others too (RFC 7519, section 4.1.3). */
        private boolean isFor(Set<String> names) {
            return audience.equals("aud") ? domains.stream().anyMatch(names::contains) : domains.equals(names);
        }
    }
}
