package org.throughline.server.site;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;

/**
 * Says at the start, and writes into the log, that the server's login owns the database it works on: then the wall of row-level security holds
 * only as long as the login keeps the role that it took on. A login of the server's own ({@code --database-app-user}) can't take it off.
 */
@Component
class DatabaseLoginRecord {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLoginRecord.class);

    private final JdbcClient sql;
    private final AuditLog audit;

    DatabaseLoginRecord(JdbcClient sql, AuditLog audit) {
        this.sql = sql;
        this.audit = audit;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void write() {
        boolean owns = sql.sql("""
                select exists (select from pg_class c where c.oid = 'audit.entry'::regclass and pg_has_role(session_user, c.relowner, 'MEMBER'))
                """).query(Boolean.class).single();
        if (owns) {
            LOG.warn(
                    "The database login of this server owns its tables: whoever makes the server say RESET ROLE passes row-level security and"
                            + " can change the log. Give it a login of its own: --database-app-user.");
            audit.record(new AuditEntry("database.login-owns", "system", null, "database", Map.of()));
        }
    }
}
