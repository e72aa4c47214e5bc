package org.throughline.server.access;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.organizations.Addresses;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** Keys that people make for their own scripts: named, good for few things, and never for longer than a year. */
@Component
public class PersonalKeys {
    /** What every key begins with. */
    public static final String PREFIX = "tlk_";

    /** How long one may be good, in days. */
    public static final int MAX_DAYS = 365;

    private static final int MOST = 50;
    private static final int MAX_NAME = 100;
    private static final String PAGE = "/account/keys";
    private static final Period TOLD_BEFORE = Period.ofDays(7);

    private final JdbcClient jdbc;
    private final Addresses addresses;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    PersonalKeys(JdbcClient jdbc, Addresses addresses, PublicAddress address, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    /** A key as its owner sees it. */
    public record Kept(
            UUID id,
            String name,
            Set<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /** Whose key it is and what it is good for. */
    record Shown(PersonId person, Set<String> scopes) {}

    /**
     * Makes a key.
     *
     * @param days how long it is good, 1 to {@link #MAX_DAYS}
     * @return the key, shown this once
     */
    @Transactional
    public String make(PersonId person, String name, Set<String> scopes, int days) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > MAX_NAME) {
            throw refuse("Give the key a name of 1 to %d characters, by which you will know it.".formatted(MAX_NAME));
        }
        if (days < 1 || days > MAX_DAYS) {
            throw refuse("A key is good for 1 to %d days.".formatted(MAX_DAYS));
        }
        List<String> wanted = Scopes.forKeys().stream()
                .map(Scopes::wire)
                .filter(scopes::contains)
                .toList();
        if (wanted.isEmpty()) {
            throw refuse("Choose at least one thing that the key may do.");
        }
        if (of(person).size() >= MOST) {
            throw refuse("You have %d keys. Revoke one that you do not use.".formatted(MOST));
        }
        String key = Secret.make(PREFIX);
        UUID id = UUID.randomUUID();
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                INSERT INTO access.personal_key (id, person, name, scopes, hash, created_at, expires_at)
                VALUES (:id, :person, :name, :scopes, :hash, :now, :expires)
                """)
                .param("id", id)
                .param("person", person.value())
                .param("name", called)
                .param("scopes", wanted.toArray(String[]::new))
                .param("hash", Secret.hash(key))
                .param("now", now)
                .param("expires", now.plus(Period.ofDays(days)))
                .update();
        record("access-key.made", person, id, Map.of("days", Integer.toString(days)));
        addresses.tellPrimary(
                person,
                "A key to your account was made",
                "A personal access key named \"%s\" was made for your account on Throughline. It works for %d days. You find it, and can revoke it, under %s."
                        .formatted(oneLine(called), days, address.url(PAGE)));
        return key;
    }

    /** A person's keys that still work, the newest first. */
    @Transactional(readOnly = true)
    public List<Kept> of(PersonId person) {
        return jdbc.sql("""
                SELECT * FROM access.personal_key
                WHERE person = :person AND revoked_at IS NULL AND expires_at > :now ORDER BY created_at DESC, id
                """)
                .param("person", person.value())
                .param("now", OffsetDateTime.now(clock))
                .query((row, number) -> new Kept(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        ApiClients.set(row.getArray("scopes")),
                        ApiClients.instant(row, "created_at"),
                        ApiClients.instant(row, "expires_at"),
                        ApiClients.nullableInstant(row, "last_used_at")))
                .list();
    }

    /** Ends a key at once; one that is not this person's is a {@code Problem NOT_FOUND}. */
    @Transactional
    public void revoke(PersonId person, UUID id) {
        int revoked = jdbc.sql("""
                UPDATE access.personal_key SET revoked_at = :now WHERE id = :id AND person = :person AND revoked_at IS NULL
                """)
                .param("now", OffsetDateTime.now(clock))
                .param("id", id)
                .param("person", person.value())
                .update();
        if (revoked == 0) {
            throw Problem.notFound();
        }
        record("access-key.revoked", person, id, Map.of());
    }

    /** Recognises a key that works, and notes (at most once a minute) that it was used. */
    Optional<Shown> recognise(String key) {
        return Reach.asHouse("a key shows who asks", () -> {
            OffsetDateTime now = OffsetDateTime.now(clock);
            byte[] hash = Secret.hash(key);
            Optional<Shown> shown = jdbc.sql("""
                    SELECT person, scopes FROM access.personal_key
                    WHERE hash = :hash AND revoked_at IS NULL AND expires_at > :now
                    """)
                    .param("hash", hash)
                    .param("now", now)
                    .query((row, number) -> new Shown(
                            new PersonId(row.getObject("person", UUID.class)), ApiClients.set(row.getArray("scopes"))))
                    .optional();
            if (shown.isPresent()) {
                jdbc.sql("""
                        UPDATE access.personal_key SET last_used_at = :now
                        WHERE hash = :hash AND (last_used_at IS NULL OR last_used_at < :now - interval '1 minute')
                        """).param("now", now).param("hash", hash).update();
            }
            return shown;
        });
    }

    /** Tells people a week before that a key of theirs is about to end; one that was made for two weeks or less ends without a word. */
    @Transactional
    void tellOfThoseAboutToEnd() {
        OffsetDateTime now = OffsetDateTime.now(clock);
        jdbc.sql("""
                UPDATE access.personal_key SET told_at = :now
                WHERE id IN (SELECT id FROM access.personal_key
                    WHERE revoked_at IS NULL AND told_at IS NULL AND expires_at > :now AND expires_at <= :soon
                        AND expires_at > created_at + interval '14 days'
                    FOR UPDATE SKIP LOCKED)
                RETURNING person, name, expires_at
                """)
                .param("now", now)
                .param("soon", now.plus(TOLD_BEFORE))
                .query((row, number) -> new Ending(
                        new PersonId(row.getObject("person", UUID.class)),
                        row.getString("name"),
                        ApiClients.instant(row, "expires_at")))
                .list()
                .forEach(this::tell);
    }

    private void tell(Ending key) {
        addresses.tell(
                key.person(),
                "A key of yours ends soon",
                "Your personal access key \"%s\" on Throughline works until %s. If a script of yours still needs it, make a new one under %s and put it in its place."
                        .formatted(oneLine(key.name()), Dates.day(key.endsAt()), address.url(PAGE)));
    }

    /** A key that is about to end. */
    private record Ending(PersonId person, String name, Instant endsAt) {}

    private static String oneLine(String name) {
        return name.replaceAll("\\s+", " ").replaceAll("https?://", "");
    }

    private void record(String action, PersonId person, UUID key, Map<String, String> details) {
        audit.record(new AuditEntry(action, person.toString(), null, key.toString(), details));
    }

    private static Problem refuse(String detail) {
        return new Problem(ProblemType.BAD_INPUT, detail);
    }
}
