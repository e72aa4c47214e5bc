package org.throughline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.throughline.server.ThroughlineServer;
import org.throughline.server.database.DataDirectory;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.support.TestDatabase;

/**
 * The drill: a server in a process of its own issues credentials, is saved meanwhile, goes on, and is lost. The backup, older than what was
 * issued since, comes back with everything in order, goes on issuing, and gives nothing away a second time.
 */
class DrillIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PASSPHRASE = "a passphrase for the drill";

    private final Path folder =
            TestDatabase.freshFolder("drill-" + ProcessHandle.current().pid());
    private final Path data = folder.resolve("data");
    private final Path backup = folder.resolve("backup");
    private final Path restored = folder.resolve("restored");

    @Test
    void bringsBackAnInstallationThatWasSavedWhileItIssued() throws Exception {
        Map<String, String> given;
        try (Running demo = Running.start("demo", "--data", data.toString(), "--port", "0")) {
            demo.await("] Achievements");
            Thread.sleep(1500); // the story issues hundreds now: the backup is made in the middle of them
            Ended saved = run("backup", backup.toString(), "--data", data.toString(), "--with-master-key");
            assertThat(saved.output()).contains("Saved in", "wrapped by your passphrase");
            assertThat(saved.exitCode()).isZero();
            demo.await("] Revocations");
            demo.kill();
        }
        given = places(data);

        refusesATornOne();
        Ended refused = run("restore", backup.toString(), "--data", data.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("is not empty");

        Ended back = run("restore", backup.toString(), "--data", restored.toString(), "--outside", data.toString());
        assertThat(back.output()).contains("Restored into", "The master key is back");
        assertThat(back.exitCode()).isZero();
        Ended checked = run("fsck", "--data", restored.toString());
        assertThat(checked.output()).contains("Everything holds.");
        assertThat(checked.exitCode()).isZero();

        try (Running demo = Running.start("demo", "--exit", "--data", restored.toString(), "--port", "0")) {
            demo.await("] Pipeline");
            demo.end();
        }
        assertThat(run("fsck", "--data", restored.toString(), "--json").output())
                .contains("\"id\":\"I6\"")
                .doesNotContain("\"ok\":false");
        Map<String, String> after = places(restored);
        assertThat(after).hasSizeGreaterThan(10);
        after.forEach((place, credential) ->
                assertThat(given.getOrDefault(place, credential)).as(place).isEqualTo(credential));
    }

    private void refusesATornOne() throws Exception {
        Path torn = folder.resolve("torn");
        Backup.copy(backup, torn);
        Path file = torn.resolve("cluster").resolve("global").resolve("pg_control");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(100);
            bytes.write(bytes.read() ^ 1);
        }
        Ended changed = run(
                "restore", torn.toString(), "--data", folder.resolve("never").toString());
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.output()).contains("pg_control is not the file that was saved");
        Files.delete(file);
        assertThat(run(
                                "restore",
                                torn.toString(),
                                "--data",
                                folder.resolve("never").toString())
                        .output())
                .contains("pg_control is missing");
        Files.delete(torn.resolve(BackupManifest.NAME));
        assertThat(run(
                                "restore",
                                torn.toString(),
                                "--data",
                                folder.resolve("never").toString())
                        .output())
                .contains("no whole backup");
        assertThat(folder.resolve("never")).doesNotExist();
    }

    /** Which credential has which place on which list, read from a stopped installation. */
    private static Map<String, String> places(Path directory) throws Exception {
        Map<String, String> places = new HashMap<>();
        try (DataDirectory claimed = DataDirectory.claim(directory);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(claimed);
                Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select status_list, status_index, id from issuing.credential")) {
            while (row.next()) {
                places.put(row.getString(1) + " " + row.getInt(2), row.getString(3));
            }
        }
        return places;
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(String... words) throws Exception {
        Process process = process(words);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** The same classes as this test, in a process of its own. */
    private static Process process(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ThroughlineServer.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put(BackupCommand.PASSPHRASE, PASSPHRASE);
        return builder.start();
    }

    /** A command that goes on until it is stopped. */
    private static final class Running implements AutoCloseable {
        private final Process process;
        private final List<String> lines = new CopyOnWriteArrayList<>();

        private Running(Process process) {
            this.process = process;
            Thread.ofVirtual().start(() -> {
                try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
                    reader.lines().forEach(lines::add);
                } catch (IOException | java.io.UncheckedIOException e) {
                    lines.add("(the output ended)");
                }
            });
        }

        static Running start(String... words) throws IOException {
            return new Running(process(words));
        }

        void await(String words) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (lines.stream().noneMatch(line -> line.contains(words))) {
                if (System.nanoTime() > deadline
                        || (!process.isAlive() && lines.stream().noneMatch(l -> l.contains(words)))) {
                    throw new AssertionError("\"" + words + "\" was not said:\n" + String.join("\n", lines));
                }
                Thread.sleep(50);
            }
        }

        /** SIGKILL: no farewell. */
        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        void end() throws InterruptedException {
            process.waitFor();
        }

        @Override
        public void close() throws InterruptedException {
            if (process.isAlive()) {
                process.destroy();
                process.waitFor();
            }
        }
    }
}
