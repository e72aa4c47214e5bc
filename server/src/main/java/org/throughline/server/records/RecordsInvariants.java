package org.throughline.server.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
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

    /** What a person agreed to is what their last word in the log says. Those who were forgotten said nothing any more. */
    @Bean
    Invariant everyConsentAsSaid(AuditLog log, JdbcClient sql) {
        return Invariant.of("I5", "Every consent is what its person said last, and every last word is kept", () -> {
            record Given(String person, String employer) {}
            Set<Given> said = new HashSet<>();
            for (RecordedEntry recorded : log.entries(Set.of("consent.given", "consent.withdrawn", "person.merged"))) {
                AuditEntry entry = recorded.entry();
                switch (entry.action()) {
                    case "consent.given" -> said.add(new Given(entry.actor(), entry.subject()));
                    case "consent.withdrawn" -> said.remove(new Given(entry.actor(), entry.subject()));
                    default -> {
                        String from = String.valueOf(entry.details().get("from"));
                        List<Given> theirs = said.stream()
                                .filter(given -> given.person().equals(from))
                                .toList();
                        if (said.stream().noneMatch(given -> given.person().equals(entry.subject()))) {
                            theirs.forEach(given -> said.add(new Given(entry.subject(), given.employer())));
                        }
                        theirs.forEach(said::remove);
                    }
                }
            }
            said.removeIf(given -> given.person().startsWith("person:"));
            Set<Given> kept = new HashSet<>(
                    sql.sql("select person::text, coalesce(employer::text, 'all-employers') from records.consent")
                            .query((row, n) -> new Given(row.getString(1), row.getString(2)))
                            .list());
            List<String> findings = new ArrayList<>();
            kept.stream()
                    .filter(given -> !said.contains(given))
                    .forEach(given -> findings.add(
                            "%s can be found by %s, and never said so".formatted(given.person(), given.employer())));
            said.stream()
                    .filter(given -> !kept.contains(given))
                    .forEach(given -> findings.add("%s agreed to be found by %s, and it is not kept"
                            .formatted(given.person(), given.employer())));
            return new Invariant.Found(kept.size(), findings);
        });
    }

    @Bean
    Invariant noLinkOpenThatWasRevoked(AuditLog log, JdbcClient sql) {
        return Invariant.of("I10", "No link is open that its giver revoked", () -> {
            Set<String> open = new HashSet<>(sql.sql("select id::text from records.share where revoked_at is null")
                    .query(String.class)
                    .list());
            return new Invariant.Found(
                    open.size(),
                    log.tally("share.revoked").keySet().stream()
                            .filter(open::contains)
                            .map("The link %s is open, and its giver revoked it"::formatted)
                            .toList());
        });
    }
}
