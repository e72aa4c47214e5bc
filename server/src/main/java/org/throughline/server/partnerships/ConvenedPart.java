package org.throughline.server.partnerships;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.OrganizationPart;

/**
 * The partnerships that an organization convenes, with all that was agreed and decided in them. They belong to several organizations: they
 * leave as a record, and are kept as one.
 */
@Component
final class ConvenedPart implements OrganizationPart {
    private final JdbcClient jdbc;

    ConvenedPart(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "partnerships";
    }

    @Override
    public int order() {
        return 90;
    }

    @Override
    public boolean comesBack() {
        return false;
    }

    /** The partnerships themselves, and every table of the room whose rows belong to one. */
    @Override
    public String rows(OrganizationId organization) {
        List<String> tables = jdbc.sql("""
                SELECT c.table_name::text FROM information_schema.columns c JOIN information_schema.tables t
                    ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
                WHERE c.table_schema = 'partnerships' AND c.column_name = 'partnership' AND c.data_type = 'uuid'
                ORDER BY c.table_name
                """).query((row, n) -> row.getString(1)).list();
        return tables.stream()
                .map(table -> "\"partnerships.%s\":%s"
                        .formatted(
                                table,
                                json(
                                        table,
                                        "partnership IN (SELECT id FROM partnerships.partnership WHERE convener = :organization)",
                                        organization)))
                .collect(Collectors.joining(
                        ",\n",
                        "{\"partnerships.partnership\":" + json("partnership", "convener = :organization", organization)
                                + ",\n",
                        "}"));
    }

    private String json(String table, String which, OrganizationId organization) {
        return jdbc.sql(
                        "SELECT coalesce(jsonb_agg(to_jsonb(t) ORDER BY to_jsonb(t)::text), '[]')::text FROM partnerships.%s t WHERE %s"
                                .formatted(table, which))
                .param("organization", organization.value())
                .query((row, n) -> row.getString(1))
                .single();
    }
}
