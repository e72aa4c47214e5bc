package org.throughline.server.custody;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;

/**
 * A stop to issuing that stands.
 *
 * @param organization whom it stops; null when it stops everybody
 * @param by a person's id, or {@code console}
 */
public record Halt(@Nullable OrganizationId organization, String reason, String by, Instant since) {}
