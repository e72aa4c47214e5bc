package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedOnce;
import org.throughline.server.shared.Invariant;

/** What must hold between everything that is stored and the organizations and people of this server. */
@Configuration(proxyBeanMethods = false)
class OrganizationsInvariants {
    /** Whose key seals what belongs to no organization (custody.organization_key). */
    private static final String THE_HOUSE = new UUID(0, 0).toString();

    @Bean
    Invariant everyOrganizationRecorded(AuditLog log, JdbcClient jdbc) {
        return new RecordedOnce(
                log,
                "organization",
                "organization.created",
                () -> jdbc.sql("SELECT id::text AS id FROM organizations.organization")
                        .query((row, number) -> row.getString("id"))
                        .list());
    }

    /** Asks of every table of every room that has such a column, so that a new room need not be named here. */
    @Bean
    Invariant noRowWithoutItsTenant(JdbcClient jdbc) {
        return Invariant.of(
                "I9", "Every row that belongs to an organization or a person belongs to one that is there", () -> {
                    record Column(String table, String name, String owner) {}
                    List<Column> columns = jdbc.sql("""
                    SELECT format('%I.%I', c.table_schema, c.table_name) AS owned, quote_ident(c.column_name) AS column,
                           CASE WHEN c.column_name IN ('person', 'holder', 'recipient') THEN 'organizations.person'
                                ELSE 'organizations.organization' END AS owner
                    FROM information_schema.columns c
                    JOIN information_schema.tables t USING (table_schema, table_name)
                    WHERE t.table_type = 'BASE TABLE' AND c.data_type = 'uuid'
                      AND c.column_name IN ('organization', 'employer', 'owner', 'convener', 'person', 'holder', 'recipient')
                      AND c.table_schema NOT IN ('pg_catalog', 'information_schema', 'audit')
                    """)
                            .query((row, number) ->
                                    new Column(row.getString("owned"), row.getString("column"), row.getString("owner")))
                            .list();
                    List<String> findings = new ArrayList<>();
                    long checked = 0;
                    for (Column column : columns) {
                        checked += jdbc.sql("SELECT count(*) FROM " + column.table())
                                .query(Long.class)
                                .single();
                        jdbc
                                .sql("SELECT DISTINCT t." + column.name() + "::text AS id FROM " + column.table()
                                        + " t WHERE t."
                                        + column.name() + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + column.owner()
                                        + " o WHERE o.id = t." + column.name() + ")")
                                .query((row, number) -> row.getString("id"))
                                .list()
                                .stream()
                                .filter(id -> !id.equals(THE_HOUSE))
                                .forEach(id -> findings.add("Rows of %s name %s %s, which is not there"
                                        .formatted(column.table(), column.name(), id)));
                    }
                    return new Invariant.Found(checked, findings);
                });
    }
}
