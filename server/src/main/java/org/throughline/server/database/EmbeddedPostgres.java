package org.throughline.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own inside the data directory, as durable as one that an administrator set up: page checksums,
 * fsync, a random password, the loopback address only. It is told to be durable and then asked whether it is; if any
 * answer is not "on", it is stopped again and nothing is served.
 *
 * <p>However the last server ended, also by kill -9 in the middle of the very first start, the next start works. A postmaster that dies
 * under a running server is started again ({@link PostmasterWatch}).
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Map<String, String> PROMISES = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "data_checksums", "on",
            "listen_addresses", "127.0.0.1",
            "password_encryption", "scram-sha-256");

    private final Postmaster postmaster;
    private final int port;
    private final DatabasePasswords passwords;
    private final PostmasterWatch watch;

    private EmbeddedPostgres(Postmaster postmaster, int port, DatabasePasswords passwords) {
        this.postmaster = postmaster;
        this.port = port;
        this.passwords = passwords;
        this.watch = new PostmasterWatch(postmaster, port, this::prepareOrStop);
    }

    /**
     * Starts the database of this directory, which the caller owns.
     *
     * @throws DatabaseFailure with words for the person at the console
     */
    public static EmbeddedPostgres start(DataDirectory directory) {
        return start(directory, directory.path().resolve("postgresql"));
    }

    /** The same, with PostgreSQL's programs kept in a folder that several data directories share. */
    public static EmbeddedPostgres start(DataDirectory directory, Path programs) {
        long begin = System.nanoTime();
        try {
            Path folder = directory.path().resolve("postgresql");
            DatabaseAccount account = DatabaseAccount.choose();
            makePassable(folder);
            makePassable(programs);
            account.requireReach(folder);
            Postmaster postmaster = new Postmaster(folder, PostgresBinaries.unpackInto(programs), account);
            DatabasePasswords passwords = DatabasePasswords.in(folder.resolve("passwords"));
            postmaster.makeCluster(passwords);
            postmaster.clearAway();
            EmbeddedPostgres postgres = new EmbeddedPostgres(postmaster, postmaster.start(), passwords);
            postgres.prepareOrStop();
            postgres.watch.begin();
            log.info("PostgreSQL is ready on port {} after {} ms", postgres.port, millisSince(begin));
            return postgres;
        } catch (IOException e) {
            throw new DatabaseFailure("The embedded PostgreSQL could not be started: " + e, e);
        }
    }

    /** Where the data is, for the role {@link #user()}. */
    public String jdbcUrl() {
        return jdbcUrl("throughline");
    }

    public String user() {
        return "throughline";
    }

    public String password() {
        return passwords.owner();
    }

    /** The password of the role as which the server works. */
    String serverPassword() {
        return passwords.server();
    }

    /** Stops the database and waits for it. */
    @Override
    public void close() {
        long begin = System.nanoTime();
        watch.end();
        postmaster.stop();
        log.info("PostgreSQL stopped after {} ms", millisSince(begin));
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private void prepareOrStop() {
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl("postgres"), "postgres", passwords.superuser())) {
            for (Map.Entry<String, String> promise : PROMISES.entrySet()) {
                requirePromise(connection, promise.getKey(), promise.getValue());
            }
            // steps, each of which may find itself done: the last start may have been killed between them
            if (isMissing(connection, "select 1 from pg_roles where rolname = 'throughline'")) {
                execute(connection, "create role throughline login password '" + passwords.owner() + "'");
            }
            if (isMissing(connection, "select 1 from pg_database where datname = 'throughline'")) {
                execute(connection, "create database throughline owner throughline");
            }
            ServerRole.prepareEmbedded(connection, passwords.server());
        } catch (SQLException e) {
            postmaster.stop();
            throw new DatabaseFailure(
                    "The embedded PostgreSQL started but could not be prepared: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            postmaster.stop();
            throw e;
        }
    }

    private static void makePassable(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectory(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static void requirePromise(Connection connection, String setting, String expected) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + setting)) {
            String found = row.next() ? row.getString(1) : "(nothing)";
            if (!expected.equals(found)) {
                throw new DatabaseFailure("The embedded PostgreSQL says " + setting + " = " + found + ", but without "
                        + expected + " it could lose or betray data; it is not used.");
            }
        }
    }

    private static boolean isMissing(Connection connection, String question) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question);
                ResultSet row = statement.executeQuery()) {
            return !row.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
