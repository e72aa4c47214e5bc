package org.throughline.caseformat.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.compare.FrameworkDiff.AssociationChange;
import org.throughline.caseformat.compare.FrameworkDiff.Change;
import org.throughline.caseformat.compare.FrameworkDiff.DefinitionChange;
import org.throughline.caseformat.compare.FrameworkDiff.Moved;
import org.throughline.caseformat.compare.FrameworkDiff.Place;
import org.throughline.caseformat.compare.FrameworkDiff.Replaced;
import org.throughline.caseformat.compare.FrameworkDiff.Retired;
import org.throughline.caseformat.compare.FrameworkDiff.Reworded;
import org.throughline.caseformat.compare.FrameworkDiff.Way;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;

/** The work behind one {@link FrameworkDiff}. */
final class Comparison {

    private final CFPackage before;
    private final CFPackage after;
    private final FrameworkTree treeBefore;
    private final FrameworkTree treeAfter;
    private final List<CFItem> itemsBefore;
    private final List<CFItem> itemsAfter;
    private final Map<String, CFItem> byIdBefore = new HashMap<>();
    private final Map<String, CFItem> byIdAfter = new HashMap<>();

    /** Without those that are on both sides as they are; nothing can be told of these. */
    private final List<CFAssociation> ownBefore = new ArrayList<>();

    private final List<CFAssociation> ownAfter = new ArrayList<>();

    Comparison(CFPackage before, CFPackage after) {
        this.before = before;
        this.after = after;
        treeBefore = FrameworkTree.of(before);
        treeAfter = FrameworkTree.of(after);
        itemsBefore = inOrder(treeBefore, before);
        itemsAfter = inOrder(treeAfter, after);
        itemsBefore.forEach(item -> byIdBefore.put(item.identifier().toString(), item));
        itemsAfter.forEach(item -> byIdAfter.put(item.identifier().toString(), item));
        sift();
    }

    private void sift() {
        Map<UUID, CFAssociation> left = new LinkedHashMap<>();
        before.associations().forEach(association -> left.put(association.identifier(), association));
        boolean comparable = left.size() == before.associations().size()
                && before.document().identifier().equals(after.document().identifier());
        for (CFAssociation now : after.associations()) {
            @Nullable CFAssociation was = comparable ? left.get(now.identifier()) : null;
            if (was != null && was.equals(now)) {
                left.remove(now.identifier());
            } else {
                ownAfter.add(now);
            }
        }
        ownBefore.addAll(comparable ? left.values() : before.associations());
    }

    private static List<CFItem> inOrder(FrameworkTree tree, CFPackage pkg) {
        Map<UUID, CFItem> order = new LinkedHashMap<>();
        tree.rows().forEach(row -> order.putIfAbsent(row.item().identifier(), row.item()));
        pkg.items().forEach(item -> order.putIfAbsent(item.identifier(), item)); // what stands in a circle has no row
        return List.copyOf(order.values());
    }

    FrameworkDiff diff() {
        List<CFItem> added = new ArrayList<>();
        List<Reworded> reworded = new ArrayList<>();
        Set<UUID> ended = new HashSet<>();
        for (CFItem now : itemsAfter) {
            @Nullable CFItem was = byIdBefore.get(now.identifier().toString());
            if (was == null) {
                added.add(now);
                continue;
            }
            if (was.equals(now)) {
                continue;
            }
            boolean ends = was.statusEndDate() == null && now.statusEndDate() != null;
            if (ends) {
                ended.add(now.identifier());
            }
            List<PropertyChange> changes = Property.changes(Properties.ITEM, was, now).stream()
                    .filter(change -> !ends || !change.property().equals("statusEndDate"))
                    .toList();
            if (!changes.isEmpty()) {
                reworded.add(new Reworded(was, now, changes));
            }
        }
        List<Retired> retired = new ArrayList<>();
        for (CFItem was : itemsBefore) {
            @Nullable CFItem now = byIdAfter.get(was.identifier().toString());
            if (now == null) {
                retired.add(new Retired(was, Way.GONE));
            } else if (ended.contains(was.identifier())) {
                retired.add(new Retired(now, Way.ENDED));
            }
        }
        List<Replaced> replaced = new ArrayList<>();
        List<AssociationChange> associations = associations(replaced);
        return new FrameworkDiff(
                Property.changes(Properties.DOCUMENT, before.document(), after.document()),
                added,
                retired,
                replaced,
                reworded,
                moved(),
                associations,
                definitions(),
                before.extensions().equals(after.extensions())
                        ? null
                        : Property.change("extensions", before.extensions(), after.extensions()));
    }

