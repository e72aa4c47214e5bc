package org.throughline.server.cocreation.web;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceMember;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who asks to read or change a draft, and whether they may; for whoever takes no part there is nothing at its addresses. */
@Component
class Seats {
    private final Workspaces workspaces;
    private final CurrentPerson current;

    Seats(Workspaces workspaces, CurrentPerson current) {
        this.workspaces = workspaces;
        this.current = current;
    }

    /**
     * Somebody at a draft.
     *
     * @param speakingFor the organization for which they speak, if any
     */
    record Seat(
            SignedIn person,
            Workspace workspace,
            WorkspaceRole role,
            @Nullable OrganizationId speakingFor) {
        FrameworkId framework() {
            return workspace.framework();
        }

        PersonId id() {
            return person.id();
        }

        String base() {
            return "/frameworks/" + workspace.framework();
        }

        /** Whether they may change the draft at once; while it is looked over, leads alone do. */
        boolean mayEdit() {
            return role == WorkspaceRole.LEAD || (role.edits() && workspace.state() != Workspace.State.REVIEW);
        }

        boolean leads() {
            return role == WorkspaceRole.LEAD;
        }
    }

    Seat reading(UUID framework) {
        SignedIn person = current.require();
        Workspace workspace = workspaces.find(new FrameworkId(framework)).orElseThrow(Problem::notFound);
        WorkspaceRole role = workspaces.role(workspace, person).orElseThrow(Problem::notFound);
        Optional<OrganizationId> named = workspaces.members(workspace.framework()).stream()
                .filter(member -> member.person().equals(person.id()))
                .findFirst()
                .flatMap(member -> Optional.ofNullable(organization(member)));
        @Nullable
        OrganizationId speakingFor = named.or(() -> person.in(workspace.owner()).map(_ -> workspace.owner()))
                .orElse(null);
        return new Seat(person, workspace, role, speakingFor);
    }

    private static @Nullable OrganizationId organization(WorkspaceMember member) {
        return member.organization();
    }

    Seat editing(UUID framework) {
        Seat seat = reading(framework);
        if (!seat.mayEdit()) {
            throw new Problem(
                    ProblemType.FORBIDDEN,
                    seat.role().edits()
                            ? "The draft is being looked over. Propose a change, or ask a lead to take it back from review."
                            : "Editors change the draft. You can propose a change instead.");
        }
        return seat;
    }

    Seat leading(UUID framework) {
        Seat seat = reading(framework);
        if (!seat.leads()) {
            throw new Problem(ProblemType.FORBIDDEN, "A lead of this workspace does this.");
        }
        return seat;
    }
}
