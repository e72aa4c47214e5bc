package org.throughline.server.organizations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The addresses that people proved to be theirs. Rosters find a person by any of them. */
@Component
public class Addresses {
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;

    Addresses(JdbcClient jdbc, Sessions sessions, Outbox outbox, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** A person's own, the primary one first. */
    @Transactional(readOnly = true)
    public List<ProvenAddress> of(PersonId person) {
        return jdbc.sql("""
                SELECT a.email, a.proved_at, p.email_key IS NOT DISTINCT FROM a.email_key AS is_primary
                FROM organizations.address a JOIN organizations.person p ON p.id = a.person
                WHERE a.person = :person ORDER BY is_primary DESC, a.email_key
                """)
                .param("person", person.value())
                .query((row, number) -> new ProvenAddress(
                        row.getString("email"),
                        row.getObject("proved_at", OffsetDateTime.class).toInstant(),
                        row.getBoolean("is_primary")))
                .list();
    }

    /** Whose address this is, if somebody proved it. */
    Optional<PersonId> ownerOf(EmailAddress address) {
        return jdbc.sql("SELECT person FROM organizations.owners_of_addresses(ARRAY[:key])")
                .param("key", address.key())
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .optional();
    }

    /** Notes that the person proved the address; one that is another's already stays theirs and is a {@code Problem CONFLICT}. */
    void prove(PersonId person, EmailAddress address) {
        jdbc.sql("""
                INSERT INTO organizations.address (email_key, email, person, proved_at)
                VALUES (:key, :email, :person, :now) ON CONFLICT (email_key) DO NOTHING
                """)
                .param("key", address.key())
                .param("email", address.text())
                .param("person", person.value())
                .param("now", OffsetDateTime.now(clock))
                .update();
        if (!ownerOf(address).equals(Optional.of(person))) {
            throw new Problem(ProblemType.CONFLICT, "That address belongs to another account.");
        }
    }

    /** Makes one of a person's proven addresses the one they are written to, ends their other sessions, and tells the address of before. */
    @Transactional
    public void makePrimary(PersonId person, String email) {
        EmailAddress address = own(person, email);
        tellPrimary(
                person,
                "Your main address was changed",
                "The account that used this address on Throughline is written to at another address from now on.");
        jdbc.sql("UPDATE organizations.person SET email = :email, email_key = :key WHERE id = :person")
                .param("email", address.text())
                .param("key", address.key())
                .param("person", person.value())
                .update();
        sessions.endOthers(person);
        record("address.chosen", person);
    }

    /** Gives up an address that is not the primary one, and ends the person's other sessions. */
    @Transactional
    public void remove(PersonId person, String email) {
        EmailAddress address = own(person, email);
        boolean primary = jdbc.sql(
                        "SELECT EXISTS (SELECT 1 FROM organizations.person WHERE id = :person AND email_key = :key)")
                .param("person", person.value())
                .param("key", address.key())
                .query(Boolean.class)
                .single();
        if (primary) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "This is your main address. Choose another one first, then remove this one.");
        }
        jdbc.sql("DELETE FROM organizations.address WHERE email_key = :key AND person = :person")
                .param("key", address.key())
                .param("person", person.value())
                .update();
        sessions.endOthers(person);
        tellPrimary(
                person, "An address was removed", "An e-mail address was removed from your account on Throughline.");
        record("address.removed", person);
    }

    /** Tells a person by their primary address what happened to their account, so that they notice what they did not do. */
    public void tellPrimary(PersonId person, String subject, String what) {
        tell(person, subject, what + """


                        If it was not you, sign in, end all other sessions and choose a new password.""");
    }

    /** Leaves a letter to a person's primary address, if they proved it. */
    public void tell(PersonId person, String subject, String text) {
        jdbc.sql("""
                SELECT p.email FROM organizations.person p JOIN organizations.address a ON a.email_key = p.email_key AND a.person = p.id
                WHERE p.id = :person
                """)
                .param("person", person.value())
                .query(String.class)
                .optional()
                .ifPresent(to -> outbox.leave(new Letter(to, subject, text)));
    }

    private EmailAddress own(PersonId person, String email) {
        EmailAddress address = new EmailAddress(email);
        if (!ownerOf(address).equals(Optional.of(person))) {
            throw Problem.notFound();
        }
        return address;
    }

    private void record(String action, PersonId person) {
        audit.record(new AuditEntry(action, person.toString(), null, person.toString(), Map.of()));
    }
}
