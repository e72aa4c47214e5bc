package org.throughline.server.records;

import org.throughline.server.organizations.PersonId;

/** A held credential no longer proves anything (revoked, expired, removed): everything that rests on it goes. */
public record CompetenciesWithdrawn(PersonId person, HeldCredentialId credential) {}
