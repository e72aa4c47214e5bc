package org.throughline.matching.ranking;

/**
 * One thing that a person is known to be able to do.
 *
 * @param item the item's address, compared as exact text
 * @param strength in [0, 1]: how far level, verification and recency let us rely on it
 * @param evidence names what shows it (a credential's id), for the reader who opens the score
 */
public record Holding(String item, double strength, String evidence) {
    /** Refuses a strength outside [0, 1]. */
    public Holding {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException("strength held in " + item + " must lie in [0, 1], found " + strength);
        }
    }
}
