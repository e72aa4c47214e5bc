package org.throughline.server.organizations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The people of this server. E-mail addresses are compared without regard to case. */
@Component
public class People {
    /** The shortest password that stands alone, in characters. */
    public static final int MIN_PASSWORD = Passwords.MIN_LENGTH;

    /** The shortest password beside a second step, in characters. */
    public static final int MIN_PASSWORD_WITH_SECOND_STEP = Passwords.MIN_LENGTH_WITH_SECOND_STEP;

    private static final int MAX_NAME = 200;

    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final Sessions sessions;
    private final ActingPrograms programs;
    private final AuditLog audit;
    private final Clock clock;

    People(
            JdbcClient jdbc,
            Passwords passwords,
            Sessions sessions,
            ActingPrograms programs,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.sessions = sessions;
        this.programs = programs;
        this.audit = audit;
        this.clock = clock;
    }

    /** Registers a person with a password whose address the caller vouches for; a taken address is a {@code Problem CONFLICT}. */
    @Transactional
    public Person register(String displayName, String email, String password) {
        return register(displayName, email, password, false);
    }

    /** Registers somebody who runs this installation; otherwise like {@link #register(String, String, String)}. */
    @Transactional
    public Person registerAdministrator(String displayName, String email, String password) {
        return register(displayName, email, password, true);
    }

    private Person register(String displayName, String email, String password, boolean administrator) {
        EmailAddress address = new EmailAddress(email);
        if (byEmail(email).isPresent()) {
            throw taken(address);
        }
        Person person = new Person(new PersonId(UUID.randomUUID()), name(displayName), address.text());
        try {
            jdbc.sql("""
                    INSERT INTO organizations.person (id, display_name, email, email_key, password, administrator, created_at)
                    VALUES (:id, :name, :email, :key, :password, :administrator, :now)
                    """)
                    .param("id", person.id().value())
                    .param("name", person.displayName())
                    .param("email", address.text())
                    .param("key", address.key())
                    .param("password", passwords.hashNew(password, false, address.text(), person.displayName()))
                    .param("administrator", administrator)
                    .param("now", OffsetDateTime.now(clock))
                    .update();
        } catch (DuplicateKeyException e) {
            throw taken(address);
        }
        jdbc.sql("""
                INSERT INTO organizations.address (email_key, email, person, proved_at) VALUES (:key, :email, :id, :now)
                """)
                .param("key", address.key())
                .param("email", address.text())
                .param("id", person.id().value())
                .param("now", OffsetDateTime.now(clock))
                .update();
        String action = administrator ? "administrator.registered" : "person.registered";
        record(action, person.id(), person.id(), Map.of());
        return person;
    }

    /** The person with this address, or a new one without a password for whom credentials can wait (roster issue). */
    @Transactional
    public Person ensure(String displayName, String email) {
        return ensureAll(Map.of(email, displayName)).getFirst();
    }

    /** {@link #ensure} for many at once, in the given order; for rosters of thousands. Keys are e-mail addresses, values display names. */
    @Transactional
    public List<Person> ensureAll(Map<String, String> displayNameByEmail) {
        return Reach.asHouse(
                "whoever invites or issues names people by their addresses, also those whom they could not see",
                () -> ensured(displayNameByEmail));
    }

    /** Who came of {@link #bring}. */
    public record Brought(PersonId id, boolean made) {}

    /**
     * A person who comes from another installation: whoever has the address here already, or a new one without a password under the id that
     * they had there, as far as it is free. Part of an import, which tells of it in its own entry.
     */
    @Transactional
    public Brought bring(PersonId wanted, String displayName, @Nullable String email) {
        EmailAddress address = email == null ? null : new EmailAddress(email);
        Person known = address == null ? null : byKeys(List.of(address.key())).get(address.key());
        if (known != null) {
            return new Brought(known.id(), false);
        }
        boolean free = find(wanted).isEmpty(); // an id alone proves nothing: without an address nobody here is meant
        PersonId id = free ? wanted : new PersonId(UUID.randomUUID());
        jdbc.sql("""
                INSERT INTO organizations.person (id, display_name, email, email_key, created_at)
                VALUES (:id, :name, :email, :key, :now)
                """)
                .param("id", id.value())
                .param("name", name(displayName))
                .param("email", address == null ? null : address.text())
                .param("key", address == null ? null : address.key())
                .param("now", OffsetDateTime.now(clock))
                .update();
        return new Brought(id, true);
    }

    private List<Person> ensured(Map<String, String> displayNameByEmail) {
        List<EmailAddress> addresses =
                displayNameByEmail.keySet().stream().map(EmailAddress::new).toList();
        List<String> added = jdbc.sql("""
                INSERT INTO organizations.person (id, display_name, email, email_key, created_at)
                SELECT id, name, email, key, :now
                FROM unnest(:ids::uuid[], :names::text[], :emails::text[], :keys::text[]) AS wanted (id, name, email, key)
                WHERE key NOT IN (SELECT o.email_key FROM organizations.owners_of_addresses(:keys::text[]) o)
                ON CONFLICT (email_key) DO NOTHING
                RETURNING id::text AS id
                """)
                .param("now", OffsetDateTime.now(clock))
                .param(
                        "ids",
                        addresses.stream()
                                .map(a -> UUID.randomUUID().toString())
                                .toArray(String[]::new))
                .param(
                        "names",
                        displayNameByEmail.values().stream().map(People::name).toArray(String[]::new))
                .param("emails", addresses.stream().map(EmailAddress::text).toArray(String[]::new))
                .param("keys", addresses.stream().map(EmailAddress::key).toArray(String[]::new))
                .query((row, number) -> row.getString("id"))
                .list();
        if (!added.isEmpty()) {
            String subject = added.size() == 1 ? added.getFirst() : "people";
            audit.record(new AuditEntry(
                    "people.expected", "system", null, subject, Map.of("count", Integer.toString(added.size()))));
        }
        Map<String, Person> byKey =
                byKeys(addresses.stream().map(EmailAddress::key).toList());
        List<Person> people = new ArrayList<>();
        for (EmailAddress address : addresses) {
            Person person = byKey.get(address.key());
            if (person == null) {
                throw new IllegalStateException("a person that was just ensured is there");
            }
            people.add(person);
        }
        return people;
    }

