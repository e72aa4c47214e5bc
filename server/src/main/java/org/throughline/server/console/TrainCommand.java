package org.throughline.server.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Starts, shows the first pages to nobody, and ends: the build runs this once under the JVM's eyes
 * ({@code -XX:AOTCacheOutput}), so that every later start finds its classes loaded and linked.
 */
@Command(name = "train", hidden = true)
final class TrainCommand implements Callable<Integer> {

    private static final List<String> FIRST_PAGES = List.of("/", "/verify", "/sign-in", "/css/tokens.css");

    private final ServerStart start;

    @Mixin
    private ServerOptions options = new ServerOptions();

    TrainCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (ConfigurableApplicationContext context = start.start(options.words("training"));
                HttpClient http = HttpClient.newHttpClient()) {
            String port = context.getEnvironment().getRequiredProperty("local.server.port");
            for (String page : FIRST_PAGES) {
                URI uri = URI.create("http://127.0.0.1:" + port + page);
                http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
            }
        }
        return 0;
    }
}
