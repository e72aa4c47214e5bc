package org.throughline.server.partnerships.web;

import java.util.List;

/** What a sponsor reads before they sign. */
public record SponsorPage(
        String partnership,
        String convener,
        String sponsor,
        int version,
        String purpose,
        List<Line> commitments,
        List<Line> milestones,
        String action) {
    public SponsorPage {
        commitments = List.copyOf(commitments);
        milestones = List.copyOf(milestones);
    }

    /** Who brings something, or when something is due, and what. */
    public record Line(String head, String text) {}
}
