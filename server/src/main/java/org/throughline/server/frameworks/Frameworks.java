package org.throughline.server.frameworks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Page;

/** The frameworks on this server, and their items. Reading here asks nobody's permission: pages and APIs decide who may see what. */
@Component
public final class Frameworks {
    private static final String HEADINGS = """
        select identifier, owner, uri, title, creator, description, kind, adoption_status, items, published, last_change
          from frameworks.documents
        """;

    private static final String ITEMS = """
        select i.uri, i.identifier, i.framework, d.title as framework_title, i.code, i.statement, i.type, i.level,
               coalesce(i.language, d.language) as language, i.parents, i.depth, i.leaf
          from frameworks.items i
          join frameworks.documents d on d.identifier = i.framework
        """;

    /** So many matches are put into order; where there are more, {@link #search} does not say how many. */
    public static final int MOST_FOUND = 400;

    private final JdbcClient sql;
    private final CommonWords common;
    private final Clock clock;

    Frameworks(JdbcClient sql, CommonWords common, Clock clock) {
        this.sql = sql;
        this.common = common;
        this.clock = clock;
    }

    /** All frameworks, by title. */
    public List<Framework> all() {
        return sql.sql(HEADINGS + " order by lower(title), identifier")
                .query(Frameworks::heading)
                .list();
    }

    public Optional<Framework> find(FrameworkId id) {
        return sql.sql(HEADINGS + " where identifier = ?")
                .param(id.value())
                .query(Frameworks::heading)
                .optional();
    }

    /** The framework whose CFDocument has this URI; where two claim it, the one that came first. */
    public Optional<Framework> byUri(String documentUri) {
        return sql.sql(HEADINGS + " where uri = ? order by first_imported, identifier limit 1")
                .param(documentUri)
                .query(Frameworks::heading)
                .optional();
    }

    /** All items of a framework in tree order (depth first, siblings in their order; an item with several parents stands at its first). Retired items are left out. */
    public List<FrameworkItem> items(FrameworkId id) {
        record Heading(String title, @Nullable String language) {}
        record Placed(int position, FrameworkItem item) {}
        // the heading in every row is a quarter of what is sent, and a large framework is sorted there on the disk
        Optional<Heading> heading = sql.sql("select title, language from frameworks.documents where identifier = ?")
                .param(id.value())
                .query((row, _) -> new Heading(row.getString("title"), row.getString("language")))
                .optional();
        if (heading.isEmpty()) {
            return List.of();
        }
        String title = heading.get().title();
        return sql
                .sql("""
            select uri, identifier, code, statement, type, level, coalesce(language, :language::text) as language, parents, depth, leaf,
                   position
              from frameworks.items where framework = :framework and retired_at is null
            """)
                .param("framework", id.value())
                .param("language", heading.get().language())
                .query((row, _) -> new Placed(row.getInt("position"), item(row, id, title)))
                .list()
                .stream()
                .sorted(Comparator.comparingInt(Placed::position))
                .map(Placed::item)
                .toList();
    }

    /** The item with this URI, retired or not; where it stands in several frameworks, in the one that stands and came here first. */
    public Optional<FrameworkItem> item(ItemUri uri) {
        return Optional.ofNullable(items(List.of(uri)).get(uri));
    }

    /** Those of the named items that are known here. */
    public Map<ItemUri, FrameworkItem> items(Collection<ItemUri> uris) {
        Map<ItemUri, FrameworkItem> found = new LinkedHashMap<>();
        sql.sql(ITEMS + """
             where i.uri = any(?)
             order by i.retired_at is not null, d.first_imported, i.framework
            """)
                .param(uris.stream().map(ItemUri::value).distinct().toArray(String[]::new))
                .query(Frameworks::item)
                .list()
                .forEach(item -> found.putIfAbsent(item.uri(), item));
        return found;
    }

    /** The item with this identifier, by the same rule as {@link #item(ItemUri)}. */
    public Optional<FrameworkItem> item(UUID identifier) {
        return sql.sql(ITEMS + """
             where i.identifier = ?
             order by i.retired_at is not null, d.first_imported, i.framework limit 1
            """).param(identifier).query(Frameworks::item).optional();
    }

