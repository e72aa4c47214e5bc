package org.throughline.server.organizations;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Reads and writes the rows of a room's own tables as JSON, by PostgreSQL itself: columns that a later version adds go along without a word
 * here, and columns that the database computes are left to it.
 */
public final class OrganizationRows {
    private final JdbcClient jdbc;
    private final List<Table> tables;

    /**
     * A table of the room.
     *
     * @param name with its schema
     * @param which the condition for an organization's rows; {@code :organization} is its id
     * @param order the columns that order them
     * @param behind columns that stay behind: a secret, or what is true of this place alone
     */
    public record Table(String name, String which, String order, List<String> behind) {
        public Table {
            if (!name.matches("[a-z_]+\\.[a-z_]+")) {
                throw new IllegalArgumentException("a table with its schema, not " + name);
            }
            behind = List.copyOf(behind);
        }

        public Table(String name, String which, String order) {
            this(name, which, order, List.of());
        }
    }

    /** @param tables in the order in which rows can be put back */
    public OrganizationRows(JdbcClient jdbc, List<Table> tables) {
        this.jdbc = jdbc;
        this.tables = List.copyOf(tables);
    }

    /** All of them, as one object with an array for each table. */
    public String of(OrganizationId organization) {
        return tables.stream()
                .map(table -> "\"" + table.name + "\":" + rows(table, organization))
                .collect(Collectors.joining(",\n", "{", "}"));
    }

    private String rows(Table table, OrganizationId organization) {
        String computed = Stream.concat(columns(table, "a.attgenerated <> ''").stream(), table.behind.stream())
                .map(column -> " - '" + column + "'")
                .collect(Collectors.joining());
        return jdbc.sql("SELECT coalesce(jsonb_agg(to_jsonb(t)%s ORDER BY %s), '[]')::text FROM %s t WHERE %s"
                        .formatted(computed, table.order, table.name, table.which))
                .param("organization", organization.value())
                .query((row, number) -> row.getString(1))
                .single();
    }

    /**
     * Puts them back. A row that is not this organization's, by the very condition by which rows leave, is a {@code Problem ORGANIZATION_FILE}: a
     * file is written by whoever sends it, and speaks for one organization alone. A row that is here already stops the import: nothing here gives way.
     */
    public int restore(OrganizationId organization, String rows) {
        int added = 0;
        for (Table table : tables) {
            demandTheirs(table, organization, rows);
            String columns = String.join(", ", columns(table, "a.attgenerated = '' AND a.attidentity = ''"));
            added += jdbc.sql("""
                    INSERT INTO %s (%s) SELECT %s FROM jsonb_populate_recordset(NULL::%s, :rows::jsonb -> :table)
                    """.formatted(table.name, columns, columns, table.name))
                    .param("rows", rows)
                    .param("table", table.name)
                    .update();
        }
        return added;
    }

    /** Refuses rows of this table that are not the organization's. What they point at by the table's condition must be here already. */
    public void demandTheirs(Table table, OrganizationId organization, String rows) {
        List<String> strangers = strangers(table, organization, rows);
        if (!strangers.isEmpty()) {
            throw new Problem(
                    ProblemType.ORGANIZATION_FILE, "The file holds rows that are not this organization's.", strangers);
        }
    }

    private List<String> strangers(Table table, OrganizationId organization, String rows) {
        String key = Arrays.stream(table.order.split(", "))
                .map(column -> "'%1$s ' || t.%1$s".formatted(column))
                .collect(Collectors.joining(", "));
        return jdbc.sql("""
                SELECT concat_ws(', ', :table || ' row ' || place_in_file, %s) FROM (
                    SELECT r.*, row_number() OVER () AS place_in_file FROM jsonb_populate_recordset(NULL::%s, :rows::jsonb -> :table) r) t
                WHERE (%s) IS NOT TRUE ORDER BY place_in_file LIMIT 20
                """.formatted(key, table.name, table.which))
                .param("rows", rows)
                .param("table", table.name)
                .param("organization", organization.value())
                .query((row, number) -> row.getString(1))
                .list();
    }

    private List<String> columns(Table table, String which) {
        return jdbc.sql("""
                SELECT a.attname::text FROM pg_attribute a
                WHERE a.attrelid = to_regclass(:table) AND a.attnum > 0 AND NOT a.attisdropped AND %s ORDER BY a.attnum
                """.formatted(which))
                .param("table", table.name)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
