package org.throughline.server.partnerships;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.throughline.server.organizations.Person;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** Who is told what by mail. */
@ServerTest
class LettersIT {
    private final Cohort cohort;
    private final Partnerships partnerships;
    private final Charters charters;
    private final Rounds rounds;
    private final Workshops workshops;
    private final Reminders reminders;
    private final RunningServer server;

    LettersIT(
            Cohort cohort,
            Partnerships partnerships,
            Charters charters,
            Rounds rounds,
            Workshops workshops,
            Reminders reminders,
            RunningServer server) {
        this.cohort = cohort;
        this.partnerships = partnerships;
        this.charters = charters;
        this.rounds = rounds;
        this.workshops = workshops;
        this.reminders = reminders;
        this.server = server;
    }

    @Test
    void ownersLearnOfInvitationsAndChartersAndNamedPeopleOfRoundsAndWorkshops() {
        Cohort.Table table = cohort.table();
        Person owner = table.employer().owner();
        Person named = table.employer().reviewer();
        assertThat(subjects(owner))
                .as("whoever accepts reads the charter at once")
                .containsExactly(
                        "Your organization is invited: " + table.partnership().name());
        partnerships.name(table.partnership().id(), table.employer().id(), named.id(), owner.id());
        charters.write(
                table.partnership().id(),
                "To go on together.",
                Charter.Sponsor.NOBODY,
                List.of(),
                List.of(),
                table.lead().editor().id());
        round(table, LocalDate.of(2031, 3, 31));
        workshops.open(
                table.partnership(),
                null,
                "A secret subject",
                List.of(Workshops.Planned.words("Who pays?")),
                true,
                table.lead().editor().id());
        assertThat(subjects(owner)).last().asString().startsWith("The charter awaits your signature: ");
        assertThat(subjects(named))
                .containsExactly(
                        "Round 1 is open: " + table.partnership().name(),
                        "A workshop is on: " + table.partnership().name());
        assertThat(texts(named))
                .as("where it is, and nothing of what is in it")
                .allSatisfy(text -> assertThat(text)
                        .contains(table.base())
                        .contains("/partnerships/letters")
                        .doesNotContain("secret")
                        .doesNotContain("Who pays")
                        .doesNotContain("tools"));
        assertThat(subjects(table.employer().editor())).isEmpty();
    }

    @Test
    void whoeverWantsNoLettersGetsNone() throws Exception {
        Cohort.Table table = cohort.table();
        Person owner = table.employer().owner();
        Visitor visitor = cohort.as(owner);
        visitor.get("/partnerships/letters");
        assertThat(visitor.post("/partnerships/letters", "wanted", "false")
                        .html()
                        .text())
                .contains("You get no letters");
        int before = subjects(owner).size();
        round(table, LocalDate.of(2031, 3, 31));
        assertThat(subjects(owner)).hasSize(before);
        visitor.post("/partnerships/letters", "wanted", "true");
        round(table, LocalDate.of(2031, 4, 30));
        assertThat(subjects(owner)).hasSize(before + 1);
    }

    @Test
    void whatIsDueIsToldOnceBeforeAndOnceAfterHoweverManyServersLook() throws Exception {
        Cohort.Table table = cohort.table();
        Person named = table.employer().reviewer();
        partnerships.name(
                table.partnership().id(),
                table.employer().id(),
                named.id(),
                table.employer().owner().id());
        LocalDate due = LocalDate.of(2031, 5, 31);
        round(table, due);
        int before = subjects(named).size();
        twoServersLook(due.minusDays(4));
        assertThat(subjects(named)).hasSize(before);
        twoServersLook(due.minusDays(3));
        twoServersLook(due.minusDays(2));
        assertThat(subjects(named))
                .hasSize(before + 1)
                .last()
                .isEqualTo("Due 31 May 2031: " + table.partnership().name());
        twoServersLook(due.plusDays(1));
        twoServersLook(due.plusDays(1));
        twoServersLook(due.plusDays(2));
        assertThat(subjects(named))
                .hasSize(before + 2)
                .last()
                .isEqualTo("Overdue: " + table.partnership().name());
        Round round = rounds.of(table.partnership().id()).getFirst();
        rounds.tick(
                table.partnership(),
                round.tasks().getFirst().id(),
                table.partnership().member(table.employer().id()).orElseThrow(),
                named.id());
        rounds.change(
                table.partnership(),
                round.id(),
                round.name(),
                round.goal(),
                round.opens(),
                due.plusDays(30),
                table.lead().editor().id());
        twoServersLook(due.plusDays(28));
        assertThat(subjects(named)).as("what is done is not told").hasSize(before + 2);
    }

    /** Two looks at the same moment, as two servers take them: all that they share is the database. */
    private void twoServersLook(LocalDate day) throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            Callable<Boolean> look = () -> {
                reminders.look(day);
                return true;
            };
            for (Future<Boolean> looked : two.invokeAll(List.of(look, look))) {
                looked.get();
            }
        }
    }

    private void round(Cohort.Table table, LocalDate due) {
        Round planned = rounds.plan(
                table.partnership(),
                "Tools",
                "",
                due.minusDays(20),
                due,
                table.lead().editor().id());
        rounds.ask(
                table.partnership(),
                planned.id(),
                new Rounds.Asked(null, Part.EMPLOYER, Round.TaskKind.OTHER, null, "Send the list of tools"),
                table.lead().editor().id());
        rounds.open(table.partnership(), planned.id(), table.lead().editor().id());
    }

    private List<String> subjects(Person person) {
        return letters(person, "subject");
    }

    private List<String> texts(Person person) {
        return letters(person, "coalesce(text, '')");
    }

    private List<String> letters(Person person, String column) {
        return server.sql()
                .sql("SELECT " + column + " FROM mail.outgoing WHERE recipient = ? ORDER BY written_at, id")
                .param(String.valueOf(person.email()))
                .query((row, number) -> row.getString(1))
                .list();
    }
}
