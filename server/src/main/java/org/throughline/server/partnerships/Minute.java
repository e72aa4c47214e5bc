package org.throughline.server.partnerships;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * One entry of a partnership's minutes.
 *
 * @param text what was decided or done, without anybody's name
 * @param organization for whom it was done; null where it is the partnership's
 * @param workshop the workshop in which it was decided, if it was
 * @param by who did it
 */
public record Minute(
        long number,
        Kind kind,
        String text,
        @Nullable OrganizationId organization,
        @Nullable UUID workshop,
        PersonId by,
        Instant at) {
    /** What an entry is about. */
    public enum Kind {
        FOUNDED,
        INVITED,
        JOINED,
        DECLINED,
        LEFT,
        UNSEATED,
        WITHDRAWN,
        PART,
        RENAMED,
        LEAD,
        CLOSED,
        REOPENED,
        CHARTER,
        SIGNED,
        MILESTONE,
        SCOPE,
        ROUND_OPENED,
        ROUND_CHANGED,
        ROUND_CLOSED,
        DECISION,
        PARKED,
        WORKSHOP,
        NOTE
    }
}
