package org.throughline.server.organizations.web;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.KeptSession;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Sessions;

/** Spring Session's door to {@link Sessions}. Only what changed in a request is written, so that two requests of a page lose nothing. */
@Component
class SessionStore implements SessionRepository<StoredSession> {
    private static final int ID_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How old the note of the last use may be before it is written again. */
    private static final Duration SEEN_TO_THE_MINUTE = Duration.ofMinutes(1);

    private final Sessions sessions;
    private final SessionValues values;
    private final Clock clock;
    private final Duration idle;

    SessionStore(
            Sessions sessions,
            SessionValues values,
            Clock clock,
            @Value("${throughline.session.idle:30m}") Duration idle) {
        this.sessions = sessions;
        this.values = values;
        this.clock = clock;
        this.idle = idle;
    }

    static String newId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public StoredSession createSession() {
        return StoredSession.begun(clock.instant(), idle);
    }

    @Override
    @SuppressWarnings("NullAway") // null is the interface's word for "there is none"
    public @Nullable StoredSession findById(String id) {
        return sessions.find(id).map(kept -> read(id, kept)).orElse(null);
    }

    private StoredSession read(String id, KeptSession kept) {
        SessionSeal seal = new SessionSeal(id);
        Map<String, Object> attributes = new HashMap<>();
        kept.attributes().forEach((name, text) -> attributes.put(name, values.read(name, seal.open(name, text))));
        return StoredSession.read(id, kept.createdAt(), kept.seenAt(), idle, attributes);
    }

    @Override
    public void save(StoredSession session) {
        PersonId person = values.personOf(session).orElse(null);
        String before = session.storedId();
        Instant now = clock.instant();
        if (before == null) {
            sessions.begin(
                    session.getId(), person, session.getCreationTime(), written(session, session.getAttributeNames()));
            session.stored();
            return;
        }
        boolean moved = !before.equals(session.getId());
        if (moved) {
            session.bornAt(now);
        }
        boolean stale = session.notedAt().isBefore(now.minus(SEEN_TO_THE_MINUTE));
        if (moved
                || stale
                || !session.changed().isEmpty()
                || !session.forgotten().isEmpty()) {
            sessions.keep(
                    before,
                    session.getId(),
                    person,
                    session.getCreationTime(),
                    session.getLastAccessedTime(),
                    written(session, moved ? session.getAttributeNames() : session.changed()),
                    session.forgotten());
            session.stored();
        }
    }

    @Override
    public void deleteById(String id) {
        sessions.end(id);
    }

    private Map<String, String> written(StoredSession session, Set<String> names) {
        SessionSeal seal = new SessionSeal(session.getId());
        Map<String, String> written = new HashMap<>();
        for (String name : names) {
            Object value = session.getAttribute(name);
            written.put(name, seal.seal(name, values.write(name, value)));
        }
        return written;
    }
}
