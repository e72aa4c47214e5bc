package org.throughline.server.frameworks;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of frameworks. */
@Configuration(proxyBeanMethods = false)
class FrameworksInvariants {

    @Bean
    Invariant everyFrameworkRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "framework",
                Set.of("framework.imported"),
                () -> sql.sql("select identifier::text, owner::text from frameworks.documents")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }
}
