package org.throughline.server.talent;

import org.throughline.server.organizations.PersonId;

/**
 * Somebody whom a recruiter may see.
 *
 * @param ref what this employer calls the person in addresses and lists, e.g. {@code K4TQ7M}; another employer has another
 * @param label the name where the person shows it, otherwise "Candidate K4TQ7M"
 */
public record PersonFound(PersonId person, String ref, String label, boolean nameShown, Match match) {}
