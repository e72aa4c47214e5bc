package org.throughline.server.story;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jsoup.Jsoup;

/** The curriculum lead of the story, with a browser without script. */
final class IssuerDesk {
    private final DemoProcess server;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(Redirect.NORMAL)
            .build();

    IssuerDesk(DemoProcess server) {
        this.server = server;
    }

    /** Signs in with one click and revokes a credential by its own id, as the page's form does. */
    String revoke(String credentialId) throws IOException, InterruptedException {
        post("/demo/sign-in", token("/"), "username", "educator");
        String page = "/issuing/credentials/" + credentialId.substring("urn:uuid:".length());
        return post(
                page + "/revoke",
                token(page),
                "reason",
                "The assessment was recorded for somebody else.",
                "organization",
                "riverbend");
    }

    private String token(String page) throws IOException, InterruptedException {
        String html = http.send(HttpRequest.newBuilder(server.at(page)).build(), BodyHandlers.ofString())
                .body();
        return Objects.requireNonNull(Jsoup.parse(html).selectFirst("input[name=_csrf]"), html)
                .val();
    }

    private String post(String path, String token, String... fields) throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(token));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(server.at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return Jsoup.parse(response.body()).text();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
