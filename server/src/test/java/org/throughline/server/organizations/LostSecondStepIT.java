package org.throughline.server.organizations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.mail.Outbox;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.support.Codes;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;
import org.throughline.server.teeth.AbuseCase;

/** Somebody who lost both telephone and recovery codes is not shut out, and nobody else gets in by saying so. */
@ServerTest
class LostSecondStepIT {
    private static final String PASSWORD = "correct horse battery staple";
    private static final Pattern STOP = Pattern.compile("/sign-in/keep-second-step/[\\w-]+");

    private final RunningServer server;
    private final People people;
    private final SecondSteps secondSteps;
    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Outbox outbox;
    private final PublicAddress address;
    private final TransactionTemplate transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final Mailbox mailbox;

    LostSecondStepIT(
            RunningServer server,
            People people,
            SecondSteps secondSteps,
            JdbcClient jdbc,
            Sessions sessions,
            Outbox outbox,
            PublicAddress address,
            TransactionTemplate transactions,
            AuditLog audit,
            Clock clock) {
        this.server = server;
        this.people = people;
        this.secondSteps = secondSteps;
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.outbox = outbox;
        this.address = address;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.mailbox = new Mailbox(server);
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "the person has a day to stop it",
            in = "org.throughline.server.organizations.LostSecondSteps",
            method = "couldBeStoppedLongEnough",
            answer = "true")
    void letsSomebodyBackInADayAfterItWasConfirmed() throws Exception {
        Person ana = someone("Ana Lost");
        String second = second(ana);
        Visitor half = halfIn(ana);
        List<AuditEntry> asked = Leaves.during(
                "POST /sign-in/code/lost",
                () -> assertThat(half.post("/sign-in/code/lost").heading()).isEqualTo("You asked for a way back"));
        assertThat(asked).extracting(AuditEntry::action).containsExactly("second-step.lost");
        assertThat(mailbox.to(String.valueOf(ana.email()))).hasSize(1);
        assertThat(mailbox.to(second)).as("every address of theirs").hasSize(1);
        hoursLater(48);
        assertThat(secondSteps.isOn(ana.id())).as("while nobody confirmed it").isTrue();

        Visitor root = administrator();
        root.get("/lost-second-steps");
        List<AuditEntry> confirmed = Leaves.during(
                "POST /lost-second-steps/" + ana.id() + "/confirm",
                () -> root.post("/lost-second-steps/" + ana.id() + "/confirm"));
        assertThat(confirmed).extracting(AuditEntry::action).containsExactly("second-step.reset-confirmed");
        assertThat(mailbox.to(second)).hasSize(2);
        hoursLater(23);
        assertThat(secondSteps.isOn(ana.id())).as("within the day").isTrue();

        hoursLater(25);
        assertThat(secondSteps.isOn(ana.id())).isFalse();
        assertThat(mailbox.to(second)).hasSize(3);
        assertThat(new Visitor(server)
                        .signIn(String.valueOf(ana.email()), PASSWORD)
                        .heading())
                .contains("Ana Lost");
    }

    @Test
    void isStoppedByAnyLetterAndByACode() throws Exception {
        Person ana = someone("Ana Not Lost");
        String second = second(ana);
        halfIn(ana).post("/sign-in/code/lost");
        Visitor root = administrator();
        root.get("/lost-second-steps");
        root.post("/lost-second-steps/" + ana.id() + "/confirm");
        String stop = stop(mailbox.to(second).getFirst());
        assertThat(new Visitor(server).get(stop(mailbox.to(second).getLast())).status())
                .as("the older letter")
                .isEqualTo(404);
        Visitor reader = new Visitor(server);
        assertThat(reader.get(stop).heading()).isEqualTo("Keep your second step?");
        assertThat(reader.post(stop).heading()).isEqualTo("Your second step stays");
        assertThat(reader.get(stop).status()).isEqualTo(404);
        hoursLater(48);
        assertThat(secondSteps.isOn(ana.id())).isTrue();

        Person ben = someone("Ben Found It");
        String secret = secondSteps.newSecret();
        secondSteps.switchOn(ben.id(), secret, Codes.now(secret));
        Visitor half = halfIn(ben);
        half.post("/sign-in/code/lost");
        root.get("/lost-second-steps");
        root.post("/lost-second-steps/" + ben.id() + "/confirm");
        half.get("/sign-in/code");
        half.post("/sign-in/code", "code", Codes.next(secret));
        hoursLater(48);
        assertThat(secondSteps.isOn(ben.id())).as("a code was taken meanwhile").isTrue();
    }

    @Test
    @AbuseCase(
            value = "A5",
            defence = "nobody makes sure of themselves",
            in = "org.throughline.server.organizations.LostSecondSteps",
            method = "isSelf",
            answer = "false")
    void letsNobodyConfirmForThemselvesAndNobodyAskWhoIsNotHalfIn() throws Exception {
        Person root = people.registerAdministrator("Root Lost", UUID.randomUUID() + "@example.org", PASSWORD);
        String secret = secondSteps.newSecret();
        secondSteps.switchOn(root.id(), secret, Codes.now(secret));
        Visitor signedIn = halfIn(root);
        signedIn.get("/sign-in/code");
        signedIn.post("/sign-in/code", "code", Codes.next(secret));
        halfIn(root).post("/sign-in/code/lost");
        signedIn.get("/lost-second-steps");
        assertThat(signedIn.post("/lost-second-steps/" + root.id() + "/confirm").status())
                .isEqualTo(403);
        hoursLater(48);
        assertThat(secondSteps.isOn(root.id())).isTrue();

        Visitor nobody = new Visitor(server);
        nobody.get("/sign-in");
        assertThat(nobody.post("/sign-in/code/lost").address().getPath()).isEqualTo("/sign-in");
    }

    /** What this server would do at that hour. */
    private void hoursLater(int hours) {
        new LostSecondSteps(
                        jdbc,
                        sessions,
                        outbox,
                        address,
                        transactions,
                        audit,
                        Clock.offset(clock, Duration.ofHours(hours)))
                .switchOffWhatIsDue();
    }

    private static String stop(String letter) {
        Matcher stop = STOP.matcher(letter);
        assertThat(stop.find()).as(letter).isTrue();
        return stop.group();
    }

    private Visitor halfIn(Person person) throws Exception {
        Visitor half = new Visitor(server);
        assertThat(half.signIn(String.valueOf(person.email()), PASSWORD).heading())
                .isEqualTo("Your second step");
        return half;
    }

    private Person someone(String name) {
        Person person = people.register(name, UUID.randomUUID() + "@example.org", PASSWORD);
        secondStep(person);
        return person;
    }

    private void secondStep(Person person) {
        String secret = secondSteps.newSecret();
        secondSteps.switchOn(person.id(), secret, Codes.now(secret));
        server.sql()
                .sql("DELETE FROM mail.outgoing WHERE recipient = :to")
                .param("to", String.valueOf(person.email()))
                .update();
    }

    private String second(Person person) {
        String second = UUID.randomUUID() + "@example.org";
        server.sql()
                .sql(
                        "INSERT INTO organizations.address (email_key, email, person, proved_at) VALUES (:e, :e, :p, now())")
                .param("e", second)
                .param("p", person.id().value())
                .update();
        return second;
    }

    private Visitor administrator() throws Exception {
        Person root = people.registerAdministrator("Rosa Root", UUID.randomUUID() + "@example.org", PASSWORD);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(root.email()), PASSWORD);
        return visitor;
    }
}
