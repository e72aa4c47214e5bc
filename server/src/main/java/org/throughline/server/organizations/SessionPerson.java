package org.throughline.server.organizations;

import java.io.Serializable;
import java.security.Principal;
import java.util.UUID;

/** What a session remembers of whoever signed in: the id and nothing else, so that what they may do is read anew for every request. */
public record SessionPerson(UUID id) implements Principal, Serializable {
    public static SessionPerson of(PersonId person) {
        return new SessionPerson(person.value());
    }

    public PersonId person() {
        return new PersonId(id);
    }

    @Override
    public String getName() {
        return id.toString();
    }
}
