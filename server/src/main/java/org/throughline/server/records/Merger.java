package org.throughline.server.records;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonMerged;

/**
 * Brings the credentials, consents and shares of a person who turned out to be another one to that one. A credential that both hold stays
 * once. Where both decided who may find them, what the one who stays decided counts.
 */
@Component
class Merger {
    private final JdbcClient sql;
    private final ApplicationEventPublisher events;

    Merger(JdbcClient sql, ApplicationEventPublisher events) {
        this.sql = sql;
        this.events = events;
    }

    @EventListener
    @Order(1)
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonMerged event) {
        sql.sql("""
                delete from records.held_credential theirs where theirs.holder = :from and exists
                  (select 1 from records.held_credential own where own.holder = :into and own.sha256 = theirs.sha256)
                returning theirs.id
                """)
                .param("from", event.from().value())
                .param("into", event.into().value())
                .query(UUID.class)
                .list()
                .forEach(twice ->
                        events.publishEvent(new CompetenciesWithdrawn(event.from(), new HeldCredentialId(twice))));
        move("update records.held_credential set holder = :into where holder = :from", event);
        move("update records.share set person = :into where person = :from", event);
        move("""
                insert into records.consent (person, employer, show_name, given_at)
                select :into, employer, show_name, given_at from records.consent theirs where theirs.person = :from
                  and not exists (select 1 from records.consent own where own.person = :into)
                """, event);
        sql.sql("delete from records.consent where person = :from")
                .param("from", event.from().value())
                .update();
        events.publishEvent(new ConsentChanged(event.from()));
        events.publishEvent(new ConsentChanged(event.into()));
    }

    private void move(String statement, PersonMerged event) {
        sql.sql(statement)
                .param("from", event.from().value())
                .param("into", event.into().value())
                .update();
    }
}
