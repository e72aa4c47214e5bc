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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** The way of an operator's order: through the server that owns the data directory, or, where none does, in this process. */
final class OrderRoad {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory. Default: that of throughline serve.")
    private @Nullable Path data;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The server's database, if it is not the embedded one; only used where no server runs.")
    private @Nullable String databaseUrl;

    /**
     * Gives the order.
     *
     * @param order the address at the running server's own door, with its query
     * @param here the same order in this process
     */
    List<String> give(ServerStart start, String order, Function<ConsoleOrders, List<String>> here)
            throws IOException, InterruptedException {
        return give(start, order, "", here);
    }

    /** {@link #give(ServerStart, String, Function)} with words that belong into no address, since addresses are logged. */
    List<String> give(ServerStart start, String order, String body, Function<ConsoleOrders, List<String>> here)
            throws IOException, InterruptedException {
        Path directory = data != null ? data : ServerOptions.usualDirectory("server");
        Optional<ControlFile.Door> door = ControlFile.find(directory);
        if (door.isPresent()) {
            return through(door.get(), order, body);
        }
        List<String> words = new ArrayList<>(List.of(
                "--throughline.data-dir=" + directory.toAbsolutePath().normalize(),
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--management.server.port=-1"));
        if (databaseUrl != null) {
            words.addAll(ServerOptions.databaseWords(databaseUrl));
        }
        try (ConfigurableApplicationContext context = start.start(words)) {
            return here.apply(context.getBean(ConsoleOrders.class));
        }
    }

    private static List<String> through(ControlFile.Door door, String order, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + order))
                .header("Authorization", "Bearer " + door.token())
                .header("Content-Type", "text/plain;charset=UTF-8")
                .timeout(Duration.ofMinutes(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new ConsoleFailure(
                        answer.body().isBlank()
                                ? "The server answered with status " + answer.statusCode()
                                : answer.body().stripTrailing());
            }
            return answer.body().lines().toList();
        }
    }
}
