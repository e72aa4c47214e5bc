package org.throughline.server.frameworks;

import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/** Takes out what a person who is forgotten had begun to import and never finished, and their name from the versions that they brought. */
@Component
class FrameworksLeavers {
    private final JdbcClient sql;

    FrameworksLeavers(JdbcClient sql) {
        this.sql = sql;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        sql.sql("delete from frameworks.pending_imports where by_person = :person")
                .param("person", event.person().value())
                .update();
        sql.sql("update frameworks.mirrors set begun_by = null where begun_by = :person")
                .param("person", event.person().value())
                .update();
        sql.sql("update frameworks.versions set by_person = null where by_person = :person")
                .param("person", event.person().value())
                .update();
    }
}
