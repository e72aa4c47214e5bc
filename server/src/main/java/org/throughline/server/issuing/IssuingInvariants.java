package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.CheckResult;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.status.StatusList;
import org.throughline.credentials.status.StatusListReading;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold of issued credentials and their status lists. */
@Configuration(proxyBeanMethods = false)
class IssuingInvariants {
    private static final int LARGEST_BYTES = 8 * 1024 * 1024;
    private static final int PIECE = 500;

    /** What may rightly speak against a credential of ours: that it was revoked, or that its time is over. */
    private static final Set<String> MAY_FAIL = Set.of("status", "validity", "children");

    @Bean
    Invariant everyIssuedCredentialRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "issued credential",
                "credential.issued",
                () -> sql.sql("select 'urn:uuid:' || id as id from issuing.credential where state = 'delivered'")
                        .query((row, n) -> row.getString("id"))
                        .list());
    }

    @Bean
    Invariant everyRevocationRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "revoked credential",
                "credential.revoked",
                () -> sql.sql("select 'urn:uuid:' || id as id from issuing.credential where revoked_at is not null")
                        .query((row, n) -> row.getString("id"))
                        .list());
    }

    @Bean
    Invariant everyEndorsementRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "endorsement",
                "endorsement.signed",
                () -> sql.sql("select id::text as id from issuing.endorsement")
                        .query((row, n) -> row.getString("id"))
                        .list());
    }

    @Bean
    Invariant everyBatchRecorded(AuditLog log, JdbcClient sql) {
        return new RecordedOnce(
                log,
                "batch",
                "batch.started",
                () -> sql.sql("select id::text as id from issuing.batch")
                        .query((row, n) -> row.getString("id"))
                        .list());
    }

    @Bean
    Invariant everyIndexGivenOnce(JdbcClient sql) {
        return Invariant.of("I2", "Every credential's id is given once, and so is its place on a status list", () -> {
            List<String> findings = new ArrayList<>();
            findings.addAll(words(
                    sql,
                    "select id::text as what from issuing.credential group by id having count(*) > 1",
                    "The id %s is given to several credentials"));
            findings.addAll(words(sql, """
                    select status_list || ' index ' || status_index as what from (
                        select status_list, status_index from issuing.credential
                        union all select status_list, status_index from issuing.endorsement) as given
                    group by status_list, status_index having count(*) > 1
                    """, "The place %s belongs to several credentials"));
            findings.addAll(
                    words(sql, """
                    select c.id::text as what from issuing.credential c
                    where not exists (select 1 from issuing.status_index i where i.list = c.status_list and i.index = c.status_index)
                    """, "The place of credential %s is not marked as taken, and could be given again"));
            findings.addAll(
                    words(sql, """
                    select e.id::text as what from issuing.endorsement e
                    where not exists (select 1 from issuing.status_index i where i.list = e.status_list and i.index = e.status_index)
                    """, "The place of endorsement %s is not marked as taken, and could be given again"));
            findings.addAll(words(sql, """
                    select i.list || ' index ' || i.index as what from issuing.status_index i
                    join issuing.status_list l on l.id = i.list where i.index < 0 or i.index >= l.size
                    """, "The place %s is not on its list"));
            return new Invariant.Found(count(sql, "select count(*) from issuing.status_index"), findings);
        });
    }

    @Bean
    Invariant everyCredentialVerifies(JdbcClient sql, CredentialVerifier verifier) {
        return Invariant.of(
                "I3", "Every credential and endorsement that was issued verifies again, signature and all", () -> {
                    List<String> findings = new ArrayList<>();
                    long checked = verifyAgain(sql, verifier, "issuing.credential", "credential", findings)
                            + verifyAgain(sql, verifier, "issuing.endorsement", "endorsement", findings);
                    return new Invariant.Found(checked, findings);
                });
    }

    /** Verifies every signed document of this table, a piece at a time; says of how many. */
    private static long verifyAgain(
            JdbcClient sql, CredentialVerifier verifier, String table, String kind, List<String> findings) {
        record Row(UUID id, byte[] document) {}
        String piece =
                "select id, document from " + table + " where document is not null and id > ? order by id limit ?";
        long checked = 0;
        UUID after = new UUID(0, 0);
        while (true) {
            List<Row> rows = sql.sql(piece)
                    .params(after, PIECE)
                    .query((row, _) -> new Row(row.getObject("id", UUID.class), row.getBytes("document")))
                    .list();
            for (Row row : rows) {
                checked++;
                String text = new String(row.document(), StandardCharsets.UTF_8);
                if (!text.contains(row.id().toString())) {
                    findings.add("The document of %s %s is of another one".formatted(kind, row.id()));
                }
                VerificationReport report = verifier.verify(row.document());
                report.checks().stream()
                        .filter(check -> check.outcome() == Outcome.FAILED || check.outcome() == Outcome.UNDETERMINED)
                        .filter(check -> !Verdict.isInforming(check.id()) && !MAY_FAIL.contains(check.id()))
                        .map(CheckResult::message)
                        .findFirst()
                        .ifPresent(why -> findings.add("The %s %s does not verify: %s".formatted(kind, row.id(), why)));
            }
            if (rows.size() < PIECE) {
                return checked;
            }
            after = rows.getLast().id();
        }
    }

    @Bean
    Invariant everyBitAsDecided(JdbcClient sql) {
        return Invariant.of(
                "I4", "Every bit of every status list is what was decided, and the published list says so", () -> {
                    List<String> findings = new ArrayList<>();
                    record Row(UUID id, String encoded, byte[] document, byte[] sha256) {}
                    List<Row> lists = sql.sql(
                                    "select id, encoded, document, sha256 from issuing.status_list order by id")
                            .query((row, n) -> new Row(
                                    row.getObject("id", UUID.class),
                                    row.getString("encoded"),
                                    row.getBytes("document"),
                                    row.getBytes("sha256")))
                            .list();
                    long checked = 0;
                    for (Row list : lists) {
                        if (!Arrays.equals(sha256(list.document()), list.sha256())) {
                            findings.add("The list %s is not the bytes that its ETag names".formatted(list.id()));
                        }
                        if (!new String(list.document(), StandardCharsets.UTF_8)
                                .contains("\"" + list.encoded() + "\"")) {
                            findings.add("The list %s publishes other bits than it keeps".formatted(list.id()));
                        }
                        if (!(StatusList.decode(list.encoded(), LARGEST_BYTES)
                                instanceof StatusListReading.Decoded(StatusList bits))) {
                            findings.add("The bits of the list %s can't be read".formatted(list.id()));
                            continue;
                        }
                        Set<Integer> revoked = new HashSet<>(sql.sql(
                                        "select status_index from issuing.credential where status_list = :list and revoked_at is not null"
                                                + " union select status_index from issuing.endorsement where status_list = :list and withdrawn_at is not null")
                                .param("list", list.id())
                                .query((row, n) -> row.getInt("status_index"))
                                .list());
                        for (int i = 0; i < bits.size(); i++) {
                            if (bits.get(i) != revoked.contains(i)) {
                                findings.add("On the list %s the bit %d says %s, and the decision is the other"
                                        .formatted(list.id(), i, bits.get(i) ? "revoked" : "not revoked"));
                            }
                        }
                        checked += bits.size();
                    }
                    return new Invariant.Found(checked, findings);
                });
    }

    @Bean
    Invariant noOrphanIntents(JdbcClient sql) {
        return Invariant.of(
                "I8", "No credential of a finished batch is still only intended, and none is without its batch", () -> {
                    List<String> findings = new ArrayList<>();
                    findings.addAll(words(sql, """
                    select c.id::text as what from issuing.credential c join issuing.batch b on b.id = c.batch
                    where b.finished_at is not null and c.state in ('planned', 'signed')
                    """, "The credential %s was never finished, and its batch was"));
                    findings.addAll(words(sql, """
                    select c.id::text as what from issuing.credential c
                    where not exists (select 1 from issuing.batch b where b.id = c.batch)
                    """, "The credential %s has no batch"));
                    return new Invariant.Found(count(sql, "select count(*) from issuing.credential"), findings);
                });
    }

    private static List<String> words(JdbcClient sql, String query, String sentence) {
        return sql.sql(query)
                .query((row, n) -> sentence.formatted(row.getString("what")))
                .list();
    }

    private static long count(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
