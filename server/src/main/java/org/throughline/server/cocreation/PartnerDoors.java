package org.throughline.server.cocreation;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.cocreation.WorkspaceCandidates.Candidate;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/**
 * The door through which people of partners come to propose changes of a published framework that nobody asked them about: where its owner opened it,
 * whoever their own organization named for a partnership with the owner steps in as a contributor, and the workspace is there by that. Whoever was
 * taken out of a workspace does not come back by this door.
 */
@Component
public class PartnerDoors {
    private static final String WHY = "whether an owner lets partners propose is asked by those whom it concerns";

    private final JdbcClient sql;
    private final Workspaces workspaces;
    private final WorkspacePeople people;
    private final Drafts drafts;
    private final Mirrors mirrors;
    private final List<WorkspaceCandidates> partners;
    private final Happenings happenings;
    private final AuditLog audit;
    private final Clock clock;

    PartnerDoors(
            JdbcClient sql,
            Workspaces workspaces,
            WorkspacePeople people,
            Drafts drafts,
            Mirrors mirrors,
            List<WorkspaceCandidates> partners,
            Happenings happenings,
            AuditLog audit,
            Clock clock) {
        this.sql = sql;
        this.workspaces = workspaces;
        this.people = people;
        this.drafts = drafts;
        this.mirrors = mirrors;
        this.partners = List.copyOf(partners);
        this.happenings = happenings;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether an organization lets its partners' people propose. */
    public boolean isOpen(OrganizationId owner) {
        return Reach.asHouse(
                WHY,
                () -> sql.sql("select exists (select from cocreation.doors where organization = ?)")
                        .param(owner.value())
                        .query(Boolean.class)
                        .single());
    }

    /** Whether there is anybody for whom an organization could open it. */
    public boolean hasPartners(OrganizationId owner) {
        return !candidates(owner).isEmpty();
    }

    /** Opens it or closes it, for all published frameworks of an organization; who stepped in stays in. */
    @Transactional
    public void set(OrganizationId owner, boolean open, PersonId by) {
        int changed = open
                ? sql.sql("""
                    insert into cocreation.doors (organization, opened_by, opened_at) values (?, ?, ?) on conflict do nothing
                    """)
                        .params(owner.value(), by.value(), Timestamp.from(clock.instant()))
                        .update()
                : sql.sql("delete from cocreation.doors where organization = ?")
                        .param(owner.value())
                        .update();
        if (changed > 0) {
            audit.record(new AuditEntry(
                    open ? "workspace.door-opened" : "workspace.door-closed",
                    by.toString(),
                    owner.toString(),
                    owner.toString(),
                    Map.of()));
        }
    }

    /** The organization for which somebody could step in; empty where they could not, or take part already. */
    public Optional<OrganizationId> speakingFor(Framework framework, PersonId person) {
        if (!framework.published() || !isOpen(framework.owner())) {
            return Optional.empty();
        }
        return candidates(framework.owner()).stream()
                .filter(candidate -> candidate.person().equals(person))
                .findFirst()
                .map(Candidate::organization)
                .filter(_ -> mirrors.as(framework.id()).isEmpty() && !wasHere(framework.id(), person));
    }

    /** Steps in: opens the workspace where there is none, and takes a contributor's seat at it. */
    @Transactional
    public void enter(Framework framework, PersonId person) {
        OrganizationId organization = speakingFor(framework, person).orElseThrow(Problem::notFound);
        Reach.asHouse(
                "whoever steps in takes no part yet",
                () -> audit.one("workspace.stepped-in", () -> {
                    Workspace workspace = drafts.open(framework.id(), opener(framework.owner()))
                            .orElseThrow(Problem::notFound);
                    people.join(
                            workspace.framework(), person, organization, null, null, WorkspaceRole.CONTRIBUTOR, person);
                    happenings.add(
                            workspace.framework(),
                            Happening.Kind.PEOPLE,
                            null,
                            null,
                            "takes part from now on, as a partner",
                            person);
                    audit.record(new AuditEntry(
                            "workspace.stepped-in",
                            person.toString(),
                            framework.owner().toString(),
                            framework.id().toString(),
                            Map.of("for", organization.toString())));
                    return workspace;
                }));
    }

    /** On whose word a workspace opens: they are told what is proposed in it. */
    private PersonId opener(OrganizationId owner) {
        return sql.sql("select opened_by from cocreation.doors where organization = ?")
                .param(owner.value())
                .query((row, _) -> new PersonId(row.getObject(1, UUID.class)))
                .optional()
                .orElseThrow(Problem::notFound);
    }

    private boolean wasHere(FrameworkId framework, PersonId person) {
        return Reach.asHouse(
                WHY,
                () -> sql.sql("select exists (select from cocreation.members where framework = ? and person = ?)")
                        .params(framework.value(), person.value())
                        .query(Boolean.class)
                        .single());
    }

    private List<Candidate> candidates(OrganizationId owner) {
        return Reach.asHouse(
                WHY,
                () -> partners.stream()
                        .flatMap(source -> source.candidates(owner).stream())
                        .toList());
    }
}
