package org.throughline.server.records;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.credentials.check.Verdict;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** The tables of held credentials. */
@Component
final class KeptCredentials {
    private static final String SELECT = """
            select h.*, array(select item from records.competency c where c.credential = h.id order by position) as items
            from records.held_credential h
            """;

    private final JdbcClient sql;

    KeptCredentials(JdbcClient sql) {
        this.sql = sql;
    }

    /** Lets only one transaction at a time change this holder's record. */
    void lock(PersonId holder) {
        sql.sql("select pg_advisory_xact_lock(5001, hashtext(?))")
                .param(holder.toString())
                .query((row, n) -> true)
                .single();
    }

    Optional<HeldCredential> find(HeldCredentialId id) {
        return sql.sql(SELECT + "where h.id = ?")
                .param(id.value())
                .query(KeptCredentials::held)
                .optional();
    }

    List<HeldCredential> find(Collection<UUID> ids) {
        return sql.sql(SELECT + "where h.id = any(?)")
                .param(ids.toArray(UUID[]::new))
                .query(KeptCredentials::held)
                .list();
    }

    List<HeldCredential> of(PersonId holder) {
        return sql.sql(SELECT + "where h.holder = ? order by h.received_at desc, h.name, h.id")
                .param(holder.value())
                .query(KeptCredentials::held)
                .list();
    }

    Optional<HeldCredential> sameDocument(PersonId holder, byte[] sha256) {
        return sql.sql(SELECT + "where h.holder = ? and h.sha256 = ?")
                .params(holder.value(), sha256)
                .query(KeptCredentials::held)
                .optional();
    }

    /** The holder's credential of this issuer and id: a valid one before others, the newest of them. */
    Optional<HeldCredential> sameCredential(PersonId holder, String issuerId, String credentialId) {
        return sql.sql(SELECT + """
                        where h.holder = ? and h.issuer_id = ? and h.credential_id = ?
                        order by (h.verdict = 'VALID') desc, h.valid_from desc nulls last, h.received_at desc limit 1
                        """)
                .params(holder.value(), issuerId, credentialId)
                .query(KeptCredentials::held)
                .optional();
    }

