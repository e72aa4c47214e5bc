package org.throughline.matching.ranking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a person.
 *
 * @param groups at least one; requirement ids are unique across all of them
 */
public record Need(List<RequirementGroup> groups) {
    /** Refuses a need without requirements or with one requirement id twice. */
    public Need {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("a need states at least one requirement");
        }
        Set<String> ids = new HashSet<>();
        for (RequirementGroup group : groups) {
            for (Requirement requirement : group.requirements()) {
                if (!ids.add(requirement.id())) {
                    throw new IllegalArgumentException("requirement id " + requirement.id() + " stands twice");
                }
            }
        }
    }

    /** A need whose requirements all stand singly. */
    public static Need of(Requirement... requirements) {
        return new Need(List.<RequirementGroup>copyOf(
                List.of(requirements).stream().map(RequirementGroup.Single::new).toList()));
    }
}
