package org.throughline.server.walls;

import java.time.LocalDate;
import java.util.UUID;
import org.throughline.server.cocreation.ItemThread;
import org.throughline.server.cocreation.ItemThreads;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.ShapedItems;
import org.throughline.server.cocreation.Side;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceInvitations;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.support.Mailbox;
import org.throughline.server.support.RunningServer;

/** Workspaces of the college and what people say in them, made anew for each act; a part of what was made last is asked for next. */
final class WorkspaceObjects {
    private final World world;
    private final UUID standing;
    private UUID item = UUID.randomUUID();
    private UUID part = UUID.randomUUID();

    WorkspaceObjects(World world) {
        this.world = world;
        this.standing = newWithProposal();
    }

    /** One that stays through all rows, with one proposal. */
    UUID standing() {
        return standing;
    }

    /** One with a statement. */
    UUID newWorkspace() {
        UUID id = UUID.randomUUID();
        item = UUID.randomUUID();
        String statement = World.CANARY + " isolates a circuit";
        world.sql("""
                insert into cocreation.workspaces (framework, owner, title, kind, state, document, revision, opened_by, opened_at)
                values (?, ?, ?, 'OUTCOMES', 'DRAFT', '{}', 1, ?, now())
                """, id, world.college.id().value(), World.CANARY + " shared work", owner().value());
        world.sql("""
                insert into cocreation.items (framework, identifier, parent, place, code, statement, standing, body, text_revision, place_revision, changed_by, changed_at)
                values (?, ?, ?, 1, 'O.1', ?, false, ?, 1, 1, ?, now())
                """, id, item, id, statement, """
                {"identifier": "%1$s", "uri": "urn:uuid:%1$s", "fullStatement": "%2$s", "lastChangeDateTime": "2026-01-01T00:00:00Z"}
                """.formatted(item, statement), owner().value());
        return id;
    }

    UUID item() {
        return item;
    }

    /** One with proposal 1, made by the editor. */
    UUID newWithProposal() {
        UUID id = newWorkspace();
        world.bean(Proposals.class)
                .propose(
                        new FrameworkId(id),
                        world.college.id(),
                        Proposal.Kind.RETIRE,
                        item,
                        new Proposal.Text(null, "", null, false, null),
                        World.CANARY + " says so",
                        editor(),
                        world.college.id());
        return id;
    }

    /** One in which the editor was named, and proposes. */
    UUID newWithNamedEditor() {
        UUID id = newWorkspace();
        member(id, editor(), "CONTRIBUTOR");
        return id;
    }

    /** Somebody who takes part in the standing one. */
    UUID newMember() {
        PersonId person = new PersonId(UUID.fromString(String.valueOf(world.newMember())));
        member(standing, person, "READER");
        return person.value();
    }

    private void member(UUID workspace, PersonId person, String role) {
        world.sql(
                "insert into cocreation.members (framework, person, organization, role, invited_by, joined_at) values (?, ?, ?, ?, ?, now())",
                workspace,
                person.value(),
                world.college.id().value(),
                role,
                owner().value());
    }

    /** A framework of the college, which lets partners propose. */
    UUID newOpenDoor() {
        world.sql(
                "insert into cocreation.doors (organization, opened_by, opened_at) values (?, ?, now()) on conflict do nothing",
                world.college.id().value(),
                owner().value());
        return world.outcomes.id();
    }

    /** An invitation into the standing one. */
    UUID newInvitation() {
        return invitation(world.newAddress());
    }

    String newToken() {
        String address = world.newAddress();
        invitation(address);
        try {
            String link = new Mailbox(world.bean(RunningServer.class)).link(address);
            return link.substring(link.lastIndexOf('/') + 1);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID invitation(String address) {
        return world.bean(WorkspaceInvitations.class)
                .invite(
                        workspace(standing),
                        new WorkspaceInvitations.Guest(
                                "Somebody", address, "Elsewhere", Side.EMPLOYER, WorkspaceRole.READER),
                        owner());
    }

    /** A thread in the standing one, begun by the editor. */
    UUID newThread() {
        UUID statement = world.bean(RunningServer.class)
                .sql()
                .sql("select identifier from cocreation.items where framework = ?")
                .param(standing)
                .query(UUID.class)
                .single();
        UUID thread = world.bean(ItemThreads.class)
                .begin(
                        new FrameworkId(standing),
                        world.bean(ShapedItems.class)
                                .find(new FrameworkId(standing), statement)
                                .orElseThrow(),
                        World.CANARY + " asks",
                        new ItemThreads.Voice(editor(), world.college.id(), world.college.id()));
        ItemThread found = world.bean(ItemThreads.class)
                .find(new FrameworkId(standing), thread)
                .orElseThrow();
        part = found.comments().getFirst().id();
        return thread;
    }

    /** The comment of the thread that was made last. */
    UUID comment() {
        return part;
    }

    /** A workspace with an open round. */
    UUID newWithRound() {
        UUID id = newWorkspace();
        part = world.bean(ProposalRounds.class)
                .open(workspace(id), World.CANARY + " round", "What?", LocalDate.of(2035, 1, 1), owner())
                .id();
        return id;
    }

    /** A workspace with a closed one. */
    UUID newWithClosedRound() {
        UUID id = newWithRound();
        world.bean(ProposalRounds.class)
                .close(
                        workspace(id),
                        world.bean(ProposalRounds.class)
                                .find(new FrameworkId(id), part)
                                .orElseThrow(),
                        owner());
        return id;
    }

    /** The round of the workspace that was made last. */
    UUID round() {
        return part;
    }

    private Workspace workspace(UUID id) {
        return world.bean(Workspaces.class).find(new FrameworkId(id)).orElseThrow();
    }

    private PersonId owner() {
        return world.id(Caller.OWNER);
    }

    private PersonId editor() {
        return world.id(Caller.EDITOR);
    }
}
