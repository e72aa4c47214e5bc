package org.throughline.server.issuing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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
                        new Table("issuing.status_list", "organization = :organization", "id"),
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
    public int restore(OrganizationId organization, String text) {
        int added = rows.restore(organization, text);
        // what was not signed there is not signed here: it would be by other keys
        sql.sql("""
                UPDATE issuing.batch SET finished_at = started_at WHERE finished_at IS NULL
                    AND id IN (SELECT (b ->> 'id')::uuid FROM jsonb_array_elements(:rows::jsonb -> 'issuing.batch') b)
                """).param("rows", text).update();
        return added;
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
