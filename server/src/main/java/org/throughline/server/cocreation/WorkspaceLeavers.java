package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.MembershipEnded;
import org.throughline.server.organizations.PersonErased;

/**
 * Whoever leaves an organization takes part for it no more. And takes a person who is forgotten out of workspaces: where they take part, where they are, whom a letter asked. What they proposed and said was
 * said for the framework; it stays, and says of nobody who it was.
 */
@Component
class WorkspaceLeavers {
    private final JdbcClient sql;
    private final Happenings happenings;
    private final Clock clock;

    WorkspaceLeavers(JdbcClient sql, Happenings happenings, Clock clock) {
        this.sql = sql;
        this.happenings = happenings;
        this.clock = clock;
    }

    /** Where somebody took part for the organization they do so no more, also as a lead of its own frameworks. What they said stays. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(MembershipEnded event) {
        Reach.asHouse("whoever leaves an organization speaks for it nowhere any more", () -> {
            List<UUID> left = sql.sql("""
                update cocreation.members set left_at = :now
                 where organization = :organization and person = :person and left_at is null returning framework
                """)
                    .param("now", Timestamp.from(clock.instant()))
                    .param("organization", event.organization().value())
                    .param("person", event.person().value())
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list();
            for (UUID framework : left) {
                sql.sql("delete from cocreation.presences where framework = ? and person = ?")
                        .params(framework, event.person().value())
                        .update();
                happenings.add(
                        new FrameworkId(framework),
                        Happening.Kind.PEOPLE,
                        null,
                        null,
                        "takes part no more",
                        event.person());
            }
        });
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        for (String table : List.of("members", "presences", "letters_off", "told", "mentions")) {
            sql.sql("delete from cocreation." + table + " where person = ?")
                    .param(event.person().value())
                    .update();
        }
        sql.sql("""
            update cocreation.invitations set person_name = 'Somebody who left', email = '' where answered_by = ? or lower(email) = any (?)
            """)
                .param(event.person().value())
                .param(event.addresses().stream()
                        .map(address -> address.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .update();
    }
}
