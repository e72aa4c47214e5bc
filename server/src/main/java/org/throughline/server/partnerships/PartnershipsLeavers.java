package org.throughline.server.partnerships;

import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/**
 * Takes the name of a person who is forgotten out of partnerships: who works for a member, who took part in a workshop, whom a letter asked.
 * Votes, hours and signatures stay their organization's; minutes that were signed say what they said.
 */
@Component
class PartnershipsLeavers {
    private static final String NOBODY = "Somebody who left";

    private final JdbcClient sql;

    PartnershipsLeavers(JdbcClient sql) {
        this.sql = sql;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        sql.sql("delete from partnerships.delegate where person = :person")
                .param("person", event.person().value())
                .update();
        sql.sql("update partnerships.participant set name = :nobody where person = :person")
                .param("nobody", NOBODY)
                .param("person", event.person().value())
                .update();
        sql.sql("""
                update partnerships.mail_invitation set person_name = :nobody, email = '' where lower(email) = any (:addresses::text[])
                """)
                .param("nobody", NOBODY)
                .param(
                        "addresses",
                        event.addresses().stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .update();
    }
}
