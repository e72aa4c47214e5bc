package org.throughline.server.organizations;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up an organization together with its first owner: both or neither. */
@Component
public class OrganizationSetUp {
    private final Organizations organizations;
    private final Invitation invitation;

    OrganizationSetUp(Organizations organizations, Invitation invitation) {
        this.organizations = organizations;
        this.invitation = invitation;
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
        Organization organization = organizations.create(slug, name, kind, url, description, by);
        return new Done(
                organization, invitation.invite(organization.id(), ownerName, ownerEmail, Set.of(Role.OWNER), by));
    }

    /** The organization and what came of inviting its owner. */
    public record Done(Organization organization, Invitation.Invited owner) {}
}
