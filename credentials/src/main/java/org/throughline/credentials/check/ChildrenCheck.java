package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Are the credentials in a learner's record, or in a presentation, genuine? What is honestly signed and expired or revoked leaves the record as true as
 * it was; what is forged does not. Decision record 0006 tells why.
 */
public final class ChildrenCheck implements Check {

    /** The checks that tell a genuine credential from a forged one. */
    private static final Set<String> GENUINE =
            Set.of("format", "structure", "context", "issuer", "claims", "signature", "signer", "children");

    @Override
    public String id() {
        return "children";
    }

    @Override
    public String spec() {
        return "CLR 2.0 verification: every contained credential by its own type; VC Data Model 2.0 section 4.13 Verifiable Presentations";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (!examination.type().holdsCredentials()) {
            return notApplicable("Only a learner's record or a presentation holds other credentials");
        }
        List<VerificationReport> children = examination.children();
        if (children.isEmpty()) {
            return notApplicable("It holds no credentials");
        }
        Optional<CheckResult> open = Optional.empty();
        for (int i = 0; i < children.size(); i++) {
            VerificationReport child = children.get(i);
            String at = examination.childrenPointer() + "/" + i;
            String name =
                    child.claimed() == null ? "The credential number " + (i + 1) : SubjectCheck.name(child.claimed());
            Optional<CheckResult> forged = first(child, Outcome.FAILED, GENUINE);
            if (forged.isPresent()) {
                return failed(name + " is not genuine: " + forged.get().message(), at);
            }
            Optional<CheckResult> unknown = first(child, Outcome.UNDETERMINED, GENUINE);
            if (unknown.isEmpty()) {
                warnOf(child, name, examination);
            } else if (open.isEmpty()) {
                open = Optional.of(undetermined(
                        name + " could not be shown to be genuine: "
                                + unknown.get().message(),
                        at));
            }
        }
        return open.orElseGet(
                () -> passed("Each of its " + children.size() + " credentials is genuine; see its own verdict"));
    }

    private static void warnOf(VerificationReport child, String name, Examination examination) {
        for (CheckResult check : child.checks()) {
            boolean speaksAgainst = check.outcome() == Outcome.FAILED || check.outcome() == Outcome.UNDETERMINED;
            if (speaksAgainst && Set.of("validity", "status").contains(check.id())) {
                examination.warn(name + " does not count now: " + check.message());
            }
        }
    }

    private static Optional<CheckResult> first(VerificationReport report, Outcome outcome, Set<String> ids) {
        return report.checks().stream()
                .filter(c -> c.outcome() == outcome && ids.contains(c.id()))
                .findFirst();
    }
}
