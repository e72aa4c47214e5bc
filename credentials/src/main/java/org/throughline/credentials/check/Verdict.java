package org.throughline.credentials.check;

import java.util.List;
import java.util.Set;

/** The one answer to "does it hold?". Whether the issuer deserves trust is another question. */
public enum Verdict {
    /** The issuer named by its key signed exactly this, and everything that could speak against it was looked at. */
    VALID,
    /** A signature or a rule contradicts it. */
    INVALID,
    /** Something that decides could not be checked. */
    UNDETERMINED;

    /** Checks that inform and never decide. */
    private static final Set<String> INFORMING =
            Set.of("alignment", "subject", "associations", "endorsements", "refresh");

    /** Whether a check only informs: whatever it comes to, the verdict stays. */
    public static boolean isInforming(String check) {
        return INFORMING.contains(check);
    }

    /** The verdict that follows from checks: any failure decides, then anything that could not be found out. */
    public static Verdict of(List<CheckResult> checks) {
        if (checks.isEmpty()) {
            return UNDETERMINED;
        }
        Verdict verdict = VALID;
        for (CheckResult check : checks) {
            if (isInforming(check.id())) {
                continue;
            }
            if (check.outcome() == Outcome.FAILED) {
                return INVALID;
            }
            if (check.outcome() == Outcome.UNDETERMINED) {
                verdict = UNDETERMINED;
            }
        }
        return verdict;
    }
}
