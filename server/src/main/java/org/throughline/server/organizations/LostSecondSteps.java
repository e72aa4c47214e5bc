package org.throughline.server.organizations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.mail.Letter;
import org.throughline.server.mail.Outbox;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * The road back for somebody who lost both the program for codes and the recovery codes: they prove the first step, whoever runs the server
 * confirms that it is they (by telephone, by a paper with a picture), and a day later the second step is off. Each time a letter goes to all their proven addresses, and
 * whoever gets one can stop it; so does a code that is taken meanwhile. A password that is too short to stand alone goes with the second step.
 */
@Component
public class LostSecondSteps {
    /** How long the person can stop it after it was confirmed. */
    public static final Duration TIME_TO_STOP = Duration.ofDays(1);

    private static final Duration TIME_TO_CONFIRM = Duration.ofDays(14);
    private static final String WHY = "whoever lost their codes is not signed in";

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Outbox outbox;
    private final PublicAddress address;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;

    LostSecondSteps(
            JdbcClient jdbc,
            Sessions sessions,
            Outbox outbox,
            PublicAddress address,
            TransactionTemplate transactions,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.outbox = outbox;
        this.address = address;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    /** What somebody asked, as whoever runs the server sees it. */
    public record Asked(
            PersonId person, Instant askedAt, @Nullable Instant nullableConfirmedAt) {
        /** When it was confirmed. */
        public Optional<Instant> confirmedAt() {
            return Optional.ofNullable(nullableConfirmedAt);
        }
    }

    /** Notes that somebody who proved the first step has lost the second. Asked again while it waits to be confirmed, the older letter stops nothing more. */
    @Transactional
    public void ask(PersonId person) {
        Reach.asHouse(WHY, () -> {
            String token = Tokens.make();
            int asked = jdbc.sql("""
                    INSERT INTO organizations.lost_second_step (person, stop_hash, asked_at)
                    SELECT s.person, :hash, :now FROM organizations.second_step s WHERE s.person = :person
                    ON CONFLICT (person) DO UPDATE SET stop_hash = excluded.stop_hash, asked_at = excluded.asked_at
                    WHERE lost_second_step.confirmed_at IS NULL
                    """)
                    .param("person", person.value())
                    .param("hash", Tokens.hash(token))
                    .param("now", now())
                    .update();
            if (asked == 1) {
                tellEverywhere(person, "Your second step is said to be lost", """
                        Somebody who knows your password or reads your mail says that you lost your telephone and your recovery codes on Throughline. Whoever runs the server is asked \
                        to make sure that it is you; a day after they have, your account asks for no second step any more.

                        If that is not what you want, stop it here:

                        %s""".formatted(stopAddress(token)));
            }
            record("second-step.lost", person.toString(), person);
        });
    }

    /** What waits, the oldest first. Ask with the house's reach. */
    @Transactional(readOnly = true)
    public List<Asked> waiting() {
        return jdbc.sql(
                        "SELECT person, asked_at, confirmed_at FROM organizations.lost_second_step WHERE asked_at > :since ORDER BY asked_at")
                .param("since", now().minus(TIME_TO_CONFIRM))
                .query(LostSecondSteps::read)
                .list();
    }

    /** Whoever runs the server made sure that it is the person; nobody does that for themselves. From now on a day remains to stop it. */
    @Transactional
    public void confirm(PersonId person, PersonId by) {
        if (isSelf(person, by)) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Somebody else who runs this server must make sure that it is you.");
        }
        Reach.asHouse(WHY, () -> {
            String token = Tokens.make();
            int confirmed = jdbc.sql("""
                    UPDATE organizations.lost_second_step SET confirmed_by = :by, confirmed_at = :now, stop_hash = :hash
                    WHERE person = :person AND confirmed_at IS NULL AND asked_at > :since
                    """)
                    .param("by", by.value())
                    .param("now", now())
                    .param("hash", Tokens.hash(token))
                    .param("person", person.value())
                    .param("since", now().minus(TIME_TO_CONFIRM))
                    .update();
            if (confirmed == 0) {
                throw Problem.notFound();
            }
            tellEverywhere(person, "Your second step will be switched off in a day", """
                    Whoever runs Throughline confirmed that you lost your telephone and your recovery codes. In a day your account asks for no second step any more, and you sign in \
                    by a mailed link or your password.

                    If it was not you who asked, stop it here:

                    %s""".formatted(stopAddress(token)));
            record("second-step.reset-confirmed", by.toString(), person);
        });
    }

