package org.throughline.server.alignment;

import java.time.Instant;
import java.util.UUID;
import org.throughline.server.shared.ItemUri;

/**
 * One accepted CFAssociation on the way from a requirement to an item that answers it.
 *
 * @param from where this step starts (nearer the requirement)
 * @param to where it leads
 * @param associationType what the item that the step leads to is to the one it leaves: CASE's word, e.g. {@code exactMatchOf}, or {@code hasPart} or
 *     {@code isPrecededBy}, for which CASE has none (see {@link Relation})
 * @param strength in [0, 1]
 * @param decidedBy the display name of who accepted it
 * @param reason why, in their words; may be empty
 */
public record AlignmentStep(
        UUID association,
        CrosswalkId crosswalk,
        ItemUri from,
        ItemUri to,
        String associationType,
        double strength,
        String decidedBy,
        Instant decidedAt,
        String reason) {
    /** The relation in words, said of the item that the step leads to: "the same competency". */
    public String words() {
        return Relation.words(associationType);
    }
}
