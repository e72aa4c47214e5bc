package org.throughline.server.issuing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.issuing.IssuedCredential.Kind;
import org.throughline.server.issuing.IssuedCredential.State;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.PersonMerged;
import org.throughline.server.programs.AchievementId;

/** The table of credentials, each from intent to delivery. */
@Component
final class IssuedCredentials {
    private static final String SELECT = """
            select c.*, l.url as list_url, coalesce(a.name, 'Comprehensive Learner Record') as name
            from issuing.credential c
                join issuing.status_list l on l.id = c.status_list
                left join issuing.batch_achievement a on a.batch = c.batch and a.achievement = c.achievement
            """;

    private final JdbcClient sql;
    private final JdbcTemplate batchSql;

    IssuedCredentials(JdbcClient sql, JdbcTemplate batchSql) {
        this.sql = sql;
        this.batchSql = batchSql;
    }

    /**
     * A credential to be, written down before anything is signed.
     *
     * @param achievement null for a CLR
     */
    record Intent(
            UUID id,
            BatchId batch,
            OrganizationId organization,
            PersonId recipient,
            int line,
            @Nullable AchievementId achievement,
            StatusLists.Place place,
            String subjectHash,
            String subjectSalt,
            Instant validFrom) {}

    void plan(List<Intent> intents) {
        batchSql.batchUpdate("""
                insert into issuing.credential (id, batch, organization, recipient, line, kind, achievement, status_list, status_index,
                    subject_hash, subject_salt, valid_from, state)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'planned')
                """, intents, 500, (statement, intent) -> {
            AchievementId achievement = intent.achievement();
            statement.setObject(1, intent.id());
            statement.setObject(2, intent.batch().value());
            statement.setObject(3, intent.organization().value());
            statement.setObject(4, intent.recipient().value());
            statement.setInt(5, intent.line());
            statement.setString(6, achievement == null ? Kind.CLR.name() : Kind.BADGE.name());
            statement.setObject(7, achievement == null ? null : achievement.value());
            statement.setObject(8, intent.place().list());
            statement.setInt(9, intent.place().index());
            statement.setString(10, intent.subjectHash());
            statement.setString(11, intent.subjectSalt());
            statement.setTimestamp(12, Timestamp.from(intent.validFrom()));
        });
    }

    /** A person turned out to be another one: what they were given and what they started is that one's. */
    @EventListener
    void on(PersonMerged event) {
        event.replaceIn(
                sql, "issuing.credential.recipient", "issuing.batch.started_by", "issuing.endorsement.signed_by");
    }

    /** A person's credentials of one batch, badges before the CLR. */
    List<IssuedCredential> of(BatchId batch, PersonId recipient) {
        return sql.sql(SELECT + "where c.batch = ? and c.recipient = ? order by c.kind, a.name, c.id")
                .params(batch.value(), recipient.value())
                .query(IssuedCredentials::credential)
                .list();
    }

    List<IssuedCredential> of(BatchId batch) {
        return sql.sql(SELECT + "where c.batch = ? order by c.line, c.kind, a.name, c.id")
                .param(batch.value())
                .query(IssuedCredentials::credential)
                .list();
    }

    List<IssuedCredential> failed(BatchId batch, int limit) {
        return sql.sql(SELECT + "where c.batch = ? and c.state = 'failed' order by c.line, c.kind, a.name limit ?")
                .params(batch.value(), limit)
                .query(IssuedCredentials::credential)
                .list();
    }

    /** An organization's delivered credentials, newest first; {@code onlyRevoked} those that were revoked. */
    List<IssuedCredential> delivered(OrganizationId organization, boolean onlyRevoked, int offset, int limit) {
        return sql.sql(SELECT + """
                        where c.organization = :organization and c.state = 'delivered' and (not :revoked or c.revoked_at is not null)
                        order by c.delivered_at desc, c.id offset :offset limit :limit
                        """)
                .param("organization", organization.value())
                .param("revoked", onlyRevoked)
                .param("offset", offset)
                .param("limit", limit)
                .query(IssuedCredentials::credential)
                .list();
    }

