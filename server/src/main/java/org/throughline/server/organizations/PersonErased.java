package org.throughline.server.organizations;

import java.util.Set;

/**
 * A person is forgotten. Published inside the change's transaction, while their rows still stand: rooms take out what they hold of the person,
 * or blank it where others go on needing the row.
 *
 * @param addresses the e-mail addresses by which the person was known
 */
public record PersonErased(PersonId person, Set<String> addresses) {
    public PersonErased {
        addresses = Set.copyOf(addresses);
    }
}
