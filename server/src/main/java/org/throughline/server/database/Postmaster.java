package org.throughline.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL's own processes: makes the cluster, starts and stops it, clears away what a killed server left behind.
 *
 * <p>Whoever calls must own the data directory: then a postmaster that is found here belongs to nobody any more.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration LIMIT = Duration.ofMinutes(5); // recovery after a crash may take its time
    private static final int STARTS_TRIED = 3;

    private final Path folder;
    private final Path home;
    private final Path cluster;
    private final DatabaseAccount account;

    /**
     * @param folder where cluster, log and port are kept
     * @param home PostgreSQL's programs
     */
    Postmaster(Path folder, Path home, DatabaseAccount account) {
        this.folder = folder;
        this.home = home;
        this.cluster = folder.resolve("cluster");
        this.account = account;
    }

    /** Makes the cluster if there is none; it appears under its name only when it is complete. */
    void makeCluster(DatabasePasswords passwords) throws IOException {
        removeHalfMade();
        if (Files.exists(cluster.resolve("PG_VERSION"))) {
            return;
        }
        Path fresh = ownFolder("cluster-new");
        Path passwordFile = folder.resolve("password-new");
        Files.deleteIfExists(passwordFile);
        DatabasePasswords.write(passwordFile, passwords.superuser());
        account.own(passwordFile);
        try {
            run(
                    "PostgreSQL could not make its files",
                    List.of(
                            program("initdb"),
                            "--pgdata=" + fresh,
                            "--username=postgres",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--data-checksums",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--no-instructions"));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    Path cluster() {
        return cluster;
    }

    /** Gives the roles of a cluster that came from elsewhere new passwords, before anybody can connect. */
    void tellPasswords(DatabasePasswords passwords) {
        String sql = "ALTER ROLE postgres PASSWORD '" + passwords.superuser() + "'\n"
                + "ALTER ROLE throughline PASSWORD '" + passwords.owner() + "'\n";
        Command.Outcome told = Command.run(
                folder,
                LIMIT,
                account.command(List.of(
                        program("postgres"),
                        "--single",
                        "-D",
                        cluster.toString(),
                        "-c",
                        "password_encryption=scram-sha-256",
                        "postgres")),
                sql);
        if (!told.succeeded() || told.output().contains("ERROR")) {
            throw new DatabaseFailure("The restored database could not be opened: " + told.output());
        }
    }

    /** Starts the postmaster and waits until it takes connections; answers its port on the loopback address. */
    int start() throws IOException {
        for (int i = 1; i <= STARTS_TRIED; i++) {
            int port = port();
            if (startAt(port)) {
                return port;
            }
            log.warn("PostgreSQL did not start (attempt {} of {})", i, STARTS_TRIED);
            pause();
        }
        throw new DatabaseFailure("PostgreSQL did not start. Its last words:\n" + lastWords(ownFolder("log")));
    }

    /** Starts the postmaster on this port and waits until it takes connections; whether it does. */
    boolean startAt(int port) throws IOException {
        Path logs = ownFolder("log");
        Command.Outcome start = Command.run(
                folder,
                LIMIT,
                account.command(List.of(
                        program("pg_ctl"),
                        "start",
                        "--pgdata=" + cluster,
                        "--wait",
                        "--silent",
                        "--timeout=" + LIMIT.toSeconds(),
                        "--log=" + logs.resolve("postgresql.log"),
                        "--options=" + options(port))));
        if (!start.succeeded()) {
            log.warn("PostgreSQL could not be started: {}", start.output());
        }
        return start.succeeded();
    }

    /** Stops the postmaster: open transactions are rolled back, everything committed is on the disk. */
    void stop() {
        for (String mode : List.of("fast", "immediate")) {
            Command.Outcome stop = Command.run(
                    folder,
                    LIMIT,
                    account.command(List.of(
                            program("pg_ctl"),
                            "stop",
                            "--pgdata=" + cluster,
                            "--wait",
                            "--silent",
                            "--timeout=60",
                            "--mode=" + mode)));
            if (stop.succeeded() || running().isEmpty()) {
                return;
            }
            log.warn("PostgreSQL did not stop ({}): {}", mode, stop.output());
        }
    }

    /** Stops a postmaster whose server was killed, and removes the note of one that is long gone. */
    void clearAway() throws IOException {
        Path note = cluster.resolve("postmaster.pid");
        if (!Files.exists(note)) {
            return;
        }
        Optional<ProcessHandle> running = running();
        if (running.isEmpty()) {
            return; // PostgreSQL itself clears such a note away
        }
        String program = running.get().info().command().orElse("");
        if (program.endsWith("postgres")) {
            log.info(
                    "Stopping the database that an earlier server left running (process {})",
                    running.get().pid());
            stop();
        } else {
            // Killed, but not yet fetched by its parent (then it has no program), or the machine was restarted and the
            // number belongs to another program now. PostgreSQL would take either for itself and refuse to start.
            pause();
            Files.delete(note);
        }
    }

    /** Whether a postmaster works here. One that was killed and that nobody has fetched yet has no program any more. */
    boolean works() {
        return running()
                .flatMap(process -> process.info().command())
                .filter(program -> program.endsWith("postgres"))
                .isPresent();
    }

    /** The process named in the cluster's note, if it is alive. */
    Optional<ProcessHandle> running() {
        try (Stream<String> lines = Files.lines(cluster.resolve("postmaster.pid"))) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("[0-9]+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty(); // no note, no postmaster
        }
    }

    /** The command line outranks the configuration files, so that nobody's edit there can take durability away. */
    private static String options(int port) {
        return String.join(
                " ",
                List.of(
                        "-p " + port,
                        "-c listen_addresses=127.0.0.1",
                        "-c unix_socket_directories=''",
                        "-c fsync=on",
                        "-c synchronous_commit=on",
                        "-c full_page_writes=on",
                        "-c password_encryption=scram-sha-256",
                        "-c max_connections=60",
                        "-c max_wal_size=256MB", // a small disk is not filled by the log of changes
                        "-c min_wal_size=32MB",
                        "-c shared_buffers=96MB",
                        "-c log_min_messages=warning",
                        "-c log_checkpoints=off",
                        // what people wrote stands in the details of errors and in statements, and has no place in a
                        // log
                        "-c log_error_verbosity=terse",
                        "-c log_min_error_statement=panic",
                        "-c timezone=UTC"));
    }

    private int port() throws IOException {
        Path file = folder.resolve("port");
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        if (Files.exists(file)) {
            int kept = Integer.parseInt(Files.readString(file).strip());
            try (ServerSocket probe = new ServerSocket()) {
                probe.setReuseAddress(true);
                probe.bind(new InetSocketAddress(loopback, kept));
                return kept;
            } catch (IOException e) {
                log.info("Port {} of the database is taken; choosing another", kept);
            }
        }
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            Files.writeString(file, probe.getLocalPort() + "\n");
            return probe.getLocalPort();
        }
    }

    private Path ownFolder(String name) throws IOException {
        Path path = folder.resolve(name);
        if (!Files.exists(path)) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            account.own(path);
        }
        return path;
    }

    private void removeHalfMade() throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve("cluster-new"));
    }

    private void run(String failure, List<String> words) {
        Command.Outcome outcome = Command.run(folder, LIMIT, account.command(words));
        if (!outcome.succeeded()) {
            throw new DatabaseFailure(failure + ": " + outcome.output());
        }
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String lastWords(Path logs) throws IOException {
        Path file = logs.resolve("postgresql.log");
        if (!Files.exists(file)) {
            return "(it said nothing)";
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }

    private static void pause() {
        try {
            Thread.sleep(1000); // the children of a postmaster that was killed need a moment to notice
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("Interrupted while PostgreSQL was starting", e);
        }
    }
}