    /**
     * A stretch of one level of the tree.
     *
     * @param parent the item whose children are wanted, or null for the top items
     * @param offset how many siblings to leave out
     * @param limit the most that are wanted
     */
    public Page<Branch> children(FrameworkId framework, @Nullable UUID parent, int offset, int limit) {
        UUID above = parent == null ? framework.value() : parent;
        long total = sql.sql("select count(*) from frameworks.placements where framework = ? and parent = ?")
                .params(framework.value(), above)
                .query(Long.class)
                .single();
        List<Branch> rows = sql.sql("""
            select i.uri, i.identifier, i.framework, d.title as framework_title, i.code, i.statement, i.type, i.level,
                   coalesce(i.language, d.language) as language, i.parents, i.depth, i.leaf,
                   (select count(*) from frameworks.placements c
                     where c.framework = i.framework and c.parent = i.identifier) as children
              from frameworks.placements p
              join frameworks.items i on i.framework = p.framework and i.identifier = p.child
              join frameworks.documents d on d.identifier = i.framework
             where p.framework = ? and p.parent = ? and p.ordinal >= ? and p.ordinal < ?
             order by p.ordinal
            """)
                .params(framework.value(), above, offset, Math.addExact(offset, limit))
                .query((row, number) -> new Branch(item(row, number), row.getInt("children")))
                .list();
        return new Page<>(rows, offset, limit, total);
    }

