package org.throughline.matching;

/**
 * What can be said of one pair. Figures called <i>standing</i> are z-scores over all candidates: how far the pair stands out among them; the
 * others do not depend on how many candidates there are.
 *
 * @param identical the plain texts are the same and not empty
 * @param sameStart the first words have the same stem: mostly what is done
 * @param fromCovered in [0, 1]: share of the asked statement's words, weighted by rarity, that the candidate has too
 * @param toCovered in [0, 1]: share of the candidate's words that the asked statement has too
 * @param fromMeant in [0, 1]: the same share, a word counting as far as the candidate has one that keeps the same company
 * @param toMeant in [0, 1]: the same for the candidate's words
 * @param wording in [0, 1]: cosine of character sequences
 * @param company in [-1, 1]: cosine in the latent space
 * @param base standing by all sources together
 * @param companyStanding standing in the latent space
 * @param siblings the best standing under the candidate's parent
 * @param area the mean of the five best under its grandparent
 * @param voices the statements most like the asked one vote for it: logarithm of their votes' share, 0 where there is none
 * @param fellows the mean standing of the candidate with the three statements under the asked one's parent that like it most
 * @param fellowship in [-1, 1]: cosine of the candidate with all statements under the asked one's parent together
 * @param encoder standing by the operator's text encoder; 0 where there is none
 */
record Evidence(
        boolean identical,
        boolean sameStart,
        double fromCovered,
        double toCovered,
        double fromMeant,
        double toMeant,
        double wording,
        double company,
        double base,
        double companyStanding,
        double siblings,
        double area,
        double voices,
        double fellows,
        double fellowship,
        double encoder) {}
