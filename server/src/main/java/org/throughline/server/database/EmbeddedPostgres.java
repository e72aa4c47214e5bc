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
import java.util.ArrayList;
import java.util.List;
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
            Path passwordFile = folder.resolve("passwords");
            boolean newPasswords = !Files.exists(passwordFile);
            boolean standing = Files.exists(folder.resolve("cluster").resolve("PG_VERSION"));
            DatabasePasswords passwords = DatabasePasswords.in(passwordFile);
            postmaster.makeCluster(passwords);
            postmaster.clearAway();
            if (newPasswords && standing) { // a restored cluster: whoever has the backup must not know the new ones
                postmaster.tellPasswords(passwords);
            }
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
    public String serverPassword() {
        return passwords.server();
    }

    /** Copies the cluster, which goes on working meanwhile, into a folder that is not there yet. */
    public void copyInto(Path target) {
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl("postgres"), "postgres", passwords.superuser())) {
            new PhysicalCopy(connection, postmaster.cluster(), target).make();
        } catch (SQLException | IOException e) {
            throw new DatabaseFailure("The database could not be copied to " + target + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads every table and index of the database with PostgreSQL's own checks ({@code amcheck}).
     *
     * @param findings where what is damaged is told, a sentence each
     * @return how many were read
     */
    public long inspectRelations(List<String> findings) {
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl("throughline"), "postgres", passwords.superuser())) {
            execute(connection, "create extension if not exists amcheck");
            long read = inspect(connection, findings, "r", "select string_agg(msg, '; ') from verify_heapam('%s')");
            return read + inspect(connection, findings, "i", "select bt_index_check('%s', true)");
        } catch (SQLException e) {
            findings.add("The database could not be inspected: " + e.getMessage());
            return 0;
        }
    }

    private static long inspect(Connection connection, List<String> findings, String kind, String check)
            throws SQLException {
        List<String> relations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select c.oid::regclass::text from pg_class c left join pg_am a on a.oid = c.relam
                        where c.relkind = '%s' and c.relpersistence = 'p' and (c.relkind = 'r' or a.amname = 'btree')
                          and c.relnamespace <> 'pg_toast'::regnamespace order by 1
                        """.formatted(kind))) {
            while (rows.next()) {
                relations.add(rows.getString(1));
            }
        }
        for (String relation : relations) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(check.formatted(relation.replace("'", "''")))) {
                if (row.next() && row.getString(1) != null && !row.getString(1).isEmpty()) {
                    findings.add("%s is damaged: %s".formatted(relation, row.getString(1)));
                }
            } catch (SQLException e) {
                findings.add("%s is damaged: %s".formatted(relation, e.getMessage()));
            }
        }
        return relations.size();
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
