package org.throughline.server.custody;

import java.time.Instant;
import java.util.UUID;
import org.throughline.server.organizations.PersonId;

/**
 * Somebody's word that others may have a key, which waits for a second person.
 *
 * @param since from when on the key's signatures are in doubt
 */
public record CompromiseReport(UUID id, UUID key, Instant since, PersonId reportedBy, Instant reportedAt) {}
