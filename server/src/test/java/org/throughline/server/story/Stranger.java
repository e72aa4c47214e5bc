package org.throughline.server.story;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import org.jsoup.Jsoup;

/** Somebody with a link and a browser without script: opens the door of links and pastes the link there. */
final class Stranger {
    private final DemoProcess server;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    Stranger(DemoProcess server) {
        this.server = server;
    }

    HttpResponse<String> open(String link) throws Exception {
        return post("/s", "token=" + secret(link));
    }

    HttpResponse<String> document(String link) throws Exception {
        return post("/s/document", "number=1&token=" + secret(link));
    }

    private static String secret(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        HttpResponse<String> door = http.send(request(server.at("/s")).build(), BodyHandlers.ofString());
        String token = Objects.requireNonNull(Jsoup.parse(door.body()).selectFirst("input[name=_csrf]"))
                .val();
        return http.send(
                request(server.at(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form + "&_csrf=" + token))
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).header("Accept", "text/html");
    }
}
