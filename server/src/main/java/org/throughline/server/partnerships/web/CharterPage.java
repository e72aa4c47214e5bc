package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.VerdictView;

/**
 * One version of a charter, with its signatures.
 *
 * @param sponsored null where the charter names no sponsor
 * @param mayFile whether all have signed, and the reader can make the document
 * @param document what a check of the signed document says; null before there is one
 * @param link the sponsor's, told once by the act before this page
 */
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
        boolean manages,
        @Nullable Sponsored sponsored,
        boolean mayFile,
        @Nullable VerdictView document,
        String convener,
        @Nullable String link) {
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

    /** Whether the sponsor has signed this version, and how. */
    public record Sponsored(boolean signed, String how) {}

    /** A member for which the reader can sign. */
    public record Signing(String slug, String name) {}
}
