package org.throughline.server.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** What the faults need of the machine: a free port, a program that says whether it worked, the agent as a jar. */
final class Machine {
    private Machine() {}

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many times more work waits for this machine than two processes a core, by its load of the last minute. */
    static double crowd() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system.getSystemLoadAverage() / (2.0 * system.getAvailableProcessors());
    }

    /** A limit that holds on a machine of its own, as many times longer as this one is crowded. */
    static Duration here(Duration limit) {
        return Duration.ofMillis((long) (limit.toMillis() * Math.max(1, crowd())));
    }

    static boolean run(String... words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What a command said, and whether it ended well. */
    record Said(boolean done, String words) {}

    /** Gives an order at the console, as an operator does, and waits for its end. */
    static Said order(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(serverCommand(null, ""));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("THROUGHLINE_BACKUP_PASSPHRASE", "a passphrase for the faults");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor() == 0, said);
    }

    /** Whether servers are started as they are shipped, with their start-up cache, and not from loose classes. */
    static boolean startsQuickly() {
        String built = System.getProperty("throughline.built");
        return built != null && Files.exists(Path.of(built).resolveSibling("throughline-server.aot"));
    }

    /** {@link FaultAgent} as the JVM wants an agent: a jar with a manifest, written beside the data. */
    static Path agentJar(Path folder) throws IOException {
        Path jar = folder.resolve("fault-agent.jar");
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", FaultAgent.class.getName());
        main.putValue("Can-Retransform-Classes", "true");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (String name : classNames()) {
                out.putNextEntry(new JarEntry(name));
                try (var in = FaultAgent.class.getResourceAsStream("/" + name)) {
                    if (in == null) {
                        throw new IOException(name + " is not here");
                    }
                    in.transferTo(out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }

    private static List<String> classNames() {
        String base = FaultAgent.class.getName().replace('.', '/');
        return List.of(base + ".class", base + "$Rewriting.class");
    }

    /** How a server is started: the built one with its start-up cache where the launcher named it, else the classes of this run. */
    static List<String> serverCommand(@Nullable Path agent, String agentWords) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms64m",
                "-Xmx256m",
                "-Xss512k",
                "--enable-native-access=ALL-UNNAMED"));
        String built = System.getProperty("throughline.built");
        if (agent != null) {
            command.add("-javaagent:" + agent + "=" + agentWords);
        }
        if (built != null) {
            Path cache = Path.of(built).resolveSibling("throughline-server.aot");
            if (agent == null && Files.exists(cache)) {
                command.removeIf(word -> word.startsWith("-XX:Tiered"));
                command.add("-XX:AOTCache=" + cache);
                command.add("-Xlog:aot=off,cds=off,aot+codecache=off");
            }
            command.addAll(List.of("-jar", built));
        } else {
            command.addAll(List.of("-cp", classPath(), "org.throughline.server.ThroughlineServer"));
        }
        return command;
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newInputStream(file)) {
            properties.load(in);
        }
        return properties;
    }
}
