package org.throughline.server.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.LoggedInOrder;
import org.throughline.server.shared.Page;

/**
 * What webhooks are told: read from the log in its order, claimed by one server at a time, tried for a day. A message holds the action and
 * ids, nothing else.
 */
@Component
public class Deliveries {
    /** How often and when a message is tried again; after the last pause it is the last again, until a day is over. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3));

    static final Duration TRIED_FOR = Duration.ofDays(1);
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(60);
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final String READER = "webhooks";
    private static final String WITHDRAWN = "consent.withdrawn";
    private static final int AT_ONCE = 500;
    private static final String PING = "webhook.tested";

    private final JdbcClient jdbc;
    private final AuditLog log;
    private final Webhooks webhooks;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, AuditLog log, Webhooks webhooks, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** A message that this server sends now. */
    record Claimed(String id, UUID webhook, String url, String body) {}

    /**
     * Reads the log on and writes what is to be told; one server does it at a time.
     *
     * @return how many entries were read
     */
    @Transactional
    int readOn() {
        if (!jdbc.sql("SELECT pg_try_advisory_xact_lock(5160, 3)")
                .query(Boolean.class)
                .single()) {
            return 0;
        }
        long next = jdbc.sql("SELECT next FROM access.log_read WHERE reader = :reader")
                .param("reader", READER)
                .query(Long.class)
                .optional()
                .orElse(0L);
        List<LoggedInOrder> acts = log.inOrder(next, AT_ONCE);
        if (acts.isEmpty()) {
            return 0;
        }
        acts.forEach(this::tell);
        jdbc.sql("""
                INSERT INTO access.log_read (reader, next) VALUES (:reader, :next)
                ON CONFLICT (reader) DO UPDATE SET next = excluded.next
                """)
                .param("reader", READER)
                .param("next", acts.getLast().place() + 1)
                .update();
        return acts.size();
    }

    /** A webhook hears of an act once: of the act itself, else of the first of its parts that it asked for. */
    private void tell(LoggedInOrder act) {
        AuditEntry whole = act.entry();
        Stream.concat(Stream.of(whole), whole.parts().stream()).forEach(entry -> tell(act.place(), act.at(), entry));
    }

