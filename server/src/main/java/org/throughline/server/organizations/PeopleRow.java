package org.throughline.server.organizations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person with what only this room may see. */
record PeopleRow(Person person, @Nullable String password) {
    static PeopleRow read(ResultSet row, int number) throws SQLException {
        return new PeopleRow(readPerson(row, number), row.getString("password"));
    }

    static Person readPerson(ResultSet row, int number) throws SQLException {
        return new Person(
                new PersonId(row.getObject("id", UUID.class)), row.getString("display_name"), row.getString("email"));
    }
}
