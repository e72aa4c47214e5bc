package org.throughline.matching.ranking;

import org.jspecify.annotations.Nullable;

/**
 * How one person stands to one requirement.
 *
 * @param requirement the requirement's id
 * @param outcome met, partly met or missing
 * @param strength accepted strength times held strength of the best pair, in [0, 1]; 0 when missing
 * @param share the part of the requirement that this strength earns, in [0, 1]
 * @param points what it adds to the person's score; the points of all requirements sum to the score, and a requirement that an
 *     "any of" group did not need has none
 * @param path what was held and as what it was accepted; null exactly when the requirement is missing
 */
public record RequirementMatch(
        String requirement,
        Outcome outcome,
        double strength,
        double share,
        double points,
        @Nullable Path path) {
    /** The three ways to stand to a requirement. */
    public enum Outcome {
        /** The strength reaches what is asked. */
        MET,
        /** Something accepted is held, not as strongly as asked. */
        PARTLY,
        /** Nothing accepted is held. */
        MISSING
    }

    /**
     * The pair that met the requirement best.
     *
     * @param accepted the item that the requirement accepts, and how well it stands in
     * @param holding the same item as the person holds it
     */
    public record Path(Accepted accepted, Holding holding) {
        /** Accepted strength times held strength, in [0, 1]. */
        public double strength() {
            return accepted.strength() * holding.strength();
        }
    }
}
