package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What was decided in partnerships. Entries are only added; the database refuses everything else. */
@Component
public class Minutes {
    private static final int MAX_NOTE = 4000;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Minutes(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everything, the newest first. */
    public List<Minute> of(PartnershipId partnership) {
        return jdbc.sql("""
                SELECT number, kind, text, organization, workshop, written_by, written_at FROM partnerships.minute
                WHERE partnership = :partnership ORDER BY number DESC
                """)
                .param("partnership", partnership.value())
                .query((row, _) -> new Minute(
                        row.getLong("number"),
                        Minute.Kind.valueOf(row.getString("kind")),
                        row.getString("text"),
                        Optional.ofNullable(row.getObject("organization", UUID.class))
                                .map(OrganizationId::new)
                                .orElse(null),
                        row.getObject("workshop", UUID.class),
                        new PersonId(row.getObject("written_by", UUID.class)),
                        row.getTimestamp("written_at").toInstant()))
                .list();
    }

    /** Adds a note in somebody's own words. */
    @Transactional
    public void note(PartnershipId partnership, OrganizationId of, String text, PersonId by) {
        if (text.isBlank() || text.strip().length() > MAX_NOTE) {
            throw new Problem(ProblemType.BAD_INPUT, "A note has between 1 and %d characters.".formatted(MAX_NOTE));
        }
        write(partnership, Minute.Kind.NOTE, text.strip(), of, by);
        audit.record(
                new AuditEntry("partnership.noted", by.toString(), of.toString(), partnership.toString(), Map.of()));
    }

    /** Adds an entry in the transaction of the act that it tells of. */
    void write(
            PartnershipId partnership,
            Minute.Kind kind,
            String text,
            @Nullable OrganizationId organization,
            PersonId by) {
        write(partnership, kind, text, organization, null, by);
    }

    void write(
            PartnershipId partnership,
            Minute.Kind kind,
            String text,
            @Nullable OrganizationId organization,
            @Nullable UUID workshop,
            PersonId by) {
        jdbc.sql("""
                INSERT INTO partnerships.minute (partnership, kind, text, organization, workshop, written_by, written_at)
                VALUES (:partnership, :kind, :text, :organization, :workshop, :by, :now)
                """)
                .param("partnership", partnership.value())
                .param("kind", kind.name())
                .param("text", text)
                .param("organization", organization == null ? null : organization.value())
                .param("workshop", workshop)
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }
}
