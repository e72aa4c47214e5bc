package org.throughline.matching;

/**
 * What can be said of one pair, in figures that do not depend on how many candidates there are, and how it stands out among them.
 *
 * @param identical the plain texts are the same and not empty
 * @param fromCovered in [0, 1]: share of the asked statement's words, weighted by rarity, that the candidate has too
 * @param toCovered in [0, 1]: share of the candidate's words that the asked statement has too
 * @param wording in [0, 1]: cosine of character sequences
 * @param company in [-1, 1]: cosine in the latent space
 * @param score the mean of the z-scores
 * @param behindBest how far that score lies behind the best candidate's, at least 0
 */
record Evidence(
        boolean identical,
        double fromCovered,
        double toCovered,
        double wording,
        double company,
        double score,
        double behindBest) {}
