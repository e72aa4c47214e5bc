package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.face.TabsView;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkActions;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** Leads from the pages of frameworks and items to their drafts, to what is proposed and said about them, and to their versions. */
@Component
final class DraftWays implements FrameworkActions {
    private final Workspaces workspaces;
    private final Frameworks frameworks;
    private final FrameworkTabs tabs;

    DraftWays(Workspaces workspaces, Frameworks frameworks, FrameworkTabs tabs) {
        this.workspaces = workspaces;
        this.frameworks = frameworks;
        this.tabs = tabs;
    }

    @Override
    public Optional<TabsView> tabs(Framework framework, Optional<SignedIn> person, Tab current) {
        return Optional.of(tabs.of(framework.id(), person, current));
    }

    @Override
    public List<Way> with(Framework framework, Optional<SignedIn> person) {
        // To what is there already the tabs lead.
        if (workspaces.find(framework.id()).isPresent()) {
            return List.of();
        }
        return person.flatMap(asking -> asking.in(framework.owner()))
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .map(_ -> List.of(new Way("Start a draft", "/frameworks/" + framework.id() + "/draft", true)))
                .orElse(List.of());
    }

    @Override
    public List<Way> with(FrameworkItem item, Optional<SignedIn> person) {
        String base = "/frameworks/" + item.framework();
        List<Way> ways = new ArrayList<>();
        person.flatMap(asking ->
                        workspaces.find(item.framework()).flatMap(workspace -> workspaces.role(workspace, asking)))
                .ifPresent(role -> {
                    if (role.proposes()) {
                        ways.add(Way.to("Propose a change", base + "/propose?item=" + item.identifier()));
                    }
                    ways.add(Way.to("What is said about it", base + "/talk/" + item.identifier()));
                });
        return ways;
    }

    @Override
    public List<Way> unpublished(Optional<SignedIn> person) {
        if (person.isEmpty()) {
            return List.of();
        }
        List<Way> ways = new ArrayList<>();
        for (Workspace workspace : workspaces.of(person.get())) {
            if (workspace.baseVersion() == null
                    && frameworks.find(workspace.framework()).isEmpty()) {
                ways.add(Way.to(workspace.title(), "/frameworks/" + workspace.framework() + "/edit"));
            }
        }
        if (person.get().memberships().stream().anyMatch(membership -> membership.hasAny(Role.EDITOR))) {
            ways.add(Way.to("Start a framework", "/frameworks/new"));
        }
        return ways;
    }
}
