package org.throughline.matching;

import java.util.List;

/**
 * A candidate that may stand in relation to the statement asked about.
 *
 * @param to the candidate's id
 * @param score how far it stands out among all candidates: the mean over the sources of their z-scores; comparable within one list
 *     of suggestions only
 * @param probability in [0, 1]: how likely an analyst accepts the pair, by constants fitted on decided pairs (see
 *     {@link Suggester})
 * @param relation that people mostly settled on where the wording speaks as it does here, else the wording's; a proposal for a person to confirm
 * @param wording the relation that the wording alone speaks for
 * @param reasons why, most telling first; never empty
 * @param figures the numbers behind the score, to be kept by whoever must answer later why the pair was proposed
 */
public record Suggestion(
        String to,
        double score,
        double probability,
        SuggestedRelation relation,
        SuggestedRelation wording,
        List<Reason> reasons,
        List<Figure> figures) {
    /** Keeps its own copies of the lists. */
    public Suggestion {
        reasons = List.copyOf(reasons);
        figures = List.copyOf(figures);
    }
}
