package org.throughline.server.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The server under test, as the outside sees it; and its database, for looking behind. */
@TestComponent
public final class RunningServer {

    private final Environment environment;
    private final JdbcClient sql;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningServer(Environment environment, JdbcClient sql) {
        this.environment = environment;
        this.sql = sql;
    }

    /** The address of a path on this server: {@code at("/verify")}. */
    public URI at(String path) {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port") + path);
    }

    /** The address of a path on the management port: {@code management("/actuator/health")}. */
    public URI management(String path) {
        return URI.create("http://localhost:" + environment.getRequiredProperty("local.management.port") + path);
    }

    /** GET without cookies; redirects are not followed. */
    public HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
    }

    public JdbcClient sql() {
        return sql;
    }
}
