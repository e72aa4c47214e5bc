package org.throughline.server.cocreation.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.cocreation.Workspace;
import org.throughline.server.cocreation.WorkspaceRole;
import org.throughline.server.cocreation.Workspaces;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkDoors;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.SignedIn;

/** From a framework and its statements to where they are talked about and changes are proposed, for whoever takes part. */
@Component
class WorkspaceDoors implements FrameworkDoors {
    private final Workspaces workspaces;
    private final CurrentPerson current;

    WorkspaceDoors(Workspaces workspaces, CurrentPerson current) {
        this.workspaces = workspaces;
        this.current = current;
    }

    @Override
    public List<Door> of(Framework framework) {
        return role(framework.id()).isEmpty()
                ? List.of()
                : List.of(new Door("Proposals", "/frameworks/" + framework.id() + "/proposals"));
    }

    @Override
    public List<Door> of(FrameworkItem item) {
        String base = "/frameworks/" + item.framework();
        List<Door> doors = new ArrayList<>();
        role(item.framework()).ifPresent(role -> {
            if (role.proposes()) {
                doors.add(new Door("Propose a change", base + "/propose?item=" + item.identifier()));
            }
            doors.add(new Door("What is said about it", base + "/talk/" + item.identifier()));
        });
        return doors;
    }

    private Optional<WorkspaceRole> role(FrameworkId framework) {
        Optional<SignedIn> person = current.find();
        if (person.isEmpty()) {
            return Optional.empty();
        }
        Optional<Workspace> workspace = workspaces.find(framework);
        return workspace.flatMap(w -> workspaces.role(w, person.get()));
    }
}
