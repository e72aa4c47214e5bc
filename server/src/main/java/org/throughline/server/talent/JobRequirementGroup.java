package org.throughline.server.talent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requirements that are asked together.
 *
 * @param label what the group is called, or null for a single requirement
 * @param count how many of an {@link Rule#ANY_OF} group are wanted; otherwise the number of requirements
 */
public record JobRequirementGroup(@Nullable String label, Rule rule, int count, List<JobRequirement> requirements) {
    /** How the members of a group are asked for. */
    public enum Rule {
        /** One requirement on its own. */
        SINGLE,
        /** Every member. */
        ALL_OF,
        /** Any {@code count} of the members: the others are substitutes. */
        ANY_OF
    }

    public JobRequirementGroup {
        requirements = List.copyOf(requirements);
        if (requirements.isEmpty() || (rule == Rule.SINGLE && requirements.size() != 1)) {
            throw new IllegalArgumentException(rule + " with " + requirements.size() + " requirements");
        }
        if (rule != Rule.ANY_OF) {
            count = requirements.size();
        } else if (count < 1 || count > requirements.size()) {
            throw new IllegalArgumentException("any " + count + " of " + requirements.size() + " can't be met");
        }
    }

    /** One requirement on its own. */
    public static JobRequirementGroup single(JobRequirement requirement) {
        return new JobRequirementGroup(null, Rule.SINGLE, 1, List.of(requirement));
    }

    /** Every one of these. */
    public static JobRequirementGroup allOf(String label, List<JobRequirement> requirements) {
        return new JobRequirementGroup(label, Rule.ALL_OF, requirements.size(), requirements);
    }

    /** Any {@code count} of these. */
    public static JobRequirementGroup anyOf(String label, int count, List<JobRequirement> requirements) {
        return new JobRequirementGroup(label, Rule.ANY_OF, count, requirements);
    }
}
