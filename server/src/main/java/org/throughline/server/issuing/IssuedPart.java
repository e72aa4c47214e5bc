package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Arrival;
import org.throughline.server.organizations.ArrivingRows;
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
                        new Table("issuing.status_list", "organization = :organization", "id", List.of("came_from")),
                        new Table(
                                "issuing.status_index",
                                "list IN (SELECT id FROM issuing.status_list WHERE organization = :organization)",
                                "list, index"),
                        new Table("issuing.batch", "organization = :organization", "id"),
                        new Table("issuing.batch_achievement", OF_BATCH, "batch, achievement"),
                        new Table("issuing.batch_alignment", OF_BATCH, "batch, achievement, position"),
                        new Table("issuing.credential", "organization = :organization", "id"),
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
    public String rows(OrganizationId organization) {
        return rows.of(organization);
    }

    @Override
    public int restore(Arrival arrival, String text) {
        int added = rows.restore(arrival.organization(), text);
        demandAsSigned(arrival);
        sql.sql(
                        "update issuing.status_list set came_from = regexp_replace(url, '/status/[^/]*$', '') where organization = ?")
                .param(arrival.organization().value())
                .update();
        // what was not signed there is not signed here: it would be by other keys
        sql.sql("""
                UPDATE issuing.batch SET finished_at = started_at WHERE finished_at IS NULL
                    AND id IN (SELECT (b ->> 'id')::uuid FROM jsonb_array_elements(:rows::jsonb -> 'issuing.batch') b)
                """).param("rows", text).update();
        return added;
    }

    /** What other programs fetch and pages show: a list lies below an address of the manifest, and all that a row joins is the organization's. */
    private void demandAsSigned(Arrival arrival) {
        ArrivingRows looked = new ArrivingRows();
        UUID organization = arrival.organization().value();
        sql.sql(
                        "select id, url, encoded, sha256 = sha256(document) as whole from issuing.status_list where organization = ?")
                .param(organization)
                .query(row -> {
                    String id = row.getString("id");
                    String url = row.getString("url");
                    String encoded = row.getString("encoded");
                    looked.demand(
                            arrival.addresses().stream().anyMatch(a -> url.equals(a + "/status/" + id)),
                            "issuing.status_list",
                            id,
                            "“" + url + "” is below no address that the manifest names");
                    looked.demand(
                            row.getBoolean("whole"),
                            "issuing.status_list",
                            id,
                            "its fingerprint is another document's");
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

    @Override
    public List<Document> documents(OrganizationId organization) {
        List<Document> documents = new ArrayList<>(sql.sql("""
                SELECT id, document FROM issuing.credential
                WHERE organization = ? AND document IS NOT NULL ORDER BY id
                """)
                .param(organization.value())
                .query((row, n) -> document("credentials/", row.getString(1), row.getBytes(2)))
                .list());
        documents.addAll(sql.sql("SELECT id, document FROM issuing.status_list WHERE organization = ? ORDER BY id")
                .param(organization.value())
                .query((row, n) -> document("status-lists/", row.getString(1), row.getBytes(2)))
                .list());
        return documents;
    }

    private static Document document(String folder, String id, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Document(folder + id + (text.startsWith("{") ? ".json" : ".jwt"), text);
    }
}
