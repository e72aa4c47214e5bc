package org.throughline.server.alignment;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/**
 * One decision about a pair, as it was made and stays.
 *
 * @param relation what was decided, for an accepted pair
 * @param reason why, in their words; may be empty
 * @param by who decided
 * @param decidedBy their display name
 * @param organization for which organization; the crosswalk's owner where it was made before this was kept
 * @param act what was done in one go has one; null where it was made before this was kept
 * @param resolves whether the lead settles with it what organizations see differently
 * @param requirementVersion which wording of the requirement was decided upon, or null if it was unknown here
 * @param outcomeVersion which wording of the outcome
 * @param requirementWording the very words; null where they were not kept
 * @param outcomeWording likewise
 */
public record Decision(
        long number,
        ItemUri requirement,
        ItemUri outcome,
        Verdict verdict,
        @Nullable Relation relation,
        String reason,
        PersonId by,
        String decidedBy,
        OrganizationId organization,
        @Nullable UUID act,
        boolean resolves,
        Instant decidedAt,
        @Nullable Instant requirementVersion,
        @Nullable Instant outcomeVersion,
        @Nullable String requirementWording,
        @Nullable String outcomeWording) {
    Pairs.Ends ends() {
        return new Pairs.Ends(requirement, outcome);
    }

    /** The same, with the name of who decided. */
    Decision named(Map<PersonId, String> names) {
        return new Decision(
                number,
                requirement,
                outcome,
                verdict,
                relation,
                reason,
                by,
                Steps.name(by, names),
                organization,
                act,
                resolves,
                decidedAt,
                requirementVersion,
                outcomeVersion,
                requirementWording,
                outcomeWording);
    }

    /** What was said of the pair. */
    public enum Verdict {
        ACCEPTED,
        REJECTED,
        REOPENED
    }
}