    // --- the tree ---

    private List<Moved> moved() {
        Map<String, Moved> moved = new HashMap<>();
        Map<String, @Nullable CFItem> elsewhere = elsewhereAmongSiblings();
        Set<String> perhaps = origins();
        perhaps.addAll(elsewhere.keySet());
        if (perhaps.isEmpty()) {
            return List.of();
        }
        Map<String, Map<String, Place>> placesBefore = places(before, byIdBefore, perhaps);
        Map<String, Map<String, Place>> placesAfter = places(after, byIdAfter, perhaps);
        for (CFItem now : itemsAfter) {
            String id = now.identifier().toString();
            if (!byIdBefore.containsKey(id) || !perhaps.contains(id)) {
                continue;
            }
            Map<String, Place> from = placesBefore.getOrDefault(id, Map.of());
            Map<String, Place> to = placesAfter.getOrDefault(id, Map.of());
            if (!from.keySet().equals(to.keySet())) {
                moved.put(id, new Moved(now, List.copyOf(from.values()), List.copyOf(to.values()), null));
            } else if (elsewhere.containsKey(id)) {
                // the same places by today's names, so that both lists are equal
                List<Place> places = List.copyOf(to.values());
                moved.put(id, new Moved(now, places, places, elsewhere.get(id)));
            }
        }
        return itemsAfter.stream()
                .map(item -> moved.get(item.identifier().toString()))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whatever has an association that is not on both sides as it is. */
    private Set<String> origins() {
        Set<String> origins = new HashSet<>();
        ownBefore.forEach(one -> origins.add(one.originNodeURI().identifier()));
        ownAfter.forEach(one -> origins.add(one.originNodeURI().identifier()));
        return origins;
    }

    private static Map<String, Map<String, Place>> places(
            CFPackage pkg, Map<String, CFItem> items, Set<String> wanted) {
        Map<String, Map<String, Place>> places = new HashMap<>();
        String document = pkg.document().identifier().toString();
        for (CFAssociation association : pkg.associations()) {
            if (wanted.contains(association.originNodeURI().identifier()) && isBranch(association, items)) {
                LinkGenURI parent = association.destinationNodeURI();
                @Nullable CFItem item = items.get(parent.identifier());
                String label = item != null
                        ? item.label()
                        : parent.identifier().equals(document) ? pkg.document().title() : parent.title();
                places.computeIfAbsent(association.originNodeURI().identifier(), any -> new TreeMap<>())
                        // the document of a variant is another one, the place is the same
                        .put(
                                parent.identifier().equals(document) ? "" : parent.identifier(),
                                new Place(parent.identifier(), label));
            }
        }
        return places;
    }

    private static boolean isBranch(CFAssociation association, Map<String, CFItem> items) {
        return association.associationType() == AssociationType.IS_CHILD_OF
                && items.containsKey(association.originNodeURI().identifier());
    }

    /** The fewest items whose moving explains the new order of each group of siblings, with the sibling before each now. */
    private Map<String, @Nullable CFItem> elsewhereAmongSiblings() {
        Map<String, @Nullable CFItem> elsewhere = new HashMap<>();
        @Nullable Set<String> numbered = null;
        List<UUID> parents = new ArrayList<>();
        parents.add(after.document().identifier());
        itemsAfter.forEach(item -> parents.add(item.identifier()));
        for (UUID parent : parents) {
            boolean document = parent.equals(after.document().identifier());
            List<CFItem> was = treeBefore.children(document ? before.document().identifier() : parent);
            List<CFItem> now = treeAfter.children(parent);
            if (was.size() < 2 || now.size() < 2 || isSameOrder(was, now)) {
                continue;
            }
            Map<UUID, Integer> position = new HashMap<>();
            for (CFItem item : was) {
                position.put(item.identifier(), position.size());
            }
            List<CFItem> common = now.stream()
                    .filter(item -> position.containsKey(item.identifier()))
                    .toList();
            Map<UUID, CFItem> siblingBefore = new HashMap<>();
            for (int i = 1; i < now.size(); i++) {
                siblingBefore.put(now.get(i).identifier(), now.get(i - 1));
            }
            int[] positions = common.stream()
                    .mapToInt(item -> position.getOrDefault(item.identifier(), 0))
                    .toArray();
            boolean[] stays = longestRising(positions);
            if (numbered == null) {
                numbered = numbered();
            }
            for (int i = 0; i < stays.length; i++) {
                CFItem item = common.get(i);
                String id = item.identifier().toString();
                if (!stays[i] && numbered.contains(id)) {
                    elsewhere.put(id, siblingBefore.get(item.identifier()));
                }
            }
        }
        return elsewhere;
    }

    private static boolean isSameOrder(List<CFItem> was, List<CFItem> now) {
        boolean same = was.size() == now.size();
        for (int i = 0; same && i < was.size(); i++) {
            same = was.get(i).identifier().equals(now.get(i).identifier());
        }
        return same;
    }

    /** The items whose order was said; the others are listed by their statements, and a new wording is no move. */
    private Set<String> numbered() {
        Set<String> numbered = new HashSet<>();
        for (CFPackage pkg : List.of(before, after)) {
            for (CFAssociation association : pkg.associations()) {
                if (association.associationType() == AssociationType.IS_CHILD_OF
                        && association.sequenceNumber() != null) {
                    numbered.add(association.originNodeURI().identifier());
                }
            }
        }
        for (CFItem item : itemsAfter) {
            if (item.listEnumeration() != null || item.humanCodingScheme() != null) {
                numbered.add(item.identifier().toString());
            }
        }
        return numbered;
    }

    /** Which of these different numbers belong to a longest rising subsequence. */
    static boolean[] longestRising(int[] numbers) {
        int[] tails = new int[numbers.length];
        int[] previous = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[tails[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            previous[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        boolean[] stays = new boolean[numbers.length];
        Arrays.fill(stays, false);
        for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
            stays[i] = true;
        }
        return stays;
    }

    // --- associations ---

    private List<AssociationChange> associations(List<Replaced> replaced) {
        Map<String, Deque<CFAssociation>> left = new LinkedHashMap<>();
        Map<String, CFAssociation> byIdentifier = new HashMap<>();
        // whatever says the same begins at the same node
        Set<String> origins = origins();
        for (CFAssociation association : before.associations()) {
            if (!origins.contains(association.originNodeURI().identifier())) {
                continue;
            }
            left.computeIfAbsent(meaning(association), any -> new ArrayDeque<>(1))
                    .add(association);
            byIdentifier.put(association.identifier().toString(), association);
        }
        List<AssociationChange> changes = new ArrayList<>();
        List<CFAssociation> unmatched = new ArrayList<>();
        for (CFAssociation now : after.associations()) {
            if (!origins.contains(now.originNodeURI().identifier())) {
                continue;
            }
            @Nullable Deque<CFAssociation> same = left.get(meaning(now));
            if (same == null || same.isEmpty()) {
                unmatched.add(now);
                continue;
            }
            @Nullable CFAssociation exact = byIdentifier.get(now.identifier().toString());
            CFAssociation was;
            if (exact != null && same.remove(exact)) {
                was = exact;
            } else {
                was = same.pop();
            }
            List<PropertyChange> said = Property.changes(Properties.ASSOCIATION, was, now);
            if (!said.isEmpty()) {
                changes.add(new AssociationChange(Change.CHANGED, was, now, said));
            }
        }
        Set<CFAssociation> gone = new LinkedHashSet<>();
        left.values().forEach(gone::addAll);
        for (CFAssociation now : unmatched) {
            if (isBranch(now, byIdAfter)) {
                continue; // told as added or moved
            }
            @Nullable CFAssociation was = byIdentifier.get(now.identifier().toString());
            if (was != null && gone.contains(was) && !isBranch(was, byIdBefore)) {
                gone.remove(was);
                changes.add(new AssociationChange(Change.CHANGED, was, now, endsAndMore(was, now)));
            } else if (now.associationType() == AssociationType.REPLACED_BY) {
                replaced.add(new Replaced(
                        now,
                        either(now.originNodeURI().identifier()),
                        either(now.destinationNodeURI().identifier())));
            } else {
                changes.add(new AssociationChange(Change.ADDED, null, now, List.of()));
            }
        }
        for (CFAssociation was : gone) {
            if (!isBranch(was, byIdBefore)) {
                changes.add(new AssociationChange(Change.REMOVED, was, null, List.of()));
            }
        }
        return changes;
    }

    private @Nullable CFItem either(String identifier) {
        @Nullable CFItem now = byIdAfter.get(identifier);
        return now != null ? now : byIdBefore.get(identifier);
    }

    private static List<PropertyChange> endsAndMore(CFAssociation was, CFAssociation now) {
        List<PropertyChange> changes = new ArrayList<>();
        add(
                changes,
                "associationType",
                was.associationType().wire(),
                now.associationType().wire());
        add(changes, "originNodeURI", Property.shown(was.originNodeURI()), Property.shown(now.originNodeURI()));
        add(
                changes,
                "destinationNodeURI",
                Property.shown(was.destinationNodeURI()),
                Property.shown(now.destinationNodeURI()));
        changes.addAll(Property.changes(Properties.ASSOCIATION, was, now));
        return changes;
    }

    private static void add(
            List<PropertyChange> changes, String property, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new PropertyChange(property, before, after));
        }
    }

    /** What an association says, whatever it is called; two that say the same are the same. */
    static String meaning(CFAssociation association) {
        return association.associationType().wire() + "\n"
                + association.originNodeURI().identifier() + "\n"
                + association.destinationNodeURI().identifier();
    }

    // --- definitions ---

    private List<DefinitionChange> definitions() {
        Map<String, Definition> was = new LinkedHashMap<>();
        Definition.of(before).forEach(one -> was.put(one.key(), one));
        List<DefinitionChange> changes = new ArrayList<>();
        for (Definition now : Definition.of(after)) {
            @Nullable Definition old = was.remove(now.key());
            if (old == null) {
                changes.add(change(Change.ADDED, now, List.of()));
            } else if (!old.says().equals(now.says())) {
                changes.add(change(Change.CHANGED, now, said(old, now)));
            }
        }
        was.values().forEach(gone -> changes.add(change(Change.REMOVED, gone, List.of())));
        return changes;
    }

    private static DefinitionChange change(Change change, Definition one, List<PropertyChange> changes) {
        return new DefinitionChange(change, one.kind(), one.identifier(), one.title(), changes);
    }

    private static List<PropertyChange> said(Definition old, Definition now) {
        Map<String, String> was = new LinkedHashMap<>();
        old.says().forEach(one -> was.put(one.property(), one.text() == null ? "" : one.text()));
        Map<String, String> is = new LinkedHashMap<>();
        now.says().forEach(one -> is.put(one.property(), one.text() == null ? "" : one.text()));
        Set<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        List<PropertyChange> changes = new ArrayList<>();
        for (String name : names) {
            @Nullable String left = said(was, name);
            @Nullable String right = said(is, name);
            add(changes, name, left, right);
        }
        return changes;
    }

    private static @Nullable String said(Map<String, String> texts, String name) {
        String text = texts.getOrDefault(name, "");
        return text.isEmpty() ? null : text;
    }
}
