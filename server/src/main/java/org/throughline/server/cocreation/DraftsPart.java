package org.throughline.server.cocreation;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.ArrivingFiles;
import org.throughline.server.organizations.LeavingFiles;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;
import org.throughline.server.organizations.OrganizationRows;
import org.throughline.server.organizations.OrganizationRows.Table;
import org.throughline.server.organizations.PersonId;

/** An organization's drafts with every act on them: they go on where they were, and what can be taken back stays so. */
@Component
final class DraftsPart implements OrganizationPart {
    private static final String OF_FRAMEWORK =
            "framework IN (SELECT framework FROM cocreation.workspaces WHERE owner = :organization)";

    private final JdbcClient jdbc;
    private final OrganizationRows rows;

    DraftsPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table("cocreation.workspaces", "owner = :organization", "framework"),
                        new Table("cocreation.items", OF_FRAMEWORK, "framework, identifier"),
                        new Table("cocreation.links", OF_FRAMEWORK, "framework, identifier"),
                        new Table("cocreation.acts", OF_FRAMEWORK, "framework, number"),
                        new Table("cocreation.act_changes", OF_FRAMEWORK, "framework, act, kind, subject")));
    }

    @Override
    public String name() {
        return "drafts";
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
    public List<PersonId> peopleByName(OrganizationId organization) {
        return jdbc.sql("""
            with mine as (select framework, opened_by from cocreation.workspaces where owner = :organization)
            select opened_by from mine
             union select changed_by from cocreation.items where framework in (select framework from mine)
             union select by_person from cocreation.acts where framework in (select framework from mine)
             order by 1
            """)
                .param("organization", organization.value())
                .query((row, _) -> new PersonId(row.getObject(1, UUID.class)))
                .list();
    }

    @Override
    public void leave(OrganizationId organization, LeavingFiles out) {
        rows.leave(organization, out);
    }

    @Override
    public int comeBack(ArrivingFiles in) {
        return rows.comeBack(in);
    }
}
