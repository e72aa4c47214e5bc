package org.throughline.server.faults;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;

/** An API client of the demo's college, which gets tokens (RFC 6749 section 4.4) at one server and shows them at another. */
final class Program {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String credentials;

    private Program(String id, String secret) {
        this.credentials = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    /** Has the college's owner make it. */
    static Program of(Served server) throws IOException, InterruptedException {
        try (Actor owner = new Actor(server.at("/"), "educator")) {
            owner.signIn();
            owner.page("/o/riverbend/clients");
            HttpResponse<String> made = owner.post(
                    "/o/riverbend/clients", "name", "Clock watcher", "acts", "us", "scopes", "organization.read");
            String page = made.headers().firstValue("Location").orElse("");
            if (made.statusCode() != 302 || !page.contains("/clients/")) {
                throw new IOException("no client was made: " + made.statusCode());
            }
            Document shown = owner.page(URI.create(page).getPath());
            return new Program(
                    page.substring(page.lastIndexOf('/') + 1),
                    shown.select("code.secret").text());
        }
    }

    /** A token that this server makes. */
    String token(Served server) throws IOException, InterruptedException {
        HttpResponse<String> given = http.send(
                HttpRequest.newBuilder(server.at("/oauth2/token"))
                        .header("Authorization", "Basic " + credentials)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&scope=organization.read"))
                        .build(),
                BodyHandlers.ofString());
        Matcher found = TOKEN.matcher(given.body());
        if (given.statusCode() != 200 || !found.find()) {
            throw new IOException("no token was given: " + given.statusCode() + " " + given.body());
        }
        return found.group(1);
    }

    /** What this server answers whoever shows the token. */
    int use(Served server, String token) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(server.at("/api/v1/me"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
