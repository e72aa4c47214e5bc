package org.throughline.server.organizations;

import java.time.Instant;
import java.util.Map;

/** A session as the database keeps it: what it remembers is text, written and read by {@code web}. */
public record KeptSession(Instant createdAt, Instant seenAt, Map<String, String> attributes) {
    public KeptSession {
        attributes = Map.copyOf(attributes);
    }
}
