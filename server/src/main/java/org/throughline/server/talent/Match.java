package org.throughline.server.talent;

import java.util.List;
import org.throughline.matching.ranking.RequirementMatch;

/**
 * One person against one need.
 *
 * @param score the weighted share of the need that is met, in [0, 1]
 */
public record Match(double score, boolean meetsAllRequired, List<RequirementExplained> requirements) {
    public Match {
        requirements = List.copyOf(requirements);
    }

    /** How many requirements are met, fully. */
    public long met() {
        return requirements.stream()
                .filter(r -> r.outcome() == RequirementMatch.Outcome.MET)
                .count();
    }
}
