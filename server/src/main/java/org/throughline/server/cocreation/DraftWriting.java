package org.throughline.server.cocreation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/**
 * Writes a whole text into a draft as one act: what it says otherwise than the draft is reworded, moved, added, retired and linked, and all the
 * rest is left alone, so that the act can be taken back like every other.
 */
final class DraftWriting {
    /** A row as it stands. */
    private record Row(UUID identifier, UUID parent, long place, boolean retired, boolean standing) {}

    private final JdbcClient sql;
    private final DraftRows rows;
    private final DraftRows.Writing writing;
    private final CFPackage mine;
    private final CFPackage wished;
    private final FrameworkTree tree;
    private final Map<UUID, Row> standing = new HashMap<>();
    private final Map<UUID, CFItem> mineItems = new LinkedHashMap<>();
    private final Map<UUID, CFItem> wishedItems = new LinkedHashMap<>();
    private final Map<UUID, CFAssociation> mineLinks = new HashMap<>();
    /** Where each item of the text stands, and by which association. */
    private final Map<UUID, Map<UUID, CFAssociation>> parents = new HashMap<>();
    /** The first of them: the one that the draft's tree shows. */
    private final Map<UUID, UUID> first = new HashMap<>();

    /**
     * @param mine the draft as a package
     * @param wished what the draft is to say
     */
    DraftWriting(JdbcClient sql, DraftRows rows, DraftRows.Writing writing, CFPackage mine, CFPackage wished) {
        this.sql = sql;
        this.rows = rows;
        this.writing = writing;
        this.mine = mine;
        this.wished = wished;
        this.tree = FrameworkTree.of(wished);
        mine.items().forEach(item -> mineItems.put(item.identifier(), item));
        mine.associations().forEach(link -> mineLinks.put(link.identifier(), link));
        wished.items().forEach(item -> wishedItems.put(item.identifier(), item));
        sql.sql("select identifier, parent, place, retired, standing from cocreation.items where framework = ?")
                .param(writing.id())
                .query((row, _) -> new Row(
                        row.getObject("identifier", UUID.class),
                        row.getObject("parent", UUID.class),
                        row.getLong("place"),
                        row.getBoolean("retired"),
                        row.getBoolean("standing")))
                .list()
                .forEach(row -> standing.put(row.identifier(), row));
    }

    /**
     * Writes it.
     *
     * @param base the version that the draft rests on from now on, with its items; null: the one on which it rests already
     */
    void write(@Nullable Base base) {
        limits();
        places();
        List<UUID> removed = mineItems.keySet().stream()
                .filter(id -> !wishedItems.containsKey(id))
                .toList();
        List<CFItem> reworded = wishedItems.values().stream()
                .filter(item -> standing.containsKey(item.identifier()))
                .filter(item -> !item.equals(mineItems.get(item.identifier())))
                .toList();
        List<UUID> restored =
                wishedItems.keySet().stream().filter(this::comesBack).toList();
        List<UUID> based = base == null
                ? List.of()
                : standing.values().stream()
                        .filter(row -> row.standing() != base.items().contains(row.identifier()))
                        .map(Row::identifier)
                        .toList();
        Map<UUID, List<UUID>> orders = orders();
        Map<UUID, String> placements = placements();
        Set<UUID> touched = new LinkedHashSet<>(removed);
        reworded.forEach(item -> touched.add(item.identifier()));
        touched.addAll(restored);
        touched.addAll(based);
        touched.addAll(placements.keySet());
        wishedItems.keySet().stream().filter(id -> !standing.containsKey(id)).forEach(touched::add);
        Map<UUID, Set<UUID>> kept = new HashMap<>();
        orders.forEach((parent, order) -> {
            Set<UUID> staying = staying(parent, order);
            kept.put(parent, staying);
            order.stream().filter(id -> !staying.contains(id)).forEach(touched::add);
        });
        rows.remember(writing, touched);
        rows.retire(writing, removed, true);
        rows.retire(writing, restored, false);
        rows.reword(writing, reworded);
        orders.forEach(
                (parent, order) -> arrange(parent, order, Objects.requireNonNull(kept.get(parent)), base, placements));
        rows.placed(writing, placements);
        if (base != null) {
            rows.based(writing, based);
        }
        links();
        document(base);
    }

    /** A version on which a draft rests. */
    record Base(int version, Set<UUID> items) {
        Base {
            items = Set.copyOf(items);
        }
    }

