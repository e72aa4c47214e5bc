package org.throughline.server.partnerships;

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

/** The starter packs that an organization made. */
@Component
final class PacksPart implements OrganizationPart {
    private static final String OF_PACK = "pack IN (SELECT id FROM partnerships.pack WHERE owner = :organization)";

    private final JdbcClient jdbc;
    private final OrganizationRows rows;

    PacksPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table("partnerships.pack", "owner = :organization", "id"),
                        new Table("partnerships.pack_framework", OF_PACK, "pack, position"),
                        new Table("partnerships.pack_crosswalk", OF_PACK, "pack, position"),
                        new Table("partnerships.pack_milestone", OF_PACK, "pack, position"),
                        new Table("partnerships.pack_round", OF_PACK, "pack, number"),
                        new Table("partnerships.pack_task", OF_PACK, "pack, number, position")));
    }

    @Override
    public String name() {
        return "starter-packs";
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public List<PersonId> people(OrganizationId organization) {
        return jdbc.sql("SELECT DISTINCT made_by FROM partnerships.pack WHERE owner = ? ORDER BY 1")
                .param(organization.value())
                .query((row, n) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        int added = rows.comeBack(in);
        ArrivingRows looked = new ArrivingRows();
        jdbc.sql("""
                SELECT p.name, btrim(p.name) <> '' AND btrim(p.job_role) <> '' AND btrim(p.purpose) <> ''
                        AND NOT EXISTS (SELECT FROM partnerships.pack_round r WHERE r.pack = p.id AND r.due_after < r.opens_after)
                    AS whole,
                    (SELECT min(t.part || ' ' || t.kind) FROM partnerships.pack_task t WHERE t.pack = p.id AND (
                        t.part NOT IN ('LEAD', 'EDUCATOR', 'EMPLOYER') OR t.kind NOT IN
                        ('REVIEW_SUGGESTIONS', 'DECIDE_PAIRS', 'BRING_FRAMEWORK', 'CONFIRM_OUTCOMES', 'OTHER'))) AS strange
                FROM partnerships.pack p WHERE p.owner = ?
                """).param(in.organization().value()).query(row -> {
            String name = row.getString("name");
            looked.demand(
                    row.getBoolean("whole"),
                    "partnerships.pack",
                    name,
                    "lacks its words, or a round is due before it opens");
            looked.demand(
                    row.getString("strange") == null,
                    "partnerships.pack_task",
                    name,
                    "is no task: " + row.getString("strange"));
        });
        looked.refuseIfAny();
        return added;
    }
}
