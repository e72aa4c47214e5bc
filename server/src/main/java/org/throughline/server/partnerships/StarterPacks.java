package org.throughline.server.partnerships;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.alignment.AlignmentStep;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.partnerships.StarterPack.PackCrosswalk;
import org.throughline.server.partnerships.StarterPack.PackMilestone;
import org.throughline.server.partnerships.StarterPack.PackRound;
import org.throughline.server.partnerships.StarterPack.PackTask;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The starter packs of conveners, and how a partnership comes out of one. */
@Component
public class StarterPacks {
    private final JdbcClient jdbc;
    private final Partnerships partnerships;
    private final Scopes scopes;
    private final Charters charters;
    private final Rounds rounds;
    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final AuditLog audit;
    private final Clock clock;

    StarterPacks(
            JdbcClient jdbc,
            Partnerships partnerships,
            Scopes scopes,
            Charters charters,
            Rounds rounds,
            Crosswalks crosswalks,
            Frameworks frameworks,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.partnerships = partnerships;
        this.scopes = scopes;
        this.charters = charters;
        this.rounds = rounds;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.audit = audit;
        this.clock = clock;
    }

    /** Keeps a pack. A name that its owner has used is a {@code CONFLICT}. */
    @Transactional
    public StarterPack make(StarterPack pack, PersonId by) {
        keep(pack, by);
        audit.record(new AuditEntry(
                "pack.made", by.toString(), pack.owner().toString(), pack.id().toString(), Map.of()));
        return pack;
    }

    /** Puts a pack in the place of the one with its id. Partnerships that were started from it stay as they are. */
    @Transactional
    public StarterPack change(StarterPack pack, PersonId by) {
        delete(pack.owner(), pack.id());
        keep(pack, by);
        audit.record(new AuditEntry(
                "pack.changed",
                by.toString(),
                pack.owner().toString(),
                pack.id().toString(),
                Map.of()));
        return pack;
    }

    /** Takes a pack away. Partnerships that were started from it stay as they are. */
    @Transactional
    public void withdraw(OrganizationId owner, UUID pack, PersonId by) {
        delete(owner, pack);
        audit.record(new AuditEntry("pack.withdrawn", by.toString(), owner.toString(), pack.toString(), Map.of()));
    }

    private void delete(OrganizationId owner, UUID pack) {
        if (find(owner, pack).isEmpty()) {
            throw Problem.notFound();
        }
        for (String table : List.of("pack_task", "pack_round", "pack_milestone", "pack_crosswalk", "pack_framework")) {
            jdbc.sql("DELETE FROM partnerships." + table + " WHERE pack = ?")
                    .param(pack)
                    .update();
        }
        jdbc.sql("DELETE FROM partnerships.pack WHERE id = ? AND owner = ?")
                .params(pack, owner.value())
                .update();
    }

    private void keep(StarterPack pack, PersonId by) {
        if (pack.name().isEmpty() || pack.jobRole().isEmpty() || pack.purpose().isEmpty()) {
            throw new Problem(ProblemType.BAD_INPUT, "A starter pack needs a name, a job role and a purpose.");
        }
        if (pack.rounds().stream().anyMatch(r -> r.dueAfter() < r.opensAfter())) {
            throw new Problem(ProblemType.BAD_INPUT, "A round is due on the day it opens or later.");
        }
        insert(pack, by);
        int position = 0;
        for (FrameworkId framework : pack.frameworks()) {
            jdbc.sql("INSERT INTO partnerships.pack_framework (pack, position, framework) VALUES (?, ?, ?)")
                    .params(pack.id(), position++, framework.value())
                    .update();
        }
        position = 0;
        for (PackCrosswalk crosswalk : pack.crosswalks()) {
            jdbc.sql("""
                    INSERT INTO partnerships.pack_crosswalk (pack, position, title, requirements, outcomes, baseline)
                    VALUES (:pack, :position, :title, :requirements, :outcomes, :baseline)
                    """)
                    .param("pack", pack.id())
                    .param("position", position++)
                    .param("title", crosswalk.title())
                    .param("requirements", crosswalk.requirements().value())
                    .param("outcomes", crosswalk.outcomes().value())
                    .param(
                            "baseline",
                            crosswalk.baseline() == null
                                    ? null
                                    : crosswalk.baseline().value())
                    .update();
        }
        position = 0;
        for (PackMilestone milestone : pack.milestones()) {
            jdbc.sql("INSERT INTO partnerships.pack_milestone (pack, position, title, days) VALUES (?, ?, ?, ?)")
                    .params(pack.id(), position++, milestone.title(), milestone.days())
                    .update();
        }
        int number = 1;
        for (PackRound round : pack.rounds()) {
            insert(pack.id(), number++, round);
        }
    }

