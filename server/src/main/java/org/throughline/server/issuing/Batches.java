package org.throughline.server.issuing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.issuing.Batch.PlannedAchievement;
import org.throughline.server.issuing.Batch.PlannedAlignment;
import org.throughline.server.issuing.Batch.PlannedEndorsement;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;

/** The tables of batches: what was planned, and how far it is. */
@Component
final class Batches {
    private final JdbcClient sql;

    Batches(JdbcClient sql) {
        this.sql = sql;
    }

    /** A batch that the same caller started under the same name. */
    record Known(BatchId id, byte[] fingerprint) {}

    Optional<Known> known(OrganizationId organization, String idempotencyKey) {
        return sql.sql("select id, fingerprint from issuing.batch where organization = ? and idempotency_key = ?")
                .params(organization.value(), idempotencyKey)
                .query((row, n) -> new Known(new BatchId(row.getObject(1, UUID.class)), row.getBytes(2)))
                .optional();
    }

    void insert(Batch batch, String idempotencyKey, byte[] fingerprint, Instant at) {
        sql.sql("""
                        insert into issuing.batch (id, organization, idempotency_key, fingerprint, issuer_did, issuer_name, issuer_url,
                            with_clr, started_by, started_at)
                        values (:id, :organization, :key, :fingerprint, :did, :name, :url, :clr, :by, :at)
                        """)
                .param("id", batch.id().value())
                .param("organization", batch.organization().value())
                .param("key", idempotencyKey)
                .param("fingerprint", fingerprint)
                .param("did", batch.issuerDid())
                .param("name", batch.issuerName())
                .param("url", batch.issuerUrl())
                .param("clr", batch.withClr())
                .param("by", batch.startedBy().value())
                .param("at", Timestamp.from(at))
                .update();
        for (PlannedAchievement achievement : batch.achievements()) {
            insert(batch.id(), achievement);
        }
    }

    private void insert(BatchId batch, PlannedAchievement achievement) {
        sql.sql("""
                        insert into issuing.batch_achievement (batch, achievement, uri, name, description, criteria, achievement_type, human_code)
                        values (:batch, :achievement, :uri, :name, :description, :criteria, :type, :code)
                        """)
                .param("batch", batch.value())
                .param("achievement", achievement.id().value())
                .param("uri", achievement.uri())
                .param("name", achievement.name())
                .param("description", achievement.description())
                .param("criteria", achievement.criteria())
                .param("type", achievement.achievementType())
                .param("code", achievement.humanCode())
                .update();
        for (int i = 0; i < achievement.alignment().size(); i++) {
            PlannedAlignment alignment = achievement.alignment().get(i);
            sql.sql("""
                            insert into issuing.batch_alignment (batch, achievement, position, target_url, target_name, target_code, target_framework)
                            values (:batch, :achievement, :position, :url, :name, :code, :framework)
                            """)
                    .param("batch", batch.value())
                    .param("achievement", achievement.id().value())
                    .param("position", i)
                    .param("url", alignment.targetUrl())
                    .param("name", alignment.targetName())
                    .param("code", alignment.targetCode())
                    .param("framework", alignment.targetFramework())
                    .update();
        }
        for (int i = 0; i < achievement.endorsements().size(); i++) {
            PlannedEndorsement endorsement = achievement.endorsements().get(i);
            sql.sql(
                            "insert into issuing.batch_endorsement (batch, achievement, position, endorsement, document) values (?, ?, ?, ?, ?)")
                    .params(batch.value(), achievement.id().value(), i, endorsement.id(), endorsement.document())
                    .update();
        }
    }

    /** Notes a row of the roster that is left out. */
    void leaveOut(BatchId batch, int line, String who, String reason) {
        sql.sql("insert into issuing.left_out (batch, line, who, reason) values (?, ?, ?, ?)")
                .params(batch.value(), line, who, reason)
                .update();
    }

    List<BatchLine.LeftOut> leftOut(BatchId batch) {
        return sql.sql("select line, who, reason from issuing.left_out where batch = ? order by line")
                .param(batch.value())
                .query((row, n) -> new BatchLine.LeftOut(row.getInt(1), row.getString(2), row.getString(3)))
                .list();
    }

    Optional<Batch> find(BatchId id) {
        return sql.sql("select * from issuing.batch where id = ?")
                .param(id.value())
                .query((row, n) -> new Batch(
                        id,
                        new OrganizationId(row.getObject("organization", UUID.class)),
                        row.getString("issuer_did"),
                        row.getString("issuer_name"),
                        row.getString("issuer_url"),
                        row.getBoolean("with_clr"),
                        new PersonId(row.getObject("started_by", UUID.class)),
                        achievements(id)))
                .optional();
    }

    private List<PlannedAchievement> achievements(BatchId batch) {
        Map<UUID, List<PlannedAlignment>> alignments = new java.util.HashMap<>();
        sql.sql("select * from issuing.batch_alignment where batch = ? order by achievement, position")
                .param(batch.value())
                .query((row, n) -> alignments
                        .computeIfAbsent(row.getObject("achievement", UUID.class), k -> new ArrayList<>())
                        .add(new PlannedAlignment(
                                row.getString("target_url"),
                                row.getString("target_name"),
                                row.getString("target_code"),
                                row.getString("target_framework"))))
                .list();
        Map<UUID, List<PlannedEndorsement>> endorsements = new java.util.HashMap<>();
        sql.sql("select * from issuing.batch_endorsement where batch = ? order by achievement, position")
                .param(batch.value())
                .query((row, n) -> endorsements
                        .computeIfAbsent(row.getObject("achievement", UUID.class), k -> new ArrayList<>())
                        .add(new PlannedEndorsement(
                                row.getObject("endorsement", UUID.class), row.getString("document"))))
                .list();
        return sql.sql("select * from issuing.batch_achievement where batch = ? order by name")
                .param(batch.value())
                .query((row, n) -> new PlannedAchievement(
                        new AchievementId(row.getObject("achievement", UUID.class)),
                        row.getString("uri"),
                        row.getString("name"),
                        row.getString("description"),
                        row.getString("criteria"),
                        row.getString("achievement_type"),
                        row.getString("human_code"),
                        alignments.getOrDefault(row.getObject("achievement", UUID.class), List.of()),
                        endorsements.getOrDefault(row.getObject("achievement", UUID.class), List.of())))
                .list();
    }

