package org.throughline.server.cocreation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.shared.Page;

/** A draft as a table: its items in reading order, or sorted by one of their texts. */
@Component
public final class DraftTable {
    private static final String TREE = """
        with recursive tree(identifier, way, depth) as (
            select identifier, array[place], 1 from cocreation.items where framework = :framework and parent = :framework and not retired
            union all
            select i.identifier, t.way || i.place, t.depth + 1 from cocreation.items i join tree t on i.parent = t.identifier
             where i.framework = :framework and not i.retired)
        """;

    /** By what rows are sorted; a minus before the word turns it round. */
    public static final List<String> ORDERS = List.of("place", "code", "statement", "type", "level", "changed");

    /**
     * Which rows are wanted.
     *
     * @param words words in the code or the statement; empty: all
     * @param type a type of statement; empty: all
     * @param level a level; empty: all
     * @param only {@code new}, {@code changed} or {@code hire}; empty: all
     */
    public record Filter(String words, String type, String level, String only) {}

    /** A row: the item, and how deep it stands (1 for top items). */
    public record Row(DraftItem item, int depth) {}

    private final JdbcClient sql;
    private final Drafts drafts;

    DraftTable(JdbcClient sql, Drafts drafts) {
        this.sql = sql;
        this.drafts = drafts;
    }

    public Page<Row> page(FrameworkId framework, Filter filter, String order, int offset, int limit) {
        record Found(UUID identifier, int depth, long total) {}
        String where = where(filter);
        Map<String, Object> parameters = parameters(framework, filter);
        List<Found> found = sql.sql(TREE
                        + "select t.identifier, t.depth, count(*) over () as total from tree t join cocreation.items i on i.framework = :framework and i.identifier = t.identifier"
                        + where + " order by " + order(order) + " limit :limit offset :offset")
                .params(parameters)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, _) ->
                        new Found(row.getObject("identifier", UUID.class), row.getInt("depth"), row.getLong("total")))
                .list();
        long total =
                found.isEmpty() ? count(where, parameters) : found.getFirst().total();
        Map<UUID, DraftItem> items =
                drafts.items(framework, found.stream().map(Found::identifier).toList());
        return new Page<>(
                found.stream()
                        .filter(one -> items.containsKey(one.identifier()))
                        .map(one -> new Row(Objects.requireNonNull(items.get(one.identifier())), one.depth()))
                        .toList(),
                offset,
                limit,
                total);
    }

    private long count(String where, Map<String, Object> parameters) {
        return sql.sql(TREE
                        + "select count(*) from tree t join cocreation.items i on i.framework = :framework and i.identifier = t.identifier"
                        + where)
                .params(parameters)
                .query(Long.class)
                .single();
    }

    /** The words that a column has, for choices. */
    public List<String> values(FrameworkId framework, boolean levels) {
        return sql.sql("""
            select distinct %s from cocreation.items where framework = ? and not retired and %1$s is not null order by 1 limit 100
            """.formatted(levels ? "level" : "type"))
                .param(framework.value())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String where(Filter filter) {
        StringBuilder where = new StringBuilder(" where true");
        if (!filter.words().isBlank()) {
            where.append(
                    " and (position(lower(:words) in lower(i.statement)) > 0 or position(lower(:words) in lower(i.code)) > 0)");
        }
        if (!filter.type().isBlank()) {
            where.append(" and i.type = :type");
        }
        if (!filter.level().isBlank()) {
            where.append(" and i.level = :level");
        }
        switch (filter.only()) {
            case "new" -> where.append(" and not i.standing");
            case "changed" ->
                where.append(
                        " and greatest(i.text_revision, i.place_revision) > (select base_revision from cocreation.workspaces where framework = :framework)");
            case "hire" -> where.append(" and i.at_hire");
            default -> where.append("");
        }
        return where.toString();
    }

    private static Map<String, Object> parameters(FrameworkId framework, Filter filter) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("framework", framework.value());
        parameters.put("words", filter.words().strip());
        parameters.put("type", filter.type());
        parameters.put("level", filter.level());
        return parameters;
    }

    private static String order(@Nullable String order) {
        String wanted = order == null ? "place" : order;
        boolean down = wanted.startsWith("-");
        String column = switch (down ? wanted.substring(1) : wanted) {
            case "code" -> "i.code";
            case "statement" -> "lower(i.statement)";
            case "type" -> "i.type";
            case "level" -> "i.level";
            case "changed" -> "i.changed_at";
            default -> "t.way";
        };
        return column + (down ? " desc" : "") + " nulls last, t.way";
    }
}
