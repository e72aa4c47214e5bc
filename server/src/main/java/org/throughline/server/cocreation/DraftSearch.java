package org.throughline.server.cocreation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.frameworks.FrameworkId;

/** Searches a draft and keeps its shape: what was found, with everything above it, in reading order. */
@Component
public final class DraftSearch {
    private final JdbcClient sql;

    DraftSearch(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What was found.
     *
     * @param total how many statements were found in all
     * @param from the number of the first that is shown, from 0
     * @param hits those that are shown, in reading order
     * @param below what is shown under a statement or the framework: hits, and what leads to them
     */
    public record Found(int total, int from, Set<UUID> hits, Map<UUID, List<UUID>> below) {
        /** All that is shown. */
        public Set<UUID> shown() {
            Set<UUID> shown = new HashSet<>();
            below.values().forEach(shown::addAll);
            return shown;
        }
    }

    private record Row(UUID identifier, UUID parent, boolean hit) {}

    /**
     * Searches for words that begin so, a code that does, or a statement in which they stand.
     *
     * @param from how many of those found are passed over
     * @param most how many are shown at most
     * @param also a statement that is shown in any case; or null
     */
    public Found find(FrameworkId framework, String typed, int from, int most, @Nullable UUID also) {
        Map<UUID, List<Row>> below = new HashMap<>();
        rows(framework, typed, also)
                .forEach(row -> below.computeIfAbsent(row.parent(), _ -> new ArrayList<>())
                        .add(row));
        List<UUID> hits = new ArrayList<>();
        Map<UUID, UUID> parents = new HashMap<>();
        List<UUID> order = new ArrayList<>();
        Deque<Row> waiting = new ArrayDeque<>();
        below.getOrDefault(framework.value(), List.of()).reversed().forEach(waiting::push);
        while (!waiting.isEmpty()) {
            Row row = waiting.pop();
            order.add(row.identifier());
            parents.put(row.identifier(), row.parent());
            if (row.hit()) {
                hits.add(row.identifier());
            }
            below.getOrDefault(row.identifier(), List.of()).reversed().forEach(waiting::push);
        }
        int first = Math.clamp(from, 0, Math.max(0, hits.size() - 1));
        Set<UUID> some = new LinkedHashSet<>(hits.subList(first, Math.min(hits.size(), first + most)));
        Set<UUID> shown = new HashSet<>();
        some.forEach(hit -> lead(hit, parents, shown));
        if (also != null && parents.containsKey(also)) {
            lead(also, parents, shown);
        }
        Map<UUID, List<UUID>> drawn = new LinkedHashMap<>();
        for (UUID item : order) {
            UUID parent = parents.get(item);
            if (parent != null && shown.contains(item)) {
                drawn.computeIfAbsent(parent, _ -> new ArrayList<>()).add(item);
            }
        }
        return new Found(hits.size(), first, some, drawn);
    }

    /** An item and all above it. */
    private static void lead(UUID item, Map<UUID, UUID> parents, Set<UUID> shown) {
        @Nullable UUID one = item;
        while (one != null && parents.containsKey(one) && shown.add(one)) {
            one = parents.get(one);
        }
    }

    private List<Row> rows(FrameworkId framework, String typed, @Nullable UUID also) {
        String words = Drafts.prefixes(typed);
        if (words.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
            with recursive hits as materialized (
                select i.identifier, i.parent, i.place from cocreation.items i
                 where i.framework = :framework and not i.retired
                   and (i.search @@ to_tsquery('simple', :words) or starts_with(lower(i.code), lower(:typed))
                        or position(lower(:typed) in lower(i.statement)) > 0)),
            shown(identifier, parent, place) as (
                select identifier, parent, place from hits
                union
                select identifier, parent, place from cocreation.items
                 where framework = :framework and identifier = :also and not retired
                union
                select i.identifier, i.parent, i.place from shown s
                  join cocreation.items i on i.framework = :framework and i.identifier = s.parent)
            select s.identifier, s.parent, h.identifier is not null as hit
              from shown s left join hits h on h.identifier = s.identifier order by s.parent, s.place, s.identifier
            """)
                .param("framework", framework.value())
                .param("words", words)
                .param("typed", typed.strip())
                .param("also", also, java.sql.Types.OTHER)
                .query((row, _) -> new Row(
                        row.getObject("identifier", UUID.class),
                        row.getObject("parent", UUID.class),
                        row.getBoolean("hit")))
                .list();
    }
}