    /** Whose second step this token would keep; one that stops nothing any more is a {@code Problem NOT_FOUND}. */
    @Transactional(readOnly = true)
    public PersonId lookAtStop(String token) {
        return Reach.asHouse(WHY, () -> of(token));
    }

    /** The person wants to keep their second step. */
    @Transactional
    public void stop(String token) {
        Reach.asHouse(WHY, () -> {
            PersonId person = of(token);
            forget(person);
            tellEverywhere(
                    person,
                    "Your second step stays",
                    "Somebody who reads your mail stopped that your second step on Throughline is switched off. Change your password if you did not ask for it.");
            record("second-step.reset-stopped", person.toString(), person);
        });
    }

    /** A code was taken: nothing is lost. */
    void forget(PersonId person) {
        jdbc.sql("DELETE FROM organizations.lost_second_step WHERE person = :person")
                .param("person", person.value())
                .update();
    }

    /** Switches off what a day has passed for; each by one server. */
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
    void switchOffWhatIsDue() {
        Reach.asHouse(WHY, () -> {
            boolean more = true;
            while (more) {
                more = Boolean.TRUE.equals(transactions.execute(status -> switchOffOne()));
            }
        });
    }

    private boolean switchOffOne() {
        Optional<PersonId> due = jdbc.sql("""
                SELECT person, asked_at, confirmed_at FROM organizations.lost_second_step
                WHERE confirmed_at IS NOT NULL ORDER BY confirmed_at LIMIT 1 FOR UPDATE SKIP LOCKED
                """)
                .query(LostSecondSteps::read)
                .optional()
                .filter(asked -> asked.confirmedAt()
                        .filter(this::couldBeStoppedLongEnough)
                        .isPresent())
                .map(Asked::person);
        due.ifPresent(person -> {
            forget(person);
            switchOff(person);
        });
        return due.isPresent();
    }

    private boolean couldBeStoppedLongEnough(Instant confirmedAt) {
        return !clock.instant().isBefore(confirmedAt.plus(TIME_TO_STOP));
    }

    private void switchOff(PersonId person) {
        jdbc.sql("DELETE FROM organizations.second_step WHERE person = :person")
                .param("person", person.value())
                .update();
        jdbc.sql(
                        "UPDATE organizations.person SET password = NULL, short_password = false WHERE id = :person AND short_password")
                .param("person", person.value())
                .update();
        jdbc.sql("DELETE FROM organizations.failures_in_a_row WHERE person = :person AND authenticator <> 'PASSWORD'")
                .param("person", person.value())
                .update();
        sessions.endOthers(person);
        tellEverywhere(person, "Your second step is switched off", """
                Your account on Throughline asks for no second step any more. Sign in by a mailed link or your password, and set a new second step up:

                %s""".formatted(address.url("/sign-in/link")));
        record("second-step.reset", "system", person);
    }

    private PersonId of(String token) {
        return jdbc.sql("SELECT person FROM organizations.lost_second_step WHERE stop_hash = :hash")
                .param("hash", Tokens.hash(token))
                .query((row, number) -> new PersonId(row.getObject("person", UUID.class)))
                .optional()
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND, "This was stopped already, or a newer letter came after this one."));
    }

    private static boolean isSelf(PersonId person, PersonId by) {
        return person.equals(by);
    }

    private void tellEverywhere(PersonId person, String subject, String text) {
        jdbc.sql("SELECT email FROM organizations.address WHERE person = :person")
                .param("person", person.value())
                .query(String.class)
                .list()
                .forEach(to -> outbox.leave(new Letter(to, subject, text)));
    }

    private String stopAddress(String token) {
        return address.url("/sign-in/keep-second-step/" + token);
    }

    private void record(String action, String by, PersonId person) {
        audit.record(new AuditEntry(action, by, null, person.toString(), Map.of()));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Asked read(ResultSet row, int number) throws SQLException {
        OffsetDateTime confirmed = row.getObject("confirmed_at", OffsetDateTime.class);
        return new Asked(
                new PersonId(row.getObject("person", UUID.class)),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                confirmed == null ? null : confirmed.toInstant());
    }
}
