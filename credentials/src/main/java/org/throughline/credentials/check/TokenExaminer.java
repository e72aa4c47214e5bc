package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.TokenKey;
import org.throughline.credentials.key.TokenKeys;
import org.throughline.credentials.key.VerificationKey;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Tree;

/** Tries the signature of a token, the one proof that it has: header first, then the key, then the signature. */
final class TokenExaminer {

    /** What the header of a badge's token may have (Open Badges 3.0, section 8.2.1), and the media type inside. */
    private static final Set<String> OF_A_BADGE = Set.of("alg", "kid", "jwk", "typ", "cty");

    /** Beside them, what may be repeated from the claims (Securing Verifiable Credentials using JOSE and COSE, section 3.1). */
    private static final Set<String> OF_ANY = Set.of("alg", "kid", "jwk", "typ", "cty", "iss", "vct");

    /** And the certificate of the key, one of the ways in which an SD-JWT VC names its issuer (SD-JWT VC, section 2.5: Inline X.509 Certificates). */
    private static final Set<String> OF_AN_SD_JWT_VC = Set.of("alg", "kid", "jwk", "typ", "cty", "iss", "vct", "x5c");

    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?i)|jwt|vc\\+jwt|vc-ld\\+jwt|vc\\+ld\\+jwt|vc\\+ld\\+json\\+jwt|vc\\+sd-jwt|vc\\+ld\\+json\\+sd-jwt");
    private static final Pattern PRESENTATION = Pattern.compile(
            "(?i)|jwt|vp\\+jwt|vp-ld\\+jwt|vp\\+ld\\+jwt|vp\\+ld\\+json\\+jwt|vp\\+sd-jwt|vp\\+ld\\+json\\+sd-jwt");
    private static final Pattern SD_JWT_VC = Pattern.compile("(?i)dc\\+sd-jwt|vc\\+sd-jwt");

    private final Examination examination;
    private final CredentialToken token;

    private TokenExaminer(Examination examination, CredentialToken token) {
        this.examination = examination;
        this.token = token;
    }

    static List<ExaminedProof> examine(Examination examination, CredentialToken token) {
        return List.of(new TokenExaminer(examination, token).examine());
    }

    private ExaminedProof examine() {
        Optional<String> problem = headerProblem();
        if (problem.isPresent()) {
            KeyResolution nowhere =
                    new KeyResolution.Unresolvable("The key was not looked up, because the token could not be tried");
            return new ExaminedProof("", "", nowhere, new ProofOutcome.Broken(problem.get()));
        }
        if (examination.document().containsKey("proof")) {
            examination.warn(
                    "The credential in the token has a proof of its own, which was not looked at: the token's signature counts.");
        }
        TokenKey key = key();
        if (key.warning() != null) {
            examination.warn(key.warning());
        }
        return new ExaminedProof("", key.id(), key.resolution(), outcome(key));
    }

    private ProofOutcome outcome(TokenKey key) {
        @Nullable VerificationKey brought = key.brought();
        if (brought != null && !(key.resolution() instanceof KeyResolution.Resolved)) {
            return token.jws().verify(brought);
        }
        return switch (key.resolution()) {
            case KeyResolution.OfAnotherKind other -> new ProofOutcome.Broken(other.message());
            case KeyResolution.Contradicted contradicted -> new ProofOutcome.Unverifiable(contradicted.message());
            case KeyResolution.Unresolvable unresolvable -> new ProofOutcome.Unverifiable(unresolvable.message());
            case KeyResolution.Resolved resolved ->
                token.jws().verify(resolved.method().key());
        };
    }

    private Optional<String> headerProblem() {
        Set<String> allowed = token.form() == CredentialToken.Form.SD_JWT_VC
                ? OF_AN_SD_JWT_VC
                : ClaimsCheck.isOfOneEdTech(examination) ? OF_A_BADGE : OF_ANY;
        Optional<String> problem = token.jws().headerProblem(allowed);
        if (problem.isPresent()) {
            return problem;
        }
        JsonObject header = token.jws().header();
        if (header.containsKey("iss")
                && (!Tree.text(header, "iss").equals(examination.speaker())
                        || token.claims().containsKey("iss")
                                && !header.get("iss").equals(token.claims().get("iss")))) {
            return Optional.of("The token's header says that it is of another issuer (iss) than what it holds");
        }
        if (header.containsKey("vct")
                && !header.get("vct").equals(token.claims().get("vct"))) {
            return Optional.of("The token's header says another \"vct\" than its claims");
        }
        Pattern types = token.form() == CredentialToken.Form.SD_JWT_VC
                ? SD_JWT_VC
                : examination.type().isPresentation() ? PRESENTATION : CREDENTIAL;
        return types.matcher(token.jws().type()).matches()
                ? Optional.empty()
                : Optional.of("The token says that it is of the type \""
                        + token.jws().type() + "\" (typ), which is not what it holds");
    }

    /** A key that was reported as stolen counts only for what its issuer's log recorded before. */
    private TokenKey key() {
        String issuer = examination.speaker().orElse("");
        TokenKey found = TokenKeys.find(
                token.jws().header(),
                issuer,
                VerificationRelationship.of(examination.purpose()),
                new KeyResolver(
                        examination.surroundings().documents(),
                        examination.surroundings().now()));
        return examination
                .reported(found.id())
                .map(resolution -> TokenKey.found(found.id(), resolution))
                .orElse(found);
    }
}
