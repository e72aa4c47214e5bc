package org.throughline.server.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a browser and no script: keeps cookies, follows redirects, sends forms with the token of the page that they saw last.
 * A new one is a stranger.
 */
public final class Visitor {
    private final RunningServer server;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;
    private final boolean elsewhere;
    private String formToken = "";
    private String accept = "text/html";

    public Visitor(RunningServer server) {
        this(server, null);
    }

    private Visitor(RunningServer server, @Nullable InetAddress from) {
        this.server = server;
        this.elsewhere = from != null;
        HttpClient.Builder builder =
                HttpClient.newBuilder().cookieHandler(cookies).followRedirects(Redirect.NORMAL);
        this.http = from == null ? builder.build() : builder.localAddress(from).build();
    }

    /** Somebody at another address of this machine, such as {@code 127.0.0.41}. */
    public static Visitor from(RunningServer server, String address) {
        return new Visitor(server, InetAddress.ofLiteral(address));
    }

    /** Opens a page. */
    public Seen get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(path)).header("Accept", accept));
    }

    /** Opens a page without looking into it: for whoever takes the time. */
    public int read(String path) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(at(path))
                                .header("Accept", accept)
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    /** Sends a form, with the token of the page that was seen last. Names and values take turns. */
    public Seen post(String path, String... fields) throws IOException, InterruptedException {
        return send(form(path, fields));
    }

    /** Sends a form the way a page's script does, which wants a piece of the page. */
    public Seen postFragment(String path, String... fields) throws IOException, InterruptedException {
        return send(form(path, fields).header("HX-Request", "true"));
    }

    private HttpRequest.Builder form(String path, String... fields) {
        StringBuilder form = new StringBuilder("_csrf=").append(encoded(formToken));
        for (int i = 0; i < fields.length; i += 2) {
            form.append('&').append(encoded(fields[i])).append('=').append(encoded(fields[i + 1]));
        }
        return HttpRequest.newBuilder(at(path))
                .header("Accept", accept)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.toString()));
    }

    /** Signs in by the form. */
    public Seen signIn(String email, String password) throws IOException, InterruptedException {
        get("/sign-in");
        return post("/sign-in", "email", email, "password", password);
    }

    /** From now on asks for this type of answer, as a script does. */
    public Visitor as(String type) {
        accept = type;
        return this;
    }

    /** Loses the form token, as a page on another site does not have it. */
    public void forgetFormToken() {
        formToken = "";
    }

    public List<HttpCookie> cookies() {
        return cookies.getCookieStore().getCookies();
    }

    private URI at(String path) {
        URI address = server.at(path);
        return elsewhere ? URI.create(address.toString().replace("//localhost", "//127.0.0.1")) : address;
    }

    private Seen send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        Seen seen = new Seen(response.uri(), response);
        Optional.ofNullable(seen.html().selectFirst("input[name=_csrf]"))
                .map(Element::val)
                .ifPresent(token -> formToken = token);
        return seen;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A page as it came, after redirects. */
    public record Seen(URI address, HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public Document html() {
            return Jsoup.parse(response.body(), address.toString());
        }

        /** The words of the one main heading, or nothing where the page has none. */
        public String heading() {
            Element heading = html().selectFirst("h1");
            return heading == null ? "" : heading.text();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
