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

/**
 * What people said about an organization's frameworks: proposals with everything that was said of them, threads, rounds. People of others leave
 * under their name and for whom they spoke; who takes part is the organization's own people, since nobody else agreed to anything elsewhere.
 * Invitations stay behind: their links and addresses are for here.
 */
@Component
final class SharedWorkPart implements OrganizationPart {
    private static final String OF_FRAMEWORK =
            "framework IN (SELECT framework FROM cocreation.workspaces WHERE owner = :organization)";
    private static final String OWNER = "(SELECT w.owner FROM cocreation.workspaces w WHERE w.framework = t.framework)";
    /** Others stay as who they spoke for, and take part no more: they agreed to nothing elsewhere. */
    private static final String OTHERS_LEFT =
            "CASE WHEN t.organization = %s THEN t.left_at ELSE coalesce(t.left_at, t.joined_at) END";

    private static final String OF_PROPOSAL =
            "proposal IN (SELECT p.id FROM cocreation.proposals p JOIN cocreation.workspaces w ON w.framework = p.framework WHERE w.owner = :organization)";
    private static final String OF_THREAD =
            "thread IN (SELECT h.id FROM cocreation.threads h JOIN cocreation.workspaces w ON w.framework = h.framework WHERE w.owner = :organization)";
    private static final String OF_COMMENT =
            "comment IN (SELECT c.id FROM cocreation.comments c JOIN cocreation.threads h ON h.id = c.thread JOIN cocreation.workspaces w ON w.framework = h.framework WHERE w.owner = :organization)";

    private final JdbcClient jdbc;
    private final OrganizationRows rows;

    SharedWorkPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.rows = new OrganizationRows(
                jdbc,
                List.of(
                        new Table("cocreation.members", OF_FRAMEWORK, "framework, person")
                                .given("left_at", OTHERS_LEFT.formatted(":organization"), OTHERS_LEFT.formatted(OWNER)),
                        new Table("cocreation.rounds", OF_FRAMEWORK, "framework, number"),
                        new Table("cocreation.proposals", OF_FRAMEWORK, "framework, number"),
                        new Table("cocreation.resolutions", OF_PROPOSAL, "proposal, number"),
                        new Table("cocreation.opinions", OF_PROPOSAL, "proposal, number"),
                        new Table("cocreation.threads", OF_FRAMEWORK, "framework, id"),
                        new Table("cocreation.comments", OF_THREAD, "thread, id"),
                        new Table("cocreation.comment_texts", OF_COMMENT, "comment, number"),
                        new Table("cocreation.doors", "organization = :organization", "organization"),
                        new Table("cocreation.mentions", OF_COMMENT, "comment, person"),
                        new Table("cocreation.happenings", OF_FRAMEWORK, "framework, number")));
    }

    @Override
    public String name() {
        return "shared-work";
    }

    @Override
    public int order() {
        return 36;
    }

    @Override
    public Collection<String> tables() {
        return rows.names();
    }

    @Override
    public List<PersonId> peopleByName(OrganizationId organization) {
        return jdbc.sql("""
            with mine as (select framework from cocreation.workspaces where owner = :organization)
            select by_person from cocreation.proposals where framework in (select framework from mine)
             union select r.by_person from cocreation.resolutions r join cocreation.proposals p on p.id = r.proposal
                    where p.framework in (select framework from mine)
             union select o.by_person from cocreation.opinions o join cocreation.proposals p on p.id = o.proposal
                    where p.framework in (select framework from mine)
             union select opened_by from cocreation.threads where framework in (select framework from mine)
             union select resolved_by from cocreation.threads where framework in (select framework from mine) and resolved_by is not null
             union select c.by_person from cocreation.comments c join cocreation.threads t on t.id = c.thread
                    where t.framework in (select framework from mine)
             union select opened_by from cocreation.rounds where framework in (select framework from mine)
             union select closed_by from cocreation.rounds where framework in (select framework from mine) and closed_by is not null
             union select x.person from cocreation.mentions x join cocreation.comments c on c.id = x.comment
                    join cocreation.threads t on t.id = c.thread where t.framework in (select framework from mine)
             union select opened_by from cocreation.doors where organization = :organization
             union select by_person from cocreation.happenings where framework in (select framework from mine)
             union select person from cocreation.members where framework in (select framework from mine)
             union select invited_by from cocreation.members where framework in (select framework from mine)
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
