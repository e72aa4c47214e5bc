package org.throughline.server.records;

import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of what people hold and share. */
@Configuration(proxyBeanMethods = false)
class RecordsInvariants {

    @Bean
    Invariant everyShareRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "link",
                "share.created",
                () -> sql.sql("select id::text as id from records.share")
                        .query((row, n) -> row.getString("id"))
                        .list());
    }

    @Bean
    Invariant everyHeldDocumentAsItCame(JdbcClient sql) {
        return Invariant.of("I1", "Every credential that somebody holds is, byte for byte, the one that came", () -> {
            List<String> findings = sql.sql(
                            "select id::text as id from records.held_credential where sha256(document) <> sha256")
                    .query((row, n) -> "The document of held credential %s is not the one that came"
                            .formatted(row.getString("id")))
                    .list();
            return new Invariant.Found(
                    sql.sql("select count(*) from records.held_credential")
                            .query(Long.class)
                            .single(),
                    findings);
        });
    }

    @Bean
    Invariant everyShareOfOnesOwn(JdbcClient sql) {
        return Invariant.of(
                "I10", "Every link shows credentials of the person who gave it away, and of nobody else", () -> {
                    List<String> findings = new ArrayList<>(sql.sql("""
                            select i.share::text as share, i.credential::text as credential from records.share_item i
                            join records.share s on s.id = i.share
                            left join records.held_credential h on h.id = i.credential
                            where h.holder is distinct from s.person
                            """)
                            .query((row, n) -> "The link %s shows the credential %s, which its giver does not hold"
                                    .formatted(row.getString("share"), row.getString("credential")))
                            .list());
                    return new Invariant.Found(
                            sql.sql("select count(*) from records.share_item")
                                    .query(Long.class)
                                    .single(),
                            findings);
                });
    }
}
