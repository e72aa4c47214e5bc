package org.throughline.server.frameworks;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.SignedIn;

/**
 * A framework's heading.
 *
 * @param owner the organization that brought it here
 * @param uri the CFDocument's URI as published
 * @param kind programme outcomes, a job role, or other standards: what a page and a crosswalk start from
 * @param published whether anyone may read it
 */
public record Framework(
        FrameworkId id,
        OrganizationId owner,
        String uri,
        String title,
        String creator,
        @Nullable String description,
        FrameworkKind kind,
        @Nullable String adoptionStatus,
        int items,
        boolean published,
        Instant lastChange) {
    /** Whether somebody may read it: a published one everybody, another the members of its owner. */
    public boolean isOpenTo(Optional<SignedIn> person) {
        return published || person.flatMap(p -> p.in(owner)).isPresent();
    }
}
