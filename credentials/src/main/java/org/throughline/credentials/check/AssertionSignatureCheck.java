package org.throughline.credentials.check;

import java.util.Optional;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.tree.Tree;

/** Is an Open Badge 2.0 what stands at its home, or what its token signs? */
final class AssertionSignatureCheck implements Check {

    @Override
    public String id() {
        return "signature";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, Hosted Verification and Signed Verification";
    }

    @Override
    public CheckResult examine(Examination examination) {
        OpenBadge2 badge = examination.openBadge2();
        if (badge.isHosted()) {
            return badge.id().startsWith("https://") || badge.id().startsWith("http://")
                    ? hosted(badge)
                    : failed("It should be verified at its home, but \"" + badge.id() + "\" is no address", "/id");
        }
        if (badge.isSigned()) {
            CredentialToken token = examination.token();
            return token == null
                    ? undetermined("It is said to be signed, but came without its signature", "/verification")
                    : signed(new SignedAssertion(badge, token));
        }
        return undetermined(
                "How it is to be verified is not known here; expected HostedBadge or SignedBadge",
                "/verification/type");
    }

    private CheckResult signed(SignedAssertion signed) {
        KeyResolution key = signed.key();
        return switch (signed.outcome(key)) {
            case ProofOutcome.Holds holds -> passed("It is exactly what the issuer's key signed");
            case ProofOutcome.Broken broken -> failed(broken.message(), "");
            case ProofOutcome.Unverifiable unverifiable ->
                key instanceof KeyResolution.Contradicted
                        ? failed(unverifiable.message(), "/verification/creator")
                        : undetermined(unverifiable.message(), "/verification/creator");
        };
    }

    private CheckResult hosted(OpenBadge2 badge) {
        return switch (badge.home()) {
            case OpenBadge2.Part.Gone gone -> passed("Its home knows of it, and took it away: " + gone.message());
            case OpenBadge2.Part.Missing missing ->
                undetermined("Its home could not be asked: " + missing.message(), "/id");
            case OpenBadge2.Part.There there -> {
                boolean same = Tree.text(there.object(), "id").equals(Optional.of(badge.id()));
                boolean revoked = there.object().getBoolean("revoked", false);
                yield same && (revoked || OpenBadge2.saysTheSame(badge.assertion(), there.object()))
                        ? passed("It is exactly what stands at its home, " + badge.id())
                        : failed("What stands at its home, " + badge.id() + ", is something else", "");
            }
        };
    }
}
