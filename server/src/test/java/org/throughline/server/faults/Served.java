package org.throughline.server.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server in a process of its own, which tells the demo's story once and then serves it. It can be killed and started again. */
final class Served implements AutoCloseable {
    private static final int LINES_KEPT = 60;

    private final Path folder;
    private final int port;
    private final int managementPort;
    private final Map<String, String> environment;
    private final List<String> options;
    private final Deque<String> said = new ArrayDeque<>();
    private Process process;
    private volatile boolean ready;

    private Served(Path folder, int port, Map<String, String> environment, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.managementPort = Machine.freePort();
        this.environment = Map.copyOf(environment);
        this.options = List.copyOf(options);
        try {
            this.process = launch(
                    Machine.agentJar(folder.toAbsolutePath().resolveSibling(".").normalize()), "small");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts on the embedded database of the folder. */
    static Served start(Path folder) {
        return start(folder, Map.of(), List.of());
    }

    /** Starts with an environment and options of its own. */
    static Served start(Path folder, Map<String, String> environment, List<String> options) {
        return new Served(folder, Machine.freePort(), environment, options);
    }

    private Process launch(@Nullable Path agent, String agentWords) {
        List<String> command = new ArrayList<>(Machine.serverCommand(agent, agentWords));
        command.addAll(List.of(
                "demo",
                "--data",
                folder.toString(),
                "--port",
                Integer.toString(port),
                "--management-port",
                Integer.toString(managementPort)));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        ready = false;
        try {
            Process started = builder.start();
            Thread.ofVirtual().start(() -> listen(started));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen(Process speaking) {
        try (BufferedReader reader = speaking.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                log(line);
                synchronized (said) {
                    said.addLast(line);
                    if (said.size() > LINES_KEPT) {
                        said.removeFirst();
                    }
                }
                if (line.startsWith("Throughline is ready")) {
                    ready = true;
                }
            }
        } catch (IOException e) {
            synchronized (said) {
                said.addLast("(the output ended: " + e.getMessage() + ")");
            }
        }
    }

    /** Everything that it says is kept beside its data, for whoever wants to know why. */
    private void log(String line) throws IOException {
        Files.writeString(
                folder.resolveSibling(folder.getFileName() + ".log"),
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Waits until it serves. */
    void awaitReady(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ready) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The server did not start:\n" + lastWords());
            }
            Thread.sleep(20);
        }
    }

    /** Ends it as kill -9 does, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and waits. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** The postmaster of its embedded database, which outlives a server that was killed. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path note = folder.resolve("postgresql/cluster/postmaster.pid");
        return Files.exists(note)
                ? ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(note).getFirst().strip()))
                : Optional.empty();
    }

    /** Ends it and all of its database as a machine does that loses its power. */
    void killAll() throws IOException, InterruptedException {
        Optional<ProcessHandle> postmaster = postmaster();
        List<ProcessHandle> children =
                postmaster.map(each -> each.children().toList()).orElse(List.of());
        postmaster.ifPresent(ProcessHandle::destroyForcibly);
        children.forEach(ProcessHandle::destroyForcibly);
        kill();
    }

    /** Waits for an end that it makes itself; whether it came. */
    boolean ends(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    void startAgain() {
        process = launch(null, "");
    }

    void startAgain(Path agent, String agentWords) {
        process = launch(agent, agentWords);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    URI management(String path) {
        return URI.create("http://localhost:" + managementPort + path);
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    String lastWords() {
        synchronized (said) {
            return String.join("\n", said);
        }
    }

    @Override
    public void close() {
        try {
            end();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
