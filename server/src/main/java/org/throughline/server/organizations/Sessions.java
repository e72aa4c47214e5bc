package org.throughline.server.organizations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;

/**
 * Who is signed in where. Every request reads its session here, so that an ended one is over on every server at once. A session ends after
 * half an hour without use and after twelve hours in any case (SAFETY.md 2.2).
 */
@Component
@EnableScheduling
public class Sessions {
    private static final long SWEEP_MILLIS = 60_000;

    private final JdbcClient jdbc;
    private final CurrentSession current;
    private final AuditLog audit;
    private final Clock clock;
    private final Duration idle;
    private final Duration absolute;

    Sessions(
            JdbcClient jdbc,
            CurrentSession current,
            AuditLog audit,
            Clock clock,
            @Value("${throughline.session.idle:30m}") Duration idle,
            @Value("${throughline.session.absolute:12h}") Duration absolute) {
        this.jdbc = jdbc;
        this.current = current;
        this.audit = audit;
        this.clock = clock;
        this.idle = idle;
        this.absolute = absolute;
    }

    /** A session that is still open. */
    public Optional<KeptSession> find(String id) {
        return Reach.asHouse(
                        "a session says who asks, so nobody asks yet",
                        () -> jdbc.sql("""
                                SELECT created_at, seen_at,
                                       ARRAY(SELECT key FROM jsonb_each_text(attributes) ORDER BY key) AS keys,
                                       ARRAY(SELECT value FROM jsonb_each_text(attributes) ORDER BY key) AS values
                                FROM organizations.session WHERE id_hash = :hash
                                """)
                                .param("hash", hash(id))
                                .query(Sessions::kept)
                                .optional())
                .filter(session -> isOpen(session.createdAt(), session.seenAt()));
    }

