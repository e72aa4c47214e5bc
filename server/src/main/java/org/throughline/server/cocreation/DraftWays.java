package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkActions;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** Leads from the pages of frameworks to their drafts and versions. */
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
                workspaces
                        .role(workspace.get(), asking)
                        .ifPresent(role -> ways.add(
                                new Way(role.edits() ? "Edit the draft" : "Read the draft", base + "/edit", false)));
            } else if (asking.in(framework.owner())
                    .filter(membership -> membership.hasAny(Role.EDITOR))
                    .isPresent()) {
                ways.add(new Way("Start a draft", base + "/draft", true));
            }
        });
        ways.add(new Way("Versions", base + "/versions", false));
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
                ways.add(new Way(workspace.title(), "/frameworks/" + workspace.framework() + "/edit", false));
            }
        }
        if (person.get().memberships().stream().anyMatch(membership -> membership.hasAny(Role.EDITOR))) {
            ways.add(new Way("Start a framework", "/frameworks/new", false));
        }
        return ways;
    }
}
