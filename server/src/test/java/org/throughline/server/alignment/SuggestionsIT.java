package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.support.ServerTest;

@ServerTest
class SuggestionsIT {
    private static final int MANY = 210;
    private static final int WORDS = 40;

    private final Crosswalks crosswalks;
    private final SuggestionJobs jobs;
    private final Teachers teachers;
    private final Teaching teaching;
    private final FrameworkImport imports;
    private final JdbcClient sql;
    private final Stage stage;
    private final Person editor;
    private final Organization college;

    SuggestionsIT(
            Crosswalks crosswalks,
            SuggestionJobs jobs,
            Teachers teachers,
            Teaching teaching,
            FrameworkImport imports,
            JdbcClient sql,
            Stage stage) {
        this.crosswalks = crosswalks;
        this.jobs = jobs;
        this.teachers = teachers;
        this.teaching = teaching;
        this.imports = imports;
        this.sql = sql;
        this.stage = stage;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private final List<List<Integer>> meanings = meanings();

    private static List<List<Integer>> meanings() {
        Random random = new Random(5);
        Set<List<Integer>> found = new HashSet<>();
        while (found.size() < MANY) {
            found.add(random.ints(0, WORDS).distinct().limit(4).boxed().sorted().toList());
        }
        return found.stream()
                .sorted((a, b) -> a.toString().compareTo(b.toString()))
                .toList();
    }

    /** What one people calls {@code ka…} the other calls {@code mo…}; only decisions tell. */
    private static String said(String people, List<Integer> words) {
        return words.stream()
                .map(word -> people.equals("ka") ? (word * 7 + 3) % WORDS : word)
                .map(word -> people + (char) ('a' + word / 6) + (char) ('a' + word % 6) + "x")
                .collect(Collectors.joining(" "));
    }

    private SmallFrameworks made(String title, String people) {
        SmallFrameworks made = new SmallFrameworks(title);
        for (int group = 0; group < 8; group++) {
            made.item("G" + group, "Group " + group);
        }
        for (int i = 0; i < MANY; i++) {
            made.item("I" + i, said(people, meanings.get(i)), "G" + i % 8);
        }
        return made;
    }

    private FrameworkId bring(SmallFrameworks framework, FrameworkKind kind, boolean publish) {
        return imports.importCase(college.id(), framework.json(), "test", kind, publish, editor.id())
                .framework()
                .id();
    }

    private SuggestionRun until(CrosswalkId crosswalk, Predicate<SuggestionRun> reached) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(5));
        while (Instant.now().isBefore(end)) {
            SuggestionRun run = jobs.latest(crosswalk).orElseThrow();
            if (reached.test(run)) {
                return run;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("still " + jobs.latest(crosswalk));
    }

    private SuggestionRun ended(CrosswalkId crosswalk) throws InterruptedException {
        return until(crosswalk, run -> !run.isOn());
    }

    @Test
    void aLargeCrosswalkOpensAtOnceAndIsFilledByARunThatGoesOnWhereADeadServerLeftIt() throws Exception {
        SmallFrameworks asking = made("Asking", "mo");
        SmallFrameworks answering = made("Answering", "mo");
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Large",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());

        SuggestionRun run = ended(crosswalk.id());

        assertThat(run.state()).isEqualTo(SuggestionRun.State.DONE);
        assertThat(run.done()).isEqualTo(run.inAll()).isEqualTo(2 * MANY);
        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("I7")))
                .hasSize(10)
                .first()
                .extracting(SuggestedAlignment::outcome)
                .isEqualTo(answering.uri("I7"));
        assertThat(crosswalks.suggestionsFor(crosswalk.id(), answering.uri("I7")))
                .hasSizeBetween(5, 10)
                .extracting(SuggestedAlignment::requirement)
                .contains(asking.uri("I7"));

        // a server that died in the middle: what it had answered stays, the rest is asked
        sql.sql("update alignment.suggestions set reasons = '{kept}' where run = ? and requirement = ?")
                .params(run.id(), asking.uri("I0").value())
                .update();
        sql.sql("delete from alignment.suggestions where run = ? and requirement = ?")
                .params(run.id(), asking.uri("I207").value())
                .update();
        sql.sql("""
                update alignment.runs set state = 'RUNNING', done = 64, ended_at = null, lives_at = now() - interval '1 hour' where id = ?
                """).param(run.id()).update();
        jobs.work();
        SuggestionRun resumed = ended(crosswalk.id());

