package org.throughline.server.records;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/**
 * Takes out the record of a person who is forgotten: their credentials with all that was read from them, and their consents. Of their links
 * rows stay that are revoked and show nothing, because the log tells that they came to be.
 */
@Component
class RecordsLeavers {
    private final JdbcClient sql;
    private final Clock clock;

    RecordsLeavers(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        sql.sql("delete from records.consent where person = :person")
                .param("person", event.person().value())
                .update();
        sql.sql("""
                delete from records.share_item where share in (select id from records.share where person = :person)
                """).param("person", event.person().value()).update();
        sql.sql("update records.share set label = '', revoked_at = coalesce(revoked_at, :now) where person = :person")
                .param("now", Timestamp.from(clock.instant()))
                .param("person", event.person().value())
                .update();
        sql.sql("delete from records.held_credential where holder = :person")
                .param("person", event.person().value())
                .update();
    }
}