    /**
     * How many siblings stand before an item below one of its parents; 0 where it does not stand there.
     *
     * @param parent null for the top items
     */
    public int place(FrameworkId framework, @Nullable UUID parent, UUID child) {
        return sql.sql("select ordinal from frameworks.placements where framework = ? and parent = ? and child = ?")
                .params(framework.value(), parent == null ? framework.value() : parent, child)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** The whole tree in one reading: the children of every item, and of the framework itself, by the parent's identifier. */
    public Map<UUID, List<Branch>> tree(FrameworkId framework) {
        Map<UUID, List<Branch>> tree = new LinkedHashMap<>();
        sql.sql("""
            select p.parent, i.uri, i.identifier, i.framework, d.title as framework_title, i.code, i.statement, i.type, i.level,
                   coalesce(i.language, d.language) as language, i.parents, i.depth, i.leaf,
                   (select count(*) from frameworks.placements c
                     where c.framework = i.framework and c.parent = i.identifier) as children
              from frameworks.placements p
              join frameworks.items i on i.framework = p.framework and i.identifier = p.child
              join frameworks.documents d on d.identifier = i.framework
             where p.framework = ?
             order by p.parent, p.ordinal
            """)
                .param(framework.value())
                .query((row, number) -> Map.entry(
                        row.getObject("parent", UUID.class), new Branch(item(row, number), row.getInt("children"))))
                .list()
                .forEach(placed -> tree.computeIfAbsent(placed.getKey(), _ -> new ArrayList<>())
                        .add(placed.getValue()));
        return tree;
    }

    /** The items above this one, the topmost first, along first parents. */
    public List<FrameworkItem> path(FrameworkItem item) {
        List<FrameworkItem> path = new ArrayList<>();
        FrameworkItem here = item;
        while (!here.parents().isEmpty() && path.size() < 100) {
            Optional<FrameworkItem> above = in(here.framework(), here.parents().getFirst());
            if (above.isEmpty()) {
                break;
            }
            here = above.get();
            path.addFirst(here);
        }
        return path;
    }

    /** The item as this framework has it. */
    public Optional<FrameworkItem> in(FrameworkId framework, ItemUri uri) {
        return sql.sql(ITEMS + " where i.framework = ? and i.uri = ?")
                .param(framework.value())
                .param(uri.value())
                .query(Frameworks::item)
                .optional();
    }

    /** The item with this identifier as this framework has it. */
    public Optional<FrameworkItem> in(FrameworkId framework, UUID identifier) {
        return sql.sql(ITEMS + " where i.framework = ? and i.identifier = ?")
                .param(framework.value())
                .param(identifier)
                .query(Frameworks::item)
                .optional();
    }

    /** Which of these identifiers are items of this framework. */
    public Map<UUID, ItemUri> in(FrameworkId framework, Collection<UUID> identifiers) {
        Map<UUID, ItemUri> uris = new HashMap<>();
        sql.sql(
                        "select identifier, uri from frameworks.items where framework = :framework and identifier = any(:identifiers)")
                .param("framework", framework.value())
                .param("identifiers", identifiers.toArray(UUID[]::new))
                .query((row, _) -> uris.put(row.getObject("identifier", UUID.class), new ItemUri(row.getString("uri"))))
                .list();
        return uris;
    }

    /** The first item of this framework with this code, in any case of letters. */
    public Optional<FrameworkItem> byCode(FrameworkId framework, String code) {
        return sql.sql(ITEMS + """
             where i.framework = ? and i.retired_at is null and i.code is not null and lower(i.code) = lower(?)
             order by i.position limit 1
            """)
                .params(framework.value(), code.strip())
                .query(Frameworks::item)
                .optional();
    }

    /** Those of the named items that stand in this framework, each with the items above it; retired ones are left out. */
    public Map<ItemUri, FoundItem> standing(FrameworkId framework, Collection<ItemUri> uris) {
        List<FrameworkItem> items = sql.sql(
                        ITEMS + " where i.framework = :framework and i.uri = any(:uris) and i.retired_at is null")
                .param("framework", framework.value())
                .param("uris", uris.stream().map(ItemUri::value).distinct().toArray(String[]::new))
                .query(Frameworks::item)
                .list();
        Map<Hit, List<FrameworkItem>> paths = paths(
                items.stream().map(_ -> framework.value()).toArray(UUID[]::new),
                items.stream().map(FrameworkItem::identifier).toArray(UUID[]::new));
        Map<ItemUri, FoundItem> found = new HashMap<>();
        items.forEach(item -> found.put(
                item.uri(),
                new FoundItem(item, paths.getOrDefault(new Hit(framework.value(), item.identifier()), List.of()))));
        return found;
    }

    /** The items of this framework below which nothing stands. */
    public List<ItemUri> leaves(FrameworkId framework) {
        return sql.sql("select uri from frameworks.items where framework = ? and retired_at is null and leaf")
                .param(framework.value())
                .query((row, _) -> new ItemUri(row.getString("uri")))
                .list();
    }

    /** The items that have gone from this framework's newest version. */
    public List<ItemUri> retired(FrameworkId framework) {
        return sql.sql("select uri from frameworks.items where framework = ? and retired_at is not null")
                .param(framework.value())
                .query((row, _) -> new ItemUri(row.getString("uri")))
                .list();
    }

    /** How those of the named items that this framework knows read now, retired or not. */
    public Map<ItemUri, ItemWording> wordings(FrameworkId framework, Collection<ItemUri> uris) {
        Map<ItemUri, ItemWording> wordings = new HashMap<>();
        sql.sql("""
            select uri, code, statement, last_change, retired_at is not null as retired from frameworks.items
             where framework = :framework and uri = any(:uris)
            """)
                .param("framework", framework.value())
                .param("uris", uris.stream().map(ItemUri::value).distinct().toArray(String[]::new))
                .query((row, _) -> {
                    @Nullable String code = row.getString("code");
                    String statement = row.getString("statement");
                    return wordings.put(
                            new ItemUri(row.getString("uri")),
                            new ItemWording(
                                    code == null ? statement : code + " " + statement,
                                    row.getTimestamp("last_change").toInstant(),
                                    row.getBoolean("retired")));
                })
                .list();
        return wordings;
    }

    /** When this item changed last, by its publisher's word: which wording it is. */
    public Optional<Instant> lastChange(ItemUri uri) {
        return sql.sql("""
            select i.last_change from frameworks.items i join frameworks.documents d on d.identifier = i.framework
             where i.uri = ?
             order by i.retired_at is not null, d.first_imported, i.framework limit 1
            """)
                .param(uri.value())
                .query((row, _) -> row.getTimestamp("last_change").toInstant())
                .optional();
    }

    /**
     * Finds items by the beginnings of their words, or of their code: whole codes first, then beginnings of codes, then statements that begin so.
     * Of very many matches the first {@value #MOST_FOUND} are ordered and counted.
     *
     * @param within one framework, or null for all
     * @param visible the frameworks that the asker may see
     */
    public Page<FoundItem> search(
            String words, @Nullable FrameworkId within, Collection<FrameworkId> visible, int offset, int limit) {
        ItemSearch search = new ItemSearch(words, common::share);
        if (search.isEmpty()) {
            return new Page<>(List.of(), offset, limit, 0);
        }
        UUID[] places = visible.stream()
                .filter(id -> within == null || within.equals(id))
                .map(FrameworkId::value)
                .toArray(UUID[]::new);
        Hits hits = new Hits(List.of(), 0);
        if (search.isCodeAlone()) {
            hits = hits(places, search, true, offset, limit);
        }
        if (hits.total() == 0) {
            hits = hits(places, search, false, offset, limit);
        }
        return new Page<>(found(hits.page()), offset, limit, hits.total());
    }

    /** An item that was found. */
    private record Hit(UUID framework, UUID identifier) {}

    /** A page of what was found, and how much was found. */
    private record Hits(List<Hit> page, long total) {}

    /** @param codesOnly whether the words have no say */
    private Hits hits(UUID[] places, ItemSearch search, boolean codesOnly, int offset, int limit) {
        List<Hit> page = new ArrayList<>();
        long[] total = {0};
        // The row of the total is there on every page, one behind the last included.
        sql.sql("""
            with found as (
                select framework, identifier, row_number() over (order by min(tier), max(weight) desc, min(place), framework, identifier) as rank
                  from frameworks.find_items(:places, :code, :rare, :whole, :common, :firstWord, :runs, :most)
                 group by framework, identifier)
            select null::uuid as framework, null::uuid as identifier, 0 as rank, least(count(*), :most) as total from found
            union all
            select framework, identifier, rank, 0 from found where rank > :offset and rank <= :until and rank <= :most
             order by rank
            """)
                .param("places", places)
                .param("code", search.code())
                .param("rare", codesOnly ? "" : search.rareWords())
                .param("whole", codesOnly ? "" : search.rareWholeWords())
                .param("common", codesOnly ? "" : search.commonWords())
                .param("firstWord", codesOnly ? "" : search.firstWord())
                .param("runs", codesOnly ? new String[0] : search.runs().toArray(String[]::new))
                .param("most", MOST_FOUND)
                .param("offset", offset)
                .param("until", (long) offset + limit)
                .query(row -> {
                    @Nullable UUID framework = row.getObject("framework", UUID.class);
                    if (framework == null) {
                        total[0] = row.getLong("total");
                    } else {
                        page.add(new Hit(framework, row.getObject("identifier", UUID.class)));
                    }
                });
        return new Hits(page, total[0]);
    }

    /** The items of a page and the ways to them, in two readings. */
    private List<FoundItem> found(List<Hit> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        UUID[] frameworks = page.stream().map(Hit::framework).toArray(UUID[]::new);
        UUID[] identifiers = page.stream().map(Hit::identifier).toArray(UUID[]::new);
        Map<Hit, FrameworkItem> items = new HashMap<>();
        sql.sql(ITEMS + """
             join unnest(:frameworks::uuid[], :identifiers::uuid[]) as hit (framework, identifier)
               on hit.framework = i.framework and hit.identifier = i.identifier
            """)
                .param("frameworks", frameworks)
                .param("identifiers", identifiers)
                .query(Frameworks::item)
                .list()
                .forEach(item -> items.put(new Hit(item.framework().value(), item.identifier()), item));
        Map<Hit, List<FrameworkItem>> paths = paths(frameworks, identifiers);
        return page.stream()
                .flatMap(hit -> Optional.ofNullable(items.get(hit)).stream()
                        .map(item -> new FoundItem(item, paths.getOrDefault(hit, List.of()))))
                .toList();
    }

    /** The items above each of these, the topmost first, along first parents. */
    private Map<Hit, List<FrameworkItem>> paths(UUID[] frameworks, UUID[] identifiers) {
        Map<Hit, List<FrameworkItem>> paths = new HashMap<>();
        sql.sql("""
            with recursive up as (
                select i.framework, i.identifier as start, i.parents[1] as above, 0 as step
                  from frameworks.items i
                  join unnest(:frameworks::uuid[], :identifiers::uuid[]) as hit (framework, identifier)
                    on hit.framework = i.framework and hit.identifier = i.identifier
                union all
                select p.framework, u.start, p.parents[1], u.step + 1
                  from up u join frameworks.items p on p.framework = u.framework and p.uri = u.above
                 where u.step < 100)
            """ + ITEMS.replace("select i.uri", "select u.start, i.uri") + """
              join up u on u.framework = i.framework and u.above = i.uri
             order by u.framework, u.start, u.step desc
            """)
                .param("frameworks", frameworks)
                .param("identifiers", identifiers)
                .query((row, number) -> Map.entry(row.getObject("start", UUID.class), item(row, number)))
                .list()
                .forEach(above -> paths.computeIfAbsent(
                                new Hit(above.getValue().framework().value(), above.getKey()), _ -> new ArrayList<>())
                        .add(above.getValue()));
        return paths;
    }

    /**
     * Another room says that something of its own rests on an item, so that the item's page and a later change can show it. The same
     * citation twice is one.
     *
     * @param kind {@code achievement}, {@code alignment}, {@code talent-need}…
     * @param label what to call the citing thing
     * @param href its page
     */
    public void cite(ItemUri item, String kind, String label, String href) {
        sql.sql("""
            insert into frameworks.citations (item, kind, href, label, cited_at) values (?, ?, ?, ?, ?)
            on conflict (item, kind, href) do update set label = excluded.label
            """)
                .params(item.value(), kind, href, label, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * Something of another room that rests on an item.
     *
     * @param label what to call it
     * @param href its page
     */
    public record Citing(ItemUri item, String label, String href) {}

    /** The same for many at once. */
    public void cite(String kind, Collection<Citing> citing) {
        sql.sql("""
            insert into frameworks.citations (item, kind, href, label, cited_at)
            select distinct on (c.item, c.href) c.item, :kind, c.href, c.label, :now
              from unnest(:items::text[], :hrefs::text[], :labels::text[]) as c(item, href, label)
            on conflict (item, kind, href) do update set label = excluded.label
            """)
                .param("kind", kind)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("items", texts(citing, one -> one.item().value()))
                .param("hrefs", texts(citing, Citing::href))
                .param("labels", texts(citing, Citing::label))
                .update();
    }

    /** Takes citations back; those that were never made are no matter. */
    public void uncite(String kind, Collection<Citing> citing) {
        sql.sql("""
            delete from frameworks.citations c using unnest(:items::text[], :hrefs::text[]) as u(item, href)
             where c.item = u.item and c.kind = :kind and c.href = u.href
            """)
                .param("kind", kind)
                .param("items", texts(citing, one -> one.item().value()))
                .param("hrefs", texts(citing, Citing::href))
                .update();
    }

    private static String[] texts(Collection<Citing> citing, Function<Citing, String> text) {
        return citing.stream().map(text).toArray(String[]::new);
    }

    /** Takes a citation back; one that was never made is no matter. */
    public void uncite(ItemUri item, String kind, String href) {
        sql.sql("delete from frameworks.citations where item = ? and kind = ? and href = ?")
                .params(item.value(), kind, href)
                .update();
    }

    /** Who rests on an item, by kind and label. */
    public List<Citation> citations(ItemUri item) {
        return sql.sql("""
            select item, kind, label, href, cited_at from frameworks.citations
             where item = ? order by kind, label, href
            """)
                .param(item.value())
                .query((row, _) -> new Citation(
                        new ItemUri(row.getString("item")),
                        row.getString("kind"),
                        row.getString("label"),
                        row.getString("href"),
                        row.getTimestamp("cited_at").toInstant()))
                .list();
    }

    /** How many things of these kinds rest on each of the items; items on which none rests are left out. */
    public Map<ItemUri, Integer> cited(Collection<ItemUri> items, Collection<String> kinds) {
        Map<ItemUri, Integer> counts = new HashMap<>();
        sql.sql("""
            select item, count(*) as times from frameworks.citations
             where item = any(:items) and kind = any(:kinds) group by item
            """)
                .param("items", items.stream().map(ItemUri::value).distinct().toArray(String[]::new))
                .param("kinds", kinds.toArray(String[]::new))
                .query((row, _) -> counts.put(new ItemUri(row.getString("item")), row.getInt("times")))
                .list();
        return counts;
    }

    /** Who rests on any of these items. */
    public List<Citation> citations(Collection<ItemUri> items) {
        return sql.sql("""
            select item, kind, label, href, cited_at from frameworks.citations
             where item = any (?) order by item, kind, label, href
            """)
                .param(items.stream().map(ItemUri::value).distinct().toArray(String[]::new))
                .query((row, _) -> new Citation(
                        new ItemUri(row.getString("item")),
                        row.getString("kind"),
                        row.getString("label"),
                        row.getString("href"),
                        row.getTimestamp("cited_at").toInstant()))
                .list();
    }

    static Framework heading(ResultSet row, int number) throws SQLException {
        return new Framework(
                new FrameworkId(row.getObject("identifier", UUID.class)),
                new OrganizationId(row.getObject("owner", UUID.class)),
                row.getString("uri"),
                row.getString("title"),
                row.getString("creator"),
                row.getString("description"),
                FrameworkKind.valueOf(row.getString("kind")),
                row.getString("adoption_status"),
                row.getInt("items"),
                row.getBoolean("published"),
                row.getTimestamp("last_change").toInstant());
    }

    private static FrameworkItem item(ResultSet row, int number) throws SQLException {
        return item(row, new FrameworkId(row.getObject("framework", UUID.class)), row.getString("framework_title"));
    }

    private static FrameworkItem item(ResultSet row, FrameworkId framework, String frameworkTitle) throws SQLException {
        List<ItemUri> parents = new ArrayList<>();
        for (String parent : (String[]) row.getArray("parents").getArray()) {
            parents.add(new ItemUri(parent));
        }
        return new FrameworkItem(
                new ItemUri(row.getString("uri")),
                row.getObject("identifier", UUID.class),
                framework,
                frameworkTitle,
                row.getString("code"),
                row.getString("statement"),
                row.getString("type"),
                row.getString("level"),
                row.getString("language"),
                parents,
                row.getInt("depth"),
                row.getBoolean("leaf"));
    }
}
