package org.throughline.server.demo;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The chapters that were told to their end, with what came of them. */
@Component
@ConditionalOnProperty("throughline.demo")
final class Chapters {
    private final JdbcClient jdbc;
    private final Clock clock;

    Chapters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What came of a chapter that was told; empty for one that was not, or not to its end. */
    Optional<String> told(String key) {
        return jdbc.sql("SELECT outcome FROM demo.chapter WHERE key = :key")
                .param("key", key)
                .query(String.class)
                .optional();
    }

    void tell(String key, String outcome) {
        jdbc.sql(
                        "INSERT INTO demo.chapter (key, outcome, told_at) VALUES (:key, :outcome, :at) ON CONFLICT (key) DO NOTHING")
                .param("key", key)
                .param("outcome", outcome)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
