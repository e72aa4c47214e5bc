package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.PartnershipLetters.News;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The rounds of partnerships and the tasks in them. */
@Component
public class Rounds {
    private final JdbcClient jdbc;
    private final Minutes minutes;
    private final PartnershipLetters letters;
    private final AuditLog audit;
    private final Clock clock;

    Rounds(JdbcClient jdbc, Minutes minutes, PartnershipLetters letters, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.minutes = minutes;
        this.letters = letters;
        this.audit = audit;
        this.clock = clock;
    }

    /** What a new task asks: of one member or of a part, never of both. */
    public record Asked(
            @Nullable OrganizationId organization,
            @Nullable Part part,
            Round.TaskKind kind,
            @Nullable UUID subject,
            String title) {}

    /** All rounds of a partnership, in their order. */
    public List<Round> of(PartnershipId partnership) {
        List<Round.Task> tasks = jdbc.sql(
                        "SELECT * FROM partnerships.task WHERE partnership = :p AND taken_away_at IS NULL ORDER BY round, position")
                .param("p", partnership.value())
                .query((row, _) -> new Round.Task(
                        row.getObject("id", UUID.class),
                        row.getObject("round", UUID.class),
                        Optional.ofNullable(row.getObject("organization", UUID.class))
                                .map(OrganizationId::new)
                                .orElse(null),
                        Optional.ofNullable(row.getString("part"))
                                .map(Part::valueOf)
                                .orElse(null),
                        Round.TaskKind.valueOf(row.getString("kind")),
                        row.getObject("subject", UUID.class),
                        row.getString("title")))
                .list();
        return jdbc.sql("SELECT * FROM partnerships.round WHERE partnership = :p ORDER BY number")
                .param("p", partnership.value())
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    Timestamp closed = row.getTimestamp("closed_at");
                    return new Round(
                            id,
                            partnership,
                            row.getInt("number"),
                            row.getString("name"),
                            row.getString("goal"),
                            row.getObject("opens", LocalDate.class),
                            row.getObject("due", LocalDate.class),
                            Round.State.valueOf(row.getString("state")),
                            closed == null ? null : closed.toInstant(),
                            tasks.stream().filter(t -> t.round().equals(id)).toList());
                })
                .list();
    }

    public Optional<Round> find(PartnershipId partnership, UUID round) {
        return of(partnership).stream().filter(r -> r.id().equals(round)).findFirst();
    }

    /** Plans a round after those that are there. */
    @Transactional
    public Round plan(Partnership partnership, String name, String goal, LocalDate opens, LocalDate due, PersonId by) {
        partnership.open();
        UUID id = add(partnership.id(), name, goal, opens, due);
        record("round.planned", partnership, id, by, Map.of());
        return find(partnership.id(), id).orElseThrow();
    }

    /** The same within the founding of a partnership, which is one act. */
    UUID add(PartnershipId partnership, String name, String goal, LocalDate opens, LocalDate due) {
        checked(name, opens, due);
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                INSERT INTO partnerships.round (id, partnership, number, name, goal, opens, due, state)
                SELECT :id, :p, coalesce(max(number), 0) + 1, :name, :goal, :opens, :due, 'PLANNED'
                  FROM partnerships.round WHERE partnership = :p
                """)
                .param("id", id)
                .param("p", partnership.value())
                .param("name", name.strip())
                .param("goal", goal.strip())
                .param("opens", opens)
                .param("due", due)
                .update();
        return id;
    }

    /** Changes a round that is not closed: its name, its goal and its days. What changed stands in the minutes. */
    @Transactional
    public void change(
            Partnership partnership,
            UUID round,
            String name,
            String goal,
            LocalDate opens,
            LocalDate due,
            PersonId by) {
        partnership.open();
        checked(name, opens, due);
        Round before = find(partnership.id(), round).orElseThrow(Problem::notFound);
        if (before.state() == Round.State.CLOSED) {
            throw new Problem(ProblemType.CONFLICT, "The round is closed; how it was stands in the minutes.");
        }
        List<String> changes = new ArrayList<>();
        if (!before.name().equals(name.strip())) {
            changes.add("it is called “%s”".formatted(name.strip()));
        }
        if (!before.goal().equals(goal.strip())) {
            changes.add("its goal is “%s”".formatted(goal.strip()));
        }
        if (!before.opens().equals(opens)) {
            changes.add("it opens %s instead of %s".formatted(opens, before.opens()));
        }
        if (!before.due().equals(due)) {
            changes.add("it is due %s instead of %s".formatted(due, before.due()));
        }
        if (changes.isEmpty()) {
            throw new Problem(ProblemType.CONFLICT, "Nothing changed.");
        }
        jdbc.sql(
                        "UPDATE partnerships.round SET name = ?, goal = ?, opens = ?, due = ? WHERE id = ? AND partnership = ?")
                .params(
                        name.strip(),
                        goal.strip(),
                        opens,
                        due,
                        round,
                        partnership.id().value())
                .update();
        minutes.write(
                partnership.id(),
                Minute.Kind.ROUND_CHANGED,
                "Round %d, “%s”: %s.".formatted(before.number(), before.name(), String.join("; ", changes)),
                null,
                by);
        record("round.changed", partnership, round, by, Map.of());
    }

    /** Takes a task away that nobody has said to have done, while its round is not closed. Hours that were logged for it stay. */
    @Transactional
    public void takeAway(Partnership partnership, UUID round, UUID task, PersonId by) {
        partnership.open();
        Round found = find(partnership.id(), round).orElseThrow(Problem::notFound);
        Round.Task asked = found.tasks().stream()
                .filter(t -> t.id().equals(task))
                .findFirst()
                .orElseThrow(Problem::notFound);
        if (found.state() == Round.State.CLOSED) {
            throw new Problem(ProblemType.CONFLICT, "The round is closed; what was asked in it stays.");
        }
        if (done(partnership.id()).containsKey(task)) {
            throw new Problem(ProblemType.CONFLICT, "Somebody has done it already; it stays.");
        }
        jdbc.sql("UPDATE partnerships.task SET taken_away_at = ? WHERE id = ? AND partnership = ?")
                .params(Timestamp.from(clock.instant()), task, partnership.id().value())
                .update();
        minutes.write(
                partnership.id(),
                Minute.Kind.ROUND_CHANGED,
                "Round %d, “%s”: “%s” is asked no more.".formatted(found.number(), found.name(), asked.title()),
                null,
                by);
        record("round.task-taken-away", partnership, round, by, Map.of());
    }

    private static void checked(String name, LocalDate opens, LocalDate due) {
        if (name.isBlank() || due.isBefore(opens)) {
            throw new Problem(ProblemType.BAD_INPUT, "A round needs a name, and is due on the day it opens or later.");
        }
    }

    /** Asks something in a round that is not closed. */
    @Transactional
    public void ask(Partnership partnership, UUID round, Asked asked, PersonId by) {
        partnership.open();
        Round found = find(partnership.id(), round).orElseThrow(Problem::notFound);
        if (found.state() == Round.State.CLOSED) {
            throw new Problem(ProblemType.CONFLICT, "The round is closed; nothing more is asked in it.");
        }
        add(partnership.id(), round, asked);
        record(
                "round.task-asked",
                partnership,
                round,
                by,
                Map.of("kind", asked.kind().name()));
    }

    void add(PartnershipId partnership, UUID round, Asked asked) {
        if (asked.title().isBlank()
                || (asked.organization() == null) == (asked.part() == null)
                || (asked.kind().ofCrosswalk() && asked.subject() == null)) {
            throw new Problem(
                    ProblemType.BAD_INPUT,
                    "A task says what is asked, of whom, and about which crosswalk if about one.");
        }
        jdbc.sql("""
                INSERT INTO partnerships.task (id, partnership, round, position, organization, part, kind, subject, title)
                SELECT :id, :p, :round, coalesce(max(position), 0) + 1, :organization, :part, :kind, :subject, :title
                  FROM partnerships.task WHERE round = :round
                """)
                .param("id", UUID.randomUUID())
                .param("p", partnership.value())
                .param("round", round)
                .param(
                        "organization",
                        asked.organization() == null
                                ? null
                                : asked.organization().value())
                .param("part", asked.part() == null ? null : asked.part().name())
                .param("kind", asked.kind().name())
                .param("subject", asked.subject())
                .param("title", asked.title().strip())
                .update();
    }

    /** Opens a planned round. */
    @Transactional
    public void open(Partnership partnership, UUID round, PersonId by) {
        Round opened = move(partnership, round, Round.State.PLANNED, Round.State.OPEN, by);
        for (Member member : partnership.joined()) {
            long asked =
                    opened.tasks().stream().filter(t -> t.isAskedOf(member)).count();
            if (member.works() && asked > 0) {
                letters.toNamed(
                        partnership.id(),
                        member.organization(),
                        new News(
                                "Round %d is open".formatted(opened.number()),
                                "Round %d is open until %s. %s of your organization."
                                        .formatted(
                                                opened.number(),
                                                Dates.words(opened.due()),
                                                Numbers.count(asked, "task is asked", "tasks are asked")),
                                "/partnerships/" + partnership.id() + "/rounds/" + round),
                        by);
            }
        }
        minutes.write(
                partnership.id(),
                Minute.Kind.ROUND_OPENED,
                "Round %d, “%s”, is open until %s.".formatted(opened.number(), opened.name(), opened.due()),
                null,
                by);
        record("round.opened", partnership, round, by, Map.of());
    }

    /**
     * Closes an open round.
     *
     * @param sentence how far everybody came, for the minutes
     */
    @Transactional
    public void close(Partnership partnership, UUID round, String sentence, PersonId by) {
        Round closed = move(partnership, round, Round.State.OPEN, Round.State.CLOSED, by);
        minutes.write(
                partnership.id(),
                Minute.Kind.ROUND_CLOSED,
                "Round %d, “%s”, is closed. %s"
                        .formatted(closed.number(), closed.name(), sentence)
                        .strip(),
                null,
                by);
        record("round.closed", partnership, round, by, Map.of());
    }

    private Round move(Partnership partnership, UUID round, Round.State from, Round.State to, PersonId by) {
        partnership.open();
        Timestamp now = Timestamp.from(clock.instant());
        int moved = jdbc.sql("""
                UPDATE partnerships.round
                   SET state = :to, opened_at = CASE WHEN :to = 'OPEN' THEN :now::timestamptz ELSE opened_at END,
                       closed_at = CASE WHEN :to = 'CLOSED' THEN :now::timestamptz END, closed_by = CASE WHEN :to = 'CLOSED' THEN :by::uuid END
                 WHERE id = :id AND partnership = :p AND state = :from
                """)
                .param("to", to.name())
                .param("from", from.name())
                .param("now", now)
                .param("by", by.value())
                .param("id", round)
                .param("p", partnership.id().value())
                .update();
        Round found = find(partnership.id(), round).orElseThrow(Problem::notFound);
        if (moved == 0) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The round is %s already.".formatted(found.state().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return found;
    }

    /** Says that a member has done a task that only people can tell; twice is once. */
    @Transactional
    public void tick(Partnership partnership, UUID task, Member member, PersonId by) {
        partnership.open();
        Round.Task asked = of(partnership.id()).stream()
                .filter(r -> r.state() == Round.State.OPEN)
                .flatMap(r -> r.tasks().stream())
                .filter(t ->
                        t.id().equals(task) && t.isAskedOf(member) && t.kind().ticked())
                .findFirst()
                .orElseThrow(Problem::notFound);
        int done = jdbc.sql("""
                INSERT INTO partnerships.task_done (partnership, task, organization, done_by, done_at)
                VALUES (:p, :task, :o, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("p", partnership.id().value())
                .param("task", asked.id())
                .param("o", member.organization().value())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (done > 0) {
            audit.record(new AuditEntry(
                    "round.task-done",
                    by.toString(),
                    member.organization().toString(),
                    asked.id().toString(),
                    Map.of("partnership", partnership.id().toString())));
        }
    }

    /** Which ticked tasks each member has done: task and organization. */
    Map<UUID, Set<OrganizationId>> done(PartnershipId partnership) {
        return jdbc
                .sql("SELECT task, organization FROM partnerships.task_done WHERE partnership = :p")
                .param("p", partnership.value())
                .query((row, _) -> Map.entry(
                        row.getObject("task", UUID.class),
                        new OrganizationId(row.getObject("organization", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private void record(String action, Partnership partnership, UUID round, PersonId by, Map<String, String> details) {
        audit.record(
                new AuditEntry(action, by.toString(), partnership.convener().toString(), round.toString(), details));
    }
}