    /** By the addresses that people proved, and where nobody did, by the one under which somebody is expected. */
    private Map<String, Person> byKeys(List<String> keys) {
        return jdbc
                .sql("""
                        WITH proved AS (SELECT email_key, person FROM organizations.owners_of_addresses(:keys::text[]))
                        SELECT o.email_key AS key, p.id, p.display_name, p.email
                        FROM proved o JOIN organizations.person p ON p.id = o.person
                        UNION ALL
                        SELECT p.email_key, p.id, p.display_name, p.email FROM organizations.person p
                        WHERE p.email_key = ANY (:keys::text[]) AND p.email_key NOT IN (SELECT email_key FROM proved)
                        """)
                .param("keys", keys.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("key"), PeopleRow.readPerson(row, number)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public Optional<Person> find(PersonId id) {
        return jdbc.sql("SELECT id, display_name, email FROM organizations.person WHERE id = :id")
                .param("id", id.value())
                .query(PeopleRow::readPerson)
                .optional();
    }

    /** Those that exist, by id. */
    public Map<PersonId, Person> find(Collection<PersonId> ids) {
        return jdbc
                .sql("SELECT id, display_name, email FROM organizations.person WHERE id = ANY (:ids::uuid[])")
                .param("ids", ids.stream().map(PersonId::toString).toArray(String[]::new))
                .query(PeopleRow::readPerson)
                .list()
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
    }

    /** What those are called who exist, or whom they turned out to be: the names of people who signed an act that the asker may read, and nothing else of them. */
    public Map<PersonId, String> names(Collection<PersonId> ids) {
        return Reach.asHouse(
                "an act bears the name of whoever did it",
                () -> jdbc
                        .sql("""
                        SELECT p.id, coalesce(q.display_name, p.display_name) AS name
                        FROM organizations.person p LEFT JOIN organizations.person q ON q.id = p.merged_into
                        WHERE p.id = ANY (:ids::uuid[])
                        """)
                        .param("ids", ids.stream().map(PersonId::toString).toArray(String[]::new))
                        .query((row, number) ->
                                Map.entry(new PersonId(row.getObject("id", UUID.class)), row.getString("name")))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The person who proved this address, or who is expected under it. */
    public Optional<Person> byEmail(String email) {
        List<String> key = List.of(new EmailAddress(email).key());
        return Reach.asHouse(
                "whoever knows the whole address may ask who it belongs to",
                () -> byKeys(key).values().stream().findFirst());
    }

    /** Gives a person another name. */
    @Transactional
    public void rename(PersonId person, String displayName) {
        jdbc.sql("UPDATE organizations.person SET display_name = :name WHERE id = :id")
                .param("name", name(displayName))
                .param("id", person.value())
                .update();
        record("person.renamed", person, person, Map.of());
    }

    /**
     * Gives a person who proved within the last minutes who they are another password, and ends their other sessions.
     *
     * @param endPrograms whether their keys and the applications that act for them end too
     */
    @Transactional
    public void changePassword(PersonId person, String password, boolean hasSecondStep, boolean endPrograms) {
        if (endPrograms) {
            programs.end(person);
        }
        setPassword(find(person).orElseThrow(Problem::notFound), password, hasSecondStep);
    }

    /** Sets a password without asking for an old one: behind a link, or after a fresh proof. */
    void setPassword(Person person, String password, boolean hasSecondStep) {
        String email = person.email();
        if (email == null) {
            throw new Problem(ProblemType.BAD_INPUT, "An account without an e-mail address has no password.");
        }
        jdbc.sql("UPDATE organizations.person SET password = :password, short_password = :short WHERE id = :id")
                .param("password", passwords.hashNew(password, hasSecondStep, email, person.displayName()))
                .param("short", Passwords.isShort(password))
                .param("id", person.id().value())
                .update();
        sessions.endOthers(person.id());
        record("password.changed", person.id(), person.id(), Map.of());
    }

    /** Whether the person has a password. */
    public boolean hasPassword(PersonId person) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM organizations.person WHERE id = :id AND password IS NOT NULL)")
                .param("id", person.value())
                .query(Boolean.class)
                .single();
    }

    /** Whether nobody is here yet. */
    boolean none() {
        return !jdbc.sql("SELECT EXISTS (SELECT 1 FROM organizations.person)")
                .query(Boolean.class)
                .single();
    }

    private static Problem taken(EmailAddress address) {
        return new Problem(ProblemType.CONFLICT, "There is already a person with the address " + address.text() + ".");
    }

    private void record(String action, PersonId actor, PersonId subject, Map<String, String> details) {
        audit.record(new AuditEntry(action, actor.toString(), null, subject.toString(), details));
    }

    private static String name(String displayName) {
        String name = displayName.strip();
        if (name.isEmpty() || name.length() > MAX_NAME) {
            throw new Problem(ProblemType.BAD_INPUT, "A name has between 1 and %d characters.".formatted(MAX_NAME));
        }
        return name;
    }
}
