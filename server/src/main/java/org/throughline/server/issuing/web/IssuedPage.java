package org.throughline.server.issuing.web;

import java.util.Map;
import java.util.UUID;
import org.throughline.server.face.PageLinks;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.Organization;
import org.throughline.server.shared.Page;

/** Credentials that an organization has issued; {@code names} are their recipients'. */
public record IssuedPage(
        Organization issuer,
        boolean revoked,
        Page<IssuedCredential> credentials,
        Map<UUID, String> names,
        PageLinks links) {
    public IssuedPage {
        names = Map.copyOf(names);
    }

    public String name(IssuedCredential credential) {
        return names.getOrDefault(credential.id(), "");
    }

    public String href(IssuedCredential credential) {
        return "/issuing/credentials/" + credential.id() + "?organization=" + issuer.slug();
    }
}
