package org.throughline.server.cocreation.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.ItemThreads;
import org.throughline.server.cocreation.Resolving;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspacePeople;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Who may do what in a workspace; for whoever takes no part there is nothing at its addresses. */
@Component
class WorkspaceAccess {
    private final Workspaces workspaces;
    private final WorkspacePeople people;
    private final Mirrors mirrors;
    private final CurrentPerson current;

    WorkspaceAccess(Workspaces workspaces, WorkspacePeople people, Mirrors mirrors, CurrentPerson current) {
        this.workspaces = workspaces;
        this.people = people;
        this.mirrors = mirrors;
        this.current = current;
    }

    /**
     * Somebody's seat at the table.
     *
     * @param organization for whom they speak; null for somebody without an organization
     * @param mirrored why nobody edits it, where only its source changes it; else null
     */
    record Seat(
            SignedIn person,
            Workspace workspace,
            WorkspaceRole role,
            @Nullable OrganizationId organization,
            @Nullable String mirrored) {
        String base() {
            return "/frameworks/" + workspace.framework();
        }

        FrameworkId framework() {
            return workspace.framework();
        }

        PersonId id() {
            return person.id();
        }

        boolean leads() {
            return role == WorkspaceRole.LEAD;
        }

        /** Whether they may change the draft at once; while it is looked over, leads alone do. */
        boolean mayEdit() {
            return mirrored == null && (leads() || (role.edits() && workspace.state() != Workspace.State.REVIEW));
        }

        Resolving.Lead asLead() {
            return new Resolving.Lead(id(), organization, workspace.owner());
        }

        ItemThreads.Voice voice() {
            return new ItemThreads.Voice(id(), organization, workspace.owner());
        }
    }

    /** The asker's seat. */
    Seat require(UUID framework) {
        SignedIn person = current.require();
        return workspaces
                .find(new FrameworkId(framework))
                .flatMap(w -> workspaces
                        .role(w, person)
                        .map(role -> new Seat(
                                person,
                                w,
                                role,
                                people.speakingFor(w, person.id()).orElse(null),
                                mirrors.as(w.framework())
                                        .map(Mirrors::onlyItsSource)
                                        .orElse(null))))
                .orElseThrow(Problem::notFound);
    }

    /** The same for who may propose. */
    Seat requireProposing(UUID framework) {
        Seat seat = require(framework);
        if (!seat.role().proposes()) {
            throw forbidden("Contributors propose changes here. A lead can make you one.");
        }
        return seat;
    }

    /** The same for who may speak. */
    Seat requireSpeaking(UUID framework) {
        Seat seat = require(framework);
        if (!seat.role().speaks()) {
            throw forbidden("You read along here. A lead can give you a voice.");
        }
        return seat;
    }

    /** The same for who may change the draft at once. */
    Seat requireEditing(UUID framework) {
        Seat seat = require(framework);
        if (seat.mirrored() != null && seat.role().edits()) {
            throw new Problem(ProblemType.CONFLICT, seat.mirrored());
        }
        if (!seat.mayEdit()) {
            throw forbidden(
                    seat.role().edits()
                            ? "The draft is being looked over. Propose a change, or ask a lead to take it back from review."
                            : "Editors change the draft. You can propose a change instead.");
        }
        return seat;
    }

    /** The same for who leads. */
    Seat requireLeading(UUID framework) {
        Seat seat = require(framework);
        if (!seat.leads()) {
            throw forbidden("A lead of this workspace does this.");
        }
        return seat;
    }

    SignedIn person() {
        return current.require();
    }

    private static Problem forbidden(String sentence) {
        return new Problem(ProblemType.FORBIDDEN, sentence);
    }
}
