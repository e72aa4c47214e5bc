package org.throughline.server.organizations;

import java.util.Set;

/** A person's roles in one organization. */
public record Membership(PersonId person, Organization organization, Set<Role> roles) {
    public Membership {
        roles = Set.copyOf(roles);
    }

    /** Whether one of the wanted roles, or OWNER, is among them. */
    public boolean hasAny(Role... wanted) {
        if (roles.contains(Role.OWNER)) {
            return true;
        }
        for (Role role : wanted) {
            if (roles.contains(role)) {
                return true;
            }
        }
        return false;
    }
}
