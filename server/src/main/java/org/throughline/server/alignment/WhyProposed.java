package org.throughline.server.alignment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.matching.Figure;

/**
 * What one run said of a pair, with the numbers behind it.
 *
 * @param figures their products of value and weight make up the score; empty for suggestions of before they were kept
 * @param engine the relation that the wording alone speaks for; another than the proposed one where people taught so; null when not kept
 * @param fromOutcome whether it was found by asking for the outcome
 * @param requirementLevel in its framework's words; null when it tells none
 */
public record WhyProposed(
        SuggestionRun run,
        SuggestedAlignment suggestion,
        int rank,
        double score,
        boolean fromOutcome,
        @Nullable Relation engine,
        List<Figure> figures,
        @Nullable String requirementLevel,
        @Nullable String outcomeLevel) {
    public WhyProposed {
        figures = List.copyOf(figures);
    }

    static WhyProposed of(SuggestionRun run, Suggestions.Proposed proposed) {
        Suggestions.Grounds grounds = proposed.grounds();
        return new WhyProposed(
                run,
                proposed.asSuggestion(),
                proposed.rank(),
                proposed.score(),
                proposed.fromOutcome(),
                grounds == null ? null : grounds.engine(),
                grounds == null ? List.of() : grounds.figures(),
                grounds == null ? null : grounds.asks(),
                grounds == null ? null : grounds.gives());
    }
}
