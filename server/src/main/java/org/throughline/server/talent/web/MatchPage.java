package org.throughline.server.talent.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Line;
import org.throughline.server.face.StateView;

/** One match, explained requirement by requirement. */
public record MatchPage(
        String title,
        String needHref,
        String peopleHref,
        String label,
        boolean nameShown,
        String score,
        String scoreWords,
        StateView required,
        List<Requirement> requirements) {
    public MatchPage {
        requirements = List.copyOf(requirements);
    }

    /**
     * One requirement.
     *
     * @param points what it adds to the score and out of how much, in words
     */
    public record Requirement(
            String label,
            StateView outcome,
            String points,
            Line line,
            @Nullable String proofHref) {}
}
