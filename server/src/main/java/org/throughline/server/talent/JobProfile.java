package org.throughline.server.talent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * A talent need as an employer states it. Immutable: a change is a new version.
 *
 * @param version from 1
 * @param openings how many people are wanted, at least 1
 * @param published whether anyone may read it and learners see it among their nearest needs
 * @param statedAt when this version was stated
 */
public record JobProfile(
        JobProfileId id,
        int version,
        OrganizationId employer,
        String title,
        String description,
        @Nullable String location,
        int openings,
        boolean published,
        Instant statedAt,
        List<JobRequirementGroup> groups) {
    public JobProfile {
        groups = List.copyOf(groups);
    }

    /** An unsaved profile of a draft, to try it out: version 1 as of the epoch. */
    public static JobProfile of(OrganizationId employer, JobProfileDraft draft) {
        return new JobProfile(
                new JobProfileId(new UUID(0, 0)),
                1,
                employer,
                draft.title(),
                draft.description(),
                draft.location(),
                draft.openings(),
                false,
                Instant.EPOCH,
                draft.groups());
    }

    /** All requirements, in the order in which they were stated. */
    public List<JobRequirement> requirements() {
        return groups.stream().flatMap(g -> g.requirements().stream()).toList();
    }
}
