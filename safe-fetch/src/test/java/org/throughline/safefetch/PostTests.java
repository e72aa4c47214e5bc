package org.throughline.safefetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughline.safefetch.FetchResult.Fetched;
import org.throughline.safefetch.FetchResult.Refused;

class PostTests {
    private final SafeFetcher nearby =
            SafeFetcher.builder().policy(FetchPolicy.allowingLoopback()).build();

    @Test
    void sendsABodyWithItsHeaders() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(204, seen);
        try {
            FetchResult result = nearby.post(request(at(receiver, "/hook?x=1"), "{\"word\":\"Ångström\"}"));
            assertThat(((Fetched) result).status()).isEqualTo(204);
            assertThat(seen).containsExactly("POST /hook?x=1", "application/json", "msg_1", "{\"word\":\"Ångström\"}");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void sendsTheProofOfTheSenderToTheOneAddressAndShowsItNowhere() throws IOException {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        List<String> seen = new CopyOnWriteArrayList<>();
        receiver.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        receiver.start();
        try {
            PostRequest request = new PostRequest(
                    at(receiver, "/token"), "text/plain", Map.of(), "Basic YTpi", "x", 100, Duration.ofSeconds(5));
            nearby.post(request);
            assertThat(seen).containsExactly("/token Basic YTpi");
            assertThat(request.toString()).doesNotContain("YTpi");
        } finally {
            receiver.stop(0);
        }
    }

    @Test
    void neverFollowsARedirect() throws IOException {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer receiver = receiver(307, seen);
        try {
            assertThat(((Fetched) nearby.post(request(at(receiver, "/hook"), "{}"))).status())
                    .isEqualTo(307);
            assertThat(seen).hasSize(4); // one request
        } finally {
            receiver.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/hook",
                "https://localhost/hook",
                "http://example.org/hook",
                "https://169.254.169.254/",
                "https://user@example.org/",
                "file:///etc/passwd"
            })
    void goesThroughTheSameGateAsFetching(String address) {
        SafeFetcher strict = SafeFetcher.builder().build();
        assertThat(strict.post(request(URI.create(address), "{}"))).isInstanceOf(Refused.class);
    }

    @Test
    void theCallerCannotChangeWhereAMessageEnds() {
        URI uri = URI.create("https://example.org/");
        for (String name : List.of("Content-Length", "Host", "Transfer-Encoding", "X Y", "Authorization")) {
            assertThatThrownBy(() ->
                            new PostRequest(uri, "text/plain", Map.of(name, "1"), "x", 100, Duration.ofSeconds(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new PostRequest(
                        uri, "text/plain", Map.of("X-A", "1\r\nX-B: 2"), "x", 100, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PostRequest request(URI uri, String body) {
        return new PostRequest(
                uri, "application/json", Map.of("webhook-id", "msg_1"), body, 1000, Duration.ofSeconds(5));
    }

    private static URI at(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static HttpServer receiver(int status, List<String> seen) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            seen.add(exchange.getRequestHeaders().getFirst("Content-Type"));
            seen.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            seen.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
