package org.throughline.server.organizations;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Links that do one thing once. Only the SHA-256 of their token is kept. Looking at a link's page does not use it up (mail programs look
 * too); sending its form does.
 */
@Component
public class OneTimeLinks {
    /** How long a mailed sign-in link lets somebody in (NIST SP 800-63B-4 asks for at most an hour by mail; a quarter is enough). */
    static final Duration TO_SIGN_IN = Duration.ofMinutes(15);

    private static final Duration FOR_A_PERSON = Duration.ofDays(7);
    private static final Duration FOR_THE_ADMINISTRATOR = Duration.ofHours(24);
    private static final Duration TO_PROVE_AN_ADDRESS = Duration.ofHours(24);
    private static final int OPEN_AT_ONCE = 3;
    private static final String BY_ITS_TOKEN = "whoever holds a one-time link is nobody yet: its token is their right";

    private final JdbcClient jdbc;
    private final People people;
    private final Addresses addresses;
    private final Merging merging;
    private final Outbox outbox;
    private final PublicAddress address;
    private final Sessions sessions;
    private final SecondSteps secondSteps;
    private final SignIns signIns;
    private final AuditLog audit;
    private final Clock clock;

    OneTimeLinks(
            JdbcClient jdbc,
            People people,
            Addresses addresses,
            Merging merging,
            Outbox outbox,
            PublicAddress address,
            Sessions sessions,
            SecondSteps secondSteps,
            SignIns signIns,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.addresses = addresses;
        this.merging = merging;
        this.outbox = outbox;
        this.address = address;
        this.sessions = sessions;
        this.secondSteps = secondSteps;
        this.signIns = signIns;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A link for a person who has no password yet: single use, seven days. Hand it to that person alone: for the administrator, who vouches
     * for the address. Somebody who has a password gets the plain sign-in page instead, so that nobody is let into another's account.
     *
     * @return the absolute address
     */
    @Transactional
    public String signInLink(PersonId person) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            if (people.find(person).isEmpty()) {
                throw Problem.notFound();
            }
            if (people.hasPassword(person)) {
                return address.url("/sign-in");
            }
            String link = address.url("/welcome/" + make(Purpose.WELCOME, person, null, FOR_A_PERSON));
            audit.record(new AuditEntry("link.made", "system", null, person.toString(), Map.of()));
            return link;
        });
    }

    /** The link that makes this server's first administrator: single use, 24 hours. An older one stops working. */
    @Transactional
    String administratorLink() {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            jdbc.sql("DELETE FROM organizations.one_time_link WHERE person IS NULL")
                    .update();
            return address.url("/welcome/" + make(Purpose.WELCOME, null, null, FOR_THE_ADMINISTRATOR));
        });
    }

    /** What a welcoming link is for, without using it up; one that is unknown, used or too old is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public OneTimeLink look(String token) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            return find(Purpose.WELCOME, token, false);
        });
    }

    /** Uses up a person's link: sets their name and password. The administrator who handed it over vouches for the address. */
    @Transactional
    public Person welcome(String token, String displayName, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            OneTimeLink link = use(Purpose.WELCOME, token);
            Person person = link.person().orElseThrow(OneTimeLinks::gone);
            return audit.one("password.changed", () -> {
                people.rename(person.id(), displayName);
                people.setPassword(person, password, false);
                addresses.prove(person.id(), new EmailAddress(String.valueOf(person.email())));
                return person;
            });
        });
    }

    /** Uses up the first administrator's link. */
    @Transactional
    public Person welcomeAdministrator(String token, String displayName, String email, String password) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            OneTimeLink link = use(Purpose.WELCOME, token);
            if (link.person().isPresent() || !people.none()) {
                throw gone();
            }
            return people.registerAdministrator(displayName, email, password);
        });
    }

    /** Mails somebody a link that signs them in, if the address is known here; at most three are open at once. */
    @Transactional
    void mailSignIn(String email) {
        Reach.asHouse(BY_ITS_TOKEN, () -> {
            EmailAddress to = new EmailAddress(email);
            people.byEmail(to.text())
                    .filter(person -> mayHaveAnother(person.id()))
                    .ifPresent(person -> {
                        String token = make(Purpose.SIGN_IN, person.id(), to, TO_SIGN_IN);
                        outbox.leave(new Letter(to.text(), "Your link to sign in", """
                        Open this link and press the button there to sign in to Throughline. It works once, within 15 minutes.

                        %s

                        If you did not ask for it, do nothing: nobody comes in without this letter.""".formatted(
                                        address.url("/sign-in/link/" + token))));
                        audit.record(new AuditEntry(
                                "link.mailed", "system", null, person.id().toString(), Map.of()));
                    });
        });
    }

    /** For whom a mailed sign-in link is, without using it up. */
    @Transactional(readOnly = true)
    public Person lookAtSignIn(String token) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            return find(Purpose.SIGN_IN, token, false).person().orElseThrow(OneTimeLinks::gone);
        });
    }

    /**
     * Uses up a mailed sign-in link, which proves the address that it was mailed to, and writes down that the person came in; whoever asks for a
     * second step comes in with that.
     */
    @Transactional
    public PersonId signIn(String token) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            OneTimeLink link = use(Purpose.SIGN_IN, token);
            Person person = link.person().orElseThrow(OneTimeLinks::gone);
            addresses.prove(person.id(), link.email().orElseThrow(OneTimeLinks::gone));
            if (secondSteps.isOn(person.id())) {
                audit.record(new AuditEntry(
                        "link.used", person.id().toString(), null, person.id().toString(), Map.of()));
            } else {
                signIns.in(person.id(), How.LINK);
            }
            return person.id();
        });
    }

    /** Mails a link by which a signed-in person proves another address; the answer is the same whether somebody has it already. */
    @Transactional
    public void mailProof(PersonId person, String email) {
        Reach.asHouse(BY_ITS_TOKEN, () -> {
            EmailAddress to = new EmailAddress(email);
            if (addresses.ownerOf(to).equals(Optional.of(person))) {
                throw new Problem(ProblemType.BAD_INPUT, "That address is yours already.");
            }
            String token = make(Purpose.ADDRESS, person, to, TO_PROVE_AN_ADDRESS);
            outbox.leave(new Letter(
                    to.text(), "Is this your address?", """
                    Somebody who is signed in to Throughline says that this address is theirs. If that was you, open this link within 24 hours, in the browser in which you are signed in:

                    %s

                    If it was not you, do nothing.""".formatted(address.url("/account/addresses/" + token))));
            audit.record(new AuditEntry("address.asked", person.toString(), null, person.toString(), Map.of()));
        });
    }

    /** What a signed-in person would prove by a link: the address, and whose record it would bring along. */
    @Transactional(readOnly = true)
    public Proof lookAtProof(PersonId person, String token) {
        return Reach.asHouse(BY_ITS_TOKEN, () -> {
            EmailAddress proven = own(person, find(Purpose.ADDRESS, token, false));
            return new Proof(proven.text(), other(person, proven).orElse(null));
        });
    }

    /** Proves the address. If another person was known by it, the two become one. */
    @Transactional
    public void prove(PersonId person, String token) {
        Reach.asHouse(BY_ITS_TOKEN, () -> {
            EmailAddress proven = own(person, use(Purpose.ADDRESS, token));
            audit.one("address.proved", () -> proved(person, proven));
        });
    }

    private EmailAddress proved(PersonId person, EmailAddress proven) {
        other(person, proven).ifPresent(other -> merging.merge(other.id(), person));
        addresses.prove(person, proven);
        sessions.endOthers(person);
        addresses.tellPrimary(
                person, "An address was added", "An e-mail address was added to your account on Throughline.");
        audit.record(new AuditEntry("address.proved", person.toString(), null, person.toString(), Map.of()));
        return proven;
    }

    private EmailAddress own(PersonId person, OneTimeLink link) {
        if (!link.person().map(Person::id).equals(Optional.of(person))) {
            throw gone();
        }
        return link.email().orElseThrow(OneTimeLinks::gone);
    }

    private Optional<Person> other(PersonId person, EmailAddress proven) {
        return people.byEmail(proven.text()).filter(other -> !other.id().equals(person));
    }

    private boolean mayHaveAnother(PersonId person) {
        return jdbc.sql("""
                SELECT count(*) FROM organizations.one_time_link
                WHERE person = :person AND purpose = 'SIGN_IN' AND used_at IS NULL AND expires_at > :now
                """)
                        .param("person", person.value())
                        .param("now", OffsetDateTime.now(clock))
                        .query(Integer.class)
                        .single()
                < OPEN_AT_ONCE;
    }

    private OneTimeLink use(Purpose purpose, String token) {
        OneTimeLink link = find(purpose, token, true);
        jdbc.sql("UPDATE organizations.one_time_link SET used_at = :now WHERE token_hash = :hash")
                .param("now", OffsetDateTime.now(clock))
                .param("hash", Tokens.hash(token))
                .update();
        return link;
    }

    /**
     * Found for use, it is locked: of two who use it at once, the second finds it used. One question finds it and whose it is, so that somebody
     * else's costs what none costs.
     */
    private OneTimeLink find(Purpose purpose, String token, boolean forUse) {
        return jdbc.sql("""
                SELECT l.person, l.email AS proving, p.id, p.display_name, p.email
                FROM organizations.one_time_link l LEFT JOIN organizations.person p ON p.id = l.person
                WHERE l.token_hash = :hash AND l.purpose = :purpose AND l.used_at IS NULL AND l.expires_at > :now
                """ + (forUse ? " FOR UPDATE OF l" : ""))
                .param("hash", Tokens.hash(token))
                .param("purpose", purpose.name())
                .param("now", OffsetDateTime.now(clock))
                .query((row, number) -> new OneTimeLink(
                        row.getObject("person") == null ? null : PeopleRow.readPerson(row, number),
                        Optional.ofNullable(row.getString("proving"))
                                .map(EmailAddress::new)
                                .orElse(null)))
                .optional()
                .orElseThrow(OneTimeLinks::gone);
    }

    private String make(Purpose purpose, @Nullable PersonId person, @Nullable EmailAddress email, Duration validity) {
        String token = Tokens.make();
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                INSERT INTO organizations.one_time_link (token_hash, purpose, person, email, created_at, expires_at)
                VALUES (:hash, :purpose, :person, :email, :now, :expires)
                """)
                .param("hash", Tokens.hash(token))
                .param("purpose", purpose.name())
                .param("person", person == null ? null : person.value())
                .param("email", email == null ? null : email.text())
                .param("now", now)
                .param("expires", now.plus(validity))
                .update();
        return token;
    }

    private static Problem gone() {
        return new Problem(
                ProblemType.NOT_FOUND,
                "This link was used already, or it is too old. Ask whoever sent it for a new one.");
    }

    private enum Purpose {
        WELCOME,
        SIGN_IN,
        ADDRESS
    }

    /** What a one-time link is for. */
    public record OneTimeLink(
            @Nullable Person nullablePerson, @Nullable EmailAddress nullableEmail) {
        /** The person whose account it opens; empty when it makes the first administrator. */
        public Optional<Person> person() {
            return Optional.ofNullable(nullablePerson);
        }

        /** The address that it was mailed to. */
        Optional<EmailAddress> email() {
            return Optional.ofNullable(nullableEmail);
        }
    }

    /** What a person is about to prove. */
    public record Proof(String email, @Nullable Person nullableOther) {
        /** Somebody who is known by the address and would become one with the person. */
        public Optional<Person> other() {
            return Optional.ofNullable(nullableOther);
        }
    }
}