    /** A pack out of a partnership that went well: its plan, counted from the day it was founded, and its crosswalks as the baseline. */
    public StarterPack from(Partnership partnership, String name, String jobRole) {
        Charter charter = charters.current(partnership.id());
        LocalDate start = LocalDate.ofInstant(partnership.foundedAt(), java.time.ZoneOffset.UTC);
        List<PackCrosswalk> walks = partnership.crosswalks().stream()
                .flatMap(id -> crosswalks.find(id).stream())
                .map(c -> new PackCrosswalk(c.title(), c.requirements(), c.outcomes(), c.id()))
                .toList();
        return new StarterPack(
                UUID.randomUUID(),
                partnership.convener(),
                name,
                jobRole,
                charter.purpose(),
                charter.sponsor(),
                commitment(partnership, charter, Part.EDUCATOR),
                commitment(partnership, charter, Part.EMPLOYER),
                partnership.frameworks(),
                walks,
                charter.milestones().stream()
                        .map(m -> new PackMilestone(m.title(), days(start, m.due())))
                        .toList(),
                rounds.of(partnership.id()).stream()
                        .map(r -> new PackRound(
                                r.name(),
                                r.goal(),
                                days(start, r.opens()),
                                days(start, r.due()),
                                r.tasks().stream()
                                        .map(t -> task(partnership, t))
                                        .distinct()
                                        .toList()))
                        .toList());
    }

    private static PackTask task(Partnership partnership, Round.Task task) {
        int walk = task.subject() == null ? -1 : partnership.crosswalks().indexOf(new CrosswalkId(task.subject()));
        Part part = task.part() != null
                ? task.part()
                : Optional.ofNullable(task.organization())
                        .flatMap(partnership::member)
                        .map(Member::part)
                        .filter(Part::works)
                        .orElse(Part.EMPLOYER);
        return new PackTask(part, task.kind(), walk < 0 ? null : walk, task.title());
    }

    private static StarterPack.Commitment commitment(Partnership partnership, Charter charter, Part part) {
        return partnership.members().stream()
                .filter(m -> m.part() == part)
                .flatMap(m -> charter.of(m.organization()).stream())
                .findFirst()
                .map(c -> new StarterPack.Commitment(c.text(), c.hours()))
                .orElse(new StarterPack.Commitment("", java.math.BigDecimal.ZERO));
    }

    private static int days(LocalDate from, LocalDate to) {
        return (int) Math.max(0, java.time.temporal.ChronoUnit.DAYS.between(from, to));
    }

    /** The packs of an organization, by name. */
    public List<StarterPack> of(OrganizationId owner) {
        return jdbc
                .sql("SELECT id FROM partnerships.pack WHERE owner = :owner ORDER BY lower(name)")
                .param("owner", owner.value())
                .query((row, _) -> row.getObject("id", UUID.class))
                .list()
                .stream()
                .flatMap(id -> find(owner, id).stream())
                .toList();
    }

    public Optional<StarterPack> find(OrganizationId owner, UUID id) {
        return jdbc.sql("SELECT * FROM partnerships.pack WHERE id = :id AND owner = :owner")
                .param("id", id)
                .param("owner", owner.value())
                .query((row, _) -> new StarterPack(
                        id,
                        owner,
                        row.getString("name"),
                        row.getString("job_role"),
                        row.getString("purpose"),
                        new Charter.Sponsor(
                                row.getString("sponsor_name"),
                                row.getString("sponsor_title"),
                                row.getString("sponsor_organization")),
                        new StarterPack.Commitment(
                                row.getString("educator_commitment"), row.getBigDecimal("educator_hours")),
                        new StarterPack.Commitment(
                                row.getString("employer_commitment"), row.getBigDecimal("employer_hours")),
                        frameworksOf(id),
                        crosswalksOf(id),
                        milestonesOf(id),
                        roundsOf(id)))
                .optional();
    }

