package org.throughline.credentials.check;

import java.util.Optional;
import org.throughline.credentials.tree.Tree;

/** Has the issuer taken an Open Badge 2.0 back? */
final class AssertionStatusCheck implements Check {

    @Override
    public String id() {
        return "status";
    }

    @Override
    public String spec() {
        return "Open Badges 2.0, Assertion revoked and RevocationList";
    }

    @Override
    public CheckResult examine(Examination examination) {
        OpenBadge2 badge = examination.openBadge2();
        if (badge.isHosted() && examination.earlier("signature") == Outcome.PASSED) {
            Optional<CheckResult> takenBack = takenBack(badge.home());
            if (takenBack.isPresent()) {
                return takenBack.get();
            }
        }
        if (!examination.isEstablished()) {
            return undetermined("Not looked up: nothing is fetched that a document names before its proof holds", "");
        }
        return badge.isHosted() ? passed("Its home does not say that it was revoked") : listed(badge, examination);
    }

    /** What its home says against it: the home was asked before, and needs nobody's leave to take it away. */
    private Optional<CheckResult> takenBack(OpenBadge2.Part home) {
        return switch (home) {
            case OpenBadge2.Part.Gone gone -> Optional.of(failed("The issuer took it back: " + gone.message(), "/id"));
            case OpenBadge2.Part.There there
            when there.object().getBoolean("revoked", false) ->
                Optional.of(failed(
                        "The issuer revoked it"
                                + reason(Tree.text(there.object(), "revocationReason")
                                        .orElse("")),
                        "/id"));
            case OpenBadge2.Part.There there -> Optional.empty();
            case OpenBadge2.Part.Missing missing -> Optional.empty();
        };
    }

    private CheckResult listed(OpenBadge2 badge, Examination examination) {
        if (!(badge.issuerAtHome() instanceof OpenBadge2.Part.There profile)) {
            return undetermined("The issuer's profile could not be read, so its revocations are not known", "/badge");
        }
        Optional<String> list = Tree.idOf(profile.object(), "revocationList");
        if (list.isEmpty()) {
            return notApplicable("The issuer did not provide a way to take it back");
        }
        Surroundings surroundings = examination.surroundings();
        return switch (surroundings.statusLists().ofOpenBadges2(list.get(), surroundings)) {
            case StatusLists.RevocationAnswer.Unusable unusable -> undetermined(unusable.message(), "");
            case StatusLists.RevocationAnswer.Usable usable -> {
                usable.list()
                        .issuer()
                        .filter(issuer -> !Optional.of(issuer).equals(Tree.text(profile.object(), "id")))
                        .ifPresent(issuer -> examination.warn(
                                "The revocation list is of " + issuer + ", not of the issuer of the badge."));
                yield usable.list()
                        .find(badge.id())
                        .map(revoked -> failed("The issuer revoked it" + reason(revoked.reason()), "/id"))
                        .orElseGet(() -> passed("It is not among the issuer's revoked badges"));
            }
        };
    }

    private static String reason(String words) {
        return words.isEmpty() ? "" : ": \"" + words + "\"";
    }
}
