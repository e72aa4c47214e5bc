package org.throughline.server.site;

import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.shared.PublicAddress;

/** The organizations of this server as a registry: whoever signs here is known by the name that they have here. */
final class OrganizationsHere implements IssuerRegistry {
    private final IssuerKeys keys;
    private final PublicAddress address;

    OrganizationsHere(IssuerKeys keys, PublicAddress address) {
        this.keys = keys;
        this.address = address;
    }

    @Override
    public String name() {
        return "The server at " + address.base().getAuthority();
    }

    @Override
    public Answer find(String issuer) {
        return keys.organizationOf(issuer)
                .<Answer>map(organization ->
                        new Answer.Known(organization.name(), null, null, address.url("/o/" + organization.slug())))
                .orElseGet(Answer.Unknown::new);
    }
}
