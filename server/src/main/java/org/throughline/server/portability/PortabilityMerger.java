package org.throughline.server.portability;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/** Files that a person asked for or brought who turned out to be another one are that one's. */
@Component
class PortabilityMerger {
    private final JdbcClient jdbc;

    PortabilityMerger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        event.replaceIn(jdbc, "portability.export.asked_by", "portability.incoming.by_person");
    }
}
