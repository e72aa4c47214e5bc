package org.throughline.server.organizations;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** Who is asking. */
@Component
public class CurrentPerson {
    /** The signed-in person of this request, or empty for a stranger. */
    public Optional<SignedIn> find() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The signed-in person; throws {@code Problem UNAUTHENTICATED} for a stranger. */
    public SignedIn require() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The signed-in person, who must have one of the roles (or OWNER) in the organization. Throws {@code Problem NOT_FOUND} for a
     * person outside the organization (its objects do not exist for them) and {@code FORBIDDEN} for a member without the role. With
     * no role named, any membership is enough.
     */
    public SignedIn require(OrganizationId organization, Role... anyOf) {
        throw new UnsupportedOperationException("not built yet");
    }
}
