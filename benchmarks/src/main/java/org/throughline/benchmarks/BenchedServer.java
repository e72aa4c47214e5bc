package org.throughline.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Our own server as it is shipped, its cache of linked classes included, with its own PostgreSQL, in a process with the heap that is allowed;
 * its static files may be added to.
 */
final class BenchedServer implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(10);

    private final Path jar;
    private final Path folder;
    private final int port;
    private final Process process;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    BenchedServer(Path jar, Path folder, int heapMegabytes) throws IOException, InterruptedException {
        this.jar = jar;
        this.folder = folder;
        this.port = freePort();
        Files.createDirectories(statics());
        List<String> command = new ArrayList<>(
                java("-Xmx" + heapMegabytes + "m", "-XX:+UseSerialGC", "-Xss512k", "-XX:ReservedCodeCacheSize=64m"));
        Path cache = jar.resolveSibling("throughline-server.aot");
        if (Files.isReadable(cache)) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        command.addAll(List.of(
                "-cp",
                jar + File.pathSeparator + folder.resolve("classes"), // the cache was made of what stands first
                "org.throughline.server.ThroughlineServer",
                "serve",
                "--data",
                data(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1"));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        awaitReady();
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        return command;
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** Where files are put that the server then serves as it serves its style sheets. */
    Path statics() {
        return folder.resolve("classes").resolve("static");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try {
                if (get("/frameworks", Map.of()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(200); // nobody listens yet
            }
        }
        String said = Files.readString(folder.resolve("server.log"));
        close();
        throw new IOException("The server did not start:\n" + said);
    }

    /** The console's import, through the running server; returns how long it took, the start of the console's own JVM included. */
    double importCase(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(
                List.of("-jar", jar.toString(), "import", "case", file.toString(), "--publish", "--data", data()));
        long start = System.nanoTime();
        Process importing =
                new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(importing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (importing.waitFor() != 0) {
            throw new IOException("The import failed:\n" + said + Files.readString(folder.resolve("server.log")));
        }
        return (System.nanoTime() - start) / 1e6;
    }

    HttpResponse<byte[]> get(String path, Map<String, String> headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** How many milliseconds an answer takes, to its last byte. */
    double time(String path, Map<String, String> headers, int status) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> answer = get(path, headers);
        double took = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != status) {
            throw new IOException(path + " answered " + answer.statusCode() + " instead of " + status);
        }
        return took;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
