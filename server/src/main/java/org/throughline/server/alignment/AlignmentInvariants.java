package org.throughline.server.alignment;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of crosswalks and of every decision in them. */
@Configuration(proxyBeanMethods = false)
class AlignmentInvariants {

    @Bean
    Invariant everyCrosswalkRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "crosswalk",
                Set.of("crosswalk.opened"),
                () -> sql.sql("select id::text, owner::text from alignment.crosswalks")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everyPairAcceptedRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "decision of a crosswalk",
                Set.of("alignment.accepted"),
                () -> sql.sql(
                                "select c.id::text, c.owner::text from alignment.decisions d join alignment.crosswalks c on c.id = d.crosswalk where d.verdict = 'ACCEPTED'")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everyPairRejectedRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "decision of a crosswalk",
                Set.of("alignment.rejected"),
                () -> sql.sql(
                                "select c.id::text, c.owner::text from alignment.decisions d join alignment.crosswalks c on c.id = d.crosswalk where d.verdict = 'REJECTED'")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everyPairReopenedRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "decision of a crosswalk",
                Set.of("alignment.reopened"),
                () -> sql.sql(
                                "select c.id::text, c.owner::text from alignment.decisions d join alignment.crosswalks c on c.id = d.crosswalk where d.verdict = 'REOPENED'")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }
}
