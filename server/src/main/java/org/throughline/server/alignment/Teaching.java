package org.throughline.server.alignment;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Which organizations let their people's decisions teach suggestions outside the partnership in which they were made. None does unless it said so. */
@Component
public class Teaching {
    private final JdbcClient sql;
    private final AuditLog audit;
    private final Clock clock;

    Teaching(JdbcClient sql, AuditLog audit, Clock clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether an organization allowed it. */
    public boolean isAllowed(OrganizationId organization) {
        return sql.sql("select exists (select from alignment.teaching where organization = ?)")
                .param(organization.value())
                .query(Boolean.class)
                .single();
    }

    /** Allows it from now on; decisions made before count too. */
    @Transactional
    public void allow(OrganizationId organization, PersonId by) {
        int changed = sql.sql("""
                insert into alignment.teaching (organization, allowed_at, allowed_by) values (?, ?, ?) on conflict do nothing
                """)
                .params(organization.value(), clock.instant().atOffset(ZoneOffset.UTC), by.value())
                .update();
        record("alignment.teaching-allowed", organization, by, changed);
    }

    /** Ends it: no later run learns from them elsewhere. Suggestions that were made stay as they are. */
    @Transactional
    public void end(OrganizationId organization, PersonId by) {
        int changed = sql.sql("delete from alignment.teaching where organization = ?")
                .param(organization.value())
                .update();
        record("alignment.teaching-ended", organization, by, changed);
    }

    /** All that allowed it. */
    Set<OrganizationId> allowing() {
        return Set.copyOf(sql.sql("select organization from alignment.teaching")
                .query((row, _) -> new OrganizationId(row.getObject("organization", UUID.class)))
                .list());
    }

    private void record(String act, OrganizationId organization, PersonId by, int changed) {
        if (changed > 0) {
            audit.record(
                    new AuditEntry(act, by.toString(), organization.toString(), organization.toString(), Map.of()));
        }
    }
}
