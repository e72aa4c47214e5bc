package org.throughline.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.throughline.server.support.TestDatabase;

class EmbeddedPostgresIT {

    private static final Path PROGRAMS = TestDatabase.programs();

    @Test
    void keepsDataPortAndPasswordOverARestart() throws Exception {
        Path folder = TestDatabase.freshFolder("restart");
        String first;
        try (DataDirectory directory = DataDirectory.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
            execute(postgres, "create table kept as select 42 as answer");
            first = postgres.jdbcUrl() + postgres.password();
        }
        try (DataDirectory directory = DataDirectory.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(ask(postgres, "select answer from kept")).isEqualTo("42");
            assertThat(postgres.jdbcUrl() + postgres.password()).isEqualTo(first);
        }
        assertThat(folder.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    }

    @Test
    void isDurableEvenWhenSomebodySwitchedItOffInTheConfiguration() throws Exception {
        Path folder = TestDatabase.freshFolder("durable");
        try (DataDirectory directory = DataDirectory.claim(folder)) {
            EmbeddedPostgres.start(directory, PROGRAMS).close();
            Files.writeString(
                    folder.resolve("postgresql/cluster/postgresql.auto.conf"),
                    "fsync = 'off'\nsynchronous_commit = 'off'\nfull_page_writes = 'off'\nlisten_addresses = '*'\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
                assertThat(ask(postgres, "show fsync")).isEqualTo("on");
                assertThat(ask(postgres, "show synchronous_commit")).isEqualTo("on");
                assertThat(ask(postgres, "show full_page_writes")).isEqualTo("on");
                assertThat(ask(postgres, "show data_checksums")).isEqualTo("on");
                assertThat(ask(postgres, "show listen_addresses")).isEqualTo("127.0.0.1");
            }
        }
    }

    @Test
    void refusesToServeWhenTheRoleItselfIsToldNotToWaitForTheDisk() throws Exception {
        Path folder = TestDatabase.freshFolder("betrayed");
        try (DataDirectory directory = DataDirectory.claim(folder)) {
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
                asSuperuser(folder, postgres, "alter role postgres set synchronous_commit = off");
            }
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS))
                    .isInstanceOf(DatabaseFailure.class)
                    .hasMessageContaining("synchronous_commit = off");
            assertThat(folder.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void asksForThePasswordAndListensOnLoopbackAlone() throws Exception {
        EmbeddedPostgres postgres = TestDatabase.postgres();
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
        int port = URI.create(postgres.jdbcUrl().substring("jdbc:".length())).getPort();
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : others) {
            assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void usesARoleThatIsNoSuperuser() throws Exception {
        assertThat(ask(TestDatabase.postgres(), "select rolsuper::text from pg_roles where rolname = current_user"))
                .isEqualTo("false");
    }

    @Test
    void keepsSecretsReadableByTheOwnerAlone() throws Exception {
        Path folder = TestDatabase.freshFolder("secrets");
        try (DataDirectory directory = DataDirectory.claim(folder)) {
            EmbeddedPostgres.start(directory, PROGRAMS).close();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgresql/passwords"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgresql/cluster"))))
                .isEqualTo("rwx------");
        assertThat(folder.resolve("postgresql/password-new")).doesNotExist();
    }

    @Test
    void startsAPostmasterAgainThatWasKilledUnderTheServer() throws Exception {
        Path folder = TestDatabase.freshFolder("supervised");
        try (DataDirectory directory = DataDirectory.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
            execute(postgres, "create table kept as select 42 as answer");
            long killed = orphan(folder);
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            assertThat(answerWithin(postgres, Duration.ofSeconds(30))).isEqualTo("42");
            assertThat(orphan(folder)).isPositive().isNotEqualTo(killed);
        }
        assertThat(folder.resolve("postgresql/cluster/postmaster.pid")).doesNotExist();
    }

    private static String answerWithin(EmbeddedPostgres postgres, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Thread.sleep(200);
            try {
                return ask(postgres, "select answer from kept");
            } catch (SQLException e) {
                assertThat(System.nanoTime()).as("%s", e).isLessThan(deadline);
            }
        }
    }

    @Test
    void stopsTheDatabaseThatAKilledServerLeftAndLosesNothingAcknowledged() throws Exception {
        Path folder = TestDatabase.freshFolder("killed");
        int acknowledged = 0;
        for (int round = 0; round < 3; round++) {
            Process server = startWriter(folder);
            try (BufferedReader says = reader(server)) {
                for (int i = 0; i < 20; i++) {
                    acknowledged = nextNumber(says);
                }
                assertThatThrownBy(() -> DataDirectory.claim(folder))
                        .isInstanceOf(DataDirectoryInUse.class)
                        .hasMessageContaining("process " + server.pid());
                server.toHandle().destroyForcibly(); // the handle leaves the stream open, in which its last words are
                assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
                for (int n = nextNumber(says); n > 0; n = nextNumber(says)) {
                    acknowledged = n;
                }
            } finally {
                server.destroyForcibly();
            }
            assertThat(orphan(folder)).as("the orphan of a killed server").isPositive();
        }
        long orphan = orphan(folder);
        assertThat(acknowledged).isGreaterThanOrEqualTo(60);
        try (DataDirectory directory = DataDirectory.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(orphan(folder)).isNotEqualTo(orphan);
            // a process without a program is a dead one that its parent has not fetched yet
            assertThat(ProcessHandle.of(orphan).flatMap(handle -> handle.info().command()))
                    .isEmpty();
            assertThat(Integer.parseInt(ask(postgres, "select max(n) from written")))
                    .isGreaterThanOrEqualTo(acknowledged);
        }
    }

    @Test
    void startsWhereTheVeryFirstStartWasKilledHalfway() throws Exception {
        Path folder = TestDatabase.freshFolder("halfway");
        Path half = Files.createDirectories(folder.resolve("postgresql/cluster-new"));
        Files.writeString(half.resolve("PG_VERSION"), "18\n");
        Files.writeString(folder.resolve("postgresql/password-new"), "left behind");
        Files.createDirectories(PROGRAMS.resolve("unpacking-left-behind"));
        try (DataDirectory directory = DataDirectory.claim(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(ask(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsWhereTheProcessNumberOfADeadPostmasterBelongsToAnotherProgram() throws Exception {
        Path folder = TestDatabase.freshFolder("reused");
        try (DataDirectory directory = DataDirectory.claim(folder)) {
            EmbeddedPostgres.start(directory, PROGRAMS).close();
            Path note = folder.resolve("postgresql/cluster/postmaster.pid");
            Files.writeString(note, ProcessHandle.current().pid() + "\n" + folder + "\n0\n5432\n");
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory, PROGRAMS)) {
                assertThat(ask(postgres, "select 1")).isEqualTo("1");
            }
        }
    }

    private static Process startWriter(Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString(),
                PROGRAMS.toString()));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The next number that the child acknowledged, or 0 at the end of its words. Its log lines are passed over. */
    private static int nextNumber(BufferedReader says) throws IOException {
        for (String line = says.readLine(); line != null; line = says.readLine()) {
            if (line.matches("[0-9]+")) {
                return Integer.parseInt(line);
            }
        }
        return 0;
    }

    private static long orphan(Path folder) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgresql/cluster/postmaster.pid"))
                .getFirst()
                .strip());
    }

    private static void asSuperuser(Path folder, EmbeddedPostgres postgres, String sql) throws Exception {
        DatabasePasswords passwords = DatabasePasswords.in(folder.resolve("postgresql/passwords"));
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), "postgres", passwords.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    /** A server in small, in a process of its own so that it can be killed: writes rows and says which were committed. */
    static final class Writer {
        public static void main(String[] words) throws Exception {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.start(DataDirectory.claim(Path.of(words[0])), Path.of(words[1]));
            try (Connection connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists written (n int generated always as identity)");
                while (true) {
                    ResultSet row = statement.executeQuery("insert into written default values returning n");
                    row.next();
                    System.out.println(row.getInt(1));
                }
            }
        }
    }
}
