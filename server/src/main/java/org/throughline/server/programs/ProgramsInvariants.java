package org.throughline.server.programs;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of achievement definitions. */
@Configuration(proxyBeanMethods = false)
class ProgramsInvariants {

    @Bean
    Invariant everyAchievementRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "achievement",
                Set.of("achievement.defined"),
                () -> sql.sql("select id::text, organization::text from programs.achievements")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }
}
