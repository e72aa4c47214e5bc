package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.ServerTest;

@ServerTest
class DecideTogetherIT {
    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final CrosswalkPackages packages;
    private final Equivalence equivalence;
    private final WorkingTimes times;
    private final FrameworkImport imports;
    private final Person dana;
    private final Person eli;
    private final Organization college;
    private final Organization employer;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before working on it", "R")
            .item("R.2", "Rescue an injured climber from a pole", "R")
            .item("R.3", "Keep a log of switching operations", "R");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Rescue a climber from a pole", "P")
            .item("P.3", "Record switching operations in a log", "P");

    DecideTogetherIT(
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            CrosswalkPackages packages,
            Equivalence equivalence,
            WorkingTimes times,
            FrameworkImport imports,
            Stage stage) {
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.packages = packages;
        this.equivalence = equivalence;
        this.times = times;
        this.imports = imports;
        this.dana = stage.person("Dana Educator");
        this.eli = stage.person("Eli Employer");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, dana, Role.EDITOR);
        this.employer = stage.organization("Test Power", OrganizationKind.EMPLOYER, eli, Role.EDITOR);
    }

    private FrameworkId bringIn(Organization owner, Person by, SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(owner.id(), framework.json(), "test", kind, true, by.id())
                .framework()
                .id();
    }

    private Crosswalk open() {
        return crosswalks.open(
                college.id(),
                "Line installer × Electric power",
                bringIn(employer, eli, job, FrameworkKind.JOB_ROLE),
                bringIn(college, dana, programme, FrameworkKind.OUTCOMES),
                dana.id());
    }

    private Voice educator() {
        return new Voice(college.id(), dana.id());
    }

    private Voice employing() {
        return new Voice(employer.id(), eli.id());
    }

    private Optional<AlignmentStep> accept(Crosswalk crosswalk, Voice voice, int number, String type, String reason) {
        return crosswalks.accept(
                crosswalk.id(), job.uri("R." + number), programme.uri("P." + number), type, reason, voice);
    }

    private Board.Row row(Crosswalk crosswalk, int number) {
        return boards.rows(crosswalk.id(), List.of(job.uri("R." + number)))
                .rows()
                .getFirst();
    }

    private Question question(Crosswalk crosswalk, int number) {
        return question(crosswalk, number, college.id());
    }

    private Question question(Crosswalk crosswalk, int number, @Nullable OrganizationId viewer) {
        return boards.questions(crosswalk.id(), viewer).stream()
                .filter(one -> one.requirement().uri().equals(job.uri("R." + number)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDisputedPairCountsForNobodyUntilTheLeadResolvesItAndStaysReadable() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "Taught in week three");
        crosswalks.publish(crosswalk.id(), dana.id());
        assertThat(equivalence.of(List.of(job.uri("R.1"))).get(job.uri("R.1"))).hasSize(2);

        crosswalks.reject(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "Never under load", employing());

        assertThat(question(crosswalk, 1).disputed()).isEqualTo(1);
        assertThat(crosswalks.decidedAt(crosswalk.id(), programme.uri("P.1")))
                .containsExactly(Map.entry(job.uri("R.1"), new Crosswalks.Stands(null, true)));
        assertThat(crosswalks.coverage(crosswalk.id()).covered()).isZero();
        assertThat(equivalence.of(List.of(job.uri("R.1"))).get(job.uri("R.1"))).hasSize(1);
        assertThat(crosswalks.disputed(crosswalk.id())).hasSize(1);
        assertThatThrownBy(() -> crosswalks.resolve(
                        crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "isPartOf", " ", educator()))
                .isInstanceOf(Problem.class);

        crosswalks.resolve(
                crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "isPartOf", "A part of it", educator());

        assertThat(crosswalks.coverage(crosswalk.id()).covered()).isEqualTo(1);
        assertThat(crosswalks.decidedAt(crosswalk.id(), programme.uri("P.1")))
                .containsExactly(Map.entry(job.uri("R.1"), new Crosswalks.Stands(Relation.PART_OF, false)));
        Board.Said said = Objects.requireNonNull(row(crosswalk, 1).standings().get(programme.uri("P.1")));
        assertThat(said.standing()).isEqualTo(Standing.RESOLVED);
        assertThat(said.views())
                .extracting(Decision::reason)
                .containsExactly("Taught in week three", "Never under load");
        assertThat(said.resolution()).isNotNull().extracting(Decision::reason).isEqualTo("A part of it");
    }

    private List<Integer> waits(Crosswalk crosswalk, int number, @Nullable OrganizationId viewer) {
        Question question = question(crosswalk, number, viewer);
        return List.of(question.waitsForViewer(), question.waitsForOthers());
    }

    @Test
    void whatOneOrganizationAloneHasSaidWaitsForTheOther() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        accept(crosswalk, employing(), 2, "exactMatchOf", "");
        crosswalks.reject(crosswalk.id(), job.uri("R.2"), programme.uri("P.3"), "", employing());

        assertThat(waits(crosswalk, 1, college.id())).containsExactly(0, 1);
        assertThat(waits(crosswalk, 1, employer.id())).containsExactly(1, 0);
        assertThat(waits(crosswalk, 2, college.id())).containsExactly(2, 0);
        assertThat(waits(crosswalk, 2, employer.id())).containsExactly(0, 2);
        assertThat(waits(crosswalk, 2, null)).as("nobody's side").containsExactly(0, 0);

        accept(crosswalk, educator(), 2, "exactMatchOf", "");
        assertThat(waits(crosswalk, 2, college.id())).as("agreed").containsExactly(1, 0);
        crosswalks.undo(crosswalk.id(), job.uri("R.2"), programme.uri("P.2"), employing());
        assertThat(waits(crosswalk, 2, college.id())).as("taken back").containsExactly(1, 1);
        crosswalks.reject(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "", employing());
        assertThat(waits(crosswalk, 1, college.id())).as("disputed").containsExactly(0, 0);
        crosswalks.resolve(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), null, "Not taught", educator());
        assertThat(waits(crosswalk, 1, college.id())).as("resolved").containsExactly(0, 0);
    }

    private Crosswalks.Answered agree(Crosswalk crosswalk, Crosswalks.Shown shown) {
        return crosswalks.answer(
                crosswalk.id(),
                job.uri("R.1"),
                programme.uri("P.1"),
                shown.accepted() == null ? null : shown.accepted().word(),
                "",
                educator(),
                shown);
    }

    @Test
    void whoAgreesAgreesToWhatTheySawAndToNothingElse() {
        Crosswalk crosswalk = open();
        Crosswalks.Shown same = new Crosswalks.Shown(Relation.EXACT_MATCH);
        accept(crosswalk, employing(), 1, "exactMatchOf", "");
        accept(crosswalk, employing(), 1, "isPartOf", "Only the first half of it");

        assertThat(agree(crosswalk, same)).isEqualTo(Crosswalks.Answered.CHANGED_MEANWHILE);
        assertThat(agree(crosswalk, new Crosswalks.Shown(null))).isEqualTo(Crosswalks.Answered.CHANGED_MEANWHILE);
        assertThat(crosswalks.history(crosswalk.id(), job.uri("R.1"), programme.uri("P.1")))
                .extracting(Decision::organization)
                .containsOnly(employer.id());

        assertThat(agree(crosswalk, new Crosswalks.Shown(Relation.PART_OF))).isEqualTo(Crosswalks.Answered.COUNTS);
        assertThat(row(crosswalk, 1).standings().get(programme.uri("P.1")))
                .extracting(Board.Said::standing)
                .isEqualTo(Standing.AGREED);
        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), educator());
        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), employing());
        assertThat(agree(crosswalk, same)).as("taken back").isEqualTo(Crosswalks.Answered.CHANGED_MEANWHILE);
    }

    private Optional<UUID> published(Crosswalk crosswalk) {
        byte[] bytes = packages.download(crosswalk.id(), CaseVersion.V1P1).orElseThrow();
        return switch (new CaseReader().read(bytes, "crosswalk")) {
            case ReadOutcome.Read read ->
                read.pkg().associations().stream()
                        .map(CFAssociation::identifier)
                        .findFirst();
            case ReadOutcome.Refused refused -> throw new AssertionError(refused.findings());
        };
    }

    @Test
    void anAssociationIsTheSameAgainAfterADisputeAndAWithdrawal() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        Optional<UUID> first = published(crosswalk);
        assertThat(first).isPresent();

        crosswalks.reject(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "Never under load", employing());
        assertThat(published(crosswalk)).isEmpty();
        accept(crosswalk, employing(), 1, "exactMatchOf", "Seen it");
        assertThat(published(crosswalk)).isEqualTo(first);

        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), employing());
        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), educator());
        assertThat(published(crosswalk)).isEmpty();
        accept(crosswalk, employing(), 1, "isPartOf", "");
        assertThat(published(crosswalk))
                .as("another type is another statement")
                .isPresent()
                .isNotEqualTo(first);
        accept(crosswalk, employing(), 1, "exactMatchOf", "");
        assertThat(published(crosswalk)).isEqualTo(first);
    }

    @Test
    void everyDecisionKeepsForWhomAndUponWhichWords() {
        Crosswalk crosswalk = open();
        accept(crosswalk, employing(), 1, "exactMatchOf", "");

        Decision decision = crosswalks
                .history(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"))
                .getFirst();

        assertThat(decision.organization()).isEqualTo(employer.id());
        assertThat(decision.decidedBy()).isEqualTo("Eli Employer");
        assertThat(decision.requirementWording()).isEqualTo("R.1 Isolate and lock out a circuit before working on it");
        assertThat(decision.outcomeWording()).isEqualTo("P.1 Isolate, lock out and tag a circuit");
        assertThat(decision.outcomeVersion()).isNotNull();
    }

    @Test
    void takingBackConcernsOnesOwnLastDecisionAndPutsBackWhatStoodBefore() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        accept(crosswalk, educator(), 1, "isPartOf", "");
        accept(crosswalk, employing(), 2, "exactMatchOf", "");

        assertThat(crosswalks.undoLast(crosswalk.id(), dana.id())).containsExactly(job.uri("R.1"));

        assertThat(crosswalks.accepted(crosswalk.id()))
                .as("the colleague's stands, and mine is what it was before")
                .extracting(AlignmentStep::associationType)
                .containsExactlyInAnyOrder("exactMatchOf", "exactMatchOf");
        assertThat(crosswalks.undoLast(crosswalk.id(), dana.id())).containsExactly(job.uri("R.1"));
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(1);
        assertThat(crosswalks.undoLast(crosswalk.id(), dana.id())).isEmpty();
    }

    @Test
    void whatIsAcceptedTogetherIsTakenBackTogether() {
        Crosswalk crosswalk = open();
        List<SuggestedAlignment> best = boards.bestAbove(crosswalk.id(), 0);
        assertThat(best).hasSize(3);

        crosswalks.acceptAll(
                crosswalk.id(),
                best.stream()
                        .map(one -> new Crosswalks.Chosen(one.requirement(), one.outcome(), one.associationType()))
                        .toList(),
                0.5,
                educator());

        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(3);
        assertThat(boards.bestAbove(crosswalk.id(), 0)).isEmpty();
        assertThat(times.pace(crosswalk.id()).acts()).isEqualTo(1);
        // a line that a colleague decided anew since stays as it is
        SuggestedAlignment anew = best.getFirst();
        crosswalks.accept(
                crosswalk.id(), anew.requirement(), anew.outcome(), "precedes", "", new Voice(college.id(), eli.id()));
        assertThat(crosswalks.undoLast(crosswalk.id(), dana.id())).hasSize(2);
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(1);
    }

    /** How many statements an act sends to the database. */
    private static int statements(Runnable act) {
        Logger jdbc = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Thread here = Thread.currentThread();
        AtomicInteger sent = new AtomicInteger();
        AppenderBase<ILoggingEvent> counting = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                if (Thread.currentThread() == here
                        && event.getMessage().startsWith("Executing prepared SQL statement")) {
                    sent.incrementAndGet();
                }
            }
        };
        counting.start();
        jdbc.setLevel(Level.DEBUG);
        jdbc.setAdditive(false);
        jdbc.addAppender(counting);
        try {
            act.run();
        } finally {
            jdbc.detachAppender(counting);
            jdbc.setAdditive(true);
            jdbc.setLevel(null);
        }
        return sent.get();
    }

    @Test
    void manyAreAcceptedAndTakenBackWithNoMoreStatementsThanOne() {
        Crosswalk crosswalk = open();
        List<Crosswalks.Chosen> all = boards.bestAbove(crosswalk.id(), 0).stream()
                .map(one -> new Crosswalks.Chosen(one.requirement(), one.outcome(), one.associationType()))
                .toList();

        int one = statements(() -> crosswalks.acceptAll(crosswalk.id(), all.subList(0, 1), 0.5, educator()));
        int oneBack = statements(() -> crosswalks.undoLast(crosswalk.id(), dana.id()));
        int three = statements(() -> crosswalks.acceptAll(crosswalk.id(), all, 0.5, educator()));
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(3);
        int threeBack = statements(() -> crosswalks.undoLast(crosswalk.id(), dana.id()));

        assertThat(crosswalks.accepted(crosswalk.id())).isEmpty();
        assertThat(one).isPositive();
        assertThat(three).isLessThanOrEqualTo(one);
        assertThat(threeBack).isLessThanOrEqualTo(oneBack);
        System.out.printf("accepting many takes %d statements, taking them back %d%n", three, threeBack);
    }

    @Test
    void whatIsPostponedIsPostponedForOneOrganizationUntilItDecides() {
        Crosswalk crosswalk = open();
        crosswalks.postpone(crosswalk.id(), job.uri("R.1"), "Ask the plant", educator());

        assertThat(question(crosswalk, 1).postponed()).isTrue();
        assertThat(boards.questions(crosswalk.id(), employer.id())).noneMatch(Question::postponed);
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        assertThat(question(crosswalk, 1).postponed()).isFalse();
    }

    @Test
    void anAlignmentWhoseWordsHaveChangedIsFlaggedUntilItIsConfirmed() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        accept(crosswalk, educator(), 2, "exactMatchOf", "");
        assertThat(question(crosswalk, 1).changed()).isZero();

        job.item("R.1", "Isolate, ground and lock out a line before working on it", "R");
        bringIn(employer, eli, job, FrameworkKind.JOB_ROLE);
        bringIn(college, dana, programme.without("P.2"), FrameworkKind.OUTCOMES);

        Rewording reworded = Objects.requireNonNull(
                Objects.requireNonNull(row(crosswalk, 1).standings().get(programme.uri("P.1")))
                        .changed());
        assertThat(reworded.requirement())
                .isEqualTo(new Rewording.Change(
                        "R.1 Isolate and lock out a circuit before working on it",
                        "R.1 Isolate, ground and lock out a line before working on it",
                        false));
        assertThat(reworded.outcome()).isNull();
        assertThat(question(crosswalk, 1).changed()).isEqualTo(1);
        assertThat(question(crosswalk, 2).changed()).as("its outcome has left").isEqualTo(1);

        assertThat(crosswalks.confirm(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), educator()))
                .isTrue();

        assertThat(question(crosswalk, 1).changed()).isZero();
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(2);
        assertThat(packages.download(crosswalk.id(), CaseVersion.V1P1)).isPresent();
    }

    @Test
    void timeIsCountedBetweenActsOfOnePersonAndSaidOnlyWhenThereIsEnough() {
        WorkingTimes.Pace few = new WorkingTimes.Pace(Duration.ofSeconds(10), 19, 20, 20);
        WorkingTimes.Pace enough = new WorkingTimes.Pace(Duration.ofSeconds(10), 20, 20, 40);

        assertThat(few.remaining(6)).isEmpty();
        assertThat(enough.remaining(6)).as("two acts each").contains(Duration.ofSeconds(120));
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        accept(crosswalk, employing(), 2, "exactMatchOf", "");
        assertThat(times.of(crosswalk.id()))
                .extracting(WorkingTimes.Share::organization)
                .containsExactlyInAnyOrder(college.id(), employer.id());
    }

    @Test
    void whatADecisionIsAnsweredWithCountsAsTheBoardCounts() {
        Crosswalk crosswalk = open();
        accept(crosswalk, educator(), 1, "exactMatchOf", "");
        accept(crosswalk, educator(), 2, "isRelatedTo", "");
        crosswalks.reject(crosswalk.id(), job.uri("R.2"), programme.uri("P.2"), "", employing());
        boards.rows(crosswalk.id(), List.of(job.uri("R.3")))
                .rows()
                .getFirst()
                .open()
                .forEach(candidate -> crosswalks.reject(
                        crosswalk.id(), job.uri("R.3"), candidate.outcome().uri(), "", educator()));

        CrosswalkProgress progress = boards.progress(crosswalk.id());

        assertThat(progress)
                .isEqualTo(CrosswalkBoards.progress(crosswalk, boards.questions(crosswalk.id(), college.id())));
        assertThat(List.of(progress.matched(), progress.withoutMatch(), progress.disputed()))
                .containsExactly(1, 1, 1);
    }
}
