package org.throughline.server.custody;

import org.throughline.server.organizations.OrganizationId;

/**
 * As whom an organization signs now.
 *
 * @param did {@code did:key:…}, or {@code did:web:…} where the public address is https; the {@code issuer.id} of its credentials
 * @param verificationMethod the DID URL of the active key
 */
public record IssuerIdentity(OrganizationId organization, String did, String verificationMethod) {}
