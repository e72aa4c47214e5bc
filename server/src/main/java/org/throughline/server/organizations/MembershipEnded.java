package org.throughline.server.organizations;

/** A person belongs to an organization no more. Published inside the change's transaction; rooms end what the person did there in its name. */
public record MembershipEnded(OrganizationId organization, PersonId person) {}
