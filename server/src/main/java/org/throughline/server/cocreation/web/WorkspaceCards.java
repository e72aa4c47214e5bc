package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.Proposal;
import org.throughline.server.cocreation.ProposalRound;
import org.throughline.server.cocreation.ProposalRounds;
import org.throughline.server.cocreation.Proposals;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceMember;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.organizations.HomeCard;
import org.throughline.server.organizations.HomeCards;
import org.throughline.server.organizations.SignedIn;

/** Tells at home what waits in workspaces: proposals for whoever leads, an open round for whoever was asked and has not spoken. */
@Component
class WorkspaceCards implements HomeCards {
    private static final int MOST = 20;

    private final Workspaces workspaces;
    private final Proposals proposals;
    private final ProposalRounds rounds;

    WorkspaceCards(Workspaces workspaces, Proposals proposals, ProposalRounds rounds) {
        this.workspaces = workspaces;
        this.proposals = proposals;
        this.rounds = rounds;
    }

    @Override
    public List<HomeCard> cards(SignedIn viewer) {
        List<HomeCard> cards = new ArrayList<>();
        for (Workspace workspace : workspaces.of(viewer).stream().limit(MOST).toList()) {
            workspaces.role(workspace, viewer).ifPresent(role -> card(workspace, role, viewer, cards));
        }
        return cards;
    }

    private void card(Workspace workspace, WorkspaceRole role, SignedIn viewer, List<HomeCard> cards) {
        String href = "/frameworks/" + workspace.framework() + "/proposals";
        if (role == WorkspaceRole.LEAD) {
            Map<Proposal.State, Integer> counts = proposals.count(workspace.framework());
            int open = counts.getOrDefault(Proposal.State.OPEN, 0);
            if (open > 0) {
                cards.add(new HomeCard(
                        workspace.title(),
                        Numbers.count(open, "proposal waits for you.", "proposals wait for you."),
                        href,
                        "Decide",
                        viewer.in(workspace.owner()).isPresent() ? workspace.owner() : null,
                        open));
            }
            return;
        }
        boolean named = workspaces.members(workspace.framework()).stream()
                .map(WorkspaceMember::person)
                .anyMatch(viewer::is);
        if (!named) {
            return;
        }
        ProposalRound round = rounds.open(workspace.framework()).orElse(null);
        boolean asked = round != null
                && role.speaks()
                && rounds.silent(workspace, round).contains(viewer.id());
        cards.add(new HomeCard(
                workspace.title(),
                asked && round != null
                        ? "You are asked until %s: %s".formatted(Dates.words(round.due()), round.asked())
                        : "You take part in shaping this framework.",
                href,
                asked ? "Say what you think" : "See the proposals",
                null,
                asked ? 1 : 0));
    }
}
