package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.SignIns.How;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.Codes;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.TestDatabase;

/** Failures in a row are counted in the database: by all servers together, and over a restart. */
@ServerTest
class FailuresInARowIT {
    private static final String PASSWORD = "correct horse battery staple";

    private final FailuresInARow failures;
    private final People people;
    private final SecondSteps secondSteps;
    private final PasswordSignIn passwords;
    private final JdbcClient jdbc;
    private final Addresses addresses;
    private final PublicAddress address;
    private final AuditLog audit;
    private final Clock clock;

    FailuresInARowIT(
            FailuresInARow failures,
            People people,
            SecondSteps secondSteps,
            PasswordSignIn passwords,
            JdbcClient jdbc,
            Addresses addresses,
            PublicAddress address,
            AuditLog audit,
            Clock clock) {
        this.failures = failures;
        this.people = people;
        this.secondSteps = secondSteps;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.addresses = addresses;
        this.address = address;
        this.audit = audit;
        this.clock = clock;
    }

    @Test
    void countsOnEveryServerTogetherAndManyAtOnceAsOneAfterAnother() throws Exception {
        PersonId ana = someone().id();
        FailuresInARow other = new FailuresInARow(jdbc, addresses, address, audit, clock, 100);

        try (ExecutorService atOnce = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> tries = IntStream.range(0, 120)
                    .mapToObj(i -> atOnce.submit(() -> (i % 2 == 0 ? failures : other)
                            .begin(ana, Authenticator.PASSWORD, false)
                            .counts()))
                    .toList();
            int compared = 0;
            for (Future<Boolean> each : tries) {
                compared += each.get() ? 1 : 0;
            }
            assertThat(compared).as("comparisons for strangers").isEqualTo(90);
        }
        int atHome = 0;
        for (int i = 0; i < 20; i++) {
            atHome += failures.begin(ana, Authenticator.PASSWORD, true).counts() ? 1 : 0;
        }
        assertThat(atHome).as("what is kept for devices that it knows").isEqualTo(10);
        assertThat(new FailuresInARow(jdbc, addresses, address, audit, clock, 100)
                        .begin(ana, Authenticator.PASSWORD, true)
                        .counts())
                .as("a server that begins anew")
                .isFalse();
    }

    @Test
    void setsBackByWhatIsRight() {
        Person ana = someone();
        String email = String.valueOf(ana.email());
        for (int i = 0; i < 5; i++) {
            assertThat(passwords.check(email, "guess number " + i, false)).isEmpty();
        }
        assertThat(count(ana, Authenticator.PASSWORD)).isEqualTo(5);
        assertThat(passwords.check(email, PASSWORD, false)).contains(ana.id());
        assertThat(count(ana, Authenticator.PASSWORD)).isZero();
    }

    @Test
    void restsTheProgramForCodesAndTheRecoveryCodesApart() {
        Person ana = someone();
        String secret = secondSteps.newSecret();
        List<String> recovery = secondSteps.switchOn(ana.id(), secret, Codes.now(secret));
        for (int i = 0; i < 90; i++) {
            assertThat(secondSteps.comeIn(ana.id(), "000000".substring(1) + (i % 10), How.PASSWORD, false))
                    .isFalse();
        }
        assertThat(secondSteps.comeIn(ana.id(), Codes.next(secret), How.PASSWORD, false))
                .as("the right code, after too many wrong ones")
                .isFalse();
        assertThat(secondSteps.comeIn(ana.id(), "abcd-efgh-abcd-efgh", How.PASSWORD, false))
                .isFalse();
        assertThat(count(ana, Authenticator.RECOVERY_CODE)).isEqualTo(1);

        assertThat(secondSteps.comeIn(ana.id(), recovery.getFirst(), How.PASSWORD, false))
                .as("a recovery code")
                .isTrue();
        assertThat(count(ana, Authenticator.TIMED_CODE)).isZero();
        assertThat(secondSteps.comeIn(ana.id(), Codes.next(secret), How.PASSWORD, false))
                .as("the program for codes, afterwards")
                .isTrue();
    }

    @Test
    void takesNoFigureBeyondTheStandards() {
        assertThatThrownBy(() -> new FailuresInARow(jdbc, addresses, address, audit, clock, 101))
                .hasMessageContaining("between 10 and 100");
    }

    private int count(Person person, Authenticator authenticator) {
        return TestDatabase.ownersSql()
                .sql(
                        "SELECT coalesce(max(failures), 0) FROM organizations.failures_in_a_row WHERE person = ? AND authenticator = ?")
                .params(person.id().value(), authenticator.name())
                .query(Integer.class)
                .single();
    }

    private Person someone() {
        return people.register("Ana Counted", UUID.randomUUID() + "@example.org", PASSWORD);
    }
}
