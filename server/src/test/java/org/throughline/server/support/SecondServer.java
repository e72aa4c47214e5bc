package org.throughline.server.support;

import java.net.URI;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.ThroughlineServer;

/** Another server on the same database, as behind one load balancer. */
public final class SecondServer implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private SecondServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    public static SecondServer start(String... properties) {
        return new SecondServer(new SpringApplicationBuilder(ThroughlineServer.class)
                .initializers(new TestDatabase())
                .properties("server.port=0")
                .properties(properties)
                .run());
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
