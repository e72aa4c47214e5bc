package org.throughline.server.organizations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/** Reads organizations and memberships from rows that name the columns as the tables do. */
final class MembershipRows {
    /** The columns of an organization under the alias {@code o}. */
    static final String ORGANIZATION = "o.id AS organization, o.slug, o.name, o.kind, o.url, o.description";

    private MembershipRows() {}

    static Organization organization(ResultSet row, int number) throws SQLException {
        return new Organization(
                new OrganizationId(row.getObject("organization", UUID.class)),
                row.getString("slug"),
                row.getString("name"),
                OrganizationKind.valueOf(row.getString("kind")),
                row.getString("url"),
                row.getString("description"));
    }

    static Membership membership(ResultSet row, int number) throws SQLException {
        return new Membership(new PersonId(row.getObject("person", UUID.class)), organization(row, number), roles(row));
    }

    static Set<Role> roles(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Arrays.stream((String[]) row.getArray("roles").getArray())
                .map(Role::valueOf)
                .forEach(roles::add);
        return roles;
    }
}
