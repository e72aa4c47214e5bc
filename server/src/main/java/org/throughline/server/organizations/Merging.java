package org.throughline.server.organizations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Makes one person of two, when one of them proved the other's address. What they hold moves ({@link PersonMerged}), memberships join, ways
 * to sign in of the one who goes are forgotten, except their proven addresses.
 */
@Component
class Merging {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;

    Merging(JdbcClient jdbc, Sessions sessions, ApplicationEventPublisher events, AuditLog audit) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.events = events;
        this.audit = audit;
    }

    /** Refuses, as a {@code Problem BAD_INPUT}, somebody who runs this server or who guards their account with a second step. */
    @Transactional(propagation = Propagation.MANDATORY)
    void merge(PersonId from, PersonId into) {
        refuseGuarded(from);
        events.publishEvent(new PersonMerged(from, into));
        joinMemberships(from, into);
        for (String table : List.of("address", "passkey", "institution_identity")) {
            jdbc.sql("UPDATE organizations." + table + " SET person = :into WHERE person = :from")
                    .param("into", into.value())
                    .param("from", from.value())
                    .update();
        }
        jdbc.sql("DELETE FROM organizations.one_time_link WHERE person = :from")
                .param("from", from.value())
                .update();
        jdbc.sql("""
                UPDATE organizations.person SET email = NULL, email_key = NULL, password = NULL, merged_into = :into
                WHERE id = :from
                """).param("into", into.value()).param("from", from.value()).update();
        sessions.endOthers(from);
        audit.record(new AuditEntry(
                "person.merged", into.toString(), null, into.toString(), Map.of("from", from.toString())));
    }

    private void refuseGuarded(PersonId from) {
        boolean guarded = jdbc.sql("""
                SELECT p.administrator OR EXISTS (SELECT 1 FROM organizations.second_step s WHERE s.person = p.id)
                FROM organizations.person p WHERE p.id = :from FOR UPDATE OF p
                """)
                .param("from", from.value())
                .query(Boolean.class)
                .optional()
                .orElseThrow(Problem::notFound);
        if (guarded) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "The other account runs this server, or asks for a second step at sign-in. Sign in to it and switch that off first.");
        }
    }

    private void joinMemberships(PersonId from, PersonId into) {
        jdbc.sql("""
                SELECT m.organization, m.roles, coalesce(t.roles, '{}') AS theirs FROM organizations.membership m
                LEFT JOIN organizations.membership t ON t.organization = m.organization AND t.person = :into
                WHERE m.person = :from
                """)
                .param("from", from.value())
                .param("into", into.value())
                .query((row, number) -> {
                    Set<String> roles = new HashSet<>(
                            List.of((String[]) row.getArray("roles").getArray()));
                    roles.addAll(List.of((String[]) row.getArray("theirs").getArray()));
                    return Map.entry(row.getObject("organization", java.util.UUID.class), roles);
                })
                .list()
                .forEach(membership -> jdbc.sql("""
                        INSERT INTO organizations.membership (organization, person, roles)
                        VALUES (:organization, :into, :roles::text[])
                        ON CONFLICT (organization, person) DO UPDATE SET roles = excluded.roles
                        """)
                        .param("organization", membership.getKey())
                        .param("into", into.value())
                        .param("roles", membership.getValue().stream().sorted().toArray(String[]::new))
                        .update());
        jdbc.sql("DELETE FROM organizations.membership WHERE person = :from")
                .param("from", from.value())
                .update();
    }
}
