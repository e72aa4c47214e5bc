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
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Makes one person of two, when one of them proved the other's address. What they hold and did moves ({@link PersonMerged}), memberships join.
 * Every way in of the one who goes ends (password, passkeys, institutions, links, keys, other addresses), because one proven address says nothing about who
 * holds those; whoever stays adds what is theirs anew.
 */
@Component
class Merging {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final ActingPrograms programs;
    private final Outbox outbox;
    private final ApplicationEventPublisher events;
    private final AuditLog audit;

    Merging(
            JdbcClient jdbc,
            Sessions sessions,
            ActingPrograms programs,
            Outbox outbox,
            ApplicationEventPublisher events,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.programs = programs;
        this.outbox = outbox;
        this.events = events;
        this.audit = audit;
    }

    /** Refuses, as a {@code Problem BAD_INPUT}, somebody who runs this server or who guards their account with a second step. */
    @Transactional(propagation = Propagation.MANDATORY)
    void merge(PersonId from, PersonId into) {
        refuseGuarded(from);
        programs.end(from);
        PersonMerged merged = new PersonMerged(from, into);
        events.publishEvent(merged);
        joinMemberships(from, into);
        merged.replaceIn(jdbc, "organizations.invitation.invited_by", "organizations.person.merged_into");
        tellOtherAddresses(from);
        for (String table :
                List.of("address", "passkey", "institution_identity", "one_time_link", "failures_in_a_row")) {
            jdbc.sql("DELETE FROM organizations." + table + " WHERE person = :from")
                    .param("from", from.value())
                    .update();
        }
        jdbc.sql("""
                UPDATE organizations.person SET email = NULL, email_key = NULL, password = NULL, merged_into = :into
                WHERE id = :from
                """).param("into", into.value()).param("from", from.value()).update();
        sessions.endOthers(from);
        audit.join(from.value(), into.value());
        audit.record(new AuditEntry(
                "person.merged", into.toString(), null, into.toString(), Map.of("from", from.toString())));
    }

    /** Whoever reads mail at another proven address of the account learns that it is over. */
    private void tellOtherAddresses(PersonId from) {
        jdbc.sql("SELECT email FROM organizations.address WHERE person = :from")
                .param("from", from.value())
                .query(String.class)
                .list()
                .forEach(address -> outbox.leave(new Letter(address, "Your account became part of another", """
                        An address of your account on Throughline was proved by somebody who has another account there. The two are one from now on: what \
                        yours held is in that one, and nobody signs in to yours any more.

                        If that was not you, tell whoever runs the server at once.""")));
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
