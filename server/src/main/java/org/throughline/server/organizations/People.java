package org.throughline.server.organizations;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The people of this server. E-mail addresses are compared without regard to case. */
@Component
public class People {
    /** Registers a person with a password; a taken address is a {@code Problem CONFLICT}. */
    public Person register(String displayName, String email, String password) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The person with this address, or a new one without a password for whom credentials can wait (roster issue). */
    public Person ensure(String displayName, String email) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** {@link #ensure} for many at once, in the given order; for rosters of thousands. Keys are e-mail addresses, values display names. */
    public List<Person> ensureAll(Map<String, String> displayNameByEmail) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Person> find(PersonId id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Those that exist, by id. */
    public Map<PersonId, Person> find(Collection<PersonId> ids) {
        throw new UnsupportedOperationException("not built yet");
    }

    public Optional<Person> byEmail(String email) {
        throw new UnsupportedOperationException("not built yet");
    }
}