    long countDelivered(OrganizationId organization, boolean onlyRevoked) {
        return sql.sql("""
                        select count(*) from issuing.credential
                        where organization = ? and state = 'delivered' and (not ? or revoked_at is not null)
                        """)
                .params(organization.value(), onlyRevoked)
                .query(Long.class)
                .single();
    }

    Optional<IssuedCredential> find(OrganizationId organization, UUID id) {
        return sql.sql(SELECT + "where c.organization = ? and c.id = ?")
                .params(organization.value(), id)
                .query(IssuedCredentials::credential)
                .optional();
    }

    /** Badges that a CLR contains: all that the person has from this organization and that still hold, oldest first. */
    List<IssuedCredential> badgesFor(OrganizationId organization, PersonId recipient) {
        return sql.sql(SELECT + """
                        where c.organization = ? and c.recipient = ? and c.kind = 'BADGE' and c.state = 'delivered' and c.revoked_at is null
                        order by c.valid_from, a.name, c.id
                        """)
                .params(organization.value(), recipient.value())
                .query(IssuedCredentials::credential)
                .list();
    }

    /** Achievements that a person has, or is about to get, from this organization. */
    Set<AchievementId> achievementsOf(OrganizationId organization, PersonId recipient) {
        return sql
                .sql("""
                        select distinct achievement from issuing.credential
                        where organization = ? and recipient = ? and kind = 'BADGE' and state <> 'failed' and revoked_at is null
                        """)
                .params(organization.value(), recipient.value())
                .query((row, n) -> new AchievementId(row.getObject(1, UUID.class)))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** The signed bytes; empty while it is only planned. */
    Optional<byte[]> document(UUID id) {
        return sql.sql("select document from issuing.credential where id = ? and document is not null")
                .param(id)
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    /** Keeps the signed bytes, unless some were kept already: the first signature stands. */
    void signed(UUID id, byte[] document, String signedWith, Instant at) {
        sql.sql("""
                        update issuing.credential set state = 'signed', document = ?, signed_with = ?, signed_at = ?
                        where id = ? and state = 'planned' and document is null
                        """).params(document, signedWith, Timestamp.from(at), id).update();
    }

    /** Gives a planned credential another status index, because its issuer has another name now; the first one stays taken. */
    void move(UUID id, StatusLists.Place place) {
        sql.sql("update issuing.credential set status_list = ?, status_index = ? where id = ? and state = 'planned'")
                .params(place.list(), place.index(), id)
                .update();
    }

    /** Takes the turn to deliver; false when somebody else has delivered it. Holds the row until the transaction ends. */
    boolean claimDelivery(UUID id) {
        return sql.sql("select state from issuing.credential where id = ? for update")
                .param(id)
                .query(String.class)
                .optional()
                .filter("signed"::equals)
                .isPresent();
    }

    void delivered(UUID id, Instant at) {
        sql.sql("update issuing.credential set state = 'delivered', delivered_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void failed(UUID id, String reason) {
        sql.sql("update issuing.credential set state = 'failed', failure = ? where id = ? and state <> 'delivered'")
                .params(reason, id)
                .update();
    }

    /** Marks as revoked; false when it was already. */
    boolean revoked(UUID id, String reason, Instant at) {
        return sql.sql(
                                "update issuing.credential set revoked_at = ?, revocation_reason = ? where id = ? and revoked_at is null")
                        .params(Timestamp.from(at), reason, id)
                        .update()
                == 1;
    }

    private static IssuedCredential credential(ResultSet row, int n) throws SQLException {
        UUID achievement = row.getObject("achievement", UUID.class);
        return new IssuedCredential(
                row.getObject("id", UUID.class),
                new BatchId(row.getObject("batch", UUID.class)),
                new OrganizationId(row.getObject("organization", UUID.class)),
                new PersonId(row.getObject("recipient", UUID.class)),
                row.getInt("line"),
                Kind.valueOf(row.getString("kind")),
                achievement == null ? null : new AchievementId(achievement),
                row.getString("name"),
                row.getString("list_url"),
                row.getInt("status_index"),
                row.getString("subject_hash"),
                row.getString("subject_salt"),
                row.getTimestamp("valid_from").toInstant(),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("failure"),
                instant(row.getTimestamp("delivered_at")),
                instant(row.getTimestamp("revoked_at")),
                row.getString("revocation_reason"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
