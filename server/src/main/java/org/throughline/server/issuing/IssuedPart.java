package org.throughline.server.issuing;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.organizations.PersonId;

/** What an organization issued: the signed credentials byte for byte, its status lists, and whom they went to. */
@Component
final class IssuedPart implements OrganizationPart {
    private static final String OF_BATCH = "batch IN (SELECT id FROM issuing.batch WHERE organization = :organization)";

    private final JdbcClient sql;
    private final OrganizationRows rows;

    IssuedPart(JdbcClient sql) {
        this.sql = sql;
        this.rows = new OrganizationRows(
                sql,
                List.of(
                        new Table("issuing.status_list", "organization = :organization", "id")
                                .anew("came_from", "regexp_replace(t.url, '/status/[^/]*$', '')")
                                .anew("sha256", "sha256(f.bytes)")
                                .filed("document", "status-lists/"),
                        new Table(
                                "issuing.status_index",
                                "list IN (SELECT id FROM issuing.status_list WHERE organization = :organization)",
                                "list, index"),
                        new Table("issuing.batch", "organization = :organization", "id")
                                // what was not signed there is not signed here: it would be by other keys
                                .turned("finished_at", "coalesce(t.finished_at, t.started_at)")
                                .anew("claimed_by", "NULL")
                                .anew("claimed_until", "NULL"),
                        new Table("issuing.batch_achievement", OF_BATCH, "batch, achievement"),
                        new Table("issuing.batch_alignment", OF_BATCH, "batch, achievement, position"),
                        new Table("issuing.credential", "organization = :organization", "id")
                                .filed("document", "credentials/"),
                        new Table("issuing.endorsement", "organization = :organization", "id")
                                .filed("document", "endorsements/"),
                        new Table("issuing.batch_endorsement", OF_BATCH, "batch, achievement, position"),
                        new Table("issuing.left_out", OF_BATCH, "batch, line")));
    }

    @Override
    public String name() {
        return "issued";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        int added = rows.comeBack(in);
        demandAsSigned(in);
        return added;
    }

    /** What other programs fetch and pages show: a list lies below an address of the manifest, and all that a row joins is the organization's. */
    private void demandAsSigned(ArrivingFiles in) {
        ArrivingRows looked = new ArrivingRows();
        UUID organization = in.organization().value();
        sql.sql("select id, url, encoded from issuing.status_list where organization = ?")
                .param(organization)
                .query(row -> {
                    String id = row.getString("id");
                    String url = row.getString("url");
                    String encoded = row.getString("encoded");
                    looked.demand(
                            in.addresses().stream().anyMatch(a -> url.equals(a + "/status/" + id)),
                            "issuing.status_list",
                            id,
                            "“" + url + "” is below no address that the manifest names");
                    looked.demand(
                            StatusLists.isReadable(encoded), "issuing.status_list", id, "its bits cannot be read");
                });
        sql.sql("""
                select c.id from issuing.credential c
                where c.organization = :organization and not (
                    exists (select from issuing.batch b where b.id = c.batch and b.organization = :organization)
                    and exists (select from issuing.status_list l
                        where l.id = c.status_list and l.organization = :organization and c.status_index between 0 and l.size - 1))
                limit 20
                """).param("organization", organization).query(row -> {
            looked.demand(
                    false,
                    "issuing.credential",
                    row.getString(1),
                    "joins a batch or a list that is not the organization's");
        });
        sql.sql("select id, issuer_url, issuer_did from issuing.batch where organization = ?")
                .param(organization)
                .query(row -> {
                    looked.demandAddress("issuing.batch", row.getString(1), row.getString(2));
                    looked.demandAddress("issuing.batch", row.getString(1), row.getString(3));
                });
        sql.sql("""
                select x.batch, x.address from (
                    select batch, uri as address from issuing.batch_achievement
                    union select batch, target_url from issuing.batch_alignment) x
                join issuing.batch b on b.id = x.batch where b.organization = ?
                """).param(organization).query(row -> {
            looked.demandAddress("issuing.batch_achievement", row.getString(1), row.getString(2));
        });
        sql.sql("select id, achievement_uri, status_list, status_index from issuing.endorsement where organization = ?")
                .param(organization)
                .query(row -> {
                    looked.demandAddress("issuing.endorsement", row.getString(1), row.getString(2));
                    looked.demand(
                            sql.sql("""
                                    select exists (select from issuing.status_list where id = ? and organization = ?
                                        and ? between 0 and size - 1)
                                    """)
                                    .params(row.getObject(3, UUID.class), organization, row.getInt(4))
                                    .query(Boolean.class)
                                    .single(),
                            "issuing.endorsement",
                            row.getString(1),
                            "joins a list that is not the organization's");
                });
        looked.refuseIfAny();
    }

    @Override
    public List<String> addresses(OrganizationId organization) {
        return sql.sql("""
                select distinct regexp_replace(url, '/status/[^/]*$', '') from issuing.status_list where organization = ? order by 1
                """)
                .param(organization.value())
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public List<PersonId> people(OrganizationId organization) {
        return sql.sql("SELECT DISTINCT recipient FROM issuing.credential WHERE organization = ? ORDER BY recipient")
                .param(organization.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }
}
