package org.throughline.server.organizations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The second step that a person may ask for at their own sign-in: a code of a program on their telephone, or one of ten recovery codes.
 * Every code works once.
 */
@Component
public class SecondSteps {
    private static final String AT_SIGN_IN = "whoever is half signed in is nobody yet";
    private static final Pattern TIMED = Pattern.compile("\\d{6}");
    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_BYTES = 10;
    private static final int RECOVERY_CODES = 10;

    private final JdbcClient jdbc;
    private final Sealing sealing;
    private final Sessions sessions;
    private final Addresses addresses;
    private final SignIns signIns;
    private final FailuresInARow failures;
    private final LostSecondSteps lost;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondSteps(
            JdbcClient jdbc,
            Sealing sealing,
            Sessions sessions,
            Addresses addresses,
            SignIns signIns,
            FailuresInARow failures,
            LostSecondSteps lost,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.sealing = sealing;
        this.sessions = sessions;
        this.addresses = addresses;
        this.signIns = signIns;
        this.failures = failures;
        this.lost = lost;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new secret in Base 32, to be shown to the person once; nothing is kept until a code of it was given. */
    public String newSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base32.encode(secret);
    }

    /** The address that a program for codes reads from a QR code. */
    public static String address(String secret, String site, String account) {
        return "otpauth://totp/%s:%s?secret=%s&issuer=%s"
                .formatted(encoded(site), encoded(account), secret, encoded(site));
    }

    /** Whether the person asks for a second step. */
    @Transactional(readOnly = true)
    public boolean isOn(PersonId person) {
        return Reach.asHouse(AT_SIGN_IN, () -> {
            return jdbc.sql("SELECT EXISTS (SELECT 1 FROM organizations.second_step WHERE person = :person)")
                    .param("person", person.value())
                    .query(Boolean.class)
                    .single();
        });
    }

    /** How many recovery codes are left. */
    @Transactional(readOnly = true)
    public int recoveryCodesLeft(PersonId person) {
        return jdbc.sql("SELECT count(*) FROM organizations.recovery_code WHERE person = :person")
                .param("person", person.value())
                .query(Integer.class)
                .single();
    }

