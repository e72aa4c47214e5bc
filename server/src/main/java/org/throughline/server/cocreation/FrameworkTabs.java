package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.face.TabsView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkActions.Tab;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.SignedIn;

/** The one set of tabs of a framework: on each of its pages the same for the same person, who sees those that they may open. */
@Component
public final class FrameworkTabs {
    private final Workspaces workspaces;
    private final Proposals proposals;
    private final Frameworks frameworks;

    FrameworkTabs(Workspaces workspaces, Proposals proposals, Frameworks frameworks) {
        this.workspaces = workspaces;
        this.proposals = proposals;
        this.frameworks = frameworks;
    }

    public TabsView of(FrameworkId framework, Optional<SignedIn> person, Tab current) {
        @Nullable
        Framework standing =
                frameworks.find(framework).filter(one -> one.isOpenTo(person)).orElse(null);
        @Nullable
        Workspace workspace = person.flatMap(asking -> workspaces
                        .find(framework)
                        .filter(one -> workspaces.role(one, asking).isPresent()))
                .orElse(null);
        String base = "/frameworks/" + framework;
        List<TabsView.Tab> tabs = new ArrayList<>();
        if (standing != null) {
            tabs.add(TabsView.Tab.of("Read", base, current == Tab.READ));
        }
        if (workspace != null) {
            tabs.add(TabsView.Tab.of("Shape", base + "/edit", current == Tab.SHAPE));
            tabs.add(new TabsView.Tab("Proposals", base + "/proposals", current == Tab.PROPOSALS, waiting(framework)));
            tabs.add(TabsView.Tab.of("People", base + "/workspace", current == Tab.PEOPLE));
        }
        if (standing != null) {
            tabs.add(TabsView.Tab.of("Versions", base + "/versions", current == Tab.VERSIONS));
        }
        String title = standing != null ? standing.title() : workspace != null ? workspace.title() : "";
        return new TabsView("Pages of " + title, tabs);
    }

    /** How many proposals wait; null where none does. */
    private @Nullable Long waiting(FrameworkId framework) {
        Map<Proposal.State, Integer> counts = proposals.count(framework);
        long waiting =
                counts.getOrDefault(Proposal.State.OPEN, 0) + (long) counts.getOrDefault(Proposal.State.POSTPONED, 0);
        return waiting == 0 ? null : waiting;
    }
}
