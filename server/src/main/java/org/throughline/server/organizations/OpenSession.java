package org.throughline.server.organizations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session of a person, as they see it.
 *
 * @param handle by which it is ended; no secret
 * @param device the kind of program, such as "Firefox on Linux"; null where it did not say
 * @param since when the person signed in
 * @param seen when it was last used, to the minute
 * @param current whether it is the one that asks
 */
public record OpenSession(UUID handle, @Nullable String device, Instant since, Instant seen, boolean current) {}
