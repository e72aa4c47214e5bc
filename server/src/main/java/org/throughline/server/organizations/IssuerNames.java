package org.throughline.server.organizations;

import java.util.Optional;

/** As whom an organization signs, told by the room that keeps its keys. */
@FunctionalInterface
public interface IssuerNames {
    /** The DID that stands in its credentials; empty for an organization that never signed. */
    Optional<String> didOf(Organization organization);
}
