package org.throughline.matching;

/**
 * Where a pair stands in its pool.
 *
 * @param score by {@link Ranker}; comparable within one list only
 * @param behindBest how far it lies behind the best candidate's score, at least 0
 * @param share in (0, 1]: of the pool, when each candidate's claim grows exponentially with its score
 */
record Standing(double score, double behindBest, double share) {}
