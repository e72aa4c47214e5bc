package org.throughline.server.frameworks;

import java.util.List;
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
                Set.of("framework.imported", "framework.begun"),
                () -> sql.sql("select identifier::text, owner::text from frameworks.documents")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everyFrameworkStandsAsItsNewestVersion(JdbcClient sql) {
        return Invariant.of(
                "I13", "Every framework stands as its newest version, and none of its versions is missing", () -> {
                    List<String> findings = sql.sql("""
                        select d.identifier from frameworks.documents d
                          left join (select framework, max(number) as newest, count(*) as kept from frameworks.versions group by framework) v
                            on v.framework = d.identifier
                          left join frameworks.versions n on n.framework = d.identifier and n.number = d.version
                         where d.version is distinct from v.newest or d.version is distinct from v.kept::integer
                            or n.fingerprint is distinct from d.fingerprint or d.published and not n.published
                            or n.published and not d.published
                               and not exists (select from frameworks.mirrors m where m.framework = d.identifier and not m.open)
                            or n.items is distinct from d.items or n.associations is distinct from d.associations
                         order by 1
                        """)
                            .query((row, _) -> "The framework %s does not stand as the newest of its versions"
                                    .formatted(row.getString(1)))
                            .list();
                    return new Invariant.Found(
                            sql.sql("select count(*) from frameworks.documents")
                                    .query(Integer.class)
                                    .single(),
                            findings);
                });
    }
}
