package org.throughline.server.access;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * What a person made who turned out to be another one is that one's. Their keys ended with their account; their rows stay and open nothing.
 */
@Component
class AccessMerger {
    private final JdbcClient jdbc;

    AccessMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        event.replaceIn(jdbc, "access.client.created_by", "access.personal_key.person");
        jdbc.sql("UPDATE access.webhook SET made_by = :into WHERE made_by = :from")
                .param("into", event.into().toString())
                .param("from", event.from().toString())
                .update();
    }
}
