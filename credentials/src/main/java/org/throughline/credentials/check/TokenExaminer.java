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

/** Tries the signature of a token, the one proof that it has: header first, then the key, then the signature. */
final class TokenExaminer {

    /** What the header of a badge's token may have (Open Badges 3.0, section 8.2.1), and the media type inside. */
    private static final Set<String> OF_A_BADGE = Set.of("alg", "kid", "jwk", "typ", "cty");

    /** Beside them, what may be repeated from the claims (Securing Verifiable Credentials using JOSE and COSE, section 3.1). */
    private static final Set<String> OF_ANY = Set.of("alg", "kid", "jwk", "typ", "cty", "iss", "vct");

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
        TokenKey key = key();
        if (key.warning() != null) {
            examination.warn(key.warning());
        }
        return new ExaminedProof("", key.id(), key.resolution(), outcome(key));
    }

    private ProofOutcome outcome(TokenKey key) {
        @Nullable
        VerificationKey by = key.resolution() instanceof KeyResolution.Resolved resolved
                ? resolved.method().key()
                : key.brought();
        if (by != null) {
            return token.jws().verify(by);
        }
        return new ProofOutcome.Unverifiable(
                switch (key.resolution()) {
                    case KeyResolution.Contradicted contradicted -> contradicted.message();
                    case KeyResolution.Unresolvable unresolvable -> unresolvable.message();
                    case KeyResolution.Resolved resolved -> "The key was found";
                });
    }

    private Optional<String> headerProblem() {
        boolean badge = ClaimsCheck.isOfOneEdTech(examination);
        Optional<String> problem = token.jws().headerProblem(badge ? OF_A_BADGE : OF_ANY);
        if (problem.isPresent()) {
            return problem;
        }
        JsonObject header = token.jws().header();
        for (String repeated : List.of("iss", "vct")) {
            if (header.containsKey(repeated)
                    && !header.get(repeated).equals(token.claims().get(repeated))) {
                return Optional.of("The token's header says another \"" + repeated + "\" than its claims");
            }
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
