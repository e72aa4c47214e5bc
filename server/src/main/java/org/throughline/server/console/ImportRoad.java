package org.throughline.server.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.frameworks.FrameworkKind;

/**
 * The way of an import: through the server that owns the data directory, or, where none does, through the same code in
 * this process, which owns the directory for that long. The database is never opened by two.
 */
sealed interface ImportRoad extends AutoCloseable {

    /** One framework of any form; the lines say what came of it, those of findings begin with blanks. */
    List<String> importCase(byte[] bytes, String sourceName, List<String> columns, FrameworkKind kind)
            throws IOException, InterruptedException;

    /** Occupations of a folder of O*NET text files. */
    List<String> importOnet(Path directory, List<String> occupations) throws IOException, InterruptedException;

    /** An organization from its file; with {@code dryRun} only what would come of it. */
    List<String> importOrganization(Path file, String slug, boolean dryRun) throws IOException, InterruptedException;

    @Override
    void close();

    static ImportRoad open(ImportOptions options, ServerStart start) {
        Optional<ControlFile.Door> door = ControlFile.find(options.directory());
        return door.isPresent() ? new Through(door.get(), options) : new Here(options, start);
    }

    /** Through the running server. */
    record Through(ControlFile.Door door, ImportOptions options) implements ImportRoad {

        @Override
        public List<String> importCase(byte[] bytes, String sourceName, List<String> columns, FrameworkKind kind)
                throws IOException, InterruptedException {
            StringBuilder query = new StringBuilder("&kind=" + kind + "&source=" + encoded(sourceName));
            columns.forEach(column -> query.append("&column=").append(encoded(column)));
            return post("/control/imports/case", query.toString(), HttpRequest.BodyPublishers.ofByteArray(bytes));
        }

        @Override
        public List<String> importOnet(Path directory, List<String> occupations)
                throws IOException, InterruptedException {
            StringBuilder query = new StringBuilder("&directory=" + encoded(directory.toString()));
            occupations.forEach(occupation -> query.append("&occupation=").append(encoded(occupation)));
            return post("/control/imports/onet", query.toString(), HttpRequest.BodyPublishers.noBody());
        }

        @Override
        public List<String> importOrganization(Path file, String slug, boolean dryRun)
                throws IOException, InterruptedException {
            String query = "&slug=" + encoded(slug) + "&dryRun=" + dryRun;
            return post("/control/imports/organization", query, HttpRequest.BodyPublishers.ofFile(file));
        }

        private List<String> post(String path, String query, BodyPublisher body)
                throws IOException, InterruptedException {
            String owner = "?org=" + encoded(options.organization) + "&publish=" + options.publish;
            HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + path + owner + query))
                    .header("Authorization", "Bearer " + door.token())
                    .header("Content-Type", "application/octet-stream")
                    .timeout(Duration.ofMinutes(60))
                    .POST(body)
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

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            // each request closes its own connection
        }
    }

    /** In this process, on a database that it starts itself. */
    final class Here implements ImportRoad {
        private final ImportOptions options;
        private final ConfigurableApplicationContext context;

        Here(ImportOptions options, ServerStart start) {
            this.options = options;
            List<String> words = new ArrayList<>(List.of(
                    "--throughline.data-dir="
                            + options.directory().toAbsolutePath().normalize(),
                    "--server.address=127.0.0.1",
                    "--server.port=0",
                    "--management.server.port=-1"));
            if (options.databaseUrl != null) {
                words.addAll(ServerOptions.databaseWords(options.databaseUrl));
            }
            this.context = start.start(words);
        }

        @Override
        public List<String> importCase(byte[] bytes, String sourceName, List<String> columns, FrameworkKind kind) {
            return door().importCase(options.organization, bytes, sourceName, columns, kind, options.publish);
        }

        @Override
        public List<String> importOnet(Path directory, List<String> occupations) {
            return door().importOnet(options.organization, directory, occupations, options.publish);
        }

        @Override
        public List<String> importOrganization(Path file, String slug, boolean dryRun) {
            return door().importOrganization(file, slug, dryRun);
        }

        private ConsoleImport door() {
            return context.getBean(ConsoleImport.class);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
