package org.throughline.server.cocreation;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.json.WrittenPackage;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.server.frameworks.FrameworkId;

/** From a package to a draft's rows: when a draft begins, when it begins anew, and when it was published. */
@Component
final class DraftFilling {
    private final JdbcClient sql;
    private final DraftRows rows;

    DraftFilling(JdbcClient sql, DraftRows rows) {
        this.sql = sql;
        this.rows = rows;
    }

    /** Makes the draft a package that stands; what is in it already as it is there stays untouched. */
    void fill(DraftRows.Writing writing, WrittenPackage text) {
        fill(writing, text, Optional.empty());
    }

    /**
     * The same where the package was made of this draft: then what nobody touched since the version on which the draft rests is in its rows as it is
     * there, and is not even read.
     *
     * @param base that version
     */
    void fill(DraftRows.Writing writing, WrittenPackage text, Optional<CFPackage> base) {
        CFPackage pkg = text.pkg();
        Map<String, CFAssociation> placements = new HashMap<>();
        List<CFAssociation> childOf = new ArrayList<>();
        List<CFAssociation> links = new ArrayList<>();
        for (CFAssociation association : pkg.associations()) {
            (association.associationType() == AssociationType.IS_CHILD_OF ? childOf : links).add(association);
        }
        childOf.forEach(association -> placements.putIfAbsent(DraftPackages.ends(association), association));
        Map<UUID, Spot> spots = spots(writing.framework());
        Map<UUID, List<CFItem>> levels = levels(
                writing.id(),
                FrameworkTree.of(pkg),
                item -> Optional.ofNullable(spots.get(item))
                        .map(Spot::parent)
                        .filter(parent -> placements.containsKey(item + " " + parent)));
        Set<UUID> untouched =
                base.map(before -> untouched(before, levels, placements, spots)).orElse(Set.of());
        Map<UUID, Known> known = known(
                writing.framework(),
                spots.keySet().stream()
                        .filter(item -> !untouched.contains(item))
                        .toList());
        Set<UUID> used = new HashSet<>();
        Set<UUID> there = new HashSet<>();
        List<DraftRows.Fresh> added = new ArrayList<>();
        List<DraftRows.Fresh> changed = new ArrayList<>();
        levels.forEach((parent, level) -> {
            boolean placed = isPlaced(parent, level, spots);
            long place = 0;
            for (CFItem item : level) {
                place += DraftRows.GAP;
                there.add(item.identifier());
                @Nullable CFAssociation placement = placements.get(item.identifier() + " " + parent);
                if (placement != null) {
                    used.add(placement.identifier());
                }
                if (untouched.contains(item.identifier())) {
                    continue;
                }
                @Nullable Known before = known.get(item.identifier());
                String body = text.text(item);
                DraftRows.Fresh fresh = new DraftRows.Fresh(
                        item,
                        body,
                        parent,
                        placed && before != null ? before.place() : place,
                        true,
                        placement == null ? null : text.text(placement),
                        before != null && sameBut(before.body(), body) ? before.textRevision() : writing.act());
                if (before == null) {
                    added.add(fresh);
                } else if (!before.is(fresh)) {
                    changed.add(fresh);
                }
            }
        });
        rows.deleteItems(
                writing.framework(),
                spots.keySet().stream().filter(item -> !there.contains(item)).toList());
        rows.add(writing, added);
        rows.replace(writing, changed);
        List<CFAssociation> further = new ArrayList<>(childOf.stream()
                .filter(association -> !used.contains(association.identifier()))
                .toList());
        further.addAll(links);
        fillLinks(writing, text, further, base);
    }

    /**
     * What stands under what, in reading order. What stands under several stands here where it has its home, and else under the first.
     *
     * @param home where a statement stands in the draft, if it stands there in this text too
     */
    private static Map<UUID, List<CFItem>> levels(
            UUID framework, FrameworkTree tree, Function<UUID, Optional<UUID>> home) {
        Map<UUID, UUID> parents = new HashMap<>();
        List<UUID> all = new ArrayList<>(List.of(framework));
        List<UUID> way = new ArrayList<>();
        for (FrameworkTree.Row row : tree.rows()) {
            while (way.size() >= row.depth()) {
                way.removeLast();
            }
            UUID item = row.item().identifier();
            if (!row.repeated()) {
                UUID first = way.isEmpty() ? framework : way.getLast();
                parents.put(item, home.apply(item).orElse(first));
                all.add(item);
            }
            way.add(item);
        }
        Map<UUID, List<CFItem>> levels = new LinkedHashMap<>();
        for (UUID parent : all) {
            Stream<CFItem> below = tree.children(parent).stream();
            List<CFItem> level = (parent.equals(framework) ? Stream.concat(tree.orphans().stream(), below) : below)
                    .filter(item -> parent.equals(parents.get(item.identifier())))
                    .toList();
            if (!level.isEmpty()) {
                levels.put(parent, level);
            }
        }
        return levels;
    }

    /** Whether these stand so already, by the places that they have. */
    private static boolean isPlaced(UUID parent, List<CFItem> level, Map<UUID, Spot> spots) {
        long last = Long.MIN_VALUE;
        for (CFItem item : level) {
            @Nullable Spot before = spots.get(item.identifier());
            if (before == null || !before.parent().equals(parent) || before.place() <= last) {
                return false;
            }
            last = before.place();
        }
        return true;
    }

