package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;

/**
 * Is everything in a learner's record about the same person, and everything in a presentation about the holder who shows it? Informs, and never
 * decides.
 */
public final class SubjectCheck implements Check {

    @Override
    public String id() {
        return "subject";
    }

    @Override
    public String spec() {
        return "CLR 2.0 ClrSubject; Open Badges 3.0 section 9.3 Verify the Recipient; VC Data Model 2.0 section 4.13 Verifiable "
                + "Presentations";
    }

    @Override
    public CheckResult examine(Examination examination) {
        if (examination.type().isPresentation()) {
            return shown(examination);
        }
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

    /** Who shows a credential need not be whom it is about (VC Data Model 2.0, section 4.13), but people take it so. */
    private CheckResult shown(Examination examination) {
        Optional<String> holder = examination.speaker();
        List<VerificationReport> children = examination.children();
        if (holder.isEmpty() || !examination.isEstablished() || children.isEmpty()) {
            return notApplicable("It is not established who shows what");
        }
        int others = 0;
        int unknown = 0;
        for (VerificationReport child : children) {
            ClaimedCredential claimed = child.claimed();
            if (claimed == null || claimed.subjectId() == null) {
                unknown++;
            } else if (!holder.get().equals(claimed.subjectId())) {
                others++;
                examination.warn(name(claimed) + " is about " + claimed.subjectId()
                        + ", and not about the holder who shows it, " + holder.get() + ".");
            }
        }
        if (others == 0 && unknown == 0) {
            return passed("All its credentials are about the holder who shows them");
        }
        return undetermined(
                others > 0
                        ? others + " of " + children.size() + " credentials are about somebody else than the holder"
                        : unknown + " of " + children.size()
                                + " credentials name their person in another way than by the holder's id",
                "/verifiableCredential");
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
