package org.throughline.server.cocreation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * Somebody who takes part in a workspace.
 *
 * @param organization for whom they speak; null for somebody without an organization
 */
public record WorkspaceMember(
        PersonId person, @Nullable OrganizationId organization, WorkspaceRole role, Instant joinedAt) {}
