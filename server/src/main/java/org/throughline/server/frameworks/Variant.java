package org.throughline.server.frameworks;

import java.time.Instant;
import org.throughline.server.organizations.OrganizationId;

/**
 * A framework that was derived from another one here, to be shaped to local needs.
 *
 * @param source the framework that it was derived from, mirrored or not
 * @param sourceVersion the version of the source that was taken last
 * @param whole whether the whole was taken, so that new top items come along
 * @param takenAt when that was
 */
public record Variant(
        FrameworkId framework,
        OrganizationId owner,
        FrameworkId source,
        int sourceVersion,
        boolean whole,
        Instant takenAt) {}
