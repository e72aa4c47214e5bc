package org.throughline.server.alignment;

import java.time.Instant;
import java.util.UUID;
import org.throughline.server.shared.ItemUri;

/**
 * One accepted CFAssociation on the way from a requirement to an item that answers it.
 *
 * @param from where this step starts (nearer the requirement)
 * @param to where it leads
 * @param associationType CASE's word, e.g. {@code exactMatchOf}
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
        String reason) {}
