package org.throughline.matching.ranking;

import java.util.List;

/**
 * One person against one need.
 *
 * @param person the person's id as it was passed in
 * @param score the weighted share of the need that is met, in [0, 1]
 * @param meetsAllRequired whether everything marked as required is met
 * @param requirements one entry per requirement, in the need's order
 */
public record Ranked(String person, double score, boolean meetsAllRequired, List<RequirementMatch> requirements) {
    /** Keeps its own copy of the list. */
    public Ranked {
        requirements = List.copyOf(requirements);
    }
}
