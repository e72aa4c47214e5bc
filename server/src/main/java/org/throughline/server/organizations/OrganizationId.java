package org.throughline.server.organizations;

import java.util.UUID;

/** An organization on this server: the tenant. */
public record OrganizationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
