package org.throughline.server.organizations;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;

/** Sets up an organization together with its first owner: both or neither. */
@Component
public class OrganizationSetUp {
    private final Organizations organizations;
    private final Invitation invitation;
    private final AuditLog audit;

    OrganizationSetUp(Organizations organizations, Invitation invitation, AuditLog audit) {
        this.organizations = organizations;
        this.invitation = invitation;
        this.audit = audit;
    }

    /** Refusals are those of {@link Organizations#create} and {@link Invitation#invite}. */
    @Transactional
    public Done setUp(
            String slug,
            String name,
            OrganizationKind kind,
            @Nullable String url,
            String description,
            String ownerName,
            String ownerEmail,
            PersonId by) {
        return Reach.asHouse(
                "the administrator seats the first owner of an organization to which they do not belong",
                () -> together(slug, name, kind, url, description, ownerName, ownerEmail, by));
    }

    private Done together(
            String slug,
            String name,
            OrganizationKind kind,
            @Nullable String url,
            String description,
            String ownerName,
            String ownerEmail,
            PersonId by) {
        return audit.one("organization.created", () -> {
            Organization organization = organizations.create(slug, name, kind, url, description, by);
            return new Done(
                    organization, invitation.invite(organization.id(), ownerName, ownerEmail, Set.of(Role.OWNER), by));
        });
    }

    /** The organization and what came of inviting its owner. */
    public record Done(Organization organization, Invitation.Invited owner) {}
}
