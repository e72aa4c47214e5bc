package org.throughline.server.talent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an employer writes before it becomes a version of a {@link JobProfile}. */
public record JobProfileDraft(
        String title,
        String description,
        @Nullable String location,
        int openings,
        boolean published,
        List<JobRequirementGroup> groups) {
    public JobProfileDraft {
        groups = List.copyOf(groups);
    }
}
