package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One version of a charter, with its signatures. */
public record CharterPage(
        PartnershipHead head,
        int version,
        boolean counts,
        String since,
        String purpose,
        String sponsor,
        List<Commitment> commitments,
        String hoursPlanned,
        String hoursSpent,
        List<Milestone> milestones,
        List<Signature> signatures,
        List<Signing> toSign,
        List<Integer> versions,
        String base,
        boolean manages) {
    public CharterPage {
        commitments = List.copyOf(commitments);
        milestones = List.copyOf(milestones);
        signatures = List.copyOf(signatures);
        toSign = List.copyOf(toSign);
        versions = List.copyOf(versions);
    }

    public record Commitment(String name, String text, String planned, String spent) {}

    public record Milestone(
            String title, String due, @Nullable String reached) {}

    public record Signature(
            String name, boolean signed, @Nullable String behind) {}

    /** A member for which the reader can sign. */
    public record Signing(String slug, String name) {}
}
