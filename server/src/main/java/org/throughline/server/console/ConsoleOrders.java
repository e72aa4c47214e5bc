package org.throughline.server.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.custody.IssuingHalt;
import org.throughline.server.custody.MasterRotation;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** What the machine's operator orders, and lines that say what came of it. */
@Component
public class ConsoleOrders {
    private static final String OPERATOR = "the operator of the machine is the house";

    private final IssuingHalt halt;
    private final MasterRotation rotation;
    private final Organizations organizations;

    ConsoleOrders(IssuingHalt halt, MasterRotation rotation, Organizations organizations) {
        this.halt = halt;
        this.rotation = rotation;
        this.organizations = organizations;
    }

    /** Halts issuing, for one organization by its short name or for everybody. */
    public List<String> halt(@Nullable String organization, String reason) {
        return Reach.asHouse(OPERATOR, () -> {
            halt.halt(id(organization), reason, IssuingHalt.CONSOLE);
            return List.of("Issuing is halted for " + whom(organization) + ". Nothing more is signed; batches wait.");
        });
    }

    /** Lets issuing go on. */
    public List<String> lift(@Nullable String organization) {
        return Reach.asHouse(
                OPERATOR,
                () -> List.of(
                        halt.lift(id(organization), IssuingHalt.CONSOLE)
                                ? "Issuing goes on for " + whom(organization) + "; what waited continues by itself."
                                : "Nothing was halted for " + whom(organization) + "."));
    }

    /** Lets a new master key take over. */
    public List<String> rotateMaster() {
        return rotation.rotate();
    }

    private @Nullable OrganizationId id(@Nullable String slug) {
        return slug == null
                ? null
                : organizations
                        .bySlug(slug)
                        .map(Organization::id)
                        .orElseThrow(() ->
                                new Problem(ProblemType.NOT_FOUND, "No organization has the short name " + slug + "."));
    }

    private static String whom(@Nullable String organization) {
        return organization == null ? "everybody" : organization;
    }
}
