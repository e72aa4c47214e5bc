package org.throughline.server.issuing.web;

import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.Organization;

/** One issued credential, and the way to take it back. */
public record IssuedCredentialPage(Organization issuer, IssuedCredential credential, String recipient) {
    public boolean isBadge() {
        return credential.kind() == IssuedCredential.Kind.BADGE;
    }
}
