package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
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

    DraftWays(Workspaces workspaces, Frameworks frameworks) {
        this.workspaces = workspaces;
        this.frameworks = frameworks;
    }

    @Override
    public List<Way> with(Framework framework, Optional<SignedIn> person) {
        String base = "/frameworks/" + framework.id();
        List<Way> ways = new ArrayList<>();
        person.ifPresent(asking -> {
            Optional<Workspace> workspace = workspaces.find(framework.id());
            if (workspace.isPresent()) {
                workspaces.role(workspace.get(), asking).ifPresent(role -> {
                    ways.add(Way.to(role.edits() ? "Edit the draft" : "Read the draft", base + "/edit"));
                    ways.add(Way.to("Proposals", base + "/proposals"));
                });
            } else if (asking.in(framework.owner())
                    .filter(membership -> membership.hasAny(Role.EDITOR))
                    .isPresent()) {
                ways.add(new Way("Start a draft", base + "/draft", true));
            }
        });
        ways.add(Way.to("Versions", base + "/versions"));
        return ways;
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
