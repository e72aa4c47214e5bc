package org.throughline.server.organizations;

import java.util.List;

/**
 * An organization that comes in with a file.
 *
 * @param addresses of the installations that it comes from, as the manifest names them: scheme, host and port; what it published is below one of them
 */
public record Arrival(OrganizationId organization, List<String> addresses) {
    public Arrival {
        addresses = List.copyOf(addresses);
    }
}
