package org.throughline.server.cocreation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;

/**
 * A time in which everybody is asked for proposals.
 *
 * @param asked what is asked of everybody
 * @param due the last day
 * @param closedAt null while it is open
 */
public record ProposalRound(
        UUID id,
        FrameworkId framework,
        int number,
        String title,
        String asked,
        LocalDate due,
        PersonId openedBy,
        Instant openedAt,
        @Nullable Instant closedAt) {
    public boolean open() {
        return closedAt == null;
    }
}
