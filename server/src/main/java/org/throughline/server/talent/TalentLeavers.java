package org.throughline.server.talent;

import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/** Takes a person who is forgotten out of what employers find. */
@Component
class TalentLeavers {
    private final JdbcClient jdbc;

    TalentLeavers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        for (String table : List.of("holding", "visibility", "candidate")) {
            jdbc.sql("DELETE FROM talent." + table + " WHERE person = :person")
                    .param("person", event.person().value())
                    .update();
        }
    }
}
