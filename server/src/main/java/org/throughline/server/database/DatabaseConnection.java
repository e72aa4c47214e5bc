package org.throughline.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** How to reach the database; user and password may also stand in the URL. */
record DatabaseConnection(
        String url, @Nullable String user, @Nullable String password) implements JdbcConnectionDetails {

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public @Nullable String getUsername() {
        return user;
    }

    @Override
    public @Nullable String getPassword() {
        return password;
    }

    /** Connects once; refuses a server that is older than we are written for, and a login that can't take on the server's role. */
    void prepare(int oldest) {
        try (Connection connection = connect()) {
            int found = connection.getMetaData().getDatabaseMajorVersion();
            if (found < oldest) {
                throw new DatabaseFailure(
                        "The database is PostgreSQL " + found + "; Throughline needs " + oldest + " or newer.");
            }
            ServerRole.requireFor(connection);
        } catch (SQLException e) {
            throw new DatabaseFailure("The database named by --database-url can't be reached: " + e.getMessage(), e);
        }
    }

    /** Refuses a login for the server that could take on the owner's rights, or can't take on the server's role. */
    void requireNoOwner(DatabaseConnection owner) {
        try (Connection theirs = owner.connect()) {
            ServerRole.grantTo(theirs, String.valueOf(user));
        } catch (SQLException e) {
            throw new DatabaseFailure("The database named by --database-url can't be reached: " + e.getMessage(), e);
        }
        try (Connection ours = connect()) {
            ServerRole.requireOf(ours, owner.sessionUser());
        } catch (SQLException e) {
            throw new DatabaseFailure(
                    "The login of --database-app-user can't reach the database: " + e.getMessage(), e);
        }
    }

    private String sessionUser() throws SQLException {
        try (Connection connection = connect()) {
            return ServerRole.user(connection);
        }
    }

    private Connection connect() throws SQLException {
        Properties login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        login.setProperty("loginTimeout", "10");
        return DriverManager.getConnection(url, login);
    }

    @Override
    public String toString() {
        return "DatabaseConnection[" + url.replaceAll("password=[^&]*", "password=***") + "]";
    }
}
