package org.throughline.server.custody;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
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
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The halt switch: stops the signing of credentials for one organization or for all, on every server of this database. When {@link #halt} has
 * returned and its transaction is through, nothing more is signed. Verification and status lists go on, so that what is wrong can be revoked.
 */
@Component
public class IssuingHalt {
    /** Who acts at the console, where nobody is signed in. */
    public static final String CONSOLE = "console";

    private final JdbcClient jdbc;
    private final SigningGate gate;
    private final AuditLog audit;
    private final Clock clock;

    IssuingHalt(JdbcClient jdbc, SigningGate gate, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.gate = gate;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Stops issuing. Where it is stopped already, nothing changes.
     *
     * @param organization whom to stop; null for everybody
     * @param reason why, in words for those who will wonder
     * @param by a person's id, or {@link #CONSOLE}
     */
    @Transactional
    public void halt(@Nullable OrganizationId organization, String reason, String by) {
        if (reason.isBlank() || reason.length() > 500) {
            throw new Problem(ProblemType.BAD_INPUT, "Say in a sentence why issuing is halted; people will wonder.");
        }
        gate.close();
        int added = jdbc.sql("""
                        INSERT INTO custody.halt (id, organization, reason, halted_by, halted_at)
                        VALUES (:id, :organization, :reason, :by, :now) ON CONFLICT DO NOTHING
                        """)
                .param("id", UUID.randomUUID())
                .param("organization", organization == null ? null : organization.value(), java.sql.Types.OTHER)
                .param("reason", reason.strip())
                .param("by", by)
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (added == 1) {
            record("issuing.halted", organization, by);
        }
    }

    /** Lets issuing go on; false where this stop did not stand. */
    @Transactional
    public boolean lift(@Nullable OrganizationId organization, String by) {
        boolean lifted = jdbc.sql("""
                        UPDATE custody.halt SET lifted_by = :by, lifted_at = :now
                        WHERE lifted_at IS NULL AND organization IS NOT DISTINCT FROM :organization::uuid
                        """)
                        .param("organization", organization == null ? null : organization.value(), java.sql.Types.OTHER)
                        .param("by", by)
                        .param("now", OffsetDateTime.now(clock))
                        .update()
                == 1;
        if (lifted) {
            record("issuing.resumed", organization, by);
        }
        return lifted;
    }

    /** What stops this organization now: its own halt, the one for everybody, or both. */
    @Transactional(readOnly = true)
    public List<Halt> of(OrganizationId organization) {
        return jdbc.sql(
                        "SELECT * FROM custody.halt WHERE lifted_at IS NULL AND (organization IS NULL OR organization = :organization)")
                .param("organization", organization.value())
                .query(IssuingHalt::read)
                .list();
    }

    /** The stop that holds for everybody. */
    @Transactional(readOnly = true)
    public Optional<Halt> ofEverybody() {
        return jdbc.sql("SELECT * FROM custody.halt WHERE lifted_at IS NULL AND organization IS NULL")
                .query(IssuingHalt::read)
                .optional();
    }

    private void record(String action, @Nullable OrganizationId organization, String by) {
        String whom = organization == null ? null : organization.toString();
        audit.record(new AuditEntry(action, by, whom, whom == null ? "everybody" : whom, Map.of()));
    }

    private static Halt read(ResultSet row, int number) throws SQLException {
        UUID organization = row.getObject("organization", UUID.class);
        return new Halt(
                organization == null ? null : new OrganizationId(organization),
                row.getString("reason"),
                row.getString("halted_by"),
                row.getObject("halted_at", OffsetDateTime.class).toInstant());
    }
}
