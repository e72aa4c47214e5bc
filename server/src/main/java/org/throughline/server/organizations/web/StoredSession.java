package org.throughline.server.organizations.web;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.Session;

/** A session of one request, which knows what changed since it was read. */
final class StoredSession implements Session {
    private final Map<String, Object> attributes = new HashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Set<String> forgotten = new HashSet<>();
    private @Nullable String storedId;
    private Instant notedAt;
    private String id;
    private Instant createdAt;
    private Instant seenAt;
    private Duration idle;

    private StoredSession(@Nullable String storedId, String id, Instant createdAt, Instant seenAt, Duration idle) {
        this.storedId = storedId;
        this.id = id;
        this.createdAt = createdAt;
        this.seenAt = seenAt;
        this.notedAt = seenAt;
        this.idle = idle;
    }

    static StoredSession begun(Instant now, Duration idle) {
        return new StoredSession(null, SessionStore.newId(), now, now, idle);
    }

    static StoredSession read(
            String id, Instant createdAt, Instant seenAt, Duration idle, Map<String, Object> attributes) {
        StoredSession session = new StoredSession(id, id, createdAt, seenAt, idle);
        session.attributes.putAll(attributes);
        return session;
    }

    /** The id that the database knows it by, or null while it does not. */
    @Nullable
    String storedId() {
        return storedId;
    }

    /** Says that the database knows it as it is now. */
    void stored() {
        storedId = id;
        notedAt = seenAt;
        changed.clear();
        forgotten.clear();
    }

    /** When the database last noted its use. */
    Instant notedAt() {
        return notedAt;
    }

    Set<String> changed() {
        return changed;
    }

    Set<String> forgotten() {
        return forgotten;
    }

    /** Sets the moment from which the absolute lifetime counts. */
    void bornAt(Instant now) {
        createdAt = now;
        seenAt = now;
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = SessionStore.newId();
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // the interface's own bargain
    public <T> T getAttribute(String name) {
        return (T) attributes.get(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return Set.copyOf(attributes.keySet());
    }

    @Override
    @SuppressWarnings("NullAway") // null means "forget it", as the interface says
    public void setAttribute(String name, @Nullable Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        attributes.put(name, value);
        changed.add(name);
        forgotten.remove(name);
    }

    @Override
    public void removeAttribute(String name) {
        if (attributes.remove(name) != null) {
            changed.remove(name);
            forgotten.add(name);
        }
    }

    @Override
    public Instant getCreationTime() {
        return createdAt;
    }

    @Override
    public void setLastAccessedTime(Instant at) {
        seenAt = at;
    }

    @Override
    public Instant getLastAccessedTime() {
        return seenAt;
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        idle = interval;
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return idle;
    }

    @Override
    public boolean isExpired() {
        return false; // an expired one is not found in the first place
    }
}
