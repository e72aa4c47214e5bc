package org.throughline.server.frameworks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Another CASE server: documents at paths, with entity tags, that change, break and vanish as a test says. */
public final class Upstream implements AutoCloseable {
    private record Said(int status, byte[] body, Map<String, String> headers) {}

    /** One request as it came. */
    public record Asked(
            String path,
            @Nullable String ifNoneMatch,
            @Nullable String ifModifiedSince,
            @Nullable String authorization,
            int answered) {}

    private final HttpServer server;
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public Upstream() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** The address of a path. */
    public String at(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** From now on there is this document. Header names and values take turns. */
    public void says(String path, byte[] body, String... headers) {
        answers(path, 200, body, headers);
    }

    /** From now on the path answers so. */
    public void answers(String path, int status, byte[] body, String... headers) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        said.put(path, new Said(status, body, named));
    }

    public void answers(String path, int status, String body, String... headers) {
        answers(path, status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** What was asked at a path so far. */
    public List<Asked> asked(String path) {
        return asked.stream().filter(one -> one.path().equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().toString();
            Said there =
                    said.getOrDefault(path, new Said(404, "Nothing here".getBytes(StandardCharsets.UTF_8), Map.of()));
            String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
            String since = exchange.getRequestHeaders().getFirst("If-Modified-Since");
            boolean fresh = there.status() == 200
                    && (tag != null && tag.equals(there.headers().get("ETag"))
                            || tag == null
                                    && since != null
                                    && since.equals(there.headers().get("Last-Modified")));
            int status = fresh ? 304 : there.status();
            asked.add(new Asked(path, tag, since, exchange.getRequestHeaders().getFirst("Authorization"), status));
            there.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            exchange.sendResponseHeaders(status, fresh ? -1 : there.body().length);
            if (!fresh) {
                exchange.getResponseBody().write(there.body());
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
