package org.throughline.server.partnerships;

import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of partnerships. */
@Configuration(proxyBeanMethods = false)
class PartnershipsInvariants {

    @Bean
    Invariant everyPartnershipRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "partnership",
                Set.of("partnership.founded"),
                () -> sql.sql("select id::text, convener::text from partnerships.partnership")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everySignatureRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "signature under a charter",
                Set.of("partnership.charter-signed"),
                () -> sql.sql(
                                "select s.partnership::text, p.convener::text from partnerships.sign_off s join partnerships.partnership p on p.id = s.partnership")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }

    @Bean
    Invariant everyWorkshopRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "workshop",
                Set.of("workshop.opened"),
                () -> sql.sql(
                                "select w.id::text, p.convener::text from partnerships.workshop w join partnerships.partnership p on p.id = w.partnership")
                        .query((row, number) -> new RecordedOnce.Thing(row.getString(1), row.getString(2)))
                        .list());
    }
}
