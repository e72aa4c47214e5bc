package org.throughline.server.issuing;

import java.util.Locale;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.organizations.PersonErased;

/**
 * Blanks the rows of rosters in which a person who is forgotten was left out. What was issued to them stays the issuer's record: it names them
 * by a salted hash of their address.
 */
@Component
class IssuingLeavers {
    private final JdbcClient sql;

    IssuingLeavers(JdbcClient sql) {
        this.sql = sql;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void on(PersonErased event) {
        sql.sql("""
                update issuing.left_out set who = 'Somebody who left'
                where exists (select from unnest(:addresses::text[]) as address where right(lower(who), length(address) + 2) = ', ' || address)
                """)
                .param(
                        "addresses",
                        event.addresses().stream()
                                .map(address -> address.toLowerCase(Locale.ROOT))
                                .toArray(String[]::new))
                .update();
    }
}
