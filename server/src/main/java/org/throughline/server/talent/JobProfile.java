package org.throughline.server.talent;

import java.time.Instant;
import java.util.List;
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

    /** All requirements, in the order in which they were stated. */
    public List<JobRequirement> requirements() {
        return groups.stream().flatMap(g -> g.requirements().stream()).toList();
    }
}
