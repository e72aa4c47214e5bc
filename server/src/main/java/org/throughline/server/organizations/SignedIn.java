package org.throughline.server.organizations;

import java.util.List;
import java.util.Optional;

/**
 * The person of the current session, with what they may do, read anew for every request.
 *
 * @param administrator whether they run this installation
 */
public record SignedIn(PersonId id, String displayName, List<Membership> memberships, boolean administrator) {
    public SignedIn {
        memberships = List.copyOf(memberships);
    }

    /** Whether this is the person: whose own something is. */
    public boolean is(PersonId person) {
        return id.equals(person);
    }

    /** The membership in this organization, if there is one. */
    public Optional<Membership> in(OrganizationId organization) {
        return memberships.stream()
                .filter(m -> m.organization().id().equals(organization))
                .findFirst();
    }

    /** Memberships in organizations of this kind. */
    public List<Membership> in(OrganizationKind kind) {
        return memberships.stream().filter(m -> m.organization().kind() == kind).toList();
    }
}
