package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.face.Dates;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** The rounds of a workspace: one is open at a time, and what is proposed meanwhile belongs to it. */
@Component
public class ProposalRounds {
    private final JdbcClient sql;
    private final Workspaces workspaces;
    private final WorkspaceLetters letters;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    ProposalRounds(
            JdbcClient sql,
            Workspaces workspaces,
            WorkspaceLetters letters,
            Happenings happenings,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.letters = letters;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Opens a round and writes to everybody who can speak. */
    @Transactional
    public ProposalRound open(Workspace workspace, String title, String asked, LocalDate due, PersonId by) {
        if (title.isBlank() || asked.isBlank()) {
            throw new Problem(ProblemType.BAD_INPUT, "Give the round a title, and say what is asked of everybody.");
        }
        Proposals.tooLong(title, "title");
        Proposals.tooLong(asked, "question");
        if (due.isBefore(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))) {
            throw new Problem(ProblemType.BAD_INPUT, "The last day lies in the past.");
        }
        demandNoneOpen(workspace);
        UUID id = UUID.randomUUID();
        sql.sql("""
            insert into cocreation.rounds (id, framework, number, title, asked, due, opened_by, opened_at)
            select :id, :framework, coalesce(max(number), 0) + 1, :title, :asked, :due, :by, :now
              from cocreation.rounds where framework = :framework
            """)
                .param("id", id)
                .param("framework", workspace.framework().value())
                .param("title", title.strip())
                .param("asked", asked.strip())
                .param("due", due)
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .update();
        ProposalRound round = find(workspace.framework(), id).orElseThrow();
        tell(workspace, round, by, "opens the round “" + round.title() + "”", "round.opened");
        letters.toSpeakers(
                workspace,
                speaking(workspace, by),
                "You are asked until " + Dates.words(due),
                asked.strip(),
                "/frameworks/" + workspace.framework() + "/proposals");
        return round;
    }

    /** Ends a round. What was not settled stays open. */
    @Transactional
    public void close(Workspace workspace, ProposalRound round, PersonId by) {
        int closed = sql.sql(
                        "update cocreation.rounds set closed_by = ?, closed_at = ? where id = ? and closed_at is null")
                .params(by.value(), Timestamp.from(clock.instant()), round.id())
                .update();
        if (closed == 0) {
            throw new Problem(ProblemType.CONFLICT, "This round is closed already.");
        }
        tell(workspace, round, by, "closes the round “" + round.title() + "”", "round.closed");
    }

    /** Opens a closed round again. */
    @Transactional
    public void reopen(Workspace workspace, ProposalRound round, PersonId by) {
        if (round.open()) {
            throw new Problem(ProblemType.CONFLICT, "This round is open.");
        }
        demandNoneOpen(workspace);
        sql.sql("update cocreation.rounds set closed_by = null, closed_at = null where id = ?")
                .param(round.id())
                .update();
        tell(workspace, round, by, "opens the round “" + round.title() + "” again", "round.reopened");
    }

    /** Writes to those who can speak and have not yet; says to how many. */
    @Transactional
    public int remind(Workspace workspace, ProposalRound round, PersonId by) {
        if (!round.open()) {
            throw new Problem(ProblemType.CONFLICT, "This round is closed.");
        }
        Set<PersonId> silent = Set.copyOf(silent(workspace, round));
        int told = letters.reminded(
                workspace,
                silent,
                "Due " + Dates.words(round.due()),
                round.asked(),
                "/frameworks/" + workspace.framework() + "/proposals");
        audit.record(new AuditEntry(
                "round.reminded",
                by.toString(),
                workspace.owner().toString(),
                round.id().toString(),
                Map.of("framework", workspace.framework().toString(), "letters", Integer.toString(told))));
        return told;
    }

    /** Those named who can speak and have neither proposed, nor agreed or disagreed, nor commented since the round opened. */
    public List<PersonId> silent(Workspace workspace, ProposalRound round) {
        Set<PersonId> spoke = sql
                .sql("""
            select by_person from cocreation.proposals where framework = :framework and round = :round
             union select o.by_person from cocreation.opinions o join cocreation.proposals p on p.id = o.proposal
                    where p.framework = :framework and o.at >= :since
             union select c.by_person from cocreation.comments c join cocreation.threads t on t.id = c.thread
                    where t.framework = :framework and c.at >= :since
            """)
                .param("framework", workspace.framework().value())
                .param("round", round.id())
                .param("since", Timestamp.from(round.openedAt()))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .map(PersonId::new)
                .collect(Collectors.toUnmodifiableSet());
        return workspaces.members(workspace.framework()).stream()
                .filter(m -> m.role().speaks() && m.role() != WorkspaceRole.LEAD)
                .map(WorkspaceMember::person)
                .filter(person -> !spoke.contains(person))
                .toList();
    }

    public Optional<ProposalRound> find(FrameworkId framework, UUID round) {
        return sql.sql("select * from cocreation.rounds where framework = ? and id = ?")
                .params(framework.value(), round)
                .query(ProposalRounds::round)
                .optional();
    }

    /** The one that is open. */
    public Optional<ProposalRound> open(FrameworkId framework) {
        return sql.sql("select * from cocreation.rounds where framework = ? and closed_at is null")
                .param(framework.value())
                .query(ProposalRounds::round)
                .optional();
    }

    /** All of a workspace, the newest first. */
    public List<ProposalRound> of(FrameworkId framework) {
        return sql.sql("select * from cocreation.rounds where framework = ? order by number desc")
                .param(framework.value())
                .query(ProposalRounds::round)
                .list();
    }

    private Set<PersonId> speaking(Workspace workspace, PersonId but) {
        return workspaces.members(workspace.framework()).stream()
                .filter(m -> m.role().speaks() && !m.person().equals(but))
                .map(WorkspaceMember::person)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void demandNoneOpen(Workspace workspace) {
        open(workspace.framework()).ifPresent(other -> {
            throw new Problem(ProblemType.CONFLICT, "The round “%s” is open. Close it first.".formatted(other.title()));
        });
    }

    private void tell(Workspace workspace, ProposalRound round, PersonId by, String does, String action) {
        happenings.add(workspace.framework(), Happening.Kind.ROUND, round.id(), null, does, by);
        audit.record(new AuditEntry(
                action,
                by.toString(),
                workspace.owner().toString(),
                round.id().toString(),
                Map.of("framework", workspace.framework().toString())));
    }

    private static ProposalRound round(ResultSet row, int number) throws SQLException {
        Timestamp closed = row.getTimestamp("closed_at");
        return new ProposalRound(
                row.getObject("id", UUID.class),
                new FrameworkId(row.getObject("framework", UUID.class)),
                row.getInt("number"),
                row.getString("title"),
                row.getString("asked"),
                row.getObject("due", LocalDate.class),
                new PersonId(row.getObject("opened_by", UUID.class)),
                row.getTimestamp("opened_at").toInstant(),
                closed == null ? null : closed.toInstant());
    }
}