    /** Those of these sessions that are still open. */
    public Set<String> open(Collection<String> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        Map<String, String> byHash = new HashMap<>();
        ids.forEach(id -> byHash.put(HexFormat.of().formatHex(hash(id)), id));
        return Reach.asHouse(
                "whether somebody is still signed in is asked for what they are told",
                () -> jdbc
                        .sql("""
                                SELECT encode(id_hash, 'hex') AS hash, created_at, seen_at FROM organizations.session
                                WHERE id_hash = ANY (SELECT decode(h, 'hex') FROM unnest(:hashes::text[]) AS h)
                                """)
                        .param("hashes", byHash.keySet().toArray(String[]::new))
                        .query((row, _) -> isOpen(instant(row, "created_at"), instant(row, "seen_at"))
                                ? Optional.ofNullable(byHash.get(row.getString("hash")))
                                : Optional.<String>empty())
                        .list()
                        .stream()
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Begins a session. */
    public void begin(String id, @Nullable PersonId person, Instant at, Map<String, String> attributes) {
        Reach.asHouse(
                "a session begins before anybody is known",
                () -> jdbc.sql("""
                        INSERT INTO organizations.session (id_hash, handle, person, created_at, seen_at, attributes)
                        VALUES (:hash, :handle, :person, :at, :at, jsonb_object(:keys::text[], :values::text[]))
                        """)
                        .param("hash", hash(id))
                        .param("handle", UUID.randomUUID())
                        .param("person", person == null ? null : person.value())
                        .param("at", utc(at))
                        .param("keys", attributes.keySet().toArray(String[]::new))
                        .param("values", attributes.values().toArray(String[]::new))
                        .update());
    }

    /**
     * Writes what changed in a session; one that was ended meanwhile stays ended.
     *
     * @param before the id it was found by
     * @param id its id now: another one after sign-in
     * @param changed what it remembers anew
     * @param forgotten names of what it remembers no more
     */
    public void keep(
            String before,
            String id,
            @Nullable PersonId person,
            Instant created,
            Instant seen,
            Map<String, String> changed,
            Set<String> forgotten) {
        Reach.asHouse(
                "a session is written after whoever it was may have signed out",
                () -> jdbc.sql("""
                        UPDATE organizations.session
                        SET id_hash = :hash, person = :person, created_at = :created, seen_at = greatest(seen_at, :seen),
                            attributes = (attributes - :forgotten::text[]) || jsonb_object(:keys::text[], :values::text[])
                        WHERE id_hash = :before
                        """)
                        .param("before", hash(before))
                        .param("hash", hash(id))
                        .param("person", person == null ? null : person.value())
                        .param("created", utc(created))
                        .param("seen", utc(seen))
                        .param("forgotten", forgotten.toArray(String[]::new))
                        .param("keys", changed.keySet().toArray(String[]::new))
                        .param("values", changed.values().toArray(String[]::new))
                        .update());
    }

    /** Notes the kind of program that has the session, and from which network it began. */
    public void note(String id, String device, String network) {
        Reach.asHouse(
                "the session was written this moment",
                () -> jdbc.sql(
                                "UPDATE organizations.session SET device = :device, network = :network WHERE id_hash = :hash")
                        .param("device", device)
                        .param("network", network)
                        .param("hash", hash(id))
                        .update());
    }

    /** Ends a session by its id: signing out. */
    public void end(String id) {
        Reach.asHouse(
                "whoever has the session may end it",
                () -> jdbc.sql("DELETE FROM organizations.session WHERE id_hash = :hash")
                        .param("hash", hash(id))
                        .update());
    }

    /** A person's open sessions, the latest used first. */
    @Transactional(readOnly = true)
    public List<OpenSession> of(PersonId person) {
        return jdbc
                .sql("""
                        SELECT handle, device, network, created_at, seen_at, id_hash IS NOT DISTINCT FROM :current AS current
                        FROM organizations.session WHERE person = :person ORDER BY seen_at DESC
                        """)
                .param("person", person.value())
                .param("current", currentHash())
                .query(Sessions::open)
                .list()
                .stream()
                .filter(session -> isOpen(session.since(), session.seen()))
                .toList();
    }

    /** Ends one of a person's own sessions; one that is not theirs is a {@code Problem NOT_FOUND}. */
    @Transactional
    public void end(PersonId person, UUID handle) {
        int ended = jdbc.sql("DELETE FROM organizations.session WHERE person = :person AND handle = :handle")
                .param("person", person.value())
                .param("handle", handle)
                .update();
        if (ended == 0) {
            throw Problem.notFound();
        }
        audit.record(new AuditEntry("session.ended", person.toString(), null, person.toString(), Map.of()));
    }

    /** Ends all of a person's sessions but the one that asks. */
    @Transactional
    public int endOthersOf(PersonId person) {
        int ended = ended(person);
        audit.record(new AuditEntry(
                "sessions.ended",
                person.toString(),
                null,
                person.toString(),
                Map.of("count", Integer.toString(ended))));
        return ended;
    }

    /** Ends a person's sessions but the one that asks, as a part of another act in whose transaction it runs and whose entry speaks for it. */
    void endOthers(PersonId person) {
        ended(person);
    }

    private int ended(PersonId person) {
        return jdbc.sql("SELECT organizations.end_sessions(:person, :keep)")
                .param("person", person.value())
                .param("keep", currentHash())
                .query(Integer.class)
                .single();
    }

    /** Whether the person of the session that asks proved within {@code window} who they are. */
    public boolean provedWithin(Duration window) {
        return current.id()
                .flatMap(this::find)
                .filter(session -> session.createdAt().plus(window).isAfter(clock.instant()))
                .isPresent();
    }

    /** Forgets what is over. Two servers may do it at the same time. */
    @Scheduled(initialDelay = SWEEP_MILLIS, fixedDelay = SWEEP_MILLIS)
    void sweep() {
        Instant now = clock.instant();
        Reach.asHouse(
                "sessions that are over are nobody's",
                () -> jdbc.sql("DELETE FROM organizations.session WHERE seen_at < :idle OR created_at < :absolute")
                        .param("idle", utc(now.minus(idle)))
                        .param("absolute", utc(now.minus(absolute)))
                        .update());
    }

    private boolean isOpen(Instant created, Instant seen) {
        Instant now = clock.instant();
        return now.isBefore(created.plus(absolute)) && now.isBefore(seen.plus(idle));
    }

    private byte @Nullable [] currentHash() {
        return current.id().map(Sessions::hash).orElse(null);
    }

    private static KeptSession kept(ResultSet row, int number) throws SQLException {
        String[] keys = strings(row.getArray("keys"));
        String[] values = strings(row.getArray("values"));
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            attributes.put(keys[i], values[i]);
        }
        return new KeptSession(instant(row, "created_at"), instant(row, "seen_at"), attributes);
    }

    private static OpenSession open(ResultSet row, int number) throws SQLException {
        return new OpenSession(
                row.getObject("handle", UUID.class),
                row.getString("device"),
                row.getString("network"),
                instant(row, "created_at"),
                instant(row, "seen_at"),
                row.getBoolean("current"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
