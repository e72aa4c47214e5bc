package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.jose.KeyBinding;
import org.throughline.credentials.jose.NumericDate;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Tree;

/** Do the claims of the token say the same as the credential in it? */
public final class ClaimsCheck implements Check {

    /** Claims have whole seconds, and a part of one may have been cut off or rounded up. */
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private static final Set<DocumentType> ONE_ED_TECH =
            Set.of(DocumentType.OPEN_BADGE, DocumentType.CLR, DocumentType.ENDORSEMENT);

    @Override
    public String id() {
        return "claims";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 section 8.2.4 Verifying a Credential (JWT); VC Data Model 1.1 section 6.3.1; "
                + "RFC 7519 section 4.1; SD-JWT VC section 3.2.2";
    }

    /** Whether the rules of Open Badges and CLR for tokens bind the document. */
    static boolean isOfOneEdTech(Examination examination) {
        return ONE_ED_TECH.contains(examination.type());
    }

    @Override
    public CheckResult examine(Examination examination) {
        CredentialToken token = examination.token();
        if (token == null) {
            return notApplicable("It is no token, so it has no claims beside the credential");
        }
        Comparison comparison = new Comparison(examination, token);
        comparison.compare();
        if (!comparison.problems.isEmpty()) {
            CheckResult first = comparison.problems.getFirst();
            String more = comparison.problems.size() == 1 ? "" : " (and " + (comparison.problems.size() - 1) + " more)";
            return failed(first.message() + more, first.pointer());
        }
        KeyBinding binding = token.keyBinding();
        if (binding == null) {
            return passed("The token's claims say the same as the credential in it");
        }
        Instant now = examination.surroundings().now();
        binding.claims()
                .flatMap(said -> NumericDate.read(said.get("iat")))
                .filter(now::isBefore)
                .ifPresent(at -> examination.warn("The holder's proof says it was made in the future, on " + at + "."));
        return switch (binding.verify(token.claims(), now)) {
            case ProofOutcome.Broken broken -> failed(broken.message(), "");
            case ProofOutcome.Unverifiable unverifiable -> undetermined(unverifiable.message(), "");
            case ProofOutcome.Holds holds -> passed("The claims agree, and whoever showed it has the holder's key");
        };
    }

    /** One comparison of claims with a document, and what it found. */
    private final class Comparison {
        private final Examination examination;
        private final JsonObject claims;
        private final JsonObject document;
        private final CredentialToken token;
        private final List<CheckResult> problems = new ArrayList<>();

        Comparison(Examination examination, CredentialToken token) {
            this.examination = examination;
            this.token = token;
            this.claims = token.claims();
            this.document = token.document();
        }

        void compare() {
            if (token.problem() != null) {
                problem(token.problem(), "");
            }
            switch (token.form()) {
                case SD_JWT_VC -> selfTyped();
                case PAYLOAD, CLAIM -> {
                    if (examination.type().isPresentation()) {
                        presentation();
                    } else {
                        credential();
                    }
                }
            }
            inTime();
        }

        private void selfTyped() {
            if (Tree.text(claims, "vct").filter(t -> !t.isBlank()).isEmpty()) {
                problem("An SD-JWT VC says of what type it is (vct)", "/vct");
            }
            if (claims.containsKey("cnf") && Tree.object(claims, "cnf").isEmpty()) {
                problem("\"cnf\" should be an object", "/cnf");
            }
            text("sub");
        }

        private void presentation() {
            same("iss", Tree.idOf(document, "holder"), "holder", false);
            same("jti", Tree.text(document, "id"), "id", false);
        }

        private void credential() {
            boolean demanded = isOfOneEdTech(examination);
            DataModel model = examination.model();
            boolean repeats = token.form() == CredentialToken.Form.CLAIM && model == DataModel.V1_1;
            same("iss", Tree.idOf(document, "issuer"), "issuer", demanded || repeats);
            same("jti", Tree.text(document, "id"), "id", demanded || repeats && document.containsKey("id"));
            subject(demanded || repeats);
            sameMoment("nbf", model.from(), demanded || repeats && document.containsKey(model.from()));
            if (demanded || token.form() == CredentialToken.Form.CLAIM) {
                sameMoment("exp", model.until(), false);
            }
        }

