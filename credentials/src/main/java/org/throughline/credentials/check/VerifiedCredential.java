package org.throughline.credentials.check;

import java.util.List;
import java.util.Optional;

/**
 * What was established: the issuer named by its key says exactly this, and nothing speaks against it.
 *
 * <p>There is no way to one but {@link VerificationReport#verified()}. Whether the issuer deserves trust is for others to say.
 */
public final class VerifiedCredential {

    private final ClaimedCredential credential;
    private final List<VerifiedCredential> children;

    private VerifiedCredential(ClaimedCredential credential, List<VerifiedCredential> children) {
        this.credential = credential;
        this.children = List.copyOf(children);
    }

    static Optional<VerifiedCredential> of(VerificationReport report) {
        if (report.verdict() != Verdict.VALID || report.claimed() == null) {
            return Optional.empty();
        }
        ClaimedCredential claimed = report.claimed();
        List<VerifiedCredential> children = report.children().stream()
                .flatMap(child -> of(child).stream())
                .filter(child -> SubjectCheck.sameSubject(claimed, child.credential))
                .toList();
        return Optional.of(new VerifiedCredential(claimed, children));
    }

    /** What it says. */
    public ClaimedCredential credential() {
        return credential;
    }

    /** The credentials inside that are valid themselves and about the same person; the others do not count. */
    public List<VerifiedCredential> children() {
        return children;
    }
}
