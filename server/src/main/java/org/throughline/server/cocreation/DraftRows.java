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
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
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

    /** An item about to be written, and as a text. */
    record Fresh(
            CFItem item,
            String body,
            UUID parent,
            long place,
            boolean standing,
            @Nullable String placement,
            long textRevision) {
        /** One that an act adds. */
        static Fresh of(CFItem item, UUID parent, long place, long act) {
            return new Fresh(item, DraftBodies.of(item), parent, place, false, null, act);
        }
    }

    /** A row of items as acts keep it; without the words of the search, which follow from it. */
    private static final String ITEM = """
            jsonb_build_object('identifier', i.identifier, 'parent', i.parent, 'place', i.place, 'code', i.code, 'statement', i.statement,
                'type', i.type, 'level', i.level, 'language', i.language, 'at_hire', i.at_hire, 'retired', i.retired,
                'standing', i.standing, 'body', i.body, 'placement', i.placement, 'text_revision', i.text_revision,
                'place_revision', i.place_revision)""";

    private final JdbcClient sql;

    DraftRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Keeps how these items were, and behind whom they stood, before the act changes them; the first word counts. */
    void remember(Writing writing, Collection<UUID> items) {
        remember(writing, items, """
             || jsonb_build_object('previous', (select p.identifier from cocreation.items p
                  where p.framework = i.framework and p.parent = i.parent and (p.place, p.identifier) < (i.place, i.identifier)
                  order by p.place desc, p.identifier desc limit 1))""");
    }

    /** The same where none of them leaves its place. */
    void rememberTexts(Writing writing, Collection<UUID> items) {
        remember(writing, items, "");
    }

    private void remember(Writing writing, Collection<UUID> items, String more) {
        sql.sql("""
            insert into cocreation.act_changes (framework, act, kind, subject, before)
            select :framework, :act, 'ITEM', subject, case when i.identifier is not null then %s%s end
              from unnest(:items) as wanted(subject)
              left join cocreation.items i on i.framework = :framework and i.identifier = subject
            on conflict do nothing
            """.formatted(ITEM, more))
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
                when 'ITEM' then (select %s from cocreation.items i
                                   where i.framework = c.framework and i.identifier = c.subject)
                when 'LINK' then (select to_jsonb(l) - 'framework' from cocreation.links l
                                   where l.framework = c.framework and l.identifier = c.subject)
                else (select jsonb_build_object('document', w.document, 'title', w.title)
                           || case when jsonb_exists(c.before, 'definitions')
                                   then jsonb_build_object('definitions', w.definitions, 'base', w.base_version) else '{}' end
                        from cocreation.workspaces w where w.framework = c.framework) end
             where c.framework = :framework and c.act = :act
            """.formatted(ITEM))
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

    /** Adds items; rows go in a thousand at a time, a column an array: each a statement of its own would take several times as long. */
    void add(Writing writing, List<Fresh> items) {
        for (List<Fresh> some : batches(items)) {
            texts(
                            sql.sql("""
                insert into cocreation.items (framework, identifier, parent, place, code, statement, type, level, language, at_hire,
                    retired, standing, body, placement, text_revision, place_revision, changed_by, changed_at)
                select :framework, identifier, parent, place, code, statement, type, level, language, at_hire, false, standing, body,
                       placement, revision, :act, :by, :at
                  from unnest(:identifiers::uuid[], :codes::text[], :statements::text[], :types::text[], :levels::text[],
                       :languages::text[], :hires::boolean[], :bodies::text[], :parents::uuid[], :places::bigint[], :standings::boolean[],
                       :placements::text[], :revisions::bigint[])
                    as row (identifier, code, statement, type, level, language, at_hire, body, parent, place, standing, placement, revision)
                """),
                            writing,
                            some.stream().map(Fresh::item).toList(),
                            some.stream().map(Fresh::body).toList())
                    .param("parents", column(some, UUID[]::new, Fresh::parent))
                    .param("places", column(some, Long[]::new, Fresh::place))
                    .param("standings", column(some, Boolean[]::new, Fresh::standing))
                    .param("placements", column(some, String[]::new, Fresh::placement))
                    .param("revisions", column(some, Long[]::new, Fresh::textRevision))
                    .update();
        }
    }

    /** Writes whole rows over items that are there. */
    void replace(Writing writing, List<Fresh> items) {
        deleteItems(
                writing.framework(),
                items.stream().map(one -> one.item().identifier()).toList());
        add(writing, items);
    }

    void deleteItems(FrameworkId framework, Collection<UUID> items) {
        if (!items.isEmpty()) {
            sql.sql("delete from cocreation.items where framework = ? and identifier = any (?)")
                    .params(framework.value(), items.toArray(UUID[]::new))
                    .update();
        }
    }

    /** Writes other texts over items that are there. */
    void reword(Writing writing, List<CFItem> items) {
        for (List<CFItem> some : batches(items)) {
            List<String> bodies = some.stream().map(DraftBodies::of).toList();
            texts(sql.sql("""
                update cocreation.items i set type = n.type, level = n.level, language = n.language, at_hire = n.at_hire, body = n.body,
                       text_revision = :act, changed_by = :by, changed_at = :at
                  from %s
                 where i.framework = :framework and i.identifier = n.identifier
                """.formatted(TEXTS)), writing, some, bodies).update();
            // the words of the search are made anew only where those change that it looks at
            texts(sql.sql("""
                update cocreation.items i set code = n.code, statement = n.statement
                  from %s
                 where i.framework = :framework and i.identifier = n.identifier
                   and (i.code, i.statement) is distinct from (n.code, n.statement)
                """.formatted(TEXTS)), writing, some, bodies).update();
        }
    }

    private static final String TEXTS = """
            unnest(:identifiers::uuid[], :codes::text[], :statements::text[], :types::text[], :levels::text[], :languages::text[],
                   :hires::boolean[], :bodies::text[]) as n (identifier, code, statement, type, level, language, at_hire, body)""";

    private static JdbcClient.StatementSpec texts(
            JdbcClient.StatementSpec statement, Writing writing, List<CFItem> items, List<String> bodies) {
        List<DraftText> texts = items.stream().map(DraftBodies::text).toList();
        return statement
                .param("framework", writing.id())
                .param("act", writing.act())
                .param("by", writing.by().value())
                .param("at", writing.time())
                .param("identifiers", column(items, UUID[]::new, CFItem::identifier))
                .param("codes", column(texts, String[]::new, DraftText::code))
                .param("statements", column(texts, String[]::new, DraftText::statement))
                .param("types", column(texts, String[]::new, DraftText::type))
                .param("levels", column(texts, String[]::new, DraftText::level))
                .param("languages", column(texts, String[]::new, DraftText::language))
                .param("hires", column(texts, Boolean[]::new, DraftText::atHire))
                .param("bodies", bodies.toArray(String[]::new));
    }

    private static <T> List<List<T>> batches(List<T> rows) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += BATCH) {
            batches.add(rows.subList(from, Math.min(rows.size(), from + BATCH)));
        }
        return batches;
    }

    private static <R, T> T[] column(List<R> rows, IntFunction<T[]> array, Function<R, ? extends @Nullable T> value) {
        T[] column = array.apply(rows.size());
        for (int n = 0; n < column.length; n++) {
            column[n] = value.apply(rows.get(n));
        }
        return column;
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
        List<Map.Entry<UUID, String>> all = List.copyOf(placements.entrySet());
        sql.sql("""
            update cocreation.items i set placement = n.placement
              from unnest(?, ?) as n(identifier, placement)
             where i.framework = ? and i.identifier = n.identifier
            """)
                .params(
                        column(all, UUID[]::new, Map.Entry::getKey),
                        column(all, String[]::new, Map.Entry::getValue),
                        writing.id())
                .update();
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
        addLinks(writing, links, DraftBodies::of);
    }

    /** @param text how a link is written */
    void addLinks(Writing writing, List<CFAssociation> links, Function<CFAssociation, String> text) {
        if (links.isEmpty()) {
            return;
        }
        long last = sql.sql("select coalesce(max(place), 0) from cocreation.links where framework = ?")
                .param(writing.id())
                .query(Long.class)
                .single();
        for (List<CFAssociation> some : batches(links)) {
            sql.sql("""
                insert into cocreation.links (framework, identifier, type, origin, destination, body, place, revision)
                select :framework, identifier, type, origin, destination, body, :last + n, :act
                  from unnest(:identifiers::uuid[], :types::text[], :origins::text[], :destinations::text[], :bodies::text[])
                    with ordinality as row (identifier, type, origin, destination, body, n)
                """)
                    .param("framework", writing.id())
                    .param("act", writing.act())
                    .param("last", last)
                    .param("identifiers", column(some, UUID[]::new, CFAssociation::identifier))
                    .param(
                            "types",
                            column(
                                    some,
                                    String[]::new,
                                    link -> link.associationType().wire()))
                    .param(
                            "origins",
                            column(
                                    some,
                                    String[]::new,
                                    link -> link.originNodeURI().identifier()))
                    .param(
                            "destinations",
                            column(
                                    some,
                                    String[]::new,
                                    link -> link.destinationNodeURI().identifier()))
                    .param("bodies", column(some, String[]::new, text))
                    .update();
            last += some.size();
        }
    }

    void deleteLinks(FrameworkId framework, Collection<UUID> links) {
        if (links.isEmpty()) {
            return;
        }
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
