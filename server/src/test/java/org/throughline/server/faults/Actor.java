package org.throughline.server.faults;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody of the story with a browser without script, who follows no redirect: a redirect after a form is the acknowledgement. */
final class Actor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String BOUNDARY = "----throughline-faults";

    private final URI server;
    private final String persona;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private String token = "";

    Actor(URI server, String persona) {
        this.server = server;
        this.persona = persona;
    }

    /** Signs in with the story's one click, and learns the form token of the new session. */
    void signIn() throws IOException, InterruptedException {
        learnToken(get("/"));
        post("/demo/sign-in", "username", persona);
        Document page = page("/account");
        learnToken(page);
    }

    Document page(String path) throws IOException, InterruptedException {
        Document page = get(path);
        learnToken(page);
        return page;
    }

    private Document get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(server.resolve(path)));
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return Jsoup.parse(response.body(), server.resolve(path).toString());
    }

    int status(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path))).statusCode();
    }

    private void learnToken(Document page) {
        Optional.ofNullable(page.selectFirst("input[name=_csrf]"))
                .map(Element::val)
                .ifPresent(found -> token = found);
    }

    /** Sends a form; names and values take turns. */
    HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString())));
    }

    HttpResponse<String> post(String path, List<Map.Entry<String, String>> fields)
            throws IOException, InterruptedException {
        return post(
                path,
                fields.stream()
                        .flatMap(field -> java.util.stream.Stream.of(field.getKey(), field.getValue()))
                        .toArray(String[]::new));
    }

    /** Sends a form with one file. */
    HttpResponse<String> upload(String path, Map<String, String> fields, String fileName, String content)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        part(body, "_csrf", token);
        fields.forEach((name, value) -> part(body, name, value));
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(fileName)
                .append("\"\r\nContent-Type: application/json\r\n\r\n")
                .append(content)
                .append("\r\n--")
                .append(BOUNDARY)
                .append("--\r\n");
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    private static void part(StringBuilder body, String name, String value) {
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(PATIENCE).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    /** Lets go of the browser, which holds threads of its own. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
