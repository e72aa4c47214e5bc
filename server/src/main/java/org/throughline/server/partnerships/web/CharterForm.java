package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that changes a charter. */
public record CharterForm(
        PartnershipHead head,
        int version,
        String purpose,
        String sponsorName,
        String sponsorTitle,
        String sponsorOrganization,
        List<MemberRow> members,
        List<MilestoneRow> milestones,
        @Nullable String error) {
    public CharterForm {
        members = List.copyOf(members);
        milestones = List.copyOf(milestones);
    }

    public record MemberRow(String slug, String name, String commitment, String hours) {}

    public record MilestoneRow(String id, String title, String due) {}
}
