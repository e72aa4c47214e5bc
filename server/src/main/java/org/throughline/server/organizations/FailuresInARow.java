package org.throughline.server.organizations;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.PublicAddress;

/**
 * Counts how often a password, a program for codes or recovery codes failed in a row, whoever tried and from wherever; NIST SP 800-63B-4 section
 * 3.2.2 asks for at most 100. After so many it rests: nothing is compared with it any more until the person comes in by another way, which always is
 * there (a mailed link, a passkey, their institution). Every tenth of the tries is kept for devices that the account knows, so that strangers who use up the
 * others shut nobody out there.
 */
@Component
class FailuresInARow {
    private static final String WHY = "whoever tries to come in is nobody yet";
    private static final int MOST = 100;
    private static final int NOBODYS = 64;

    private final JdbcClient jdbc;
    private final Addresses addresses;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;
    private final int most;

    FailuresInARow(
            JdbcClient jdbc,
            Addresses addresses,
            PublicAddress address,
            AuditLog audit,
            Clock clock,
            @Value("${throughline.failures-in-a-row:" + MOST + "}") int most) {
        if (most < 10 || most > MOST) {
            throw new IllegalArgumentException(
                    "throughline.failures-in-a-row is between 10 and %d, not %d".formatted(MOST, most));
        }
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
        this.most = most;
    }

    /** One attempt, counted as a failure before anything is compared, so that many at once are no more than they are one after another. */
    record Attempt(PersonId person, Authenticator authenticator, boolean counts, boolean lastOfStrangers) {}

    /** Counts an attempt; whether it may be compared with anything is {@link Attempt#counts}. */
    @Transactional
    public Attempt begin(PersonId person, Authenticator authenticator, boolean knownDevice) {
        int allowed = knownDevice ? most : strangers();
        int number = Reach.asHouse(WHY, () -> count(person.value(), authenticator, allowed));
        return new Attempt(person, authenticator, mayCompare(number, allowed), number == strangers() && !knownDevice);
    }

    /** Does what {@link #begin} does for an address that is nobody's, and leaves nothing behind. */
    @Transactional
    public void beginForNobody(String typed, Authenticator authenticator) {
        UUID nobody = new UUID(0, Math.floorMod(typed.toLowerCase(Locale.ROOT).hashCode(), NOBODYS));
        Reach.asHouse(WHY, () -> {
            count(nobody, authenticator, most);
            jdbc.sql("DELETE FROM organizations.failures_in_a_row WHERE person = :nobody")
                    .param("nobody", nobody)
                    .update();
        });
    }

    /** Notes that an attempt was one failure more; the last that is taken is told to the person. */
    @Transactional
    public void failed(Attempt attempt) {
        if (attempt.lastOfStrangers()) {
            Reach.asHouse(WHY, () -> rest(attempt.person(), attempt.authenticator()));
        }
    }

    /** The authenticator was right: what failed before is forgotten. */
    @Transactional
    public void forget(PersonId person, Authenticator authenticator) {
        Reach.asHouse(WHY, () -> {
            jdbc.sql(
                            "DELETE FROM organizations.failures_in_a_row WHERE person = :person AND authenticator = :authenticator")
                    .param("person", person.value())
                    .param("authenticator", authenticator.name())
                    .update();
        });
    }

    /** The person came in wholly: all of theirs work again. */
    @Transactional
    public void forget(PersonId person) {
        Reach.asHouse(WHY, () -> {
            jdbc.sql("DELETE FROM organizations.failures_in_a_row WHERE person = :person")
                    .param("person", person.value())
                    .update();
        });
    }

    /** Whether the attempt of this number is compared with anything. */
    private static boolean mayCompare(int number, int allowed) {
        return number <= allowed;
    }

    private int strangers() {
        return most - most / 10;
    }

    /** The attempt's number; where all are used up, the count stands still, so that strangers can't use up what is kept for known devices. */
    private int count(UUID person, Authenticator authenticator, int allowed) {
        return jdbc.sql("""
                INSERT INTO organizations.failures_in_a_row AS f (person, authenticator, failures, since)
                VALUES (:person, :authenticator, 1, :now)
                ON CONFLICT (person, authenticator) DO UPDATE SET failures = f.failures + 1
                WHERE f.failures < :allowed
                RETURNING failures
                """)
                .param("person", person)
                .param("authenticator", authenticator.name())
                .param("now", OffsetDateTime.now(clock))
                .param("allowed", allowed)
                .query(Integer.class)
                .optional()
                .orElse(Integer.MAX_VALUE);
    }

    private void rest(PersonId person, Authenticator authenticator) {
        addresses.tell(person, "Somebody tries to get into your account", """
                Somebody tried %d times in a row to sign in to your account on Throughline with a wrong %s. Nobody got in by that. From devices where you never \
                signed in, your %s is not taken any more until you come in another way.

                Ask for a link by mail, or use a passkey or your institution's sign-in; then everything works as before:

                %s

                A passkey can't be guessed. You can add one in your account.""".formatted(
                        strangers(),
                        switch (authenticator) {
                            case PASSWORD -> "password";
                            case TIMED_CODE, RECOVERY_CODE -> "code";
                        },
                        authenticator.words(),
                        address.url("/sign-in/link")));
        audit.record(new AuditEntry(
                "authenticator.rested",
                "system",
                null,
                person.toString(),
                Map.of("authenticator", authenticator.words())));
    }
}
