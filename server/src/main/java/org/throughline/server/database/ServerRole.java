package org.throughline.server.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The role as which the server works: it owns nothing and row-level security holds it. The owner's role migrates and does nothing else.
 * What the role may do stands in {@code db/migration/afterMigrate.sql}.
 */
final class ServerRole {
    static final String NAME = "throughline_app";

    private ServerRole() {}

    /**
     * Makes sure that the login of a named database can take on the role: makes the role where it is missing and the login may, and says
     * what an administrator has to do where it may not.
     */
    static void requireFor(Connection owner) {
        try {
            if (isMissing(owner, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                attempt(owner, "create role " + NAME + " nologin");
            }
            if (!attempt(owner, "set role " + NAME)) {
                attempt(owner, "grant " + NAME + " to current_user");
                if (!attempt(owner, "set role " + NAME)) {
                    throw new DatabaseFailure(
                            "The server works as the role " + NAME + ", so that row-level security holds it, but "
                                    + user(owner) + " may neither make nor take on that role. Ask an administrator of"
                                    + " the database to run: CREATE ROLE " + NAME + " NOLOGIN; GRANT " + NAME + " TO \""
                                    + user(owner) + "\";");
                }
            }
            attempt(owner, "reset role");
            refuseOneThatNothingHolds(owner);
        } catch (SQLException e) {
            throw new DatabaseFailure("The role " + NAME + " can't be prepared: " + e.getMessage(), e);
        }
    }

    /** Lets a login take on the role, where the owner may say so; an administrator may have said it before. */
    static void grantTo(Connection owner, String login) {
        if (!login.equals(NAME)) {
            attempt(owner, "grant " + NAME + " to \"" + login.replace("\"", "\"\"") + "\"");
        }
    }

    /** Refuses a login of the server's own that is the owner, belongs to it, or passes row-level security; and one that can't take on the role. */
    static void requireOf(Connection login, String owner) throws SQLException {
        boolean strong = !isMissing(login, """
                select 1 from pg_roles where rolname = session_user
                   and (rolsuper or rolbypassrls or pg_has_role(session_user, '%s', 'MEMBER'))
                """.formatted(owner.replace("'", "''")));
        if (strong) {
            throw new DatabaseFailure("The login " + user(login)
                    + " of --database-app-user owns the database, belongs to its owner or passes row-level security: it would be no wall."
                    + " Make one that may only log in: CREATE ROLE throughline_server LOGIN PASSWORD '...'; GRANT "
                    + NAME
                    + " TO throughline_server;");
        }
        if (!user(login).equals(NAME) && !attempt(login, "set role " + NAME)) {
            throw new DatabaseFailure("The login " + user(login) + " of --database-app-user may not take on the role "
                    + NAME + ". Ask an administrator of the database to run: GRANT " + NAME + " TO \"" + user(login)
                    + "\";");
        }
    }

    /** A role that passes row-level security, or that is the owner by membership, would be no wall. */
    static void refuseOneThatNothingHolds(Connection owner) throws SQLException {
        boolean held = isMissing(owner, """
                select 1 from pg_roles where rolname = '%1$s'
                   and (rolsuper or rolbypassrls or pg_has_role('%1$s', current_user, 'MEMBER'))
                """.formatted(NAME));
        if (!held) {
            throw new DatabaseFailure(
                    "The role " + NAME + " passes row-level security (it is a superuser, has BYPASSRLS"
                            + " or belongs to " + user(owner) + "); the server does not work as such a role.");
        }
    }

    /** Makes the role of an embedded database with a login of its own, and lets the owner take it on. */
    static void prepareEmbedded(Connection superuser, String password) throws SQLException {
        if (isMissing(superuser, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
            execute(superuser, "create role " + NAME + " nologin");
        }
        // said at every start: the last one may have been killed before this, or the directory is older than the role
        execute(
                superuser,
                "alter role " + NAME + " login nosuperuser nobypassrls nocreatedb nocreaterole noreplication"
                        + " password '" + password + "'");
        execute(superuser, "grant " + NAME + " to throughline");
    }

    static String user(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select session_user")) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean isMissing(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            return !row.next();
        }
    }

    private static boolean attempt(Connection connection, String sql) {
        try {
            execute(connection, sql);
            return true;
        } catch (SQLException refused) {
            return false; // what follows from it is said by whoever asked
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
