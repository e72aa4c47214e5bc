package org.throughline.server.alignment;

import java.util.List;
import org.throughline.server.shared.ItemUri;

/**
 * A pair that the engine proposes.
 *
 * @param probability that a reviewer accepts it, in [0, 1]
 * @param associationType CASE's word for the proposed relation of the outcome to the requirement, or {@code hasPart} (see {@link Relation})
 * @param reasons in words
 * @param modelVersion which engine said so
 */
public record SuggestedAlignment(
        ItemUri requirement,
        ItemUri outcome,
        double probability,
        String associationType,
        List<String> reasons,
        String modelVersion) {
    public SuggestedAlignment {
        reasons = List.copyOf(reasons);
    }

    /** The proposed relation in words. */
    public String words() {
        return Relation.ofWord(associationType).map(Relation::words).orElse(associationType);
    }
}
