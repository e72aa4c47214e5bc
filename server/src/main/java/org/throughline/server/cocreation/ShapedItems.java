package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.frameworks.FoundItem;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;

/** The items that proposals and threads speak of, as they stand now: in the draft, or in the published text where no draft has begun. */
@Component
public final class ShapedItems {
    private static final String WHY = "whoever takes part may read the text that is worked on";

    private static final String COLUMNS = """
        select identifier, code, statement, level, at_hire, parent, retired, text_revision from cocreation.items where framework = ?
        """;

    private final JdbcClient sql;
    private final Frameworks frameworks;

    ShapedItems(JdbcClient sql, Frameworks frameworks) {
        this.sql = sql;
        this.frameworks = frameworks;
    }

    /** One item. Who asks takes part: the caller has seen to that. */
    public Optional<ShapedItem> find(FrameworkId framework, UUID item) {
        return sql.sql(COLUMNS + " and identifier = ?")
                .params(framework.value(), item)
                .query(ShapedItems::draft)
                .optional()
                .or(() ->
                        Reach.asHouse(WHY, () -> frameworks.in(framework, item).map(this::published)));
    }

    /** Those that are here, by identifier. */
    public Map<UUID, ShapedItem> find(FrameworkId framework, Collection<UUID> items) {
        Map<UUID, ShapedItem> found = new HashMap<>();
        sql.sql(COLUMNS + " and identifier = any (?)")
                .params(framework.value(), items.toArray(UUID[]::new))
                .query(ShapedItems::draft)
                .list()
                .forEach(item -> found.put(item.identifier(), item));
        Reach.asHouse(
                WHY,
                () -> items.stream()
                        .filter(id -> !found.containsKey(id))
                        .distinct()
                        .forEach(id -> frameworks.in(framework, id).ifPresent(item -> found.put(id, published(item)))));
        return found;
    }

    /** The items above one, the topmost first. */
    public List<ShapedItem> path(FrameworkId framework, ShapedItem item) {
        List<ShapedItem> path = new ArrayList<>();
        UUID above = item.parent();
        while (!above.equals(framework.value()) && path.size() < 50) {
            Optional<ShapedItem> next = find(framework, above);
            if (next.isEmpty()) {
                break;
            }
            path.addFirst(next.get());
            above = next.get().parent();
        }
        return path;
    }

    /** Items whose words begin so, or whose code does. */
    public List<ShapedItem> search(FrameworkId framework, String words, int limit) {
        String query = String.join(
                " & ",
                Arrays.stream(words.strip().split("[^\\p{L}\\p{M}\\p{N}]+"))
                        .filter(word -> !word.isEmpty())
                        .limit(8)
                        .map(word -> "'" + word + "':*")
                        .toList());
        if (query.isEmpty()) {
            return List.of();
        }
        List<ShapedItem> found = sql.sql(COLUMNS + """
             and not retired and (search @@ to_tsquery('simple', ?) or starts_with(lower(code), lower(?)))
             order by code nulls last, statement limit ?
            """)
                .params(framework.value(), query, words.strip(), limit)
                .query(ShapedItems::draft)
                .list();
        return found.isEmpty()
                ? Reach.asHouse(
                        WHY,
                        () -> frameworks.search(words, framework, List.of(framework), 0, limit).items().stream()
                                .map(FoundItem::item)
                                .map(this::published)
                                .toList())
                : found;
    }

    /** The last item below another, or below the framework; null where there is none. */
    @Nullable
    UUID lastBelow(FrameworkId framework, UUID parent) {
        return sql.sql("""
            select identifier from cocreation.items where framework = ? and parent = ? and not retired order by place desc, identifier desc limit 1
            """)
                .params(framework.value(), parent)
                .query(UUID.class)
                .optional()
                .orElse(null);
    }

    private ShapedItem published(FrameworkItem item) {
        UUID parent = item.parents().isEmpty()
                ? item.framework().value()
                : frameworks
                        .in(item.framework(), item.parents().getFirst())
                        .map(FrameworkItem::identifier)
                        .orElse(item.framework().value());
        return new ShapedItem(item.identifier(), item.code(), item.statement(), item.level(), false, parent, false, 0);
    }

    private static ShapedItem draft(ResultSet row, int number) throws SQLException {
        return new ShapedItem(
                row.getObject("identifier", UUID.class),
                row.getString("code"),
                row.getString("statement"),
                row.getString("level"),
                row.getBoolean("at_hire"),
                row.getObject("parent", UUID.class),
                row.getBoolean("retired"),
                row.getLong("text_revision"));
    }
}
