package org.throughline.server.demo;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Outside the demo: refuses to serve a data directory that holds the story, because everybody knows the password of its people. */
@Component
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "throughline.demo", havingValue = false, matchIfMissing = true)
final class DemoDataOnly implements InitializingBean {
    private final JdbcClient jdbc;

    DemoDataOnly(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void afterPropertiesSet() {
        boolean story = jdbc.sql("SELECT EXISTS (SELECT 1 FROM demo.chapter)")
                .query(Boolean.class)
                .single();
        if (story) {
            throw new IllegalStateException(
                    "This data directory holds the demo, whose passwords are published. Serve it with"
                            + " './throughline demo', or choose another directory with --data.");
        }
    }
}
