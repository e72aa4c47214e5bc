package org.throughline.server.access;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of the keys and grants of programs. */
@Configuration(proxyBeanMethods = false)
class AccessInvariants {

    @Bean
    Invariant everyAccessKeyRecorded(AuditLog log, JdbcClient jdbc) {
        return new RecordedOnce(
                log,
                "key of a person",
                "access-key.made",
                () -> jdbc.sql("SELECT id::text FROM access.personal_key")
                        .query(String.class)
                        .list());
    }

    /** Grants that are over are swept away, and nobody asks for their acts. */
    @Bean
    Invariant everyGrantGiven(AuditLog log, JdbcClient jdbc) {
        return Invariant.of("I5", "Every grant of a program was given by whom it says", () -> {
            record Given(String by, String client) {}
            Set<Given> given = new HashSet<>();
            for (RecordedEntry recorded : log.entries(Set.of("client.agreed-to", "token.given", "person.merged"))) {
                AuditEntry entry = recorded.entry();
                if (entry.action().equals("person.merged")) {
                    List.copyOf(given).stream()
                            .filter(each -> each.by().equals(entry.details().get("from")))
                            .forEach(each -> given.add(new Given(entry.subject(), each.client())));
                } else {
                    given.add(new Given(entry.actor(), entry.subject()));
                }
            }
            List<Given> grants = jdbc.sql("""
                    SELECT coalesce(person::text, client), client FROM access.grant_given
                    WHERE code_hash IS NOT NULL OR access_hash IS NOT NULL
                    """)
                    .query((row, number) -> new Given(row.getString(1), row.getString(2)))
                    .list();
            return new Invariant.Found(
                    grants.size(),
                    grants.stream()
                            .filter(grant -> !given.contains(grant))
                            .map(grant -> "The program %s acts for %s, who never gave it that"
                                    .formatted(grant.client(), grant.by()))
                            .distinct()
                            .toList());
        });
    }
}
