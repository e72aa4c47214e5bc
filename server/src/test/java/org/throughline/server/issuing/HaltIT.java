package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.key.Signer;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.console.ConsoleCommand;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.issuing.College.Campus;
import org.throughline.server.organizations.People;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.SecondServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.teeth.AbuseCase;

/** The halt switch, thrown on another server of the same database. */
@ServerTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HaltIT {
    private final College colleges;
    private final Issuance issuance;
    private final HeldCredentials credentials;
    private final CredentialVerifier verifier;
    private final People people;
    private final RunningServer server;
    private final Path data;
    private SecondServer anotherServer;

    @SuppressWarnings("NullAway.Init") // started before the first test
    HaltIT(
            College colleges,
            Issuance issuance,
            HeldCredentials credentials,
            CredentialVerifier verifier,
            People people,
            DataDirectory directory,
            RunningServer server) {
        this.data = directory.path();
        this.colleges = colleges;
        this.issuance = issuance;
        this.credentials = credentials;
        this.verifier = verifier;
        this.people = people;
        this.server = server;
    }

    @BeforeAll
    void startAnother() {
        anotherServer = SecondServer.start("management.server.port=0");
    }

    @AfterAll
    void stopTheOther() {
        anotherServer.close();
    }

    @Test
    @AbuseCase(
            value = "S4",
            defence = "each signature asks the database whether issuing is halted",
            in = "org.throughline.server.custody.SigningGate",
            method = "isHalted",
            answer = "false")
    void stopsABatchThatAnotherServerIsIssuingAndLetsItGoOnLater() throws Exception {
        Campus campus = colleges.open();
        colleges.issue(campus, campus.roster("Ada," + campus.email("ada") + ",EP-101"), false);
        BatchId batch = start(campus, 120);
        while (issuance.progress(batch).issued() < 10) {
            Thread.sleep(5);
        }

        IssuingHalt halt = anotherServer.bean(IssuingHalt.class);
        Instant begin = Instant.now();
        halt.halt(campus.organization().id(), "A key was seen where it should not be", IssuingHalt.CONSOLE);
        Duration took = Duration.between(begin, Instant.now());
        int signed = signed(batch);
        System.out.println("halt: said on another server, nothing more was signed after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(5));

        Thread.sleep(3_000);
        assertThat(signed(batch)).as("signed after the halt").isEqualTo(signed);
        assertThat(issuance.progress(batch).finished()).isFalse();
        assertThat(issuance.progress(batch).failed()).isZero();

        revocationAndVerificationGoOn(campus);

        assertThat(halt.lift(campus.organization().id(), IssuingHalt.CONSOLE)).isTrue();
        BatchProgress through = colleges.await(batch);
        assertThat(through.issued()).isEqualTo(120);
        assertThat(through.failed()).isZero();
    }

    private void revocationAndVerificationGoOn(Campus campus) {
        HeldCredential badge = credentials
                .of(people.byEmail(campus.email("ada")).orElseThrow().id())
                .getFirst();
        byte[] document = credentials.document(badge.id());
        assertThat(verifier.verify(document).verdict()).isEqualTo(Verdict.VALID);
        issuance.revoke(
                campus.organization().id(),
                badge.credentialId(),
                "Issued with the stolen key",
                campus.issuer().id());
        assertThat(verifier.verify(document).outcome("status")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void stopsEverybodyWithOneSwitch() throws Exception {
        Campus campus = colleges.open();
        IssuingHalt halt = anotherServer.bean(IssuingHalt.class);
        halt.halt(null, "Something is wrong with what we sign", IssuingHalt.CONSOLE);
        try {
            BatchId batch = start(campus, 1);
            Thread.sleep(1_500);
            assertThat(signed(batch)).isZero();
            assertThat(halt.lift(null, IssuingHalt.CONSOLE)).isTrue();
            assertThat(colleges.await(batch).issued()).isEqualTo(1);
        } finally {
            halt.lift(null, IssuingHalt.CONSOLE);
        }
    }

    /** The operator's command, through the door of this server, holds the other one: whoever asks for a signature there is refused. */
    @Test
    void holdsAnotherServerFromTheConsolesWordOn() throws Exception {
        Campus campus = colleges.open();
        IssuerKeys keys = anotherServer.bean(IssuerKeys.class);
        TransactionTemplate there = anotherServer.bean(TransactionTemplate.class);
        Signer signer =
                there.execute(status -> keys.signer(campus.organization().id()));
        String[] whom = {"--organization", campus.organization().slug(), "--data", data.toString()};
        assertThat(signsBy(there, signer)).isTrue();

        Instant begin = Instant.now();
        assertThat(ConsoleCommand.run(ThroughlineServer.class, words("halt", whom)))
                .isZero();
        while (signsBy(there, signer)) {
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
        }
        Duration took = Duration.between(begin, Instant.now());
        System.out.println(
                "halt: another server refused to sign " + took.toMillis() + " ms after the command was given");
        assertThat(took).isLessThan(Duration.ofSeconds(5));
        assertThat(there.execute(status -> keys.statusSigner(
                                campus.organization().id(),
                                keys.identity(campus.organization().id()).did()))
                        .sign(new byte[] {1}))
                .as("a credential can be revoked though issuing is halted")
                .isNotEmpty();

        assertThat(ConsoleCommand.run(
                        ThroughlineServer.class,
                        words(
                                "halt",
                                Stream.concat(Stream.of("--lift"), Stream.of(whom))
                                        .toArray(String[]::new))))
                .isZero();
        assertThat(signsBy(there, signer)).isTrue();
    }

    private static boolean signsBy(TransactionTemplate transaction, @Nullable Signer signer) {
        try {
            transaction.executeWithoutResult(
                    status -> Objects.requireNonNull(signer).sign(new byte[] {1}));
            return true;
        } catch (Problem problem) {
            assertThat(problem.type()).isEqualTo(ProblemType.ISSUING_HALTED);
            return false;
        }
    }

    private static String[] words(String command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private int signed(BatchId batch) {
        return server.sql()
                .sql("select count(*) from issuing.credential where batch = ? and document is not null")
                .param(batch.value())
                .query(Integer.class)
                .single();
    }

    private BatchId start(Campus campus, int rows) {
        String[] roster = IntStream.range(0, rows)
                .mapToObj(i -> "Learner " + i + "," + campus.email("halt" + i) + ",EP-101")
                .toArray(String[]::new);
        return issuance.start(
                campus.organization().id(),
                List.of(campus.safety().id(), campus.grid().id()),
                campus.roster(roster),
                false,
                UUID.randomUUID().toString(),
                campus.issuer().id());
    }
}
