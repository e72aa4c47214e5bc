package org.throughline.server.support;

import java.net.URI;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.ThroughlineServer;

/** Another server on the same database, as behind one load balancer. */
public final class SecondServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private SecondServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts it on a free port unless one is named, with further properties. */
    public static SecondServer start(String... properties) {
        return new SecondServer(new SpringApplicationBuilder(ThroughlineServer.class)
                .initializers(new TestDatabase())
                .run(Stream.concat(
                                Arrays.stream(properties),
                                Arrays.stream(properties).anyMatch(p -> p.startsWith("server.port="))
                                        ? Stream.empty()
                                        : Stream.of("server.port=0"))
                        .map(property -> "--" + property)
                        .toArray(String[]::new)));
    }

    public URI at(String path) {
        return URI.create(
                "http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