    private void limits() {
        if (!tree.cycle().isEmpty()) {
            throw DraftActs.refused(writing.id(), "Statements would stand under themselves.");
        }
        if (tree.depth() > DraftLimits.DEPTH) {
            throw DraftActs.refused(
                    writing.id(),
                    "A framework has up to %d levels; this would make %d.".formatted(DraftLimits.DEPTH, tree.depth()));
        }
        long all = standing.size()
                + wishedItems.keySet().stream()
                        .filter(id -> !standing.containsKey(id))
                        .count();
        if (all > DraftLimits.ITEMS) {
            throw DraftActs.refused(
                    writing.id(),
                    "A draft has up to %,d statements; this would make %,d.".formatted(DraftLimits.ITEMS, all));
        }
    }

    /** Whether it is in the draft, retired, and in the text again. An item that is replaced is retired and in both. */
    private boolean comesBack(UUID item) {
        Row row = standing.get(item);
        return row != null && row.retired() && !mineItems.containsKey(item);
    }

    private boolean isEnded(UUID item) {
        Row row = standing.get(item);
        return row != null && row.retired() && mineItems.containsKey(item);
    }

    private void places() {
        for (CFAssociation link : wished.associations()) {
            if (link.associationType() == AssociationType.IS_CHILD_OF) {
                Optional<UUID> child = node(link.originNodeURI()).filter(wishedItems::containsKey);
                Optional<UUID> parent = node(link.destinationNodeURI())
                        .filter(id -> id.equals(writing.id()) || wishedItems.containsKey(id));
                if (child.isPresent() && parent.isPresent()) {
                    parents.computeIfAbsent(child.get(), _ -> new LinkedHashMap<>())
                            .putIfAbsent(parent.get(), link);
                }
            }
        }
        List<UUID> way = new ArrayList<>();
        for (FrameworkTree.Row row : tree.rows()) {
            while (way.size() >= row.depth()) {
                way.removeLast();
            }
            UUID item = row.item().identifier();
            if (!row.repeated()) {
                first.put(item, way.isEmpty() ? writing.id() : way.getLast());
            }
            way.add(item);
        }
        wishedItems.keySet().forEach(item -> {
            Row row = standing.get(item);
            if (row != null && parents.getOrDefault(item, Map.of()).containsKey(row.parent())) {
                first.put(item, row.parent());
            }
            first.putIfAbsent(item, writing.id());
        });
    }

    private static Optional<UUID> node(LinkGenURI end) {
        return CaseIds.parse(end.identifier());
    }

    /** The children of those parents under which something is new or elsewhere. */
    private Map<UUID, List<UUID>> orders() {
        Map<UUID, List<UUID>> now = new HashMap<>();
        standing.values().stream()
                .sorted(Comparator.comparingLong(Row::place)
                        .thenComparing(row -> row.identifier().toString()))
                .filter(row -> !row.retired() || comesBack(row.identifier()))
                .filter(row -> wishedItems.containsKey(row.identifier()))
                .forEach(row -> now.computeIfAbsent(row.parent(), _ -> new ArrayList<>())
                        .add(row.identifier()));
        Map<UUID, List<UUID>> orders = new LinkedHashMap<>();
        Set<UUID> above = new LinkedHashSet<>();
        above.add(writing.id());
        tree.rows().forEach(row -> above.add(row.item().identifier()));
        for (UUID parent : above) {
            List<CFItem> below = new ArrayList<>(tree.children(parent));
            if (parent.equals(writing.id())) {
                below.addAll(tree.orphans());
            }
            List<UUID> order = below.stream()
                    .map(CFItem::identifier)
                    .filter(id -> parent.equals(first.get(id)) && !isEnded(id))
                    .distinct()
                    .toList();
            if (!order.equals(now.getOrDefault(parent, List.of()))) {
                orders.put(parent, order);
            }
        }
        return orders;
    }

    /** The most of these that stand under the parent in this order already. */
    private Set<UUID> staying(UUID parent, List<UUID> order) {
        List<UUID> here = order.stream()
                .filter(id -> {
                    Row row = standing.get(id);
                    return row != null && row.parent().equals(parent);
                })
                .toList();
        long[] ends = new long[here.size()];
        int[] last = new int[here.size()];
        int[] before = new int[here.size()];
        int length = 0;
        for (int n = 0; n < here.size(); n++) {
            long place = Objects.requireNonNull(standing.get(here.get(n))).place();
            int found = Arrays.binarySearch(ends, 0, length, place);
            int at = found < 0 ? -found - 1 : found;
            ends[at] = place;
            last[at] = n;
            before[n] = at == 0 ? -1 : last[at - 1];
            length = Math.max(length, at + 1);
        }
        Set<UUID> staying = new HashSet<>();
        for (int n = length == 0 ? -1 : last[length - 1]; n >= 0; n = before[n]) {
            staying.add(here.get(n));
        }
        return staying;
    }

