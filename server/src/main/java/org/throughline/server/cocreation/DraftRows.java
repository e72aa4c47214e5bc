package org.throughline.server.cocreation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.organizations.PersonId;

/** The rows of drafts: written within an act, whose transaction holds the workspace's row. */
@Component
final class DraftRows {
    /** The room between two neighbours when there is plenty: a million may be put after one before numbers run short. */
    static final long GAP = 1L << 40;

    private static final long STEP = 1L << 20;
    private static final int BATCH = 1000;

    /** Which act writes, in whose name, and when. */
    record Writing(FrameworkId framework, long act, PersonId by, Instant at) {
        UUID id() {
            return framework.value();
        }

        OffsetDateTime time() {
            return at.atOffset(ZoneOffset.UTC);
        }
    }

    /** An item about to be written. */
    record Fresh(
            CFItem item,
            UUID parent,
            long place,
            boolean standing,
            @Nullable String placement,
            long textRevision) {}

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    DraftRows(JdbcClient sql, JdbcTemplate batches) {
        this.sql = sql;
        this.batches = batches;
    }

    /** Keeps how these items were before the act changes them; the first word counts. */
    void remember(Writing writing, Collection<UUID> items) {
        sql.sql("""
            insert into cocreation.act_changes (framework, act, kind, subject, before)
            select :framework, :act, 'ITEM', subject, (to_jsonb(i) - 'search' - 'framework' - 'changed_by' - 'changed_at') || jsonb_build_object('previous',
                (select p.identifier from cocreation.items p
                  where p.framework = i.framework and p.parent = i.parent and (p.place, p.identifier) < (i.place, i.identifier)
                  order by p.place desc, p.identifier desc limit 1))
              from unnest(:items) as wanted(subject)
              left join cocreation.items i on i.framework = :framework and i.identifier = subject
            on conflict do nothing
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .param("items", items.toArray(UUID[]::new))
                .update();
    }

    void rememberLinks(Writing writing, Collection<UUID> links) {
        sql.sql("""
            insert into cocreation.act_changes (framework, act, kind, subject, before)
            select :framework, :act, 'LINK', subject, to_jsonb(l) - 'framework'
              from unnest(:links) as wanted(subject)
              left join cocreation.links l on l.framework = :framework and l.identifier = subject
            on conflict do nothing
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .param("links", links.toArray(UUID[]::new))
                .update();
    }

    void rememberDocument(Writing writing) {
        sql.sql("""
            insert into cocreation.act_changes (framework, act, kind, subject, before)
            select framework, :act, 'DOCUMENT', framework, jsonb_build_object('document', document, 'title', title)
              from cocreation.workspaces where framework = :framework
            on conflict do nothing
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .update();
    }

    /** The same with what goes along with the document: definitions and rubrics, and the version on which the draft rests. */
    void rememberWhole(Writing writing) {
        sql.sql("""
            insert into cocreation.act_changes (framework, act, kind, subject, before)
            select framework, :act, 'DOCUMENT', framework,
                   jsonb_build_object('document', document, 'title', title, 'definitions', definitions, 'base', base_version)
              from cocreation.workspaces where framework = :framework
            on conflict (framework, act, kind, subject) do update set before = excluded.before || cocreation.act_changes.before
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .update();
    }

    /** Keeps how everything is that the act changed, and forgets what it left as it was. */
    int settle(Writing writing) {
        sql.sql("""
            update cocreation.act_changes c set after = case c.kind
                when 'ITEM' then (select to_jsonb(i) - 'search' - 'framework' - 'changed_by' - 'changed_at' from cocreation.items i
                                   where i.framework = c.framework and i.identifier = c.subject)
                when 'LINK' then (select to_jsonb(l) - 'framework' from cocreation.links l
                                   where l.framework = c.framework and l.identifier = c.subject)
                else (select jsonb_build_object('document', w.document, 'title', w.title)
                           || case when jsonb_exists(c.before, 'definitions')
                                   then jsonb_build_object('definitions', w.definitions, 'base', w.base_version) else '{}' end
                        from cocreation.workspaces w where w.framework = c.framework) end
             where c.framework = :framework and c.act = :act
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .update();
        sql.sql("""
            delete from cocreation.act_changes
             where framework = :framework and act = :act and (before - 'previous') is not distinct from after
            """)
                .param("framework", writing.id())
                .param("act", writing.act())
                .update();
        return sql.sql("select count(*) from cocreation.act_changes where framework = ? and act = ?")
                .params(writing.id(), writing.act())
                .query(Integer.class)
                .single();
    }

    /** Adds items, a thousand at a time. */
    void add(Writing writing, List<Fresh> items) {
        batches.batchUpdate("""
            insert into cocreation.items (framework, identifier, parent, place, code, statement, type, level, language, at_hire,
                retired, standing, body, placement, text_revision, place_revision, changed_by, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?, ?, ?, ?, ?)
            """, items, BATCH, (statement, fresh) -> {
            DraftText text = DraftBodies.text(fresh.item());
            statement.setObject(1, writing.id());
            statement.setObject(2, fresh.item().identifier());
            statement.setObject(3, fresh.parent());
            statement.setLong(4, fresh.place());
            statement.setString(5, text.code());
            statement.setString(6, text.statement());
            statement.setString(7, text.type());
            statement.setString(8, text.level());
            statement.setString(9, text.language());
            statement.setBoolean(10, text.atHire());
            statement.setBoolean(11, fresh.standing());
            statement.setString(12, DraftBodies.of(fresh.item()));
            statement.setString(13, fresh.placement());
            statement.setLong(14, fresh.textRevision());
            statement.setLong(15, writing.act());
            statement.setObject(16, writing.by().value());
            statement.setObject(17, writing.time());
        });
    }

    /** Writes other texts over items that are there. */
    void reword(Writing writing, List<CFItem> items) {
        batches.batchUpdate("""
            update cocreation.items set code = ?, statement = ?, type = ?, level = ?, language = ?, at_hire = ?, body = ?,
                text_revision = ?, changed_by = ?, changed_at = ?
             where framework = ? and identifier = ?
            """, items, BATCH, (statement, item) -> {
            DraftText text = DraftBodies.text(item);
            statement.setString(1, text.code());
            statement.setString(2, text.statement());
            statement.setString(3, text.type());
            statement.setString(4, text.level());
            statement.setString(5, text.language());
            statement.setBoolean(6, text.atHire());
            statement.setString(7, DraftBodies.of(item));
            statement.setLong(8, writing.act());
            statement.setObject(9, writing.by().value());
            statement.setObject(10, writing.time());
            statement.setObject(11, writing.id());
            statement.setObject(12, item.identifier());
        });
    }

    /** Puts items below a parent, each at its place. */
    void place(Writing writing, List<UUID> items, UUID parent, List<Long> places) {
        sql.sql("""
            update cocreation.items i set parent = ?, place = n.place, place_revision = ?, changed_by = ?, changed_at = ?
              from unnest(?, ?) as n(identifier, place)
             where i.framework = ? and i.identifier = n.identifier
            """)
                .params(
                        parent,
                        writing.act(),
                        writing.by().value(),
                        writing.time(),
                        items.toArray(UUID[]::new),
                        places.toArray(Long[]::new),
                        writing.id())
                .update();
    }

    /** Writes by which associations items stand where they stand. */
    void placed(Writing writing, Map<UUID, String> placements) {
        batches.batchUpdate(
                "update cocreation.items set placement = ? where framework = ? and identifier = ?",
                List.copyOf(placements.entrySet()),
                BATCH,
                (statement, placement) -> {
                    statement.setString(1, placement.getValue());
                    statement.setObject(2, writing.id());
                    statement.setObject(3, placement.getKey());
                });
    }

    /** Turns whether these stand in the version on which the draft rests. */
    void based(Writing writing, Collection<UUID> items) {
        sql.sql("update cocreation.items set standing = not standing where framework = ? and identifier = any (?)")
                .params(writing.id(), items.toArray(UUID[]::new))
                .update();
    }

    void retire(Writing writing, Collection<UUID> items, boolean retired) {
        sql.sql("""
            update cocreation.items set retired = ?, place_revision = ?, changed_by = ?, changed_at = ?
             where framework = ? and identifier = any (?) and retired <> ?
            """)
                .params(
                        retired,
                        writing.act(),
                        writing.by().value(),
                        writing.time(),
                        writing.id(),
                        items.toArray(UUID[]::new),
                        retired)
                .update();
    }

    void addLinks(Writing writing, List<CFAssociation> links) {
        List<Integer> numbers = new ArrayList<>();
        for (int n = 0; n < links.size(); n++) {
            numbers.add(n);
        }
        long last = sql.sql("select coalesce(max(place), 0) from cocreation.links where framework = ?")
                .param(writing.id())
                .query(Long.class)
                .single();
        batches.batchUpdate("""
            insert into cocreation.links (framework, identifier, type, origin, destination, body, place, revision)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """, numbers, BATCH, (statement, number) -> {
            CFAssociation link = links.get(number);
            statement.setObject(1, writing.id());
            statement.setObject(2, link.identifier());
            statement.setString(3, link.associationType().wire());
            statement.setString(4, link.originNodeURI().identifier());
            statement.setString(5, link.destinationNodeURI().identifier());
            statement.setString(6, DraftBodies.of(link));
            statement.setLong(7, last + 1 + number);
            statement.setLong(8, writing.act());
        });
    }

    void deleteLinks(FrameworkId framework, Collection<UUID> links) {
        sql.sql("delete from cocreation.links where framework = ? and identifier = any (?)")
                .params(framework.value(), links.toArray(UUID[]::new))
                .update();
    }

    /** The items and everything below them along the tree, the items first. */
    List<UUID> below(FrameworkId framework, Collection<UUID> items) {
        return sql.sql("""
            with recursive below(identifier, depth) as (
                select identifier, 0 from cocreation.items where framework = :framework and identifier = any (:items)
                union
                select i.identifier, b.depth + 1 from cocreation.items i join below b on i.parent = b.identifier
                 where i.framework = :framework)
            select identifier from below group by identifier order by min(depth)
            """)
                .param("framework", framework.value())
                .param("items", items.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** The item or framework and everything above it, along the tree and along further parents. */
    List<UUID> above(FrameworkId framework, UUID item) {
        return sql.sql("""
            with recursive above(identifier) as (
                select :item::uuid
                union
                select e.parent from above a join lateral (
                    select i.parent from cocreation.items i where i.framework = :framework and i.identifier = a.identifier
                    union all
                    select l.destination::uuid from cocreation.links l
                     where l.framework = :framework and l.type = 'isChildOf' and l.origin = a.identifier::text) e on true)
            select identifier from above
            """)
                .param("framework", framework.value())
                .param("item", item)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Those of the items that stand below others of them. */
    Set<UUID> belowOthers(FrameworkId framework, Collection<UUID> items) {
        return Set.copyOf(sql.sql("""
            with recursive above(item, parent) as (
                select identifier, parent from cocreation.items where framework = :framework and identifier = any (:items)
                union
                select a.item, i.parent from above a join cocreation.items i on i.framework = :framework and i.identifier = a.parent)
            select distinct item from above where parent = any (:items)
            """)
                .param("framework", framework.value())
                .param("items", items.toArray(UUID[]::new))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Those above an item along the tree alone, the nearest first; the framework is not among them. */
    List<UUID> line(FrameworkId framework, UUID item) {
        return sql.sql("""
            with recursive line(identifier, parent, depth) as (
                select identifier, parent, 0 from cocreation.items where framework = :framework and identifier = :item
                union all
                select i.identifier, i.parent, l.depth + 1 from cocreation.items i join line l on i.identifier = l.parent
                 where i.framework = :framework and l.depth < 1000)
            select identifier from line where depth > 0 order by depth
            """)
                .param("framework", framework.value())
                .param("item", item)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** How many levels stand below the highest of these items; 1 for leaves. */
    int height(FrameworkId framework, Collection<UUID> items) {
        return sql.sql("""
            with recursive below(identifier, depth) as (
                select identifier, 1 from cocreation.items where framework = :framework and identifier = any (:items)
                union all
                select i.identifier, b.depth + 1 from cocreation.items i join below b on i.parent = b.identifier
                 where i.framework = :framework and b.depth < 1000)
            select coalesce(max(depth), 1) from below
            """)
                .param("framework", framework.value())
                .param("items", items.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    /**
     * Places for items that are to stand together below a parent.
     *
     * @param after the sibling before them; null: they come first; one that stands elsewhere by now: they come last
     * @param moving items that leave their places for these
     */
    List<Long> places(Writing writing, UUID parent, @Nullable UUID after, int count, Collection<UUID> moving) {
        Optional<List<Long>> found = room(writing, parent, after, count, moving);
        if (found.isPresent()) {
            return found.get();
        }
        sql.sql("""
            update cocreation.items i set place = n.number * :gap
              from (select identifier, row_number() over (order by place, identifier) as number from cocreation.items
                     where framework = :framework and parent = :parent) n
             where i.framework = :framework and i.identifier = n.identifier
            """)
                .param("framework", writing.id())
                .param("parent", parent)
                .param("gap", GAP)
                .update();
        sql.sql("update cocreation.workspaces set renumbered = ? where framework = ?")
                .params(writing.act(), writing.id())
                .update();
        return room(writing, parent, after, count, moving).orElseThrow();
    }

    private Optional<List<Long>> room(
            Writing writing, UUID parent, @Nullable UUID after, int count, Collection<UUID> moving) {
        UUID[] leaving = moving.toArray(UUID[]::new);
        @Nullable
        Long low = after == null
                ? null
                : sql.sql("select place from cocreation.items where framework = ? and parent = ? and identifier = ?")
                        .params(writing.id(), parent, after)
                        .query(Long.class)
                        .optional()
                        .orElse(null);
        if (after != null && low == null) {
            low = sql.sql("""
                select max(place) from cocreation.items where framework = ? and parent = ? and not identifier = any (?)
                """)
                    .params(writing.id(), parent, leaving)
                    .query(Long.class)
                    .optional()
                    .orElse(null);
            return Optional.of(row(low == null ? 0 : low, GAP, count));
        }
        @Nullable
        Long high = sql.sql("""
            select min(place) from cocreation.items
             where framework = ? and parent = ? and place > ? and not identifier = any (?)
            """)
                .params(writing.id(), parent, low == null ? Long.MIN_VALUE : low, leaving)
                .query(Long.class)
                .optional()
                .orElse(null);
        if (high == null) {
            return Optional.of(row(low == null ? 0 : low, GAP, count));
        }
        if (low == null) {
            return Optional.of(row(high - GAP * (count + 1L), GAP, count));
        }
        long step = Math.min(STEP, (high - low) / (count + 1L));
        return step < 1 ? Optional.empty() : Optional.of(row(low, step, count));
    }

    private static List<Long> row(long low, long step, int count) {
        List<Long> places = new ArrayList<>(count);
        for (int n = 1; n <= count; n++) {
            places.add(low + step * n);
        }
        return places;
    }
}
