package org.throughline.server.partnerships;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * A stretch of work with a goal and a day when it is due.
 *
 * @param number from 1, in the order of the plan
 */
public record Round(
        UUID id,
        PartnershipId partnership,
        int number,
        String name,
        String goal,
        LocalDate opens,
        LocalDate due,
        State state,
        @Nullable Instant closedAt,
        List<Task> tasks) {
    public Round {
        tasks = List.copyOf(tasks);
    }

    /** Where a round stands. */
    public enum State {
        PLANNED,
        OPEN,
        CLOSED
    }

    /** What is asked, and how it is known to be done. */
    public enum TaskKind {
        /** Say something to every suggestion of a crosswalk: counted in the member's own decisions. */
        REVIEW_SUGGESTIONS,
        /** Decide the pairs of a crosswalk together: counted in requirements that wait for nobody. */
        DECIDE_PAIRS,
        /** Bring a framework of one's own into scope. */
        BRING_FRAMEWORK,
        /** Say that the outcomes of a framework are what is really taught. */
        CONFIRM_OUTCOMES,
        /** Something in words, ticked by whoever did it. */
        OTHER;

        /** Whether people say that it is done, because nothing here can count it. */
        public boolean ticked() {
            return this == CONFIRM_OUTCOMES || this == OTHER;
        }

        /** Whether it is about a crosswalk. */
        public boolean ofCrosswalk() {
            return this == REVIEW_SUGGESTIONS || this == DECIDE_PAIRS;
        }
    }

    /**
     * Something asked of one member, or of everybody with a part.
     *
     * @param subject the crosswalk or framework that it is about; null where there is none
     */
    public record Task(
            UUID id,
            UUID round,
            @Nullable OrganizationId organization,
            @Nullable Part part,
            TaskKind kind,
            @Nullable UUID subject,
            String title) {
        /** Whether it is asked of this member. */
        public boolean isAskedOf(Member member) {
            return member.organization().equals(organization) || member.part() == part;
        }
    }
}
