package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.cocreation.WorkspaceCandidates.Candidate;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who takes part in a workspace: named by a lead, in a role that can change; whoever leaves, what they said stays. */
@Component
public class WorkspacePeople {
    private final JdbcClient sql;
    private final Workspaces workspaces;
    private final Organizations organizations;
    private final List<WorkspaceCandidates> candidates;
    private final WorkspaceLetters letters;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    WorkspacePeople(
            JdbcClient sql,
            Workspaces workspaces,
            Organizations organizations,
            List<WorkspaceCandidates> candidates,
            WorkspaceLetters letters,
            Happenings happenings,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.organizations = organizations;
        this.candidates = List.copyOf(candidates);
        this.letters = letters;
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** For whom somebody speaks here; empty for somebody without an organization, and for those who do not take part. */
    public Optional<OrganizationId> speakingFor(Workspace workspace, PersonId person) {
        return workspaces.members(workspace.framework()).stream()
                .filter(m -> m.person().equals(person))
                .findFirst()
                .map(m -> Optional.ofNullable(m.organization()))
                .orElseGet(() -> Optional.of(workspace.owner()));
    }

    /** The owner's editors who were not named: they lead without being named. */
    public List<PersonId> leadingUnnamed(Workspace workspace) {
        Set<PersonId> named = workspaces.members(workspace.framework()).stream()
                .map(WorkspaceMember::person)
                .collect(Collectors.toUnmodifiableSet());
        return organizations.members(workspace.owner()).stream()
                .filter(m -> m.hasAny(Role.EDITOR))
                .map(Membership::person)
                .filter(person -> !named.contains(person))
                .toList();
    }

    /** Who may read in each of these workspaces now: whoever was named, and everybody of the organization that owns it. */
    public Map<FrameworkId, Set<PersonId>> readers(Collection<FrameworkId> frameworks) {
        Map<OrganizationId, List<PersonId>> owners = new HashMap<>();
        Map<FrameworkId, Set<PersonId>> readers = new HashMap<>();
        sql.sql("""
            select w.framework, w.owner,
                   array(select m.person from cocreation.members m where m.framework = w.framework and m.left_at is null) as named
              from cocreation.workspaces w where w.framework = any (?)
            """)
                .param(frameworks.stream().map(FrameworkId::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        new FrameworkId(row.getObject("framework", UUID.class)),
                        Map.entry(new OrganizationId(row.getObject("owner", UUID.class)), List.of((UUID[])
                                row.getArray("named").getArray()))))
                .list()
                .forEach(workspace -> {
                    Set<PersonId> all = new HashSet<>(owners.computeIfAbsent(
                            workspace.getValue().getKey(),
                            owner -> organizations.members(owner).stream()
                                    .map(Membership::person)
                                    .toList()));
                    workspace.getValue().getValue().forEach(named -> all.add(new PersonId(named)));
                    readers.put(workspace.getKey(), all);
                });
        return readers;
    }

    /** Whom the lead can name at once: their own organization's people, and those of its partners. Whoever takes part already is left out. */
    public List<Candidate> candidates(Workspace workspace, String ownName) {
        Set<PersonId> seen = new HashSet<>(workspaces.members(workspace.framework()).stream()
                .map(WorkspaceMember::person)
                .toList());
        List<Candidate> found = new ArrayList<>();
        organizations.members(workspace.owner()).stream()
                .map(m -> new Candidate(m.person(), workspace.owner(), ownName))
                .forEach(found::add);
        candidates.forEach(source -> found.addAll(source.candidates(workspace.owner())));
        return found.stream().filter(c -> seen.add(c.person())).toList();
    }

    /** Names somebody who is a candidate. */
    @Transactional
    public void name(Workspace workspace, Candidate candidate, WorkspaceRole role, PersonId by) {
        join(workspace.framework(), candidate.person(), candidate.organization(), null, null, role, by);
        letters.named(workspace, candidate.person(), role, by);
        happenings.add(
                workspace.framework(),
                Happening.Kind.PEOPLE,
                null,
                null,
                "names somebody who takes part from now on",
                by);
        audit.record(new AuditEntry(
                "workspace.person-named",
                by.toString(),
                workspace.owner().toString(),
                candidate.person().toString(),
                Map.of("framework", workspace.framework().toString(), "role", role.name())));
    }

    /** Gives somebody another role; the last who leads keeps theirs. */
    @Transactional
    public void give(Workspace workspace, PersonId person, WorkspaceRole role, PersonId by) {
        WorkspaceMember member = member(workspace, person);
        if (member.role() == role) {
            return;
        }
        if (member.role() == WorkspaceRole.LEAD) {
            demandAnotherLead(workspace, person);
        }
        sql.sql("update cocreation.members set role = ? where framework = ? and person = ?")
                .params(role.name(), workspace.framework().value(), person.value())
                .update();
        happenings.add(workspace.framework(), Happening.Kind.PEOPLE, null, null, "gives somebody another role", by);
        audit.record(new AuditEntry(
                "workspace.role-given",
                by.toString(),
                workspace.owner().toString(),
                person.toString(),
                Map.of("framework", workspace.framework().toString(), "role", role.name())));
    }

    /** Somebody leaves, or is taken out. What they said stays, under their name. */
    @Transactional
    public void leave(Workspace workspace, PersonId person, PersonId by) {
        WorkspaceMember member = member(workspace, person);
        if (member.role() == WorkspaceRole.LEAD) {
            demandAnotherLead(workspace, person);
        }
        happenings.add(
                workspace.framework(),
                Happening.Kind.PEOPLE,
                null,
                null,
                person.equals(by) ? "leaves" : "takes somebody out",
                by); // before the row goes: whoever leaves reads no more from then on
        audit.record(new AuditEntry(
                person.equals(by) ? "workspace.left" : "workspace.person-taken-out",
                by.toString(),
                workspace.owner().toString(),
                person.toString(),
                Map.of("framework", workspace.framework().toString())));
        sql.sql("delete from cocreation.presences where framework = ? and person = ?")
                .params(workspace.framework().value(), person.value())
                .update();
        sql.sql("update cocreation.members set left_at = ? where framework = ? and person = ?")
                .params(Timestamp.from(clock.instant()), workspace.framework().value(), person.value())
                .update();
    }

    /** Puts somebody at the table, or back at it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void join(
            FrameworkId framework,
            PersonId person,
            @Nullable OrganizationId organization,
            @Nullable String speaksFor,
            @Nullable Side side,
            WorkspaceRole role,
            PersonId by) {
        // kept with them, so that what they said is told as said for it also where the organization is not known (any
        // more)
        Optional<Organization> own = Optional.ofNullable(organization).flatMap(organizations::find);
        int joined = sql.sql("""
            insert into cocreation.members (framework, person, organization, role, invited_by, joined_at, speaks_for, side)
            values (:framework, :person, :organization, :role, :by, :now, :speaksFor, :side)
            on conflict (framework, person) do update set organization = excluded.organization, role = excluded.role,
                invited_by = excluded.invited_by, joined_at = excluded.joined_at, left_at = null,
                speaks_for = excluded.speaks_for, side = excluded.side
             where members.left_at is not null
            """)
                .param("framework", framework.value())
                .param("person", person.value())
                .param("organization", organization == null ? null : organization.value())
                .param("role", role.name())
                .param("by", by.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("speaksFor", own.map(Organization::name).orElse(speaksFor))
                .param(
                        "side",
                        own.map(o -> Side.of(o.kind()))
                                .or(() -> Optional.ofNullable(side))
                                .map(Side::name)
                                .orElse(null))
                .update();
        if (joined == 0) {
            throw new Problem(ProblemType.CONFLICT, "They take part already.");
        }
    }

    private WorkspaceMember member(Workspace workspace, PersonId person) {
        return workspaces.members(workspace.framework()).stream()
                .filter(m -> m.person().equals(person))
                .findFirst()
                .orElseThrow(Problem::notFound);
    }

    private void demandAnotherLead(Workspace workspace, PersonId leaving) {
        sql.sql("select framework from cocreation.workspaces where framework = ? for update")
                .param(workspace.framework().value())
                .query(UUID.class)
                .single(); // two leads who go at once do not both rely on the other
        boolean another = workspaces.members(workspace.framework()).stream()
                        .anyMatch(m ->
                                m.role() == WorkspaceRole.LEAD && !m.person().equals(leaving))
                || leadingUnnamed(workspace).stream().anyMatch(person -> !person.equals(leaving));
        if (!another) {
            throw new Problem(ProblemType.CONFLICT, "Somebody has to lead. Make somebody else a lead before this.");
        }
    }
}
