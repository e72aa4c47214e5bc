package org.throughline.credentials.check;

import java.util.List;
import org.throughline.credentials.tree.JsonText;

/**
 * Do the endorsements that it carries hold? Informs, and never decides: what somebody else says of a credential makes it neither truer nor
 * falser. Each has its own report.
 */
public final class EndorsementsCheck implements Check {

    @Override
    public String id() {
        return "endorsements";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 section 9.1 step 6; appendix B.2 EndorsementCredential";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<Endorsements.Endorsement> carried = Endorsements.in(examination.document());
        if (carried.isEmpty()) {
            return notApplicable("Nobody's endorsement stands in it");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not looked at: nothing is fetched that a document names before its signature and signer hold",
                    carried.getFirst().pointer());
        }
        if (carried.size() > Endorsements.MOST) {
            return undetermined("It carries more than " + Endorsements.MOST + " endorsements", "");
        }
        String pointer = "";
        int holding = 0;
        for (Endorsements.Endorsement endorsement : carried) {
            VerificationReport report =
                    examination.surroundings().nested().verifyChild(new JsonText().write(endorsement.value()));
            examination.endorsed(report);
            String problem = problem(report, endorsement);
            if (problem.isEmpty()) {
                holding++;
            } else {
                examination.warn("An endorsement in it does not count: " + problem);
                pointer = pointer.isEmpty() ? endorsement.pointer() : pointer;
            }
        }
        return holding == carried.size()
                ? passed(holding == 1 ? "The endorsement in it holds" : "All " + holding + " endorsements in it hold")
                : undetermined(
                        "Of " + carried.size() + " endorsements " + holding + " hold; see their own reports", pointer);
    }

    private static String problem(VerificationReport report, Endorsements.Endorsement endorsement) {
        if (report.verdict() != Verdict.VALID) {
            return report.checks().stream()
                    .filter(c -> c.outcome() == Outcome.FAILED || c.outcome() == Outcome.UNDETERMINED)
                    .map(CheckResult::message)
                    .findFirst()
                    .orElse("it could not be read");
        }
        ClaimedCredential claimed = report.claimed();
        if (claimed == null || !claimed.types().contains("EndorsementCredential")) {
            return "it is another kind of credential";
        }
        return endorsement.of().equals(claimed.subjectId())
                ? ""
                : "it is about " + claimed.subjectId() + ", not about " + endorsement.of();
    }
}
