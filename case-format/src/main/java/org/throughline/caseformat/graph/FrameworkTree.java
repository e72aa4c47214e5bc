package org.throughline.caseformat.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;

/**
 * A framework as people read it: the items under the document, the items under those, each group in its order. An item may have
 * several parents and then appears under each. Only {@code isChildOf} associations between nodes of the package make the tree.
 */
public final class FrameworkTree {

    private final UUID document;
    private final Map<UUID, CFItem> items = new LinkedHashMap<>();
    private final Map<UUID, List<CFItem>> children = new HashMap<>();
    private final Map<UUID, List<UUID>> parents = new HashMap<>();

    private FrameworkTree(CFPackage pkg) {
        document = pkg.document().identifier();
        pkg.items().forEach(item -> items.put(item.identifier(), item));
        Map<UUID, Map<UUID, Branch>> branches = new HashMap<>();
        for (CFAssociation association : pkg.associations()) {
            if (association.associationType() != AssociationType.IS_CHILD_OF) {
                continue;
            }
            Optional<UUID> parent = node(association.destinationNodeURI().identifier());
            Optional<CFItem> child =
                    CaseIds.parse(association.originNodeURI().identifier()).map(items::get);
            if (parent.isPresent() && child.isPresent()) {
                Branch branch = new Branch(child.get(), association.sequenceNumber());
                branches.computeIfAbsent(parent.get(), any -> new LinkedHashMap<>())
                        .putIfAbsent(child.get().identifier(), branch);
            }
        }
        branches.forEach(this::grow);
    }

    private void grow(UUID parent, Map<UUID, Branch> under) {
        children.put(
                parent,
                under.values().stream()
                        .sorted(new ReadingOrder())
                        .map(Branch::child)
                        .toList());
        under.keySet()
                .forEach(child -> parents.computeIfAbsent(child, any -> new ArrayList<>(1))
                        .add(parent));
    }

    private Optional<UUID> node(String identifier) {
        return CaseIds.parse(identifier).filter(id -> id.equals(document) || items.containsKey(id));
    }

    /** The tree of this package; total for every package, also where items hang nowhere or in a circle. */
    public static FrameworkTree of(CFPackage pkg) {
        return new FrameworkTree(pkg);
    }

    /** The items right under the document, in order. */
    public List<CFItem> roots() {
        return children(document);
    }

    /** The items that stand under nothing in this package, in the package's order; a package that was read has none. */
    public List<CFItem> orphans() {
        return items.values().stream()
                .filter(item -> !parents.containsKey(item.identifier()))
                .toList();
    }

    /** The items right under this item or document, in order. */
    public List<CFItem> children(UUID parent) {
        return children.getOrDefault(parent, List.of());
    }

    /** The items that this item stands under; the document is not among them. */
    public List<CFItem> parents(UUID item) {
        return parents.getOrDefault(item, List.of()).stream()
                .flatMap(parent -> Stream.ofNullable(items.get(parent)))
                .toList();
    }

    public Optional<CFItem> item(UUID identifier) {
        return Optional.ofNullable(items.get(identifier));
    }

    /**
     * The tree from top to bottom as rows of a table. An item with several parents has a row under each, but what stands under it is
     * told only the first time; orphans follow at the end as tops.
     */
    public List<Row> rows() {
        List<Row> rows = new ArrayList<>(items.size());
        Set<UUID> told = new HashSet<>();
        Deque<Row> waiting = new ArrayDeque<>();
        push(waiting, orphans(), 1);
        push(waiting, roots(), 1);
        while (!waiting.isEmpty()) {
            Row row = waiting.pop();
            boolean first = told.add(row.item().identifier());
            rows.add(new Row(row.item(), row.depth(), !first));
            if (first) {
                push(waiting, children(row.item().identifier()), row.depth() + 1);
            }
        }
        return rows;
    }

    private static void push(Deque<Row> waiting, List<CFItem> items, int depth) {
        for (CFItem item : items.reversed()) {
            waiting.push(new Row(item, depth, false));
        }
    }

    /** How many levels the tree has; 0 for a framework without items. */
    public int depth() {
        return rows().stream().mapToInt(Row::depth).max().orElse(0);
    }

    /**
     * One circle of items that stand under each other, each under the next and the last under the first; empty where the tree is
     * one.
     */
    public List<CFItem> cycle() {
        Set<UUID> done = new HashSet<>();
        for (UUID start : items.keySet()) {
            List<CFItem> circle = cycleFrom(start, done);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        return List.of();
    }

    /** Circles as {@link #cycle} has them, at most so many: no item stands in two of them, and none that is left hangs on none of them. */
    public List<List<CFItem>> cycles(int most) {
        List<List<CFItem>> circles = new ArrayList<>();
        Set<UUID> done = new HashSet<>();
        for (UUID start : items.keySet()) {
            List<CFItem> circle = circles.size() < most ? cycleFrom(start, done) : List.of();
            if (!circle.isEmpty()) {
                circles.add(circle);
            }
        }
        return circles;
    }

    /** Walks upwards from one item, depth first; what was walked through without a circle is done for good. */
    private List<CFItem> cycleFrom(UUID start, Set<UUID> done) {
        LinkedHashMap<UUID, Deque<UUID>> path = new LinkedHashMap<>();
        if (done.contains(start)) {
            return List.of();
        }
        path.put(start, new ArrayDeque<>(parents.getOrDefault(start, List.of())));
        while (!path.isEmpty()) {
            Map.Entry<UUID, Deque<UUID>> last = path.lastEntry();
            if (last.getValue().isEmpty()) {
                done.add(last.getKey());
                path.pollLastEntry();
                continue;
            }
            UUID parent = last.getValue().pop();
            if (path.containsKey(parent)) {
                done.addAll(path.keySet());
                return path.sequencedKeySet().stream()
                        .dropWhile(id -> !id.equals(parent))
                        .flatMap(id -> Stream.ofNullable(items.get(id)))
                        .toList();
            }
            if (!done.contains(parent)) {
                path.put(parent, new ArrayDeque<>(parents.getOrDefault(parent, List.of())));
            }
        }
        return Collections.emptyList();
    }

    /**
     * One line of the tree.
     *
     * @param item the item
     * @param depth 1 for items right under the document
     * @param repeated whether the item, and what stands under it, was told further up already
     */
    public record Row(CFItem item, int depth, boolean repeated) {}
}
