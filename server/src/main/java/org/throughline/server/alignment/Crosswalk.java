package org.throughline.server.alignment;

import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.OrganizationId;

/**
 * A crosswalk's heading.
 *
 * @param requirements the framework that asks (a job role)
 * @param outcomes the framework that answers (a programme)
 */
public record Crosswalk(
        CrosswalkId id, OrganizationId owner, String title, FrameworkId requirements, FrameworkId outcomes) {}
