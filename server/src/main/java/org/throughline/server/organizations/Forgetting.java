package org.throughline.server.organizations;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.DatabaseWentBack;
import org.throughline.server.audit.PersonForgotten;
import org.throughline.server.mail.Outbox;

/**
 * Takes a person out of this room when the log forgets them, and tells the rooms above. Of the person a row without name and address stays,
 * because what they did for others refers to it.
 */
@Component
class Forgetting {
    private static final String NOBODY = "Somebody who left";

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    Forgetting(JdbcClient jdbc, Outbox outbox, AuditLog audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonForgotten event) {
        PersonId person = new PersonId(event.person());
        Set<String> addresses = addresses(person);
        events.publishEvent(new PersonErased(person, addresses));
        outbox.forget(addresses);
        for (String table : List.of(
                "session",
                "one_time_link",
                "passkey",
                "second_step",
                "lost_second_step",
                "institution_identity",
                "failures_in_a_row",
                "address",
                "membership")) {
            jdbc.sql("DELETE FROM organizations." + table + " WHERE person = :person")
                    .param("person", person.value())
                    .update();
        }
        String[] keys = addresses.stream()
                .map(address -> new EmailAddress(address).key())
                .toArray(String[]::new);
        for (String table : List.of("invitation", "link_request")) {
            jdbc.sql("DELETE FROM organizations." + table + " WHERE lower(email) = ANY (:keys::text[])")
                    .param("keys", keys)
                    .update();
        }
        jdbc.sql("""
                UPDATE organizations.person SET display_name = :nobody, email = NULL, email_key = NULL, password = NULL,
                    short_password = false, administrator = false
                WHERE id = :person
                """).param("nobody", NOBODY).param("person", person.value()).update();
        mergedInto(person).forEach(audit::forget);
    }

    /** An older database still has people who asked to be forgotten since. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(DatabaseWentBack event) {
        audit.forgetAgain(jdbc.sql("SELECT id FROM organizations.person")
                .query((row, number) -> row.getObject(1, UUID.class))
                .list());
    }

    private Set<String> addresses(PersonId person) {
        return new HashSet<>(jdbc.sql("""
                SELECT email FROM organizations.person WHERE id = :person AND email IS NOT NULL
                UNION SELECT email FROM organizations.address WHERE person = :person
                UNION SELECT email FROM organizations.one_time_link WHERE person = :person AND email IS NOT NULL
                """)
                .param("person", person.value())
                .query(String.class)
                .list());
    }

    /** Accounts that turned out to be this person's. */
    private List<UUID> mergedInto(PersonId person) {
        return jdbc.sql("SELECT id FROM organizations.person WHERE merged_into = :person AND display_name <> :nobody")
                .param("person", person.value())
                .param("nobody", NOBODY)
                .query((row, number) -> row.getObject(1, UUID.class))
                .list();
    }
}
