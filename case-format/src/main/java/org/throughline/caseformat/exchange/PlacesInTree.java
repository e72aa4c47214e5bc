package org.throughline.caseformat.exchange;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;

/** The place {@code 1.2.3} of each item, the first where it has several, and which association puts it there. */
final class PlacesInTree {

    /** Deeper items get no place: a chain of thousands would fill the sheet with numbers. */
    private static final int MAX_DEPTH = 64;

    private record Waiting(CFItem item, UUID parent, String place, int depth) {}

    private final List<CFItem> reading = new ArrayList<>();
    private final Map<UUID, String> places = new HashMap<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Set<CFAssociation> inTree = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());

    PlacesInTree(CFPackage pkg) {
        FrameworkTree tree = FrameworkTree.of(pkg);
        UUID document = pkg.document().identifier();
        Deque<Waiting> waiting = new ArrayDeque<>();
        Set<UUID> told = new HashSet<>();
        push(waiting, tree.roots(), document, "", 1);
        while (!waiting.isEmpty()) {
            Waiting next = waiting.pop();
            UUID id = next.item().identifier();
            if (!told.add(id)) {
                continue;
            }
            reading.add(next.item());
            if (next.depth() > MAX_DEPTH) {
                push(waiting, tree.children(id), id, "", next.depth() + 1);
                continue;
            }
            places.put(id, next.place());
            parents.put(id, next.parent());
            push(waiting, tree.children(id), id, next.place() + ".", next.depth() + 1);
        }
        pkg.items().stream().filter(item -> told.add(item.identifier())).forEach(reading::add);
        Set<UUID> hung = new HashSet<>();
        for (CFAssociation association : pkg.associations()) {
            if (association.associationType() == AssociationType.IS_CHILD_OF) {
                CellText.identifier(association.originNodeURI().identifier())
                        .filter(child ->
                                association.originNodeURI().identifier().equals(child.toString()))
                        .filter(child -> String.valueOf(parents.get(child))
                                .equals(association.destinationNodeURI().identifier()))
                        .filter(hung::add)
                        .ifPresent(child -> inTree.add(association));
            }
        }
    }

    private static void push(Deque<Waiting> waiting, List<CFItem> items, UUID parent, String prefix, int depth) {
        for (int i = items.size() - 1; i >= 0; i--) {
            String place = depth > MAX_DEPTH ? "" : prefix + (i + 1);
            waiting.push(new Waiting(items.get(i), parent, place, depth));
        }
    }

    /** Every item once, from top to bottom. */
    List<CFItem> reading() {
        return reading;
    }

    String place(UUID item) {
        @Nullable String place = places.get(item);
        return place == null ? "" : place;
    }

    /** Whether this very association is what puts an item at its place. */
    boolean puts(CFAssociation association) {
        return inTree.contains(association);
    }
}
