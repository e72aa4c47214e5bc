package org.throughline.matching.ranking;

import java.util.List;

/** Requirements that are asked together. */
public sealed interface RequirementGroup {
    /** The members, in the order in which they were stated. */
    List<Requirement> requirements();

    /** One requirement on its own. */
    record Single(Requirement requirement) implements RequirementGroup {
        @Override
        public List<Requirement> requirements() {
            return List.of(requirement);
        }
    }

    /**
     * Every member is wanted. The group scores like its members stated singly: half of a bundle is worth half, where a minimum
     * would hide what a person does bring. Required members must each be met.
     */
    record AllOf(List<Requirement> requirements) implements RequirementGroup {
        /** Refuses an empty group. */
        public AllOf {
            requirements = List.copyOf(requirements);
            if (requirements.isEmpty()) {
                throw new IllegalArgumentException("a group needs at least one requirement");
            }
        }
    }

    /**
     * Any {@code count} of the members are wanted. The group's share is the mean over the {@code count} members that the person
     * meets best, its weight {@code count} times the mean importance of all members: what the others ask is not held against
     * anyone. When any member is required, {@code count} members must be met.
     */
    record AnyOf(int count, List<Requirement> requirements) implements RequirementGroup {
        /** Refuses a count below 1 or above the number of members. */
        public AnyOf {
            requirements = List.copyOf(requirements);
            if (count < 1 || count > requirements.size()) {
                throw new IllegalArgumentException(
                        "any " + count + " of " + requirements.size() + " requirements cannot be met");
            }
        }
    }
}
