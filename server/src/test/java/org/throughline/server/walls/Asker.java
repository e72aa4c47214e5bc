package org.throughline.server.walls;

import java.io.ByteArrayOutputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.server.support.RunningServer;

/** One caller with a session and a form's token, over one connection that is kept open. */
final class Asker {
    private static final Pattern TOKEN =
            Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");
    private static final String BOUNDARY = "boundary-of-the-matrix";

    private final RunningServer server;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private String token = "";
    private String key = "";

    Asker(RunningServer server) {
        this.server = server;
    }

    /** Signs in by the form, or stays a stranger with a form's token. */
    Asker signedInAs(@Nullable String email, String password) throws Exception {
        token = token(html("/sign-in").body());
        if (email != null) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(server.at("/sign-in"))
                            .header("Accept", "text/html")
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(BodyPublishers.ofString("_csrf=" + encoded(token) + "&email=" + encoded(email)
                                    + "&password=" + encoded(password)))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.headers().firstValue("Location").orElse("failed").contains("failed")) {
                throw new IllegalStateException(email + " can't sign in: " + answer.statusCode());
            }
            token = token(html("/account").body());
        }
        return this;
    }

    /** With this key it also asks as a program. */
    void keep(String personalKey) {
        key = personalKey;
    }

    HttpResponse<String> html(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(server.at(path))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    /** Sends what no page of ours sends: with the session, without a form's token. */
    HttpResponse<String> forge(String method, String path, String type, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** The token of the form that was seen last. */
    String token() {
        return token;
    }

    /** Asks a row's route, each value as the function gives it. */
    HttpResponse<String> ask(Row row, Function<Row.Value, String> values) throws Exception {
        String address = row.pattern;
        for (var variable : row.path.entrySet()) {
            address = address.replaceAll("\\{" + variable.getKey() + "(:[^}]*)?}", values.apply(variable.getValue()));
        }
        String query = row.query.isEmpty() ? "" : "?" + row.query;
        if (row.method.equals("GET") && !row.fields.isEmpty()) {
            query = "?" + fields(row, values, "");
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.at(address + query)).header("Accept", row.accept);
        if (row.bearer && !key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (row.method.equals("GET")) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
        if (row.body != null) {
            request.header("Content-Type", row.body.type())
                    .method(row.method, BodyPublishers.ofString(values.apply(row.body.value())));
        } else if (row.upload != null) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .method(row.method, BodyPublishers.ofByteArray(multipart(row, values)));
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(row.method, BodyPublishers.ofString(fields(row, values, "_csrf=" + encoded(token))));
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String fields(Row row, Function<Row.Value, String> values, String first) {
        String rest = row.fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(values.apply(field.value())))
                .collect(Collectors.joining("&"));
        return first.isEmpty() ? rest : rest.isEmpty() ? first : first + "&" + rest;
    }

    private byte[] multipart(Row row, Function<Row.Value, String> values) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, "_csrf", Optional.empty(), token.getBytes(StandardCharsets.UTF_8));
        row.fields.forEach(field -> part(
                body,
                field.name(),
                Optional.empty(),
                values.apply(field.value()).getBytes(StandardCharsets.UTF_8)));
        Optional.ofNullable(row.upload)
                .ifPresent(upload -> part(
                        body,
                        upload.field(),
                        Optional.of(upload.fileName()),
                        upload.bytes().get()));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String name, Optional<String> file, byte[] content) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + file.map(f -> "; filename=\"" + f + "\"\r\nContent-Type: application/octet-stream")
                        .orElse("")
                + "\r\n\r\n";
        body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String html) {
        Matcher found = TOKEN.matcher(html);
        if (!found.find()) {
            throw new IllegalStateException("the page has no form with a token");
        }
        return Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
