package org.throughline.server.talent;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.alignment.AlignmentStep;

/**
 * How one person stands to one requirement, with the whole line behind it.
 *
 * @param group the group's label, or null for a single requirement
 * @param label the requirement's code and statement
 * @param strength alignment strength times held strength, in [0, 1]
 * @param points what it adds to the score, in [0, 1]; the points of all requirements sum to the score
 * @param path the accepted alignments from the requirement to the proven item; empty when the item itself is proven
 * @param evidence the credential; null exactly when the requirement is missing
 */
public record RequirementExplained(
        JobRequirement requirement,
        @Nullable String group,
        String label,
        RequirementMatch.Outcome outcome,
        double strength,
        double points,
        List<AlignmentStep> path,
        @Nullable Evidence evidence) {
    public RequirementExplained {
        path = List.copyOf(path);
    }
}
