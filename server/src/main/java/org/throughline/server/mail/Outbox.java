package org.throughline.server.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The letters that wait. A letter is left in the transaction of the act that it speaks of: both stand or neither does. */
@Component
public class Outbox {
    private static final String COLUMNS =
            "id, recipient, subject, coalesce(text, '') AS text, written_at, tries, state, failure";

    private final JdbcClient jdbc;
    private final Clock clock;

    Outbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Leaves a letter. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(Letter letter) {
        jdbc.sql("""
                INSERT INTO mail.outgoing (id, recipient, subject, text, written_at, next_try_at)
                VALUES (:id, :to, :subject, :text, :now, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("to", letter.to())
                .param("subject", letter.subject())
                .param("text", letter.text())
                .param("now", now())
                .update();
    }

    /** Forgets every letter to these addresses, also those that still wait. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(Collection<String> addresses) {
        jdbc.sql("DELETE FROM mail.outgoing WHERE lower(recipient) = ANY (:addresses::text[])")
                .param(
                        "addresses",
                        addresses.stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .update();
    }

    /** The latest letters, newest first. Ask with the house's reach. */
    @Transactional(readOnly = true)
    public List<OutgoingLetter> latest(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM mail.outgoing ORDER BY written_at DESC, id LIMIT :limit")
                .param("limit", limit)
                .query(Outbox::read)
                .list();
    }

    /** One letter. Ask with the house's reach. */
    @Transactional(readOnly = true)
    public Optional<OutgoingLetter> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM mail.outgoing WHERE id = :id")
                .param("id", id)
                .query(Outbox::read)
                .optional();
    }

    /** How many letters wait, and how many were given up. Ask with the house's reach. */
    @Transactional(readOnly = true)
    public Count count() {
        return jdbc.sql("""
                SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting, count(*) FILTER (WHERE state = 'FAILED') AS failed
                FROM mail.outgoing WHERE state IN ('WAITING', 'FAILED')
                """)
                .query((row, number) -> new Count(row.getInt("waiting"), row.getInt("failed")))
                .single();
    }

    /** Puts the letters that were given up back into the line, with the house's reach. */
    @Transactional
    public int tryAgain() {
        return jdbc.sql("UPDATE mail.outgoing SET state = 'WAITING', tries = 0, next_try_at = :now, settled_at = NULL"
                        + " WHERE state = 'FAILED'")
                .param("now", now())
                .update();
    }

    /**
     * Takes the next letter in line for as long as {@code lease}: no other server takes it meanwhile, and if this one dies it is taken again.
     */
    @Transactional
    Optional<OutgoingLetter> take(Duration lease) {
        return jdbc.sql("""
                UPDATE mail.outgoing SET tries = tries + 1, next_try_at = :until
                WHERE id = (SELECT id FROM mail.outgoing WHERE state = 'WAITING' AND next_try_at <= :now
                            ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING\s""" + COLUMNS)
                .param("now", now())
                .param("until", now().plus(lease))
                .query(Outbox::read)
                .optional();
    }

    /** The letter is on its way; what it said is forgotten. */
    @Transactional
    void sent(UUID id) {
        settle(id, "state = 'SENT', text = NULL, failure = NULL", null);
    }

    /** The letter stays here, for whoever reads the mail of the demo. */
    @Transactional
    void kept(UUID id) {
        settle(id, "state = 'KEPT'", null);
    }

    /** The letter was given up; an administrator may try it again. */
    @Transactional
    void failed(UUID id, String why) {
        settle(id, "state = 'FAILED', failure = :why", why);
    }

    /** The letter waits until the next try. */
    @Transactional
    void postponed(UUID id, Instant until, String why) {
        jdbc.sql("UPDATE mail.outgoing SET next_try_at = :until, failure = :why WHERE id = :id AND state = 'WAITING'")
                .param("until", OffsetDateTime.ofInstant(until, ZoneOffset.UTC))
                .param("why", why)
                .param("id", id)
                .update();
    }

    private void settle(UUID id, String change, @Nullable String why) {
        jdbc.sql("UPDATE mail.outgoing SET settled_at = :now, " + change + " WHERE id = :id AND state = 'WAITING'")
                .param("now", now())
                .param("why", why)
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.now(clock);
    }

    private static OutgoingLetter read(ResultSet row, int number) throws SQLException {
        return new OutgoingLetter(
                row.getObject("id", UUID.class),
                new Letter(row.getString("recipient"), row.getString("subject"), row.getString("text")),
                row.getObject("written_at", OffsetDateTime.class).toInstant(),
                row.getInt("tries"),
                OutgoingLetter.State.valueOf(row.getString("state")),
                row.getString("failure"));
    }

    /** Letters that are not where they should be. */
    public record Count(int waiting, int failed) {}
}
