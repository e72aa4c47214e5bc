package org.throughline.server.frameworks;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.ArrivingRows;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;

/**
 * What an organization mirrors, what its sources changed, and which of its frameworks it derived from which of its others: a variant of somebody
 * else's framework comes back as a framework like any other, whose items still name where they come from. Secrets do not travel: mirrors come back paused, and the first look asks for the
 * whole again.
 */
@Component
final class MirrorsPart implements OrganizationPart {
    private static final String MIRRORS = "frameworks.mirrors";
    private static final String THEIRS =
            "mirror in (select id from frameworks.mirrors" + " where owner = :organization and state <> 'CHOOSING')";

    private final JdbcClient sql;
    private final OrganizationRows rows;

    MirrorsPart(JdbcClient sql) {
        this.sql = sql;
        this.rows = new OrganizationRows(
                sql,
                List.of(
                        new Table(MIRRORS, "owner = :organization and state <> 'CHOOSING'", "id")
                                .turned("state", "'PAUSED'") // by its state is told whether it was begun
                                .anew("secret", "NULL")
                                .anew("etag", "NULL")
                                .anew("last_modified", "NULL")
                                .anew("claimed_at", "NULL")
                                .anew("begun_by", "NULL")
                                .anew("failures", "0"),
                        new Table("frameworks.mirror_looks", THEIRS, "mirror, number"),
                        new Table("frameworks.mirror_changes", THEIRS, "mirror, look, ordinal"),
                        new Table(
                                "frameworks.variants",
                                "owner = :organization and source in (select identifier from frameworks.documents where owner = :organization)",
                                "framework")));
    }

    @Override
    public String name() {
        return "mirrors";
    }

    @Override
    public int order() {
        return 35;
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
        ArrivingRows looked = new ArrivingRows();
        sql.sql("""
                select m.id, m.address, m.framework, d.owner from frameworks.mirrors m
                left join frameworks.documents d on d.identifier = m.framework where m.owner = ?
                """).param(in.organization().value()).query(row -> {
            String id = row.getString(1);
            looked.demandAddress(MIRRORS, id, row.getString(2));
            looked.demand(
                    row.getString(3) == null
                            || row.getObject(4) == null
                            || in.organization().value().toString().equals(row.getString(4)),
                    MIRRORS,
                    id,
                    "mirrors a framework that is another organization's here");
        });
        looked.refuseIfAny();
        return added;
    }
}