    /** An organization's batches in lines, newest first. */
    List<BatchLine> of(OrganizationId organization) {
        return sql.sql(LINES + "where b.organization = ? group by b.id order by b.started_at desc")
                .param(organization.value())
                .query(Batches::line)
                .list();
    }

    Optional<BatchLine> line(BatchId id) {
        return sql.sql(LINES + "where b.id = ? group by b.id")
                .param(id.value())
                .query(Batches::line)
                .optional();
    }

    /** Batches that are not through and that no server works on, oldest first; one just made is left to the server that made it. */
    List<BatchId> unfinished() {
        return sql.sql("""
                        select id from issuing.batch where finished_at is null
                            and coalesce(claimed_until, started_at + interval '2 seconds') < clock_timestamp()
                        order by started_at
                        """)
                .query((row, n) -> new BatchId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Takes the batch for one server, until its word runs out; false when another has it, or when it is through. By the database's clock. */
    boolean claim(BatchId batch, UUID server, Duration word) {
        return sql.sql("""
                        update issuing.batch set claimed_by = :server, claimed_until = clock_timestamp() + :seconds * interval '1 second'
                        where id = :id and finished_at is null and (claimed_until is null or claimed_until < clock_timestamp())
                        """)
                        .param("id", batch.value())
                        .param("server", server)
                        .param("seconds", word.toSeconds())
                        .update()
                == 1;
    }

    /** Gives the server's word again; false when it came too late and another has taken the batch. */
    boolean extend(BatchId batch, UUID server, Duration word) {
        return sql.sql("""
                        update issuing.batch set claimed_until = clock_timestamp() + :seconds * interval '1 second'
                        where id = :id and claimed_by = :server
                        """)
                        .param("id", batch.value())
                        .param("server", server)
                        .param("seconds", word.toSeconds())
                        .update()
                == 1;
    }

    /** Lets go of the batch; nobody takes it up before this time has passed. */
    void release(BatchId batch, UUID server, Duration rest) {
        sql.sql("""
                        update issuing.batch set claimed_by = null, claimed_until = clock_timestamp() + :seconds * interval '1 second'
                        where id = :id and claimed_by = :server
                        """)
                .param("id", batch.value())
                .param("server", server)
                .param("seconds", rest.toSeconds())
                .update();
    }

    /** Whether some server works on the batch. */
    boolean isClaimed(BatchId batch) {
        return sql.sql("""
                        select count(*) from issuing.batch
                        where id = ? and claimed_by is not null and claimed_until >= clock_timestamp() and finished_at is null
                        """).param(batch.value()).query(Integer.class).single() == 1;
    }

    /** People of a batch for whom something is still to do, in the roster's order. */
    List<PersonId> waiting(BatchId batch) {
        return sql.sql("""
                        select recipient from issuing.credential where batch = ? and state in ('planned', 'signed')
                        group by recipient order by min(line), recipient
                        """)
                .param(batch.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Marks a batch as through, if it is; answers whether this call did it. */
    boolean finish(BatchId batch, Instant at) {
        return sql.sql("""
                        update issuing.batch set finished_at = :at where id = :id and finished_at is null and not exists (
                            select from issuing.credential where batch = :id and state in ('planned', 'signed'))
                        """)
                        .param("id", batch.value())
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Takes a batch up again whose failed credentials are to be tried once more. */
    void reopen(BatchId batch) {
        sql.sql("""
                        update issuing.credential set failure = null, state = case when document is null then 'planned' else 'signed' end
                        where batch = ? and state = 'failed'
                        """).param(batch.value()).update();
        sql.sql("""
                        update issuing.batch set finished_at = null, claimed_until = case when claimed_by is null then null else claimed_until end
                        where id = ?
                        """).param(batch.value()).update();
    }

    private static final String LINES = """
            select b.id, b.organization, b.started_at, b.finished_at, b.with_clr,
                count(c.id) as total,
                count(c.id) filter (where c.state = 'delivered') as issued,
                count(c.id) filter (where c.state = 'failed') as failed,
                count(distinct c.recipient) as people,
                array(select a.name from issuing.batch_achievement a where a.batch = b.id order by a.name) as names
            from issuing.batch b left join issuing.credential c on c.batch = b.id
            """;

    private static BatchLine line(ResultSet row, int n) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        BatchProgress progress = new BatchProgress(
                new BatchId(row.getObject("id", UUID.class)),
                row.getInt("total"),
                row.getInt("issued"),
                row.getInt("failed"),
                row.getTimestamp("started_at").toInstant(),
                finished == null ? null : finished.toInstant());
        return new BatchLine(
                new OrganizationId(row.getObject("organization", UUID.class)),
                progress,
                Arrays.asList((String[]) row.getArray("names").getArray()),
                row.getInt("people"),
                row.getBoolean("with_clr"));
    }
}
