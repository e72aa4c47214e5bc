package org.throughline.server.organizations;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.Problem;

/** Says who somebody is by their e-mail address and password. */
@Component
public class PasswordSignIn {
    private final JdbcClient jdbc;
    private final Passwords passwords;
    private final FailuresInARow failures;

    PasswordSignIn(JdbcClient jdbc, Passwords passwords, FailuresInARow failures) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.failures = failures;
    }

    /**
     * The person, or empty when the address is unknown, has no password, has another one or its password rests: the caller can not tell which, nor
     * by time.
     *
     * @param knownDevice whether the person signed in before on the device from which this comes
     */
    public Optional<PersonId> check(String email, String password, boolean knownDevice) {
        Optional<PeopleRow> row = lookUp(email);
        if (row.isEmpty()) {
            failures.beginForNobody(email, Authenticator.PASSWORD);
            passwords.matches(password, null);
            return Optional.empty();
        }
        PersonId person = row.get().person().id();
        FailuresInARow.Attempt attempt = failures.begin(person, Authenticator.PASSWORD, knownDevice);
        boolean same = passwords.matches(password, row.get().password());
        if (same && attempt.counts()) {
            failures.forget(person, Authenticator.PASSWORD);
            return Optional.of(person);
        }
        failures.failed(attempt);
        return Optional.empty();
    }

    /** Whose address that is. For whoever counts attempts; nobody else is told. */
    public Optional<PersonId> whose(String email) {
        return lookUp(email).map(row -> row.person().id());
    }

    private Optional<PeopleRow> lookUp(String email) {
        String key;
        try {
            key = new EmailAddress(email).key();
        } catch (Problem notAnAddress) {
            return Optional.empty();
        }
        return Reach.asHouse(
                "nobody is signed in yet",
                () -> jdbc.sql("""
                                SELECT p.id, p.display_name, p.email, p.password FROM organizations.address a
                                JOIN organizations.person p ON p.id = a.person WHERE a.email_key = :key
                                """).param("key", key).query(PeopleRow::read).optional());
    }
}
