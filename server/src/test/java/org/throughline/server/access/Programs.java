package org.throughline.server.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.Visitor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program as it stands outside: speaks OAuth 2.0 by hand and waits for its code on an address of its own. */
public final class Programs implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunningServer server;
    private final HttpClient http = HttpClient.newHttpClient();
    private final com.sun.net.httpserver.HttpServer callback;
    private final List<Map<String, String>> came = new CopyOnWriteArrayList<>();

    public Programs(RunningServer server) throws IOException {
        this.server = server;
        callback =
                com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        callback.createContext("/callback", exchange -> {
            came.add(parameters(exchange.getRequestURI().getRawQuery()));
            byte[] page = "<h1>Back at the program</h1>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        callback.start();
    }

    /** An answer as JSON. */
    public record Said(int status, JsonNode json, HttpResponse<String> response) {
        public String text(String name) {
            return json.path(name).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public String callbackUri() {
        return "http://127.0.0.1:" + callback.getAddress().getPort() + "/callback";
    }

    /** What came back to the program last: code and state, or error. */
    public Map<String, String> last() {
        return came.isEmpty() ? Map.of() : came.getLast();
    }

    public int visits() {
        return came.size();
    }

    public Said get(String path, @Nullable String token) throws Exception {
        return call("GET", path, token, null, null);
    }

    public Said call(String method, String path, @Nullable String token, @Nullable String type, @Nullable String body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (type != null) {
            request.header("Content-Type", type);
        }
        return said(request.build());
    }

    /** A form to the token endpoint or its neighbours; names and values take turns. */
    public Said form(String path, @Nullable String id, @Nullable String secret, String... fields) throws Exception {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            form.append(form.isEmpty() ? "" : "&").append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        if (id != null && secret == null) {
            form.append("&client_id=").append(id);
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
        if (id != null && secret != null) {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (encoded(id) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8)));
        }
        return said(request.build());
    }

    /** The address to which a program sends a person; names and values take turns and come last. */
    public static String authorize(String client, String redirect, String scope, String verifier, String... more) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client);
        query.put("redirect_uri", redirect);
        query.put("scope", scope);
        query.put("state", "s-" + client);
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        for (int i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        return "/oauth2/authorize?"
                + query.entrySet().stream()
                        .filter(e -> !e.getValue().isEmpty())
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
    }

    /** A person agrees to everything on the page that they see; returns the code that came back. */
    public String agree(Visitor person, String authorize) throws Exception {
        Visitor.Seen page = person.get(authorize);
        if (page.html().select("input[name=state]").isEmpty()) {
            throw new AssertionError("no question on the page: " + page.status() + " " + page.heading());
        }
        List<String> fields = new java.util.ArrayList<>();
        page.html()
                .select("form:has(input[name=state])")
                .getFirst()
                .select("input[name]")
                .forEach(input -> {
                    if (!input.attr("name").equals("_csrf")) {
                        fields.add(input.attr("name"));
                        fields.add(input.val());
                    }
                });
        Visitor.Seen answered = person.post("/oauth2/authorize", fields.toArray(String[]::new));
        if (!answered.heading().equals("Back at the program")) {
            throw new AssertionError("not back at the program: " + answered.status() + " " + answered.address() + " "
                    + answered.html().text());
        }
        return last().getOrDefault("code", "");
    }

    public static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Said said(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
        return new Said(
                response.statusCode(),
                json && !response.body().isEmpty() ? JSON.readTree(response.body()) : JSON.createObjectNode(),
                response);
    }

    private static Map<String, String> parameters(@Nullable String query) {
        return Arrays.stream(query == null ? new String[0] : query.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> java.net.URLDecoder.decode(pair.length > 1 ? pair[1] : "", StandardCharsets.UTF_8),
                        (a, b) -> b));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public URI at(String path) {
        return server.at(path);
    }

    @Override
    public void close() {
        callback.stop(0);
    }
}
