package org.throughline.server.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** The installation that a command is about, running or not. */
final class Installation {

    /** What came of an errand: what is printed, and whether all is well. */
    record Outcome(String text, boolean ok) {}

    /** What is done here, where no server runs. */
    interface Errand {
        Outcome run(ConfigurableApplicationContext context);
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory. Default: that of throughline serve.")
    @Nullable
    Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The server's database, if it is not the embedded one; only used where no server runs.")
    @Nullable
    String databaseUrl;

    Path directory() {
        Path chosen = data != null ? data : ServerOptions.usualDirectory("server");
        return chosen.toAbsolutePath().normalize();
    }

    /**
     * Does an errand through the server that owns the data directory, or, where none does, in this process.
     *
     * @param path of the running server's door, with its query
     */
    Outcome ask(String path, ServerStart start, Errand errand) throws IOException, InterruptedException {
        Optional<ControlFile.Door> door = ControlFile.find(directory());
        if (door.isPresent()) {
            return through(door.get(), path);
        }
        List<String> words = new ArrayList<>(List.of(
                "--throughline.data-dir=" + directory(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=-1"));
        if (databaseUrl != null) {
            words.addAll(ServerOptions.databaseWords(databaseUrl));
        }
        try (ConfigurableApplicationContext context = start.start(words)) {
            return errand.run(context);
        }
    }

    private static Outcome through(ControlFile.Door door, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + path))
                .header("Authorization", "Bearer " + door.token())
                .timeout(Duration.ofHours(6))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> new Outcome(answer.body(), true);
                case 409 -> new Outcome(answer.body(), false); // the answer itself, and it is not a good one
                default ->
                    throw new ConsoleFailure(
                            answer.body().isBlank()
                                    ? "The server answered with status " + answer.statusCode()
                                    : answer.body().stripTrailing());
            };
        }
    }
}
