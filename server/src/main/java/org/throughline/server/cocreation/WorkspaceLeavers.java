package org.throughline.server.cocreation;

import java.util.List;
import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/**
 * Takes a person who is forgotten out of workspaces: where they take part, where they are, whom a letter asked. What they proposed and said was
 * said for the framework; it stays, and says of nobody who it was.
 */
@Component
class WorkspaceLeavers {
    private final JdbcClient sql;

    WorkspaceLeavers(JdbcClient sql) {
        this.sql = sql;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        for (String table : List.of("members", "presences", "letters_off", "told")) {
            sql.sql("delete from cocreation." + table + " where person = ?")
                    .param(event.person().value())
                    .update();
        }
        sql.sql("""
            update cocreation.invitations set person_name = 'Somebody who left', email = '' where lower(email) = any (?)
            """)
                .param(event.addresses().stream()
                        .map(address -> address.toLowerCase(Locale.ROOT))
                        .toArray(String[]::new))
                .update();
    }
}
