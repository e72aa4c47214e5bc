package org.throughline.server.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.database.EmbeddedPostgres;
import org.throughline.server.shared.Invariant;

/** What must hold of the database's own files. */
@Configuration(proxyBeanMethods = false)
class DatabaseInvariants {

    @Bean
    Invariant everyPageReadable(
            JdbcClient sql, PlatformTransactionManager transactions, ObjectProvider<EmbeddedPostgres> embedded) {
        TransactionTemplate apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return Invariant.of(
                "I11",
                "Every page of every table can be read with its checksum, and every index fits its table",
                () -> {
                    List<String> findings = new ArrayList<>();
                    List<String> tables = sql.sql("""
                    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
                    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                      AND has_table_privilege(format('%I.%I', schemaname, tablename), 'SELECT')
                    ORDER BY 1
                    """)
                            .query((row, number) -> row.getString("name"))
                            .list();
                    String checksums =
                            sql.sql("SHOW data_checksums").query(String.class).single();
                    if (!"on".equals(checksums)) {
                        findings.add(
                                "The database keeps no checksums of its pages; damage on the disk would not be noticed");
                    }
                    for (String table : tables) {
                        try {
                            apart.executeWithoutResult(
                                    status -> sql.sql("SELECT sum(length(t::text)) FROM " + table + " t")
                                            .query((row, number) -> Optional.ofNullable(row.getObject(1)))
                                            .list());
                        } catch (DataAccessException e) {
                            findings.add("The table %s can't be read to its end: %s".formatted(table, reason(e)));
                        }
                    }
                    long checked = tables.size();
                    EmbeddedPostgres ours = embedded.getIfAvailable();
                    if (ours != null) {
                        checked += ours.inspectRelations(findings);
                    }
                    return new Invariant.Found(checked, findings);
                });
    }

    private static String reason(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage())
                .lines()
                .findFirst()
                .orElse("unknown");
    }
}
