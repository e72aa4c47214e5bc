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
    private final CurrentPerson current;

    WorkspaceAccess(Workspaces workspaces, WorkspacePeople people, CurrentPerson current) {
        this.workspaces = workspaces;
        this.people = people;
        this.current = current;
    }

    /**
     * Somebody's place at the table.
     *
     * @param organization for whom they speak; null for somebody without an organization
     */
    record Place(
            SignedIn person,
            Workspace workspace,
            WorkspaceRole role,
            @Nullable OrganizationId organization) {
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

        Resolving.Lead asLead() {
            return new Resolving.Lead(id(), organization, workspace.owner());
        }

        ItemThreads.Voice voice() {
            return new ItemThreads.Voice(id(), organization, workspace.owner());
        }
    }

    /** The asker's place. */
    Place require(UUID framework) {
        SignedIn person = current.require();
        return workspaces
                .find(new FrameworkId(framework))
                .flatMap(w -> workspaces
                        .role(w, person)
                        .map(role -> new Place(
                                person,
                                w,
                                role,
                                people.speakingFor(w, person.id()).orElse(null))))
                .orElseThrow(Problem::notFound);
    }

    /** The same for who may propose. */
    Place requireProposing(UUID framework) {
        Place place = require(framework);
        if (!place.role().proposes()) {
            throw forbidden("Contributors propose changes here. A lead can make you one.");
        }
        return place;
    }

    /** The same for who may speak. */
    Place requireSpeaking(UUID framework) {
        Place place = require(framework);
        if (!place.role().speaks()) {
            throw forbidden("You read along here. A lead can give you a voice.");
        }
        return place;
    }

    /** The same for who leads. */
    Place requireLeading(UUID framework) {
        Place place = require(framework);
        if (!place.leads()) {
            throw forbidden("A lead of this workspace does this.");
        }
        return place;
    }

    SignedIn person() {
        return current.require();
    }

    private static Problem forbidden(String sentence) {
        return new Problem(ProblemType.FORBIDDEN, sentence);
    }
}