    /** Where a row stands, and whether an act touched it since the draft began. */
    private record Spot(UUID parent, long place, boolean touched) {}

    private Map<UUID, Spot> spots(FrameworkId framework) {
        Map<UUID, Spot> spots = new HashMap<>();
        sql.sql("""
            select i.identifier, i.parent, i.place,
                   i.retired or not i.standing or greatest(i.text_revision, i.place_revision) > w.base_revision as touched
              from cocreation.items i join cocreation.workspaces w on w.framework = i.framework where i.framework = ?
            """).param(framework.value()).query((ResultSet row) -> {
            spots.put(
                    row.getObject("identifier", UUID.class),
                    new Spot(row.getObject("parent", UUID.class), row.getLong("place"), row.getBoolean("touched")));
        });
        return spots;
    }

    /** Which items stand so in the draft's rows already, by what they say, where, and by which association. */
    private static Set<UUID> untouched(
            CFPackage base,
            Map<UUID, List<CFItem>> levels,
            Map<String, CFAssociation> placements,
            Map<UUID, Spot> spots) {
        Map<UUID, CFItem> items = new HashMap<>();
        base.items().forEach(item -> items.put(item.identifier(), item));
        Map<UUID, CFAssociation> links = new HashMap<>();
        base.associations().forEach(link -> links.put(link.identifier(), link));
        Set<UUID> untouched = new HashSet<>();
        levels.forEach((parent, level) -> {
            if (isPlaced(parent, level, spots)) {
                for (CFItem item : level) {
                    @Nullable Spot spot = spots.get(item.identifier());
                    @Nullable CFAssociation placement = placements.get(item.identifier() + " " + parent);
                    if (spot != null
                            && !spot.touched()
                            && item.equals(items.get(item.identifier()))
                            && placement != null
                            && placement.equals(links.get(placement.identifier()))) {
                        untouched.add(item.identifier());
                    }
                }
            }
        });
        return untouched;
    }

    private void fillLinks(
            DraftRows.Writing writing, WrittenPackage text, List<CFAssociation> wanted, Optional<CFPackage> base) {
        Map<UUID, CFAssociation> before = new HashMap<>();
        base.ifPresent(pkg -> pkg.associations().forEach(link -> before.put(link.identifier(), link)));
        Map<UUID, Optional<String>> known = new HashMap<>();
        sql.sql("""
            select l.identifier, case when ? and l.revision <= w.base_revision then null else l.body end as body
              from cocreation.links l join cocreation.workspaces w on w.framework = l.framework where l.framework = ?
            """).params(base.isPresent(), writing.id()).query((ResultSet row) -> {
            known.put(row.getObject("identifier", UUID.class), Optional.ofNullable(row.getString("body")));
        });
        List<CFAssociation> added = wanted.stream()
                .filter(link -> !isThere(link, text, known.get(link.identifier()), before.get(link.identifier())))
                .toList();
        Set<UUID> gone = new HashSet<>(known.keySet());
        wanted.forEach(link -> gone.remove(link.identifier()));
        added.stream().map(CFAssociation::identifier).filter(known::containsKey).forEach(gone::add);
        rows.deleteLinks(writing.framework(), gone);
        rows.addLinks(writing, added, text::text);
    }

    /**
     * Whether a link's row says it already.
     *
     * @param row what it says; empty where it says what the base says, null where there is none
     */
    private static boolean isThere(
            CFAssociation link, WrittenPackage text, @Nullable Optional<String> row, @Nullable CFAssociation before) {
        return row != null && (row.isPresent() ? row.get().equals(text.text(link)) : link.equals(before));
    }

    /** A row as it is before a draft is filled anew. */
    private record Known(
            UUID parent,
            long place,
            boolean retired,
            boolean standing,
            String body,
            @Nullable String placement,
            long textRevision) {
        boolean is(DraftRows.Fresh fresh) {
            return !retired
                    && standing
                    && parent.equals(fresh.parent())
                    && place == fresh.place()
                    && body.equals(fresh.body())
                    && Objects.equals(placement, fresh.placement());
        }
    }

    private Map<UUID, Known> known(FrameworkId framework, Collection<UUID> items) {
        Map<UUID, Known> known = new HashMap<>();
        if (items.isEmpty()) {
            return known;
        }
        sql.sql("""
            select identifier, parent, place, retired, standing, body, placement, text_revision from cocreation.items
             where framework = ? and identifier = any (?)
            """)
                .params(framework.value(), items.toArray(UUID[]::new))
                .query((row, _) -> Map.entry(
                        row.getObject("identifier", UUID.class),
                        new Known(
                                row.getObject("parent", UUID.class),
                                row.getLong("place"),
                                row.getBoolean("retired"),
                                row.getBoolean("standing"),
                                row.getString("body"),
                                row.getString("placement"),
                                row.getLong("text_revision"))))
                .list()
                .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return known;
    }

    /** Whether two items are the same but for their dates of change. */
    private static boolean sameBut(String one, String other) {
        String date = "\"lastChangeDateTime\":\"[^\"]*\"";
        return one.replaceFirst(date, "").equals(other.replaceFirst(date, ""));
    }
}