    private void arrange(
            UUID parent, List<UUID> order, Set<UUID> staying, @Nullable Base base, Map<UUID, String> placements) {
        Set<UUID> moving =
                order.stream().filter(id -> !staying.contains(id)).collect(Collectors.toCollection(LinkedHashSet::new));
        @Nullable UUID after = null;
        List<UUID> run = new ArrayList<>();
        for (UUID item : order) {
            if (staying.contains(item)) {
                put(parent, after, run, moving, base, placements);
                run.clear();
                after = item;
            } else {
                run.add(item);
            }
        }
        put(parent, after, run, moving, base, placements);
    }

    private void put(
            UUID parent,
            @Nullable UUID after,
            List<UUID> run,
            Collection<UUID> moving,
            @Nullable Base base,
            Map<UUID, String> placements) {
        if (run.isEmpty()) {
            return;
        }
        List<Long> places = rows.places(writing, parent, after, run.size(), moving);
        List<UUID> moved = new ArrayList<>();
        List<Long> movedTo = new ArrayList<>();
        List<DraftRows.Fresh> fresh = new ArrayList<>();
        for (int n = 0; n < run.size(); n++) {
            UUID item = run.get(n);
            if (standing.containsKey(item)) {
                moved.add(item);
                movedTo.add(places.get(n));
            } else {
                CFItem wished = Objects.requireNonNull(wishedItems.get(item));
                fresh.add(new DraftRows.Fresh(
                        wished,
                        DraftBodies.of(wished),
                        parent,
                        places.get(n),
                        base != null && base.items().contains(item),
                        placements.get(item),
                        writing.act()));
            }
        }
        rows.place(writing, moved, parent, movedTo);
        rows.add(writing, fresh);
    }

    /** The associations by which items stand where they stand, where the draft has another one or none. */
    private Map<UUID, String> placements() {
        Map<UUID, String> placements = new HashMap<>();
        wishedItems.keySet().stream().filter(item -> !isEnded(item)).forEach(item -> {
            CFAssociation link = parents.getOrDefault(item, Map.of()).get(first.get(item));
            if (link != null && !saysTheSame(link, mineLinks.get(link.identifier()))) {
                placements.put(item, DraftBodies.of(link));
            }
        });
        return placements;
    }

    /** Whether two associations differ in nothing but a number that the order of the draft gives anew. */
    private static boolean saysTheSame(CFAssociation one, @Nullable CFAssociation other) {
        return other != null
                && one.toBuilder()
                        .sequenceNumber(other.sequenceNumber())
                        .lastChangeDateTime(other.lastChangeDateTime())
                        .build()
                        .equals(other);
    }

    private void links() {
        Set<UUID> inTree = new HashSet<>();
        wishedItems.keySet().forEach(item -> {
            if (isEnded(item)) {
                parents.getOrDefault(item, Map.of()).values().forEach(link -> inTree.add(link.identifier()));
            } else {
                CFAssociation link = parents.getOrDefault(item, Map.of()).get(first.get(item));
                if (link != null) {
                    inTree.add(link.identifier());
                }
            }
        });
        Map<UUID, CFAssociation> further = new LinkedHashMap<>();
        wished.associations().stream()
                .filter(link -> !inTree.contains(link.identifier()))
                .forEach(link -> further.put(link.identifier(), link));
        Set<UUID> here = Set.copyOf(sql.sql("select identifier from cocreation.links where framework = ?")
                .param(writing.id())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
        List<UUID> gone = here.stream()
                .filter(id -> further.containsKey(id)
                        ? !further.get(id).equals(mineLinks.get(id))
                        : mineLinks.containsKey(id))
                .toList();
        List<CFAssociation> coming = further.values().stream()
                .filter(link -> !here.contains(link.identifier()) || gone.contains(link.identifier()))
                .toList();
        Set<UUID> touched = new LinkedHashSet<>(gone);
        coming.forEach(link -> touched.add(link.identifier()));
        rows.rememberLinks(writing, touched);
        rows.deleteLinks(writing.framework(), gone);
        rows.addLinks(writing, coming);
    }

    private void document(@Nullable Base base) {
        rows.rememberWhole(writing);
        boolean same = wished.document().equals(mine.document())
                && wished.definitions().equals(mine.definitions())
                && wished.rubrics().equals(mine.rubrics())
                && wished.extensions().equals(mine.extensions());
        if (!same) {
            sql.sql("update cocreation.workspaces set document = ?, definitions = ?, title = ? where framework = ?")
                    .param(DraftBodies.of(wished.document()))
                    .param(DraftBodies.rest(wished))
                    .param(wished.document().title())
                    .param(writing.id())
                    .update();
        }
        if (base != null) {
            sql.sql("update cocreation.workspaces set base_version = ? where framework = ?")
                    .params(base.version(), writing.id())
                    .update();
        }
    }
}
