package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.issuing.Batch.PlannedEndorsement;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.programs.AchievementId;

/** Endorsements as they are kept: signed once, then carried or not, and withdrawn or not. */
@Component
final class EndorsementRows {
    private static final String SELECT = "select * from issuing.endorsement ";

    private final JdbcClient sql;

    EndorsementRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is kept of one beside what it says. */
    record Signed(byte[] document, String signedWith, PersonId by, String achievementUri, StatusLists.Place place) {}

    void insert(Endorsement endorsement, Signed signed) {
        sql.sql("""
                insert into issuing.endorsement (id, organization, owner, achievement, achievement_uri, crosswalk, associations, sentence, comment,
                    status_list, status_index, document, token, signed_with, signed_by, signed_at, carried)
                values (:id, :organization, :owner, :achievement, :uri, :crosswalk, :associations, :sentence, :comment,
                    :list, :index, :document, :token, :signedWith, :by, :at, :carried)
                """)
                .param("id", endorsement.id())
                .param("organization", endorsement.organization().value())
                .param("owner", endorsement.owner().value())
                .param("achievement", endorsement.achievement().value())
                .param("uri", signed.achievementUri())
                .param("crosswalk", endorsement.crosswalk().value())
                .param("associations", endorsement.associations().toArray(UUID[]::new))
                .param("sentence", endorsement.sentence())
                .param("comment", endorsement.comment())
                .param("list", signed.place().list())
                .param("index", signed.place().index())
                .param("document", signed.document())
                .param("token", endorsement.token())
                .param("signedWith", signed.signedWith())
                .param("by", signed.by().value())
                .param("at", Timestamp.from(endorsement.signedAt()))
                .param("carried", endorsement.carried())
                .update();
    }

    Optional<Endorsement> find(UUID id) {
        return sql.sql(SELECT + "where id = ?")
                .param(id)
                .query(EndorsementRows::endorsement)
                .optional();
    }

    /** The one of this organization for this achievement that stands, by any crosswalk. */
    Optional<Endorsement> standing(OrganizationId organization, AchievementId achievement, CrosswalkId crosswalk) {
        return sql.sql(SELECT + "where organization = ? and achievement = ? and crosswalk = ? and withdrawn_at is null")
                .params(organization.value(), achievement.value(), crosswalk.value())
                .query(EndorsementRows::endorsement)
                .optional();
    }

    /** Those that stand, the oldest first. */
    List<Endorsement> of(AchievementId achievement) {
        return sql.sql(SELECT + "where achievement = ? and withdrawn_at is null order by signed_at, id")
                .param(achievement.value())
                .query(EndorsementRows::endorsement)
                .list();
    }

    /** Those that badges carry from now on. */
    List<PlannedEndorsement> carried(AchievementId achievement) {
        return sql.sql("""
                select id, document from issuing.endorsement where achievement = ? and carried and withdrawn_at is null order by signed_at, id
                """)
                .param(achievement.value())
                .query((row, _) -> new PlannedEndorsement(
                        row.getObject("id", UUID.class), new String(row.getBytes("document"), StandardCharsets.UTF_8)))
                .list();
    }

    List<Endorsement> given(OrganizationId organization) {
        return sql.sql(SELECT + "where organization = ? order by signed_at desc, id")
                .param(organization.value())
                .query(EndorsementRows::endorsement)
                .list();
    }

    List<Endorsement> received(OrganizationId owner) {
        return sql.sql(SELECT + "where owner = ? order by signed_at desc, id")
                .param(owner.value())
                .query(EndorsementRows::endorsement)
                .list();
    }

    /** The signed statement as JSON, withdrawn or not: its status tells. */
    Optional<byte[]> document(UUID id) {
        return sql.sql("select document from issuing.endorsement where id = ?")
                .param(id)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    /** The place of its bit: the list's address and the index. */
    record Bit(String listUrl, int index) {}

    Optional<Bit> bit(UUID id) {
        return sql.sql("""
                select l.url, e.status_index from issuing.endorsement e join issuing.status_list l on l.id = e.status_list where e.id = ?
                """)
                .param(id)
                .query((row, _) -> new Bit(row.getString(1), row.getInt(2)))
                .optional();
    }

    /** Marks as withdrawn; false when it was already. */
    boolean withdrawn(UUID id, String reason, Instant at) {
        return sql.sql(
                                "update issuing.endorsement set withdrawn_at = ?, withdrawal_reason = ?, carried = false where id = ? and withdrawn_at is null")
                        .params(Timestamp.from(at), reason, id)
                        .update()
                == 1;
    }

    /** Lets it travel, or not; false when it did so already. */
    boolean carry(UUID id, boolean carried) {
        return sql.sql(
                                "update issuing.endorsement set carried = :carried where id = :id and carried <> :carried and withdrawn_at is null")
                        .param("id", id)
                        .param("carried", carried)
                        .update()
                == 1;
    }

    private static Endorsement endorsement(ResultSet row, int number) throws SQLException {
        return new Endorsement(
                row.getObject("id", UUID.class),
                new OrganizationId(row.getObject("organization", UUID.class)),
                new OrganizationId(row.getObject("owner", UUID.class)),
                new AchievementId(row.getObject("achievement", UUID.class)),
                new CrosswalkId(row.getObject("crosswalk", UUID.class)),
                Arrays.asList((UUID[]) row.getArray("associations").getArray()),
                row.getString("sentence"),
                row.getString("comment"),
                row.getString("token"),
                row.getTimestamp("signed_at").toInstant(),
                row.getBoolean("carried"),
                instant(row.getTimestamp("withdrawn_at")),
                row.getString("withdrawal_reason"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
