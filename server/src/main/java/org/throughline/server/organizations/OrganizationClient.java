package org.throughline.server.organizations;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/**
 * A program that acts in the name of an organization, as a request's principal. It is no person: {@link CurrentPerson} does not know it, and
 * every page asks for a person.
 *
 * @param client its {@code client_id}
 */
public record OrganizationClient(String client, UUID organization) implements Principal, Serializable {
    public OrganizationId organizationId() {
        return new OrganizationId(organization);
    }

    @Override
    public String getName() {
        return client;
    }
}
