package org.throughline.server.organizations;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Links by which somebody comes in once and sets a password: 256 random bits, of which only the SHA-256 is kept. Looking at the page
 * does not use the link up (mail programs look too); setting the password does.
 */
@Component
public class OneTimeLinks {
    private static final Duration FOR_A_PERSON = Duration.ofDays(7);
    private static final Duration FOR_THE_ADMINISTRATOR = Duration.ofHours(24);
    private static final int TOKEN_BYTES = 32;
    private static final String BY_ITS_TOKEN = "whoever holds a one-time link is nobody yet: its token is their right";

    private final JdbcClient jdbc;
    private final People people;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    OneTimeLinks(JdbcClient jdbc, People people, PublicAddress address, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A link for a person who has no password yet: single use, seven days. Hand it to that person alone. Somebody who has a password gets
     * the plain sign-in page instead, so that nobody is let into another's account.
     *
     * @return the absolute address
     */
    @Transactional
    public String signInLink(PersonId person) {
        return Reach.asHouse("whoever invites may not know the person whom the link is for", () -> {
            if (people.find(person).isEmpty()) {
                throw Problem.notFound();
            }
            if (people.hasPassword(person)) {
                return address.url("/sign-in");
            }
            String link = make(person, FOR_A_PERSON);
            audit.record(new AuditEntry("link.made", "system", null, person.toString(), Map.of()));
            return link;
        });
    }

    /** The link that makes this server's first administrator: single use, 24 hours. An older one stops working. */
    @Transactional
    String administratorLink() {
        return Reach.asHouse("the console makes the first link, when nobody is here", () -> {
            jdbc.sql("DELETE FROM organizations.one_time_link WHERE person IS NULL")
                    .update();
            return make(null, FOR_THE_ADMINISTRATOR);
        });
    }

    /** What a link is for, without using it up; one that is unknown, used or too old is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public OneTimeLink look(String token) {
        return Reach.asHouse(
                BY_ITS_TOKEN,
                () -> jdbc.sql("""
                SELECT person FROM organizations.one_time_link
                WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                """)
                        .param("hash", hash(token))
                        .param("now", OffsetDateTime.now(clock))
                        .query((row, number) -> link(row.getObject("person", UUID.class)))
                        .optional()
                        .orElseThrow(OneTimeLinks::gone));
    }

    /** Uses up a person's link: sets their name and password. */
    @Transactional
    public Person welcome(String token, String displayName, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            OneTimeLink link = use(token);
            Person person = link.person().orElseThrow(OneTimeLinks::gone);
            people.rename(person.id(), displayName);
            people.setPassword(person, password);
            return person;
        });
    }

    /** Uses up the first administrator's link. */
    @Transactional
    public Person welcomeAdministrator(String token, String displayName, String email, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            OneTimeLink link = use(token);
            if (link.person().isPresent() || !people.none()) {
                throw gone();
            }
            return people.registerAdministrator(displayName, email, password);
        });
    }

    private OneTimeLink use(String token) {
        return jdbc.sql("""
                UPDATE organizations.one_time_link SET used_at = :now
                WHERE token_hash = :hash AND used_at IS NULL AND expires_at > :now
                RETURNING person
                """)
                .param("hash", hash(token))
                .param("now", OffsetDateTime.now(clock))
                .query((row, number) -> link(row.getObject("person", UUID.class)))
                .optional()
                .orElseThrow(OneTimeLinks::gone);
    }

    private OneTimeLink link(@Nullable UUID person) {
        return new OneTimeLink(
                person == null ? null : people.find(new PersonId(person)).orElseThrow(OneTimeLinks::gone));
    }

    private String make(@Nullable PersonId person, Duration validity) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                INSERT INTO organizations.one_time_link (token_hash, person, created_at, expires_at)
                VALUES (:hash, :person, :now, :expires)
                """)
                .param("hash", hash(token))
                .param("person", person == null ? null : person.value())
                .param("now", now)
                .param("expires", now.plus(validity))
                .update();
        return address.url("/welcome/" + token);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static Problem gone() {
        return new Problem(
                ProblemType.NOT_FOUND,
                "This link was used already, or it is too old. Ask whoever sent it for a new one.");
    }

    /** What a one-time link is for. */
    public record OneTimeLink(@Nullable Person nullablePerson) {
        /** The person whose account it opens; empty when it makes the first administrator. */
        public Optional<Person> person() {
            return Optional.ofNullable(nullablePerson);
        }
    }
}
