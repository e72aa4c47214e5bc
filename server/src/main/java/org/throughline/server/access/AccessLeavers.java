package org.throughline.server.access;

import java.time.Clock;
import java.time.OffsetDateTime;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/** Ends what programs may do for a person who is forgotten. Of their keys rows stay that open nothing, because the log tells that they were made. */
@Component
class AccessLeavers {
    private final JdbcClient jdbc;
    private final Clock clock;

    AccessLeavers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        jdbc.sql("DELETE FROM access.grant_given WHERE person = :person")
                .param("person", event.person().value())
                .update();
        jdbc.sql("""
                UPDATE access.personal_key SET name = 'A key of somebody who left', revoked_at = coalesce(revoked_at, :now)
                WHERE person = :person
                """)
                .param("now", OffsetDateTime.now(clock))
                .param("person", event.person().value())
                .update();
    }
}