    Optional<byte[]> document(HeldCredentialId id) {
        return sql.sql("select document from records.held_credential where id = ?")
                .param(id.value())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    Optional<String> report(HeldCredentialId id) {
        return sql.sql("select report from records.held_credential where id = ?")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    void insert(
            HeldCredentialId id, PersonId holder, Examined examined, String source, @Nullable HeldCredentialId parent) {
        sql.sql("""
                        insert into records.held_credential (id, holder, parent, source, received_at, credential_id, format, name,
                            description, issuer_id, issuer_name, achievement_name, about_holder, level, valid_from, valid_until,
                            document, sha256, verdict, report, verified_at)
                        values (:id, :holder, :parent, :source, :verifiedAt, :credentialId, :format, :name,
                            :description, :issuerId, :issuerName, :achievementName, :aboutHolder, :level, :validFrom, :validUntil,
                            :document, :sha256, :verdict, :report, :verifiedAt)
                        """)
                .param("id", id.value())
                .param("holder", holder.value())
                .param("parent", parent == null ? null : parent.value())
                .param("source", source)
                .params(examined.columns())
                .update();
        insertLists(id, examined);
    }

    /** Puts a newer document of the same credential in the place of the older. */
    void replace(HeldCredentialId id, Examined examined) {
        sql.sql("""
                        update records.held_credential set name = :name, format = :format, description = :description,
                            issuer_name = :issuerName, achievement_name = :achievementName, about_holder = :aboutHolder, level = :level,
                            valid_from = :validFrom, valid_until = :validUntil, document = :document, sha256 = :sha256,
                            verdict = :verdict, report = :report, verified_at = :verifiedAt, parent = null
                        where id = :id
                        """).param("id", id.value()).params(examined.columns()).update();
        sql.sql("delete from records.competency where credential = ?")
                .param(id.value())
                .update();
        sql.sql("delete from records.status_reference where credential = ?")
                .param(id.value())
                .update();
        sql.sql("delete from records.part where clr = ?").param(id.value()).update();
        insertLists(id, examined);
    }

    private void insertLists(HeldCredentialId id, Examined examined) {
        sql.sql("""
                        insert into records.competency (credential, position, item)
                        select ?, min(n), item from unnest(?) with ordinality as t (item, n) group by item
                        """)
                .params(
                        id.value(),
                        examined.competencies().stream().map(ItemUri::value).toArray(String[]::new))
                .update();
        for (Examined.StatusReference reference : examined.statusReferences()) {
            sql.sql("insert into records.status_reference values (?, ?, ?) on conflict do nothing")
                    .params(id.value(), reference.listUrl(), reference.index())
                    .update();
        }
    }

    void result(HeldCredentialId id, Examined examined) {
        sql.sql("""
                        update records.held_credential set verdict = :verdict, report = :report, verified_at = :verifiedAt,
                            about_holder = :aboutHolder
                        where id = :id
                        """).param("id", id.value()).params(examined.columns()).update();
    }

    /** Notes that a credential stands in a CLR. */
    void linkPart(HeldCredentialId clr, HeldCredentialId credential, int position) {
        sql.sql("insert into records.part values (?, ?, ?) on conflict do nothing")
                .params(clr.value(), credential.value(), position)
                .update();
    }

    List<HeldCredential> parts(HeldCredentialId clr) {
        return sql.sql(SELECT + "join records.part p on p.credential = h.id where p.clr = ? order by p.position")
                .param(clr.value())
                .query(KeptCredentials::held)
                .list();
    }

    /** A credential that rests on a bit of a status list, and the verdict that is kept of it. */
    record Resting(HeldCredentialId credential, long index, Verdict verdict) {}

    List<Resting> restingOn(String listUrl) {
        return sql.sql("""
                        select r.credential, r.status_index, h.verdict from records.status_reference r
                            join records.held_credential h on h.id = r.credential
                        where r.list_url = ? order by r.credential
                        """)
                .param(listUrl)
                .query((row, n) -> new Resting(
                        new HeldCredentialId(row.getObject(1, UUID.class)),
                        row.getLong(2),
                        Verdict.valueOf(row.getString(3))))
                .list();
    }

    /** The CLRs that contain one of these credentials. */
    List<HeldCredentialId> containing(Collection<HeldCredentialId> parts) {
        return sql.sql("select distinct clr from records.part where credential = any(?) order by clr")
                .param(parts.stream().map(HeldCredentialId::value).toArray(UUID[]::new))
                .query((row, n) -> new HeldCredentialId(row.getObject(1, UUID.class)))
                .list();
    }

    List<HeldCredentialId> validButEnded(Instant now) {
        return sql.sql("select id from records.held_credential where verdict = 'VALID' and valid_until < ?")
                .param(Timestamp.from(now))
                .query((row, n) -> new HeldCredentialId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Writes down that a credential is to be verified again soon. */
    void lookAgain(HeldCredentialId id, Instant at) {
        sql.sql("insert into records.look_again values (?, ?) on conflict do nothing")
                .params(id.value(), Timestamp.from(at))
                .update();
    }

    /** Credentials that are to be verified again, those that wait longest first. */
    List<HeldCredentialId> waiting(int limit) {
        return sql.sql("select credential from records.look_again order by asked_at limit ?")
                .param(limit)
                .query((row, n) -> new HeldCredentialId(row.getObject(1, UUID.class)))
                .list();
    }

    void looked(HeldCredentialId id) {
        sql.sql("delete from records.look_again where credential = ?")
                .param(id.value())
                .update();
    }

    private static HeldCredential held(ResultSet row, int n) throws SQLException {
        UUID parent = row.getObject("parent", UUID.class);
        return new HeldCredential(
                new HeldCredentialId(row.getObject("id", UUID.class)),
                new PersonId(row.getObject("holder", UUID.class)),
                row.getString("credential_id"),
                row.getString("format"),
                row.getString("name"),
                row.getString("description"),
                row.getString("issuer_id"),
                row.getString("issuer_name"),
                row.getString("achievement_name"),
                row.getBoolean("about_holder"),
                row.getObject("level", Double.class),
                parent == null ? null : new HeldCredentialId(parent),
                Arrays.stream((String[]) row.getArray("items").getArray())
                        .map(ItemUri::new)
                        .toList(),
                instant(row.getTimestamp("valid_from")),
                instant(row.getTimestamp("valid_until")),
                Verdict.valueOf(row.getString("verdict")),
                row.getTimestamp("verified_at").toInstant(),
                row.getTimestamp("received_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
