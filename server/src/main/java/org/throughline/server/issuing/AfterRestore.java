package org.throughline.server.issuing;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.DatabaseWentBack;

/**
 * Closes every status list of a database that went back: which of their places were given away meanwhile is not known any more, and a place
 * must never have two owners. New credentials get places on new lists; the old ones stay published and can still be revoked.
 */
@Component
class AfterRestore {
    private final JdbcClient sql;
    private final Clock clock;

    AfterRestore(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @EventListener
    void on(DatabaseWentBack event) {
        sql.sql("update issuing.status_list set closed_at = ? where closed_at is null")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
