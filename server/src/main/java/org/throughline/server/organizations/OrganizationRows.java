package org.throughline.server.organizations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Reads and writes the rows of a room's own tables as JSON, by PostgreSQL itself: columns that a later version adds go along without a word
 * here, and columns that the database computes are left to it. Both ways hold few rows at a time.
 */
public final class OrganizationRows {
    /** The table of organizations themselves. */
    public static final String ORGANIZATIONS = "organizations.organization";

    private static final int FETCHED = 200;
    private static final long MOST_TOGETHER = 160L << 20;

    private final JdbcClient jdbc;
    private final List<Table> tables;

    /**
     * A table of the room.
     *
     * @param name with its schema
     * @param which the condition for an organization's rows, {@code t}; {@code :organization} is its id
     * @param order the columns that order them
     * @param anew columns that stay behind, each with the SQL that stands there when the row comes back: a secret, a proof, a state
     * @param given columns that leave as this SQL over the row {@code t}, because what stands there is a number of this database's own
     * @param turned columns that leave as they are and come back as this SQL over the row {@code t}
     * @param file the column whose bytes leave as a file of their own, named by the row's first column of {@code order}; null for none
     * @param folder where those files lie
     */
    public record Table(
            String name,
            String which,
            String order,
            Map<String, String> anew,
            Map<String, String> given,
            Map<String, String> turned,
            @Nullable String file,
            String folder) {
        public Table {
            if (!name.matches("[a-z_]+\\.[a-z_]+")) {
                throw new IllegalArgumentException("a table with its schema, not " + name);
            }
            anew = Map.copyOf(anew);
            given = Map.copyOf(given);
            turned = Map.copyOf(turned);
        }

        public Table(String name, String which, String order) {
            this(name, which, order, Map.of(), Map.of(), Map.of(), null, "");
        }

        /** The same, with one more column that stays behind. */
        public Table anew(String column, String sql) {
            Map<String, String> more = new LinkedHashMap<>(anew);
            more.put(column, sql);
            return new Table(name, which, order, more, given, turned, file, folder);
        }

        /** The same, with one more column that comes back as something else. */
        public Table turned(String column, String sql) {
            Map<String, String> more = new LinkedHashMap<>(turned);
            more.put(column, sql);
            return new Table(name, which, order, anew, given, more, file, folder);
        }

        /** The same, with a column that leaves as something else, and comes back as something else again. */
        public Table given(String column, String leaving, String returning) {
            Map<String, String> more = new LinkedHashMap<>(given);
            more.put(column, leaving);
            return new Table(name, which, order, anew, more, turned, file, folder).turned(column, returning);
        }

        /** What a row's own file is called: its key, from its JSON {@code j}. */
        private String key() {
            return Arrays.stream(order.split(", "))
                    .map(column -> "j ->> '" + column + "'")
                    .collect(Collectors.joining(", ", "concat_ws('-', ", ")"));
        }

        /** The same, with a column that leaves as files. */
        public Table filed(String column, String into) {
            return new Table(name, which, order, anew, given, turned, column, into);
        }
    }

    /** @param tables in the order in which rows can be put back */
    public OrganizationRows(JdbcClient jdbc, List<Table> tables) {
        this.jdbc = jdbc;
        this.tables = List.copyOf(tables);
    }

    public List<String> names() {
        return tables.stream().map(Table::name).toList();
    }

    /** Writes all of them. */
    public void leave(OrganizationId organization, LeavingFiles out) {
        tables.forEach(table -> leave(table, organization, out));
    }

    private void leave(Table table, OrganizationId organization, LeavingFiles out) {
        String file = table.file;
        List<String> without = new ArrayList<>(columns(table, "a.attgenerated <> ''"));
        without.addAll(table.anew.keySet());
        if (file != null) {
            without.add(file);
        }
        String left = without.stream().sorted().map(" - '%s'"::formatted).collect(Collectors.joining());
        String given = table.given.entrySet().stream()
                .map(column -> " || jsonb_build_object('%s', %s)".formatted(column.getKey(), column.getValue()))
                .collect(Collectors.joining());
        jdbc.sql(
                        "SELECT j::text%s FROM (SELECT to_jsonb(t)%s%s AS j, %s AS file, row_number() OVER (ORDER BY %s) AS place FROM %s t WHERE %s) rows ORDER BY place"
                                .formatted(
                                        file == null ? "" : ", " + table.key() + ", file",
                                        left,
                                        given,
                                        file == null ? "NULL" : "t." + file,
                                        table.order,
                                        table.name,
                                        table.which))
                .param("organization", organization.value())
                .withFetchSize(FETCHED)
                .query(row -> {
                    String json = row.getString(1);
                    byte[] bytes = file == null ? null : row.getBytes(3);
                    if (bytes != null) {
                        String path = table.folder + row.getString(2) + kind(bytes);
                        out.put(path, bytes);
                        json = json.substring(0, json.length() - 1) + ", \"%s\": \"%s\"}".formatted(file, path);
                    }
                    out.row(table.name, json);
                });
    }

