package org.throughline.server.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.shared.Page;

/** The log of what was done. An entry is written in the transaction of the act itself: both stand or neither does. */
@Component
public class AuditLog {
    private final JdbcClient jdbc;
    private final Clock clock;

    AuditLog(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Writes one entry. Must be called inside the act's transaction; without one it refuses, so that no act stands unrecorded. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(AuditEntry entry) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<String> keys = entry.details().keySet().stream().sorted().toList();
        jdbc.sql("""
                INSERT INTO audit.entry (at, action, actor, organization, subject, details, leaf)
                VALUES (:at, :action, :actor, :organization, :subject, jsonb_object(:keys::text[], :values::text[]), :leaf)
                """)
                .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .param("action", entry.action())
                .param("actor", entry.actor())
                .param("organization", entry.organization())
                .param("subject", entry.subject())
                .param("keys", keys.toArray(String[]::new))
                .param("values", keys.stream().map(entry.details()::get).toArray(String[]::new))
                .param("leaf", Leaf.of(at, entry))
                .update();
    }

    /**
     * What was done on behalf of an organization, newest first.
     *
     * @param organization its id
     * @param offset how many newer entries to leave out
     * @param limit how many entries at most
     */
    @Transactional(readOnly = true)
    public Page<RecordedEntry> of(String organization, int offset, int limit) {
        List<RecordedEntry> entries = jdbc.sql("""
                SELECT sequence, at, action, actor, organization, subject,
                       ARRAY(SELECT key FROM jsonb_each_text(details) ORDER BY key) AS keys,
                       ARRAY(SELECT value FROM jsonb_each_text(details) ORDER BY key) AS values
                FROM audit.entry
                WHERE organization = :organization
                ORDER BY sequence DESC
                LIMIT :limit OFFSET :offset
                """)
                .param("organization", organization)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, number) -> recorded(row))
                .list();
        long total = jdbc.sql("SELECT count(*) FROM audit.entry WHERE organization = :organization")
                .param("organization", organization)
                .query(Long.class)
                .single();
        return new Page<>(entries, offset, limit, total);
    }

    private static RecordedEntry recorded(ResultSet row) throws SQLException {
        String[] keys = strings(row.getArray("keys"));
        String[] values = strings(row.getArray("values"));
        Map<String, String> details = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            details.put(keys[i], values[i]);
        }
        return new RecordedEntry(
                row.getLong("sequence"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AuditEntry(
                        row.getString("action"),
                        row.getString("actor"),
                        row.getString("organization"),
                        row.getString("subject"),
                        details));
    }

    private static String[] strings(Array array) throws SQLException {
        return (String[]) array.getArray();
    }
}
