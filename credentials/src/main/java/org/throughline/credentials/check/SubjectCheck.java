package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;

/** Is everything in a learner's record about the same person? Informs, and never decides. */
public final class SubjectCheck implements Check {

    @Override
    public String id() {
        return "subject";
    }

    @Override
    public String spec() {
        return "CLR 2.0 ClrSubject; Open Badges 3.0 section 9.3 Verify the Recipient";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.type() != DocumentType.CLR) {
            return notApplicable("Only a learner's record is about one person");
        }
        List<VerificationReport> children = examination.children();
        int others = 0;
        for (VerificationReport child : children) {
            ClaimedCredential claimed = child.claimed();
            if (claimed != null && !sameSubject(examination.claimed(), claimed)) {
                others++;
                examination.warn(
                        name(claimed) + " is about somebody else, and does not count for the person of this record.");
            }
        }
        return others == 0
                ? passed("All its credentials are about the same person")
                : undetermined(
                        others + " of " + children.size() + " credentials are about somebody else",
                        "/credentialSubject/verifiableCredential");
    }

    /** Whether two documents speak of the same person, by id or by an identical identifier. */
    static boolean sameSubject(ClaimedCredential record, ClaimedCredential child) {
        if (record.subjectId() != null && record.subjectId().equals(child.subjectId())) {
            return true;
        }
        return child.identifiers().stream().anyMatch(record.identifiers()::contains);
    }

    static String name(ClaimedCredential claimed) {
        return Optional.ofNullable(claimed.name())
                .or(() -> Optional.ofNullable(claimed.id()))
                .map(n -> "\"" + n + "\"")
                .orElse("A credential without a name");
    }
}
