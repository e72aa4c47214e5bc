package org.throughline.server.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session of a person, as they see it.
 *
 * @param handle by which it is ended; no secret
 * @param device the kind of program, such as "Firefox on Linux"; null where it did not say
 * @param network from which it began, no closer than "203.0.113.…"; null where it was not noted
 * @param since when the person signed in
 * @param seen when it was last used, to the minute
 * @param current whether it is the one that asks
 */
public record OpenSession(
        UUID handle, @Nullable String device, @Nullable String network, Instant since, Instant seen, boolean current) {}
