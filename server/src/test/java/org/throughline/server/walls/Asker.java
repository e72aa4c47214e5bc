package org.throughline.server.walls;

import java.io.ByteArrayOutputStream;
import java.net.HttpCookie;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.throughline.server.support.Leaves;
import org.throughline.server.support.RunningServer;

/** One caller with a session and a form's token. All of them share the connections, which are kept open. */
final class Asker {
    private static final Pattern TOKEN =
            Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"|value=\"([^\"]+)\"[^>]*name=\"_csrf\"");
    private static final Pattern MASKED = Pattern.compile("<input[^>]*name=\"_csrf\"[^>]*>|<meta name=\"csrf\"[^>]*>");
    private static final String BOUNDARY = "boundary-of-the-matrix";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final RunningServer server;
    private final Map<String, String> cookies = new TreeMap<>();
    private String token = "";
    private String key = "";

    Asker(RunningServer server) {
        this.server = server;
    }

    /** A stranger with a form's token. */
    Asker stranger() throws Exception {
        token = token(html("/sign-in").body());
        return this;
    }

    /** Signs in by the form. */
    Asker signedInAs(String email, String password) throws Exception {
        return signedIn(email, "/sign-in", "&email=" + encoded(email) + "&password=" + encoded(password));
    }

    /** Signs in by a link that was mailed, which costs no comparing of passwords. */
    Asker signedInBy(String link) throws Exception {
        return signedIn(link, link, "");
    }

    private Asker signedIn(String who, String address, String fields) throws Exception {
        stranger();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.at(address))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encoded(token) + fields)));
        if (answer.headers().firstValue("Location").orElse("failed").contains("failed")) {
            throw new IllegalStateException(who + " can't sign in: " + answer.statusCode());
        }
        token = token(html("/account").body());
        return this;
    }

    /** With this key it also asks as a program. */
    Asker keep(String personalKey) {
        key = personalKey;
        return this;
    }

    String key() {
        return key;
    }

    HttpResponse<String> html(String path) throws Exception {
        return send(HttpRequest.newBuilder(server.at(path)).header("Accept", "text/html"));
    }

    /** Sends a form of ours with its token. */
    HttpResponse<String> form(String path, String fields) throws Exception {
        return send(HttpRequest.newBuilder(server.at(path))
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encoded(token) + "&" + fields)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
        answer.headers().allValues("Set-Cookie").stream()
                .flatMap(header -> HttpCookie.parse(header).stream())
                .forEach(cookie -> {
                    if (cookie.getMaxAge() == 0) {
                        cookies.remove(cookie.getName());
                    } else {
                        cookies.put(cookie.getName(), cookie.getValue());
                    }
                });
        return answer;
    }

    /** Sends what no page of ours sends: with the session, without a form's token. */
    HttpResponse<String> forge(String method, String path, String type, String body, Map<String, String> headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(path))
                .header("Content-Type", type)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** The token of the form that was seen last. */
    String token() {
        return token;
    }

    /**
     * Asks a row's route, each value as the function gives it.
     *
     * @param ask which ask it is, for whoever looks what it left in the log
     */
    HttpResponse<String> ask(String ask, Row row, Function<Row.Value, String> values) throws Exception {
        String address = row.pattern;
        for (var variable : row.path.entrySet()) {
            address = address.replaceAll("\\{" + variable.getKey() + "(:[^}]*)?}", values.apply(variable.getValue()));
        }
        String query = row.query.isEmpty() ? "" : "?" + row.query;
        if (row.method.equals("GET") && !row.fields.isEmpty()) {
            query = "?" + fields(row, values, "");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(server.at(address + query))
                .header("Accept", row.accept)
                .header(Leaves.ASK, ask);
        if (row.bearer && !key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        Optional.ofNullable(row.proof).ifPresent(proof -> request.header("Authorization", values.apply(proof)));
        if (row.method.equals("GET")) {
            return send(request);
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
        return send(request);
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

    /** A page without its form's token, which is masked anew each time that it is written. */
    static String withoutToken(String html) {
        return MASKED.matcher(html).replaceAll("");
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