        private void subject(boolean demanded) {
            List<JsonObject> subjects = Tree.objects(document, "credentialSubject");
            Optional<String> id = subjects.size() == 1 ? Tree.text(subjects.getFirst(), "id") : Optional.empty();
            if (id.isPresent() || subjects.size() == 1 && subjects.getFirst().containsKey("id")) {
                same("sub", id, "credentialSubject.id", demanded);
                return;
            }
            text("sub");
            if (claims.containsKey("sub")
                    && subjects.stream().noneMatch(s -> Tree.text(s, "id").equals(Tree.text(claims, "sub")))) {
                examination.warn(
                        "The token says whom it is about (sub), but the credential in it names its subject without an id.");
            }
        }

        /** A claim in text and the property that it repeats. */
        private void same(String claim, Optional<String> property, String name, boolean demanded) {
            if (!claims.containsKey(claim)) {
                if (demanded) {
                    problem(
                            "The token should have the claim \"" + claim + "\", equal to the credential's " + name,
                            "/" + claim);
                }
                return;
            }
            if (text(claim) && !Tree.text(claims, claim).equals(property)) {
                problem(
                        "The token's \"" + claim + "\" is " + shown(claims.get(claim)) + ", but the credential's "
                                + name + " is "
                                + property.map(p -> "\"" + p + "\"").orElse("missing"),
                        "/" + claim);
            }
        }

        private void sameMoment(String claim, String property, boolean demanded) {
            if (!claims.containsKey(claim)) {
                if (demanded) {
                    problem(
                            "The token should have the claim \"" + claim + "\", equal to the credential's " + property,
                            "/" + claim);
                }
                return;
            }
            Optional<Instant> moment = NumericDate.read(claims.get(claim));
            Optional<Instant> there = Tree.text(document, property).flatMap(Timestamps::read);
            if (moment.isEmpty()) {
                problem("The token's \"" + claim + "\" is no moment in seconds since 1970", "/" + claim);
            } else if (there.isPresent()
                    && Duration.between(moment.get(), there.get()).abs().compareTo(ONE_SECOND) >= 0) {
                problem(
                        "The token's \"" + claim + "\" is " + moment.get() + ", but the credential's " + property
                                + " is " + there.get(),
                        "/" + claim);
            }
        }

        /** What the token says of its own time counts where the check of validity does not see it (RFC 7519, sections 4.1.4 and 4.1.5). */
        private void inTime() {
            Instant now = examination.surroundings().now();
            boolean ofItsOwn = examination.type().isPresentation() || isExpiryOfTheSignature();
            moment("nbf", at -> {
                boolean told = !examination.type().isPresentation()
                        && document.containsKey(examination.model().from());
                if (!told && now.isBefore(at)) {
                    problem("The token is not valid yet: it counts from " + at, "/nbf");
                }
            });
            moment("exp", at -> {
                if (ofItsOwn && !now.isBefore(at)) {
                    problem("The token has expired: it counted until " + at, "/exp");
                }
            });
            moment("iat", at -> {
                if (now.isBefore(at)) {
                    examination.warn("The token says it was made in the future, on " + at + ".");
                }
            });
        }

        /**
         * Whether {@code exp} is the end of the signature, which may differ from the end of the credential (Securing Verifiable Credentials using
         * JOSE and COSE, section 3.1.3); Open Badges and the first data model use it for the end of the credential.
         */
        private boolean isExpiryOfTheSignature() {
            return token.form() == CredentialToken.Form.PAYLOAD
                    && !isOfOneEdTech(examination)
                    && !Tree.text(document, examination.model().until())
                            .flatMap(Timestamps::read)
                            .equals(NumericDate.read(claims.get("exp")));
        }

        private void moment(String claim, Consumer<Instant> then) {
            if (!claims.containsKey(claim)) {
                return;
            }
            Optional<Instant> at = NumericDate.read(claims.get(claim));
            if (at.isPresent()) {
                then.accept(at.get());
            } else if (problems.isEmpty()) {
                problem("The token's \"" + claim + "\" is no moment in seconds since 1970", "/" + claim);
            }
        }

        /** Whether a claim is text, where there is one. */
        private boolean text(String claim) {
            if (claims.containsKey(claim) && Tree.text(claims, claim).isEmpty()) {
                problem("The token's \"" + claim + "\" should be text", "/" + claim);
                return false;
            }
            return true;
        }

        private void problem(String message, String pointer) {
            problems.add(failed(message, pointer));
        }

        private static String shown(JsonValue value) {
            String text = value.toString();
            return text.length() > 200 ? text.substring(0, 200) + "…" : text;
        }
    }
}
