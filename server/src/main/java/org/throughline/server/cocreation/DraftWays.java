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
import org.throughline.server.frameworks.Mirrors;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** Leads from the pages of frameworks and items to their drafts, to what is proposed and said about them, and to their versions. */
@Component
final class DraftWays implements FrameworkActions {
    private final Workspaces workspaces;
    private final Frameworks frameworks;
    private final Mirrors mirrors;
    private final PartnerDoors doors;
    private final FrameworkTabs tabs;

    DraftWays(Workspaces workspaces, Frameworks frameworks, Mirrors mirrors, PartnerDoors doors, FrameworkTabs tabs) {
        this.workspaces = workspaces;
        this.frameworks = frameworks;
        this.mirrors = mirrors;
        this.doors = doors;
        this.tabs = tabs;
    }

    @Override
    public Optional<TabsView> tabs(Framework framework, Optional<SignedIn> person, Tab current) {
        return Optional.of(tabs.of(framework.id(), person, current));
    }

    @Override
    public List<Way> with(Framework framework, Optional<SignedIn> person) {
        String base = "/frameworks/" + framework.id();
        List<Way> ways = new ArrayList<>();
        person.ifPresent(asking -> {
            Optional<Workspace> workspace = workspaces.find(framework.id());
            boolean takesPart =
                    workspace.flatMap(w -> workspaces.role(w, asking)).isPresent(); // the tabs lead there
            boolean edits = asking.in(framework.owner())
                    .filter(membership -> membership.hasAny(Role.EDITOR))
                    .isPresent();
            if (!takesPart && doors.speakingFor(framework, asking.id()).isPresent()) {
                ways.add(Way.to("Propose a change", base + "/step-in"));
            } else if (workspace.isEmpty() && edits && !mirrors.isMirrored(framework.id())) {
                ways.add(new Way("Start a draft", base + "/draft", true));
            }
            if (framework.published() && edits && doors.hasPartners(framework.owner())) {
                ways.add(
                        doors.isOpen(framework.owner())
                                ? new Way("Let partners propose only when asked", base + "/partners/ask-first", true)
                                : new Way("Let all partners propose changes", base + "/partners/welcome", true));
            }
        });
        return ways;
    }

    @Override
    public List<Way> with(FrameworkItem item, Optional<SignedIn> person) {
        String base = "/frameworks/" + item.framework();
        List<Way> ways = new ArrayList<>();
        person.ifPresent(asking -> {
            Optional<WorkspaceRole> role =
                    workspaces.find(item.framework()).flatMap(workspace -> workspaces.role(workspace, asking));
            if (role.isPresent()) {
                if (role.get().proposes()) {
                    ways.add(Way.to("Propose a change", base + "/propose?item=" + item.identifier()));
                }
                ways.add(Way.to("What is said about it", base + "/talk/" + item.identifier()));
            } else if (frameworks
                    .find(item.framework())
                    .flatMap(framework -> doors.speakingFor(framework, asking.id()))
                    .isPresent()) {
                ways.add(Way.to("Propose a change", base + "/step-in?item=" + item.identifier()));
            }
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
