package org.throughline.server.alignment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.ItemUri;

/**
 * One decision about a pair, as it was made and stays.
 *
 * @param relation what was decided, for an accepted pair
 * @param reason why, in their words; may be empty
 * @param decidedBy the display name of who decided
 * @param requirementVersion which wording of the requirement was decided upon, or null if it was unknown here
 * @param outcomeVersion which wording of the outcome
 */
public record Decision(
        long number,
        ItemUri requirement,
        ItemUri outcome,
        Verdict verdict,
        @Nullable Relation relation,
        String reason,
        String decidedBy,
        Instant decidedAt,
        @Nullable Instant requirementVersion,
        @Nullable Instant outcomeVersion) {
    /** What was said of the pair. */
    public enum Verdict {
        ACCEPTED,
        REJECTED,
        REOPENED
    }
}