    /**
     * Starts a partnership from a pack: charter, milestones, rounds and tasks with their days counted from {@code start}, the frameworks in
     * scope, and the crosswalks opened for it alone, with the baseline's decisions where there is one.
     *
     * @param asked whom the convener invites, with their parts
     */
    @Transactional
    public Partnership start(
            StarterPack pack, String name, LocalDate start, Map<OrganizationId, Part> asked, PersonId by) {
        return audit.one("partnership.founded", () -> started(pack, name, start, asked, by));
    }

    private Partnership started(
            StarterPack pack, String name, LocalDate start, Map<OrganizationId, Part> asked, PersonId by) {
        List<Charter.Commitment> commitments = new ArrayList<>();
        asked.forEach((organization, part) -> {
            StarterPack.Commitment given = part == Part.EDUCATOR ? pack.educator() : pack.employer();
            if (part == Part.EDUCATOR || part == Part.EMPLOYER) {
                commitments.add(new Charter.Commitment(organization, given.text(), given.hours()));
            }
        });
        Partnership founded = partnerships.found(
                new Partnerships.Beginning(
                        name,
                        pack.purpose(),
                        pack.sponsor(),
                        new LinkedHashMap<>(asked),
                        commitments,
                        pack.milestones().stream()
                                .map(m -> new Charter.Milestone(
                                        UUID.randomUUID(), m.title(), start.plusDays(m.days()), null))
                                .toList()),
                pack.owner(),
                by);
        for (FrameworkId framework : pack.frameworks()) {
            if (frameworks.find(framework).isPresent()) {
                scopes.take(founded.id(), framework, by);
            }
        }
        List<CrosswalkId> opened = new ArrayList<>();
        for (PackCrosswalk planned : pack.crosswalks()) {
            opened.add(
                    open(founded, planned.title(), planned.requirements(), planned.outcomes(), planned.baseline(), by)
                            .id());
        }
        for (PackRound round : pack.rounds()) {
            UUID id = rounds.add(
                    founded.id(),
                    round.name(),
                    round.goal(),
                    start.plusDays(round.opensAfter()),
                    start.plusDays(round.dueAfter()));
            for (PackTask task : round.tasks()) {
                rounds.add(
                        founded.id(),
                        id,
                        new Rounds.Asked(
                                null,
                                task.part(),
                                task.kind(),
                                task.crosswalk() == null || task.crosswalk() >= opened.size()
                                        ? null
                                        : opened.get(task.crosswalk()).value(),
                                task.title()));
            }
        }
        return partnerships.find(founded.id()).orElseThrow();
    }

    /** Opens a crosswalk that belongs to a partnership: for it alone, shared by its members, owned by its convener. */
    @Transactional
    public Crosswalk open(
            Partnership partnership,
            String title,
            FrameworkId requirements,
            FrameworkId outcomes,
            @Nullable CrosswalkId baseline,
            PersonId by) {
        return audit.one("crosswalk.opened", () -> opened(partnership, title, requirements, outcomes, baseline, by));
    }

    private Crosswalk opened(
            Partnership partnership,
            String title,
            FrameworkId requirements,
            FrameworkId outcomes,
            @Nullable CrosswalkId baseline,
            PersonId by) {
        Crosswalk crosswalk =
                crosswalks.openFor(partnership.id().value(), partnership.convener(), title, requirements, outcomes, by);
        scopes.take(partnership.id(), requirements, by);
        scopes.take(partnership.id(), outcomes, by);
        scopes.take(partnership.id(), crosswalk.id(), true, by);
        if (baseline != null) {
            copy(baseline, crosswalk, by);
        }
        return crosswalk;
    }

    /** Accepts in a new crosswalk what a baseline accepted, wherever both frameworks have the items. */
    private void copy(CrosswalkId baseline, Crosswalk to, PersonId by) {
        String title = crosswalks.find(baseline).map(Crosswalk::title).orElse("");
        for (AlignmentStep step : crosswalks.accepted(baseline)) {
            boolean both = frameworks.in(to.requirements(), step.from()).isPresent()
                    && frameworks.in(to.outcomes(), step.to()).isPresent();
            if (both) {
                crosswalks.accept(
                        to.id(),
                        step.from(),
                        step.to(),
                        Objects.requireNonNull(step.associationType()),
                        ("From the baseline “" + title + "”. " + step.reason()).strip(),
                        by);
            }
        }
    }

