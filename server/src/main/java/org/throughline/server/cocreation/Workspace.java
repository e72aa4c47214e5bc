package org.throughline.server.cocreation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * A framework that people work on together.
 *
 * @param partnership the partnership whose members were invited together, or null
 * @param title of the draft
 * @param baseVersion the published version that the draft began with; null for a framework that was never published
 * @param revision the number of the newest act on the draft
 */
public record Workspace(
        FrameworkId framework,
        OrganizationId owner,
        @Nullable UUID partnership,
        String title,
        FrameworkKind kind,
        State state,
        @Nullable Integer baseVersion,
        long revision,
        PersonId openedBy,
        Instant openedAt) {

    /** Where the draft stands. */
    public enum State {
        /** The draft is what stands published; the first change begins a new one. */
        IDLE,
        /** It is shaped. */
        DRAFT,
        /** It is looked over before publication: only the lead changes it, others propose. */
        REVIEW
    }
}
