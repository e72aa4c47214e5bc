package org.throughline.matching.ranking;

/**
 * An item that may stand in for a requirement, and how well it does.
 *
 * @param item the item's address, compared as exact text
 * @param strength in (0, 1]; 1 for the required item itself, less for a substitute reached through alignments
 */
public record Accepted(String item, double strength) {
    /** Refuses a strength outside (0, 1]. */
    public Accepted {
        if (!(strength > 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "accepted strength of " + item + " must lie in (0, 1], found " + strength);
        }
    }
}
