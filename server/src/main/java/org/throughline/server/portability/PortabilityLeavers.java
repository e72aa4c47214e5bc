package org.throughline.server.portability;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/** Takes out the files that a person who is forgotten had brought and not taken in. */
@Component
class PortabilityLeavers {
    private final JdbcClient jdbc;

    PortabilityLeavers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        jdbc.sql("DELETE FROM portability.incoming WHERE by_person = :person")
                .param("person", event.person().value())
                .update();
    }
}
