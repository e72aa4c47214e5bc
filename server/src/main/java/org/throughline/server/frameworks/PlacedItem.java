package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;

/**
 * An item and where it stands in its tree.
 *
 * @param position its number in the reading order, from 0
 * @param depth 0 for top items, along the first parent
 * @param parents the items above it; the one under which it is told first stands first
 */
record PlacedItem(CFItem item, int position, int depth, boolean leaf, List<CFItem> parents) {

    /** All items of a package in reading order. */
    static List<PlacedItem> of(CFPackage pkg, FrameworkTree tree) {
        Map<UUID, PlacedItem> placed = new LinkedHashMap<>();
        Map<UUID, Integer> positions = new HashMap<>();
        List<CFItem> way = new ArrayList<>();
        for (FrameworkTree.Row row : tree.rows()) {
            int depth = row.depth() - 1;
            while (way.size() > depth) {
                way.removeLast();
            }
            UUID id = row.item().identifier();
            if (!row.repeated()) {
                int position = placed.size();
                positions.put(id, position);
                boolean leaf = tree.children(id).isEmpty();
                List<CFItem> first = depth == 0 ? List.of() : List.of(way.getLast());
                placed.put(id, new PlacedItem(row.item(), position, depth, leaf, first));
            }
            way.add(row.item());
        }
        return placed.values().stream()
                .map(item -> item.withAllParents(tree, positions))
                .toList();
    }

    private PlacedItem withAllParents(FrameworkTree tree, Map<UUID, Integer> positions) {
        List<CFItem> all = new ArrayList<>(parents);
        tree.parents(item.identifier()).stream()
                .filter(parent -> !all.contains(parent))
                .sorted(Comparator.comparing(parent -> positions.getOrDefault(parent.identifier(), 0)))
                .forEach(all::add);
        return new PlacedItem(item, position, depth, leaf, List.copyOf(all));
    }
}
