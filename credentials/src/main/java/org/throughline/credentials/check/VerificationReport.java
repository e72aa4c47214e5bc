package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was checked on one document, in order, and the verdict that follows from it.
 *
 * @param verdict  always {@link Verdict#of} the checks
 * @param format  what the document is: {@code open-badge-3.0}, {@code clr-2.0}, {@code vc-2.0}, ...
 * @param checks  every check in the order of the catalogue
 * @param warnings  what people should know and what decides nothing
 * @param children  the reports of the credentials inside, in their order
 * @param claimed  what the document says, when it could be read
 * @param endorsements  the reports of the endorsements in it, wherever they stand; they decide nothing
 */
public record VerificationReport(
        Verdict verdict,
        String format,
        List<CheckResult> checks,
        List<String> warnings,
        List<VerificationReport> children,
        @Nullable ClaimedCredential claimed,
        List<VerificationReport> endorsements) {

    /** A report on a document that carries no endorsements. */
    public VerificationReport(
            Verdict verdict,
            String format,
            List<CheckResult> checks,
            List<String> warnings,
            List<VerificationReport> children,
            @Nullable ClaimedCredential claimed) {
        this(verdict, format, checks, warnings, children, claimed, List.of());
    }

    public VerificationReport {
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
        children = List.copyOf(children);
        endorsements = List.copyOf(endorsements);
        if (verdict != Verdict.of(checks)) {
            throw new IllegalArgumentException("The checks say " + Verdict.of(checks) + ", not " + verdict);
        }
    }

    /** The credential as established fact; only of a {@link Verdict#VALID} report. */
    public Optional<VerifiedCredential> verified() {
        return VerifiedCredential.of(this);
    }

    /** The result of one check. */
    public Optional<CheckResult> check(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The outcome of one check; {@link Outcome#NOT_APPLICABLE} when it was not made. */
    public Outcome outcome(String id) {
        return check(id).map(CheckResult::outcome).orElse(Outcome.NOT_APPLICABLE);
    }
}