    private void tell(long place, Instant at, AuditEntry entry) {
        if (entry.action().equals(WITHDRAWN)) {
            cancel(entry.actor(), entry.subject());
        }
        String organization = entry.organization();
        if (organization == null) {
            return;
        }
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                INSERT INTO access.delivery (id, webhook, place, event, subject, actor, body, state, next_at, dead_after, created_at)
                SELECT 'msg_' || replace(gen_random_uuid()::text, '-', ''), id, :place, :event, :subject, :actor, :body, 'WAITING',
                    :now, :dead, :now
                FROM access.webhook
                WHERE organization = :organization::uuid AND created_at <= :at
                    AND (:topic = ANY (events) OR '*' = ANY (events))
                ON CONFLICT (webhook, place) DO NOTHING
                """)
                .param("place", place)
                .param("event", entry.action())
                .param("subject", entry.subject())
                .param("actor", entry.actor())
                .param("body", body(entry.action(), at, organization, entry.subject()))
                .param("now", now)
                .param("dead", now.plus(TRIED_FOR))
                .param("organization", organization)
                .param("at", Webhooks.at(at))
                .param("topic", entry.action().split("\\.", 2)[0])
                .update();
    }

    /** Somebody no longer agrees to be found by an employer (or by any): what waits to tell it about them is not told. */
    private void cancel(String person, String employer) {
        jdbc.sql("""
                UPDATE access.delivery d SET state = 'CANCELLED' FROM access.webhook w
                WHERE w.id = d.webhook AND d.state = 'WAITING' AND :person IN (d.subject, d.actor)
                    AND (w.organization::text = :employer OR :employer !~ '^[0-9a-f-]{36}$')
                """).param("person", person).param("employer", employer).update();
    }

    static String body(String event, Instant at, String organization, String subject) {
        return "{\"type\":%s,\"timestamp\":%s,\"data\":{\"organization\":%s,\"subject\":%s}}"
                .formatted(quoted(event), quoted(at.toString()), quoted(organization), quoted(subject));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted(c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Takes what is due, so that no other server sends it too; whoever dies with it loses it after a minute. */
    @Transactional
    List<Claimed> claim(int most) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        return jdbc.sql("""
                UPDATE access.delivery d SET next_at = :until, attempts = d.attempts + 1
                FROM access.webhook w
                WHERE w.id = d.webhook AND d.id IN (
                    SELECT x.id FROM access.delivery x JOIN access.webhook v ON v.id = x.webhook
                    WHERE x.state = 'WAITING' AND x.next_at <= :now AND v.state = 'ACTIVE'
                    ORDER BY x.next_at LIMIT :most FOR UPDATE OF x SKIP LOCKED)
                RETURNING d.id, d.webhook, w.url, d.body
                """)
                .param("until", now.plus(CLAIMED_FOR))
                .param("now", now)
                .param("most", most)
                .query((row, number) ->
                        new Claimed(row.getString(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4)))
                .list();
    }

    /** Whether it is still to be told: asked again right before it goes out. */
    @Transactional(readOnly = true)
    boolean stillWaits(String id) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM access.delivery WHERE id = :id AND state = 'WAITING')")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** Notes how an attempt ended; returns the webhook as it stands afterwards. */
    @Transactional
    Optional<Webhook> tried(Claimed claimed, boolean arrived, Delivery.Attempt attempt) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql(
                        "INSERT INTO access.attempt (delivery, at, status, outcome, millis) SELECT id, :at, :status, :outcome, :millis "
                                + "FROM access.delivery WHERE id = :id")
                .param("id", claimed.id())
                .param("at", Webhooks.at(attempt.at()))
                .param("status", attempt.status(), java.sql.Types.INTEGER)
                .param("outcome", attempt.outcome())
                .param("millis", attempt.millis())
                .update();
        if (arrived) {
            jdbc.sql("UPDATE access.delivery SET state = 'DELIVERED' WHERE id = :id AND state = 'WAITING'")
                    .param("id", claimed.id())
                    .update();
        } else {
            int attempts = jdbc.sql("SELECT attempts FROM access.delivery WHERE id = :id")
                    .param("id", claimed.id())
                    .query(Integer.class)
                    .optional()
                    .orElse(1);
            jdbc.sql("""
                    UPDATE access.delivery SET next_at = :next, state = CASE WHEN :next > dead_after THEN 'DEAD' ELSE state END
                    WHERE id = :id AND state = 'WAITING'
                    """)
                    .param("next", now.plus(pause(attempts)))
                    .param("id", claimed.id())
                    .update();
        }
        return jdbc.sql(
                        "UPDATE access.webhook SET failures = CASE WHEN :arrived THEN 0 ELSE failures + 1 END WHERE id = :id RETURNING *")
                .param("arrived", arrived)
                .param("id", claimed.webhook())
                .query(Webhooks::read)
                .optional();
    }

    static Duration pause(int attempts) {
        return PAUSES.get(Math.clamp(attempts - 1, 0, PAUSES.size() - 1));
    }

    /** One page of what a webhook was told, the newest first. */
    @Transactional(readOnly = true)
    public Page<Delivery> of(UUID webhook, int offset, int limit) {
        List<Delivery> found = jdbc.sql("""
                SELECT * FROM access.delivery WHERE webhook = :webhook ORDER BY created_at DESC, place DESC NULLS FIRST, id
                LIMIT :limit OFFSET :offset
                """)
                .param("webhook", webhook)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> delivery(row))
                .list();
        List<Delivery> withAttempts = found.stream().map(this::withAttempts).toList();
        long total = jdbc.sql("SELECT count(*) FROM access.delivery WHERE webhook = :webhook")
                .param("webhook", webhook)
                .query(Long.class)
                .single();
        return new Page<>(withAttempts, offset, limit, total);
    }

    private Delivery withAttempts(Delivery delivery) {
        List<Delivery.Attempt> tried = jdbc.sql(
                        "SELECT at, status, outcome, millis FROM access.attempt WHERE delivery = :id ORDER BY at DESC LIMIT 20")
                .param("id", delivery.id())
                .query((row, number) -> new Delivery.Attempt(
                        ApiClients.instant(row, "at"),
                        row.getObject("status", Integer.class),
                        row.getString("outcome"),
                        row.getInt("millis")))
                .list();
        return new Delivery(
                delivery.id(),
                delivery.event(),
                delivery.subject(),
                delivery.state(),
                delivery.attempts(),
                delivery.createdAt(),
                delivery.nextAt(),
                tried);
    }

    /** A message that tells nothing, to see whether it arrives. */
    @Transactional
    public String ping(Webhook webhook, String by) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        String id = "msg_" + UUID.randomUUID().toString().replace("-", "");
        String organization = webhook.organization().toString();
        jdbc.sql("""
                INSERT INTO access.delivery (id, webhook, event, subject, actor, body, state, next_at, dead_after, created_at)
                VALUES (:id, :webhook, :event, :subject, :actor, :body, 'WAITING', :now, :dead, :now)
                """)
                .param("id", id)
                .param("webhook", webhook.id())
                .param("event", PING)
                .param("subject", webhook.id().toString())
                .param("actor", by)
                .param(
                        "body",
                        body(PING, clock.instant(), organization, webhook.id().toString()))
                .param("now", now)
                .param("dead", now.plus(TRIED_FOR))
                .update();
        log.record(new AuditEntry(PING, by, organization, webhook.id().toString(), Map.of()));
        return id;
    }

    /**
     * Tells again: one message, or all that were made in a time. The same ids and bodies, newly signed; what was cancelled stays so.
     *
     * @param id one of them; null for all in the time
     * @return how many are told again
     */
    @Transactional
    public int replay(Webhook webhook, @Nullable String id, Instant from, Instant until, String by) {
        OffsetDateTime now = OffsetDateTime.now(clock);
        int again = jdbc.sql("""
                UPDATE access.delivery SET state = 'WAITING', attempts = 0, next_at = :now, dead_after = :dead
                WHERE webhook = :webhook AND state IN ('DELIVERED', 'DEAD') AND (:id::text IS NULL OR id = :id)
                    AND created_at >= :from AND created_at < :until
                """)
                .param("now", now)
                .param("dead", now.plus(TRIED_FOR))
                .param("webhook", webhook.id())
                .param("id", id, java.sql.Types.VARCHAR)
                .param("from", Webhooks.at(from))
                .param("until", Webhooks.at(until))
                .update();
        if (again > 0) {
            log.record(new AuditEntry(
                    "webhook.replayed",
                    by,
                    webhook.organization().toString(),
                    webhook.id().toString(),
                    Map.of("count", Integer.toString(again))));
        }
        return again;
    }

    /** Forgets what was told long ago. */
    @Transactional
    int forgetOld() {
        return jdbc.sql("DELETE FROM access.delivery WHERE state <> 'WAITING' AND created_at < :before")
                .param("before", OffsetDateTime.now(clock).minus(KEPT_FOR))
                .update();
    }

    /** The webhooks that the server switched off, of these organizations. */
    @Transactional(readOnly = true)
    public int disabled(UUID organization) {
        return jdbc.sql("SELECT count(*) FROM access.webhook WHERE organization = :organization AND state = 'DISABLED'")
                .param("organization", organization)
                .query(Integer.class)
                .single();
    }

    void switchOff(Webhook webhook) {
        webhooks.disable(webhook);
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getString("id"),
                row.getString("event"),
                row.getString("subject"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                ApiClients.instant(row, "created_at"),
                ApiClients.instant(row, "next_at"),
                List.of());
    }
}
