package org.throughline.server.partnerships.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** A starter pack, and the form that starts a partnership from it. */
public record PackPage(
        String organization,
        String base,
        String id,
        String name,
        String jobRole,
        String purpose,
        List<String> frameworks,
        List<String> crosswalks,
        List<String> rounds,
        List<String> milestones,
        List<Option> organizations,
        String today,
        boolean manages,
        @Nullable String error) {
    public PackPage {
        frameworks = List.copyOf(frameworks);
        crosswalks = List.copyOf(crosswalks);
        rounds = List.copyOf(rounds);
        milestones = List.copyOf(milestones);
        organizations = List.copyOf(organizations);
    }
}
