package org.throughline.server.custody;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.IssuerNames;
import org.throughline.server.organizations.Organization;

/** The names that organizations sign with, for their public profiles. */
@Component
class KeyedNames implements IssuerNames {
    private final IssuerKeys keys;

    KeyedNames(IssuerKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<String> didOf(Organization organization) {
        return keys.didOf(organization);
    }
}
