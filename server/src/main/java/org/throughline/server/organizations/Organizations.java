package org.throughline.server.organizations;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The organizations of this server and their members. */
@Component
public class Organizations {
    /** Creates an organization; a taken slug is a {@code Problem CONFLICT}. */
    public Organization create(
            String slug, String name, OrganizationKind kind, @Nullable String url, String description, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Organization> find(OrganizationId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Organization> bySlug(String slug) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** All of them, by name. */
    public List<Organization> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Sets a person's roles in an organization; an empty set ends the membership. */
    public void setRoles(OrganizationId organization, PersonId person, Set<Role> roles, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Memberships of a person. */
    public List<Membership> of(PersonId person) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Members of an organization. */
    public List<Membership> members(OrganizationId organization) {
        throw new UnsupportedOperationException("not built yet");
    }
}