        assertThat(resumed.attempts()).isEqualTo(2);
        assertThat(resumed.doneBefore()).isEqualTo(64);
        assertThat(resumed.done()).isEqualTo(resumed.inAll());
        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("I0")))
                .allSatisfy(one -> assertThat(one.reasons()).containsExactly("kept"));
        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("I207"))).hasSize(10);

        // over something else it begins anew
        sql.sql("""
                update alignment.runs set state = 'RUNNING', done = 64, over = 'another', lives_at = now() - interval '1 hour' where id = ?
                """).param(run.id()).update();
        jobs.work();
        SuggestionRun anew = ended(crosswalk.id());
        assertThat(anew.state()).isEqualTo(SuggestionRun.State.DONE);
        assertThat(anew.doneBefore()).isZero();
        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("I0")))
                .noneSatisfy(one -> assertThat(one.reasons()).containsExactly("kept"));

        // and whose servers die again and again is left to people
        sql.sql(
                        "update alignment.runs set state = 'RUNNING', attempts = 3, lives_at = now() - interval '1 hour' where id = ?")
                .param(run.id())
                .update();
        jobs.work();
        assertThat(ended(crosswalk.id()).state()).isEqualTo(SuggestionRun.State.FAILED);
    }

    @Test
    void enoughDecisionsTeachTheNextSuggestionsAndWhatWasSaidBeforeStaysReadable() throws Exception {
        SmallFrameworks asking = made("Asking", "ka");
        SmallFrameworks answering = made("Answering", "mo");
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Two peoples",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());
        ended(crosswalk.id());
        assertThat(jobs.untilNext(crosswalk.id())).isEqualTo(new SuggestionJobs.Missing(30, 30));
        for (int i = 0; i < 180; i++) {
            crosswalks.accept(
                    crosswalk.id(),
                    asking.uri("I" + i),
                    answering.uri("I" + i),
                    Relation.RELATED.word(),
                    "",
                    editor.id());
        }
        ended(crosswalk.id());
        assertThat(jobs.runs(crosswalk.id())).anyMatch(run -> run.askedBy() == null);

        jobs.anew(crosswalk.id(), editor.id());
        assertThatThrownBy(() -> jobs.anew(crosswalk.id(), editor.id())).isInstanceOf(Problem.class);
        SuggestionRun learned = ended(crosswalk.id());

        SuggestionRun.Lesson lesson = Objects.requireNonNull(learned.lesson());
        assertThat(lesson.own()).isEqualTo(180);
        assertThat(lesson.trust()).isPositive();
        assertThat(lesson.firstWith()).isGreaterThan(lesson.firstWithout());
        assertThat(IntStream.range(180, MANY)
                        .filter(i -> crosswalks.suggestions(crosswalk.id(), asking.uri("I" + i)).stream()
                                .limit(3)
                                .anyMatch(one -> one.outcome().equals(answering.uri("I" + i))))
                        .count())
                .isGreaterThan(10);
        assertThat(crosswalks.accepted(crosswalk.id())).hasSize(180);

        SuggestedAlignment proposed =
                crosswalks.suggestions(crosswalk.id(), asking.uri("I200")).getFirst();
        List<WhyProposed> why = crosswalks.why(crosswalk.id(), proposed.requirement(), proposed.outcome());
        assertThat(why.getFirst().run().id()).isEqualTo(learned.id());
        assertThat(why.getFirst().figures())
                .anyMatch(figure -> figure.name().startsWith("learnt"))
                .satisfies(figures -> assertThat(figures.stream()
                                .mapToDouble(figure -> figure.value() * figure.weight())
                                .sum())
                        .isCloseTo(why.getFirst().score(), within(0.01)));
        SuggestedAlignment first =
                crosswalks.suggestions(crosswalk.id(), asking.uri("I205")).getFirst();
        UUID oldest = jobs.runs(crosswalk.id()).getLast().id();
        assertThat(sql.sql(
                                "select count(*) from alignment.suggestions where run = ? and not from_outcome and figures is not null")
                        .param(oldest)
                        .query(Long.class)
                        .single())
                .isGreaterThan(0);
        assertThat(first.modelVersion()).contains("decisions");
    }

    @Test
    void aRequirementWithWhichPeopleAreDoneIsNotOpenedAgain() throws Exception {
        SmallFrameworks asking = new SmallFrameworks("Job")
                .item("R.1", "Isolate and lock out a circuit")
                .item("R.2", "Rescue an injured climber from a pole");
        SmallFrameworks answering = new SmallFrameworks("Power")
                .item("P.1", "Isolate, lock out and tag a circuit")
                .item("P.2", "Climb a pole with a rescue rope");
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Small",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());
        assertThat(jobs.latest(crosswalk.id()).orElseThrow().state()).isEqualTo(SuggestionRun.State.DONE);
        for (SuggestedAlignment one : crosswalks.suggestions(crosswalk.id(), asking.uri("R.1"))) {
            crosswalks.reject(crosswalk.id(), asking.uri("R.1"), one.outcome(), "", editor.id());
        }
        imports.importCase(
                college.id(),
                answering.item("P.3", "Lock out a circuit before work").json(),
                "test",
                FrameworkKind.OUTCOMES,
                true,
                editor.id());

        jobs.anew(crosswalk.id(), editor.id());
        ended(crosswalk.id());

        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("R.1"))).isEmpty();
        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("R.2"))).isNotEmpty();
        assertThat(crosswalks.suggestionsFor(crosswalk.id(), answering.uri("P.3")))
                .extracting(SuggestedAlignment::requirement)
                .contains(asking.uri("R.1"));
    }

    @Test
    void aRequirementOfWhichAPairIsDisputedIsNotFinished() throws Exception {
        SmallFrameworks asking = new SmallFrameworks("Job").item("R.1", "Isolate and lock out a circuit");
        SmallFrameworks answering = new SmallFrameworks("Power").item("P.1", "Isolate, lock out and tag a circuit");
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Disputed",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());
        Organization employer = stage.organization("Solar", OrganizationKind.EMPLOYER, editor, Role.REVIEWER);
        Voice employing = new Voice(employer.id(), editor.id());
        crosswalks.reject(crosswalk.id(), asking.uri("R.1"), answering.uri("P.1"), "", editor.id());
        crosswalks.accept(crosswalk.id(), asking.uri("R.1"), answering.uri("P.1"), "exactMatchOf", "", employing);
        bring(answering.item("P.2", "Lock out a circuit before work"), FrameworkKind.OUTCOMES, true);

        jobs.anew(crosswalk.id(), editor.id());
        ended(crosswalk.id());

        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("R.1")))
                .extracting(SuggestedAlignment::outcome)
                .containsExactly(answering.uri("P.2"));
    }

    @Test
    void aHeadingThatSaysWhatSomebodyCanDoMayAnswerAndOneThatOnlyGroupsMayNot() {
        SmallFrameworks asking =
                new SmallFrameworks("Job").item("R.1", "Work safely on electric circuits under voltage");
        SmallFrameworks answering = new SmallFrameworks("Power")
                .item("P", "Electric circuits")
                .item("Q", "Works safely on electric circuits under voltage", "P")
                .item("Q.1", "Tags a breaker", "Q");
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Headings",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());

        assertThat(crosswalks.suggestions(crosswalk.id(), asking.uri("R.1")))
                .extracting(SuggestedAlignment::outcome)
                .contains(answering.uri("Q"))
                .doesNotContain(answering.uri("P"));
    }

    @Test
    void peopleWhoMostlyChooseAnotherRelationTeachItToTheNextRun() throws Exception {
        SmallFrameworks asking = new SmallFrameworks("Job");
        SmallFrameworks answering = new SmallFrameworks("Power");
        for (int i = 0; i < 12; i++) {
            asking.item("R." + i, said("mo", meanings.get(i)));
            answering.item("P." + i, said("mo", meanings.get(i)));
        }
        Crosswalk crosswalk = crosswalks.open(
                college.id(),
                "Types",
                bring(asking, FrameworkKind.JOB_ROLE, true),
                bring(answering, FrameworkKind.OUTCOMES, true),
                editor.id());
        for (int i = 0; i < 10; i++) {
            crosswalks.accept(
                    crosswalk.id(), asking.uri("R." + i), answering.uri("P." + i), "isPartOf", "", editor.id());
        }

        jobs.anew(crosswalk.id(), editor.id());
        SuggestionRun run = ended(crosswalk.id());

        assertThat(Objects.requireNonNull(run.lesson()).relations()).isEqualTo(1);
        SuggestedAlignment proposed =
                crosswalks.suggestions(crosswalk.id(), asking.uri("R.11")).getFirst();
        assertThat(proposed.associationType()).isEqualTo("isPartOf");
        assertThat(proposed.reasons()).anyMatch(reason -> reason.contains("in 10 of 10 cases"));
        assertThat(crosswalks
                        .why(crosswalk.id(), proposed.requirement(), proposed.outcome())
                        .getFirst()
                        .engine())
                .isEqualTo(Relation.EXACT_MATCH);
    }

    @Test
    void noDecisionTeachesElsewhereUnlessEveryOrganizationBehindItAllowedIt() {
        Person field = stage.person("Femi Field");
        Organization employer = stage.organization("Solar", OrganizationKind.EMPLOYER, field, Role.REVIEWER);
        Organization other = stage.organization("Hydro", OrganizationKind.EMPLOYER, field, Role.REVIEWER);
        // where else they are members has no say: they decide for one organization
        stage.organization("Silent", OrganizationKind.EMPLOYER, field, Role.REVIEWER);
        SmallFrameworks programme = new SmallFrameworks("Power").item("P.1", "Isolate and tag a circuit");
        FrameworkId outcomes = bring(programme, FrameworkKind.OUTCOMES, true);
        UUID one = UUID.randomUUID();
        List<List<Voice>> two = List.of(
                List.of(new Voice(college.id(), field.id())),
                List.of(new Voice(employer.id(), field.id()), new Voice(other.id(), field.id())));
        Crosswalk here = crosswalk(one, "Here", true, outcomes, programme, List.of());
        crosswalk(one, "Same partnership", true, outcomes, programme, two.subList(1, 2));
        crosswalk(UUID.randomUUID(), "Another", true, outcomes, programme, two);
        crosswalk(UUID.randomUUID(), "Another, not published", false, outcomes, programme, two);

        assertThat(counts(here)).containsExactly(0, 1, 0);
        teaching.allow(employer.id(), field.id());
        assertThat(counts(here)).as("the owner allowed nothing").containsExactly(0, 1, 0);
        teaching.allow(college.id(), editor.id());
        assertThat(counts(here)).as("one of two that agree").containsExactly(0, 1, 1);
        teaching.allow(other.id(), field.id());
        assertThat(counts(here)).containsExactly(0, 1, 2);
        teaching.end(employer.id(), field.id());
        assertThat(counts(here)).containsExactly(0, 1, 1);
        teaching.end(college.id(), editor.id());
        assertThat(counts(here)).containsExactly(0, 1, 0);
    }

    @Test
    void whatTheLeadResolvedIsTaughtOnlyWithTheLeaveOfThoseWhoDisagreed() {
        Organization employer = stage.organization("Solar", OrganizationKind.EMPLOYER, editor, Role.REVIEWER);
        SmallFrameworks programme = new SmallFrameworks("Power").item("P.1", "Isolate and tag a circuit");
        FrameworkId outcomes = bring(programme, FrameworkKind.OUTCOMES, true);
        Voice leading = new Voice(college.id(), editor.id());
        Crosswalk here = crosswalk(UUID.randomUUID(), "Here", true, outcomes, programme, List.of());
        Crosswalk there = crosswalk(UUID.randomUUID(), "There", true, outcomes, programme, List.of(List.of(leading)));
        ItemUri requirement = crosswalks.accepted(there.id()).getFirst().from();
        crosswalks.reject(there.id(), requirement, programme.uri("P.1"), "", new Voice(employer.id(), editor.id()));
        teaching.allow(college.id(), editor.id());
        assertThat(counts(here)).as("disputed").containsExactly(0, 0, 0);

        crosswalks.resolve(there.id(), requirement, programme.uri("P.1"), "isRelatedTo", "Related", leading);

        assertThat(counts(here)).containsExactly(0, 0, 0);
        teaching.allow(employer.id(), editor.id());
        assertThat(counts(here)).containsExactly(0, 0, 1);
    }

    private List<Integer> counts(Crosswalk crosswalk) {
        Lessons lessons = teachers.of(crosswalk, Long.MAX_VALUE);
        assertThat(lessons.forward()).hasSize(lessons.own() + lessons.partnership() + lessons.elsewhere());
        return List.of(lessons.own(), lessons.partnership(), lessons.elsewhere());
    }

    private Crosswalk crosswalk(
            UUID cohort,
            String title,
            boolean published,
            FrameworkId outcomes,
            SmallFrameworks programme,
            List<List<Voice>> deciding) {
        SmallFrameworks asking = new SmallFrameworks(title);
        List<String> codes = new ArrayList<>(List.of("R.0"));
        asking.item("R.0", title + " locks a circuit out");
        for (int i = 1; i <= deciding.size(); i++) {
            codes.add("R." + i);
            asking.item("R." + i, title + " locks circuit " + i + " out");
        }
        Crosswalk crosswalk = crosswalks.openFor(
                cohort, college.id(), title, bring(asking, FrameworkKind.JOB_ROLE, published), outcomes, editor.id());
        for (int i = 0; i < deciding.size(); i++) {
            for (Voice voice : deciding.get(i)) {
                crosswalks.accept(
                        crosswalk.id(), asking.uri(codes.get(i + 1)), programme.uri("P.1"), "isRelatedTo", "", voice);
            }
        }
        return crosswalk;
    }
}