    /**
     * Switches the second step on, once a first code shows that the person's program has the secret; their other sessions end. A wrong code
     * is a {@code Problem BAD_INPUT}.
     *
     * @return recovery codes, shown now and never again
     */
    @Transactional
    public List<String> switchOn(PersonId person, String secret, String code) {
        byte[] bytes = Base32.decode(secret);
        OptionalLong step = TimedCode.stepOf(code, bytes, clock.instant());
        if (step.isEmpty()) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "That is not the code of this moment. Check that the clock of your device is right, and take the newest code.");
        }
        jdbc.sql("DELETE FROM organizations.second_step WHERE person = :person")
                .param("person", person.value())
                .update();
        jdbc.sql("""
                INSERT INTO organizations.second_step (person, secret, switched_on, last_counter)
                VALUES (:person, :secret, :now, :step)
                """)
                .param("person", person.value())
                .param("secret", sealing.seal(bytes, boundTo(person)))
                .param("now", OffsetDateTime.now(clock))
                .param("step", step.getAsLong())
                .update();
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(newRecoveryCode(person));
        }
        changed(person, "second-step.switched-on", "A second step was switched on");
        return codes;
    }

    /** Switches the second step off; a password that is too short to stand alone must be changed before. */
    @Transactional
    public void switchOff(PersonId person) {
        boolean tooShort = jdbc.sql(
                        "SELECT short_password AND password IS NOT NULL FROM organizations.person WHERE id = :person")
                .param("person", person.value())
                .query(Boolean.class)
                .single();
        if (tooShort) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "Your password has fewer than %d characters, which is enough beside a second step only. Choose a longer one first."
                            .formatted(Passwords.MIN_LENGTH));
        }
        int switchedOff = jdbc.sql("DELETE FROM organizations.second_step WHERE person = :person")
                .param("person", person.value())
                .update();
        if (switchedOff == 1) {
            Reach.asHouse(AT_SIGN_IN, () -> lost.forget(person));
            changed(person, "second-step.switched-off", "The second step was switched off");
        }
    }

    /** All secrets, opened. */
    List<byte[]> secrets() {
        return jdbc.sql("SELECT person, secret FROM organizations.second_step")
                .query((row, number) -> sealing.open(
                        row.getBytes("secret"), boundTo(new PersonId(row.getObject("person", UUID.class)))))
                .list();
    }

    /**
     * Whether this is a code of the person that was never given before; it is used up, and that they came in is written down.
     *
     * @param how by what they proved themselves before
     * @param knownDevice whether the person signed in before on the device from which this comes
     */
    @Transactional
    public boolean comeIn(PersonId person, String code, How how, boolean knownDevice) {
        FailuresInARow.Attempt attempt = failures.begin(
                person,
                TIMED.matcher(plain(code)).matches() ? Authenticator.TIMED_CODE : Authenticator.RECOVERY_CODE,
                knownDevice);
        boolean in = attempt.counts()
                && Reach.asHouse(
                        AT_SIGN_IN,
                        () -> audit.one("person.signed-in", () -> {
                            boolean taken = take(person, code);
                            if (taken) {
                                lost.forget(person);
                                signIns.in(person, how);
                            }
                            return taken;
                        }));
        if (!in) {
            failures.failed(attempt);
        }
        return in;
    }

    private boolean take(PersonId person, String code) {
        Optional<byte[]> secret = jdbc.sql(
                        "SELECT secret FROM organizations.second_step WHERE person = :person FOR UPDATE")
                .param("person", person.value())
                .query((row, number) -> sealing.open(row.getBytes("secret"), boundTo(person)))
                .optional();
        if (secret.isEmpty()) {
            return false;
        }
        OptionalLong step = TimedCode.stepOf(code, secret.get(), clock.instant());
        return step.isPresent() ? isFirstUse(person, step.getAsLong()) : takeRecovery(person, code);
    }

    /** Whether no code of this step or a later one was taken before (RFC 6238 section 5.2); notes that one is now. */
    private boolean isFirstUse(PersonId person, long step) {
        return jdbc.sql(
                                "UPDATE organizations.second_step SET last_counter = :step WHERE person = :person AND last_counter < :step")
                        .param("step", step)
                        .param("person", person.value())
                        .update()
                == 1;
    }

    private boolean takeRecovery(PersonId person, String code) {
        int taken = jdbc.sql("DELETE FROM organizations.recovery_code WHERE person = :person AND code_hash = :hash")
                .param("person", person.value())
                .param("hash", Tokens.hash(plain(code)))
                .update();
        if (taken == 1) {
            audit.record(new AuditEntry("recovery-code.used", person.toString(), null, person.toString(), Map.of()));
            addresses.tellPrimary(
                    person,
                    "A recovery code was used",
                    "Somebody signed in to your account with one of your recovery codes.");
        }
        return taken == 1;
    }

    private String newRecoveryCode(PersonId person) {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        String code = Base32.encode(bytes).toLowerCase(Locale.ROOT);
        jdbc.sql("INSERT INTO organizations.recovery_code (person, code_hash) VALUES (:person, :hash)")
                .param("person", person.value())
                .param("hash", Tokens.hash(code))
                .update();
        return code.replaceAll("(.{4})(?=.)", "$1-");
    }

    private void changed(PersonId person, String action, String subject) {
        sessions.endOthers(person);
        addresses.tellPrimary(person, subject, subject + " for your account on Throughline.");
        audit.record(new AuditEntry(action, person.toString(), null, person.toString(), Map.of()));
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    private static String boundTo(PersonId person) {
        return "second step of " + person;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
