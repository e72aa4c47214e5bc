package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form that changes a starter pack's words and plan; the last line of rounds and of milestones is empty, for one more. */
public record PackChange(
        String organization,
        String base,
        String id,
        String name,
        String jobRole,
        String purpose,
        String sponsorName,
        String sponsorTitle,
        String sponsorOrganization,
        String educator,
        String educatorHours,
        String employer,
        String employerHours,
        List<Planned> rounds,
        List<Reached> milestones,
        @Nullable String error) {
    public PackChange {
        rounds = List.copyOf(rounds);
        milestones = List.copyOf(milestones);
    }

    public record Planned(String name, String goal, int opens, int due) {}

    public record Reached(String title, int days) {}
}