    /** What the bytes are, by how they begin; what was signed is JSON or a JWT. */
    private static String kind(byte[] bytes) {
        return switch (bytes.length == 0 ? 0 : bytes[0]) {
            case '{' -> ".json";
            case '<' -> ".svg";
            case (byte) 0x89 -> ".png";
            default -> ".jwt";
        };
    }

    /**
     * Puts them back. A row that is not this organization's, by the very condition by which rows leave, is a {@code Problem ORGANIZATION_FILE}, and
     * so is one that meets another here: a file is written by whoever sends it, and speaks for one organization alone.
     */
    public int comeBack(ArrivingFiles in) {
        return tables.stream().mapToInt(table -> comeBack(table, in)).sum();
    }

    private int comeBack(Table table, ArrivingFiles in) {
        List<String> columns = columns(table, "a.attgenerated = '' AND a.attidentity = ''");
        int[] added = {0};
        in.rows(table.name, rows -> {
            demandTheirs(table, in.organization(), rows);
            added[0] += insert(table, columns, rows, in);
        });
        return added[0];
    }

    private int insert(Table table, List<String> columns, String rows, ArrivingFiles in) {
        String file = table.file;
        String values = columns.stream()
                .map(column -> column.equals(file)
                        ? "nullif(f.bytes, ''::bytea)"
                        : table.anew.getOrDefault(column, table.turned.getOrDefault(column, "t." + column)))
                .collect(Collectors.joining(", "));
        JdbcClient.StatementSpec insert = jdbc.sql("""
                INSERT INTO %s (%s)
                SELECT %s FROM jsonb_array_elements(:rows::jsonb) WITH ORDINALITY AS e (line, place)%s,
                    jsonb_populate_record(NULL::%s, e.line%s) AS t ORDER BY e.place
                """.formatted(
                                table.name,
                                String.join(", ", columns),
                                values,
                                file == null
                                        ? ""
                                        : " JOIN unnest(:bytes::bytea[]) WITH ORDINALITY AS f (bytes, place) USING (place)",
                                table.name,
                                file == null ? "" : " - '" + file + "'"))
                .param("rows", rows);
        return (file == null ? insert : insert.param("bytes", filesOf(table, rows, in))).update();
    }

    private byte[][] filesOf(Table table, String rows, ArrivingFiles in) {
        record Filed(String key, String path) {}
        long[] together = {0};
        return jdbc
                .sql(
                        "SELECT %s, coalesce(j ->> :column, '') FROM jsonb_array_elements(:rows::jsonb) WITH ORDINALITY AS e (j, place) ORDER BY place"
                                .formatted(table.key()))
                .param("column", table.file)
                .param("rows", rows)
                .query((row, number) -> new Filed(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .map(filed -> {
                    if (!filed.path().isEmpty() && !filed.path().startsWith(table.folder + filed.key() + ".")) {
                        throw new Problem(
                                ProblemType.ORGANIZATION_FILE,
                                "A row names a file that is not its own.",
                                List.of(table.name + ", " + filed.path()));
                    }
                    byte[] bytes = filed.path().isEmpty() ? new byte[0] : in.bytes(filed.path());
                    together[0] += bytes.length;
                    if (together[0] > MOST_TOGETHER) {
                        throw new Problem(
                                ProblemType.ORGANIZATION_FILE,
                                "Some rows name more bytes than we write together.",
                                List.of(table.name + ", " + filed.path()));
                    }
                    return bytes;
                })
                .toArray(byte[][]::new);
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
                    SELECT r.*, e.place AS place_in_file FROM jsonb_array_elements(:rows::jsonb) WITH ORDINALITY AS e (line, place),
                        jsonb_populate_record(NULL::%s, e.line%s) AS r) t
                WHERE (%s) IS NOT TRUE ORDER BY place_in_file LIMIT 20
                """.formatted(
                                key, table.name, table.file == null ? "" : " - '" + table.file + "'", table.which))
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
