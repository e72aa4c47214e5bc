package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** The workspaces here. Reading here asks nobody's permission: pages and APIs decide who may see what. */
@Component
public final class Workspaces {
    private final JdbcClient sql;

    Workspaces(JdbcClient sql) {
        this.sql = sql;
    }

    public Optional<Workspace> find(FrameworkId framework) {
        return sql.sql("select * from cocreation.workspaces where framework = ?")
                .param(framework.value())
                .query(Workspaces::workspace)
                .optional();
    }

    /** Those in which this person takes part, the newest first. */
    public List<Workspace> of(SignedIn person) {
        return sql.sql("""
            select w.* from cocreation.workspaces w
             where w.owner = any(:organizations) or exists (select from cocreation.members m
                where m.framework = w.framework and m.person = :person and m.left_at is null)
             order by w.opened_at desc, w.framework
            """)
                .param("person", person.id().value())
                .param(
                        "organizations",
                        person.memberships().stream()
                                .map(m -> m.organization().id().value())
                                .toArray(UUID[]::new))
                .query(Workspaces::workspace)
                .list();
    }

    /**
     * What somebody may do in a workspace: what they were named; an editor of the owning organization who was not named leads, another member of
     * it reads. Empty for everybody else: for them it does not exist.
     */
    public Optional<WorkspaceRole> role(Workspace workspace, SignedIn person) {
        return sql.sql("""
            select role from cocreation.members where framework = ? and person = ? and left_at is null
            """)
                .params(workspace.framework().value(), person.id().value())
                .query((row, _) -> WorkspaceRole.valueOf(row.getString("role")))
                .optional()
                .or(() -> person.in(workspace.owner())
                        .map(membership -> membership.hasAny(Role.EDITOR) ? WorkspaceRole.LEAD : WorkspaceRole.READER));
    }

    /** Who takes part, in the order in which they joined. */
    public List<WorkspaceMember> members(FrameworkId framework) {
        return sql.sql("""
            select person, organization, role, joined_at from cocreation.members
             where framework = ? and left_at is null order by joined_at, person
            """)
                .param(framework.value())
                .query((row, _) -> new WorkspaceMember(
                        new PersonId(row.getObject("person", UUID.class)),
                        Optional.ofNullable(row.getObject("organization", UUID.class))
                                .map(OrganizationId::new)
                                .orElse(null),
                        WorkspaceRole.valueOf(row.getString("role")),
                        row.getTimestamp("joined_at").toInstant()))
                .list();
    }

    private static Workspace workspace(ResultSet row, int number) throws SQLException {
        return new Workspace(
                new FrameworkId(row.getObject("framework", UUID.class)),
                new OrganizationId(row.getObject("owner", UUID.class)),
                row.getObject("partnership", UUID.class),
                row.getString("title"),
                FrameworkKind.valueOf(row.getString("kind")),
                Workspace.State.valueOf(row.getString("state")),
                row.getObject("base_version", Integer.class),
                row.getLong("revision"),
                new PersonId(row.getObject("opened_by", UUID.class)),
                row.getTimestamp("opened_at").toInstant());
    }
}
