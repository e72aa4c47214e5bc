package org.throughline.server.cocreation.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.throughline.server.support.Visitor;

/** An open page of somebody who is signed in, and the events that come to it. */
final class OpenPage implements AutoCloseable {
    private final HttpResponse<InputStream> response;
    private final StringBuffer heard = new StringBuffer();
    private volatile boolean ended;

    /** @param last the number of what it heard last, as a browser sends it when it comes again; empty for a new page */
    OpenPage(Visitor visitor, URI address, String last) throws IOException, InterruptedException {
        CookieManager cookies = new CookieManager();
        visitor.cookies().forEach(cookie -> cookies.getCookieStore().add(address, cookie));
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        response = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .build()
                .send(request.build(), BodyHandlers.ofInputStream());
        Thread.ofVirtual().start(this::listen);
    }

    /** One that the server keeps open. */
    static OpenPage open(Visitor visitor, URI address, String last) throws IOException, InterruptedException {
        OpenPage page = new OpenPage(visitor, address, last);
        assertThat(page.response.statusCode()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/event-stream");
        return page;
    }

    private void listen() {
        byte[] buffer = new byte[8192];
        try (InputStream in = response.body()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                heard.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            heard.append("closed");
        }
        ended = true;
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    String heard() {
        return heard.toString();
    }

    /** Waits for these words; all that came until then. */
    String await(String words) throws InterruptedException {
        for (int i = 0; i < 150 && heard.indexOf(words) < 0; i++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(heard.toString()).contains(words);
        return heard.toString();
    }

    /** Waits until the server lets it go. */
    void awaitEnd() throws InterruptedException {
        for (int i = 0; i < 150 && !ended; i++) {
            Thread.sleep(Duration.ofMillis(100));
        }
        assertThat(ended).as("the server lets the page go").isTrue();
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