    private void insert(StarterPack pack, PersonId by) {
        int made = jdbc.sql("""
                INSERT INTO partnerships.pack (id, owner, name, job_role, purpose, sponsor_name, sponsor_title, sponsor_organization,
                                               educator_commitment, educator_hours, employer_commitment, employer_hours, made_by, made_at)
                VALUES (:id, :owner, :name, :role, :purpose, :sponsor, :title, :organization, :educator, :educatorHours, :employer,
                        :employerHours, :by, :now)
                ON CONFLICT (owner, name) DO NOTHING
                """)
                .param("id", pack.id())
                .param("owner", pack.owner().value())
                .param("name", pack.name())
                .param("role", pack.jobRole())
                .param("purpose", pack.purpose())
                .param("sponsor", pack.sponsor().name())
                .param("title", pack.sponsor().title())
                .param("organization", pack.sponsor().organization())
                .param("educator", pack.educator().text())
                .param("educatorHours", pack.educator().hours())
                .param("employer", pack.employer().text())
                .param("employerHours", pack.employer().hours())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            throw new Problem(ProblemType.CONFLICT, "There is a pack named “" + pack.name() + "” already.");
        }
    }

    private void insert(UUID pack, int number, PackRound round) {
        jdbc.sql("""
                INSERT INTO partnerships.pack_round (pack, number, name, goal, opens_after, due_after) VALUES (?, ?, ?, ?, ?, ?)
                """)
                .params(pack, number, round.name(), round.goal(), round.opensAfter(), round.dueAfter())
                .update();
        int position = 0;
        for (PackTask task : round.tasks()) {
            jdbc.sql("""
                    INSERT INTO partnerships.pack_task (pack, number, position, part, kind, crosswalk, title)
                    VALUES (:pack, :number, :position, :part, :kind, :crosswalk, :title)
                    """)
                    .param("pack", pack)
                    .param("number", number)
                    .param("position", position++)
                    .param("part", task.part().name())
                    .param("kind", task.kind().name())
                    .param("crosswalk", task.crosswalk())
                    .param("title", task.title())
                    .update();
        }
    }

    private List<FrameworkId> frameworksOf(UUID pack) {
        return jdbc.sql("SELECT framework FROM partnerships.pack_framework WHERE pack = ? ORDER BY position")
                .param(pack)
                .query((row, _) -> new FrameworkId(row.getObject("framework", UUID.class)))
                .list();
    }

    private List<PackCrosswalk> crosswalksOf(UUID pack) {
        return jdbc.sql("SELECT * FROM partnerships.pack_crosswalk WHERE pack = ? ORDER BY position")
                .param(pack)
                .query((row, _) -> new PackCrosswalk(
                        row.getString("title"),
                        new FrameworkId(row.getObject("requirements", UUID.class)),
                        new FrameworkId(row.getObject("outcomes", UUID.class)),
                        Optional.ofNullable(row.getObject("baseline", UUID.class))
                                .map(CrosswalkId::new)
                                .orElse(null)))
                .list();
    }

    private List<PackMilestone> milestonesOf(UUID pack) {
        return jdbc.sql("SELECT title, days FROM partnerships.pack_milestone WHERE pack = ? ORDER BY position")
                .param(pack)
                .query((row, _) -> new PackMilestone(row.getString("title"), row.getInt("days")))
                .list();
    }

    private List<PackRound> roundsOf(UUID pack) {
        return jdbc.sql("SELECT * FROM partnerships.pack_round WHERE pack = ? ORDER BY number")
                .param(pack)
                .query((row, _) -> new PackRound(
                        row.getString("name"),
                        row.getString("goal"),
                        row.getInt("opens_after"),
                        row.getInt("due_after"),
                        tasksOf(pack, row.getInt("number"))))
                .list();
    }

    private List<PackTask> tasksOf(UUID pack, int number) {
        return jdbc.sql("SELECT * FROM partnerships.pack_task WHERE pack = ? AND number = ? ORDER BY position")
                .params(pack, number)
                .query((row, _) -> new PackTask(
                        Part.valueOf(row.getString("part")),
                        Round.TaskKind.valueOf(row.getString("kind")),
                        row.getObject("crosswalk", Integer.class),
                        row.getString("title")))
                .list();
    }
}
