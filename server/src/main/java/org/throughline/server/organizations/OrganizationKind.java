package org.throughline.server.organizations;

/** What an organization is in the ecosystem. */
public enum OrganizationKind {
    EDUCATOR,
    EMPLOYER,
    COALITION,
    AGENCY
}
