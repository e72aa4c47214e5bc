package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;

/** Where each item stands, and in which order. */
final class MergedTree {

    private static final String PLACE = "isChildOf";

    private final Merging whole;
    private final Decisions decisions;
    private final CFPackage mine;
    private final String document;
    private final Map<String, CFItem> kept;
    private final Map<String, Map<String, CFAssociation>> was;
    private final Map<String, Map<String, CFAssociation>> here;
    private final Map<String, Map<String, CFAssociation>> there;
    private final Map<String, Set<String>> places = new LinkedHashMap<>();
    private final Map<String, CFAssociation> branches = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Map<String, Integer>> renumbered = new HashMap<>();

    MergedTree(Merging whole, Decisions decisions) {
        this.whole = whole;
        this.decisions = decisions;
        this.mine = whole.mine;
        this.document = mine.document().identifier().toString();
        this.kept = whole.kept;
        this.was = parents(whole.linksBase);
        this.here = parents(whole.linksMine);
        this.there = parents(whole.linksTheirs);
    }

    private Map<String, Map<String, CFAssociation>> parents(Map<String, CFAssociation> links) {
        Map<String, Map<String, CFAssociation>> parents = new HashMap<>();
        links.values().stream()
                .filter(whole::isBranch)
                .forEach(one -> parents.computeIfAbsent(one.originNodeURI().identifier(), any -> new LinkedHashMap<>())
                        .putIfAbsent(one.destinationNodeURI().identifier(), one));
        return parents;
    }

    void merge() {
        for (CFItem item : List.copyOf(kept.values())) {
            places.put(item.identifier().toString(), place(item));
        }
        circles();
        Set<String> all = new LinkedHashSet<>();
        places.values().forEach(all::addAll);
        Children before = new Children(was);
        Children ours = new Children(here);
        Children others = new Children(there);
        Map<String, List<String>> now = new HashMap<>();
        places.forEach((child, parents) -> parents.forEach(
                parent -> now.computeIfAbsent(parent, any -> new ArrayList<>()).add(child)));
        SiblingMerge siblings = new SiblingMerge(decisions, this::label);
        all.forEach(parent -> renumbered.put(
                parent,
                siblings.numbers(
                        parent,
                        before.of(parent),
                        ours.of(parent),
                        others.of(parent),
                        now.getOrDefault(parent, List.of()))));
    }

    private Set<String> place(CFItem item) {
        String id = item.identifier().toString();
        Set<String> before = was.getOrDefault(id, Map.of()).keySet();
        Set<String> ours = here.getOrDefault(id, Map.of()).keySet();
        Set<String> others = there.getOrDefault(id, Map.of()).keySet();
        if (!whole.itemsTheirs.containsKey(id)) {
            return stillThere(item, ours, false);
        }
        if (!whole.itemsMine.containsKey(id)) {
            return stillThere(item, others, true);
        }
        if (others.equals(before) || others.equals(ours)) {
            return stillThere(item, ours, false);
        }
        if (ours.equals(before)) {
            taken.add(id);
            return stillThere(item, others, true);
        }
        Set<String> both = new LinkedHashSet<>(ours);
        both.addAll(others);
        if (ours.containsAll(before) && others.containsAll(before)) {
            taken.add(id);
            return stillThere(item, both, true);
        }
        Choice choice = decisions.conflict(
                id + " " + PLACE,
                Conflict.Kind.MOVED_BOTH_WAYS,
                id,
                item.label(),
                PLACE,
                labels(before),
                labels(ours),
                labels(others),
                "Both moved \"" + item.label() + "\": it stood under " + Decisions.quoted(labels(before))
                        + ", here it stands under " + Decisions.quoted(labels(ours)) + ", in the source under "
                        + Decisions.quoted(labels(others)) + ".",
                false);
        if (choice == Choice.THEIRS) {
            taken.add(id);
            return stillThere(item, others, true);
        }
        return stillThere(item, ours, false);
    }

    /** These parents without those that are gone; where none is left, the nearest place above that is there. */
    private Set<String> stillThere(CFItem item, Set<String> parents, boolean theirPlace) {
        Set<String> left = new LinkedHashSet<>();
        Set<String> gone = new LinkedHashSet<>();
        parents.forEach(parent -> (isThere(parent) ? left : gone).add(parent));
        if (gone.isEmpty() || parents.isEmpty()) {
            return left;
        }
        if (!left.isEmpty() && !theirPlace) {
            return left;
        }
        String id = item.identifier().toString();
        String nearest = nearest(gone.iterator().next(), theirPlace ? there : here);
        Choice choice = decisions.conflict(
                id + " parent",
                Conflict.Kind.PARENT_GONE,
                id,
                item.label(),
                PLACE,
                labels(was.getOrDefault(id, Map.of()).keySet()),
                label(nearest),
                labels(gone),
                theirPlace
                        ? "The source has \"" + item.label() + "\" under " + Decisions.quoted(labels(gone))
                                + ", which was left out here; so it stands under \"" + label(nearest) + "\"."
                        : "The source left out " + Decisions.quoted(labels(gone)) + ", under which \"" + item.label()
                                + "\" stands here; so it stands under \"" + label(nearest) + "\".",
                false);
        if (choice == Choice.THEIRS && theirPlace) {
            gone.forEach(this::bringBack);
            left.addAll(parents);
            return left;
        }
        if (left.isEmpty()) {
            left.add(nearest);
        }
        return left;
    }

    private void bringBack(String parent) {
        String at = parent;
        Set<String> seen = new HashSet<>();
        while (!isThere(at) && seen.add(at)) {
            @Nullable CFItem item = whole.itemsTheirs.get(at);
            if (item == null) {
                return;
            }
            kept.put(at, item);
            Set<String> above = there.getOrDefault(at, Map.of()).keySet();
            places.put(at, new LinkedHashSet<>(above));
            if (above.isEmpty()) {
                return;
            }
            at = above.iterator().next();
        }
    }

    private boolean isThere(String node) {
        return kept.containsKey(node)
                || !whole.itemsMine.containsKey(node)
                        && !whole.itemsTheirs.containsKey(node)
                        && !whole.itemsBase.containsKey(node);
    }

    private String nearest(String gone, Map<String, Map<String, CFAssociation>> where) {
        String at = gone;
        Set<String> seen = new HashSet<>();
        while (!isThere(at)) {
            Set<String> above =
                    new LinkedHashSet<>(where.getOrDefault(at, Map.of()).keySet());
            above.addAll(was.getOrDefault(at, Map.of()).keySet());
            Optional<String> next = above.stream().filter(seen::add).findFirst();
            if (next.isEmpty()) {
                return document;
            }
            at = next.get();
        }
        return at;
    }

    private @Nullable String labels(Set<String> nodes) {
        return nodes.isEmpty() ? null : nodes.stream().map(this::label).collect(Collectors.joining("; "));
    }

    private String label(String node) {
        if (node.equals(document)) {
            return mine.document().title();
        }
        for (Map<String, CFItem> items : List.of(whole.itemsMine, whole.itemsTheirs, whole.itemsBase)) {
            @Nullable CFItem item = items.get(node);
            if (item != null) {
                return item.label();
            }
        }
        return node;
    }

    /** Undoes moves that were taken from the source where they close a circle. */
    private void circles() {
        for (int i = 0; i < kept.size() + 1; i++) {
            List<CFItem> circle = FrameworkTree.of(bare()).cycle();
            if (circle.isEmpty()) {
                return;
            }
            Set<String> round = new TreeSet<>();
            circle.forEach(item -> round.add(item.identifier().toString()));
            Set<String> moved = new TreeSet<>(round);
            moved.retainAll(taken);
            String named = circle.stream().map(CFItem::label).limit(6).collect(Collectors.joining(" → "));
            String first =
                    moved.isEmpty() ? round.iterator().next() : moved.iterator().next();
            Choice choice = decisions.conflict(
                    first + " circle",
                    Conflict.Kind.CYCLE,
                    first,
                    label(first),
                    PLACE,
                    labels(was.getOrDefault(first, Map.of()).keySet()),
                    labels(here.getOrDefault(first, Map.of()).keySet()),
                    labels(there.getOrDefault(first, Map.of()).keySet()),
                    "What was moved here and what the source moved would let these items stand under each other: "
                            + named + ". Kept the places that they have here.",
                    false);
            Map<String, Map<String, CFAssociation>> side = choice == Choice.THEIRS ? there : here;
            Set<String> mended = choice == Choice.THEIRS || moved.isEmpty() ? round : moved;
            boolean changed = false;
            for (String id : mended) {
                Set<String> place =
                        new LinkedHashSet<>(side.getOrDefault(id, Map.of()).keySet());
                place.removeIf(parent -> !isThere(parent));
                if (place.isEmpty()) {
                    place.add(document);
                }
                taken.remove(id);
                changed |= !place.equals(places.put(id, place));
            }
            if (!changed) { // the variant itself has the circle: not ours to mend
                return;
            }
        }
    }

    private CFPackage bare() {
        List<CFAssociation> branches = new ArrayList<>();
        places.forEach((child, parents) -> parents.forEach(parent -> branches.add(branch(child, parent))));
        return new CFPackage(mine.document(), List.copyOf(kept.values()), branches, CFDefinitions.NONE, List.of());
    }

    // --- result ---

    Map<String, CFAssociation> associations() {
        Map<String, CFAssociation> all = new LinkedHashMap<>();
        places.forEach((child, parents) -> parents.forEach(parent -> {
            CFAssociation one = branch(child, parent);
            @Nullable Integer number = renumbered.getOrDefault(parent, Map.of()).get(child);
            all.put(
                    Comparison.meaning(one),
                    Objects.equals(number, one.sequenceNumber())
                            ? one
                            : one.toBuilder().sequenceNumber(number).build());
        }));
        return all;
    }

    private CFAssociation branch(String child, String parent) {
        return branches.computeIfAbsent(child + " " + parent, any -> merged(child, parent));
    }

    private CFAssociation merged(String child, String parent) {
        @Nullable CFAssociation before = was.getOrDefault(child, Map.of()).get(parent);
        @Nullable CFAssociation ours = here.getOrDefault(child, Map.of()).get(parent);
        @Nullable CFAssociation others = there.getOrDefault(child, Map.of()).get(parent);
        if (ours != null && others != null) {
            return whole.merge(before, ours, others);
        }
        if (ours != null || others != null) {
            return ours != null ? ours : Objects.requireNonNull(others);
        }
        CFItem item = Objects.requireNonNull(kept.get(child));
        UUID identifier = Adoption.Own.identifier(mine.document().identifier(), child + " " + PLACE + " " + parent);
        @Nullable CFItem above = kept.get(parent);
        return CFAssociation.builder(
                        identifier,
                        "urn:uuid:" + identifier,
                        AssociationType.IS_CHILD_OF,
                        LinkGenURI.to(item),
                        above == null ? LinkGenURI.to(mine.document()) : LinkGenURI.to(above),
                        item.lastChangeDateTime())
                .build();
    }

    /** The children of each parent with their numbers. */
    private static final class Children {
        private final Map<String, Map<String, @Nullable Integer>> byParent = new HashMap<>();

        Children(Map<String, Map<String, CFAssociation>> parents) {
            parents.forEach((child, places) ->
                    places.forEach((parent, one) -> byParent.computeIfAbsent(parent, any -> new LinkedHashMap<>())
                            .put(child, one.sequenceNumber())));
        }

        Map<String, @Nullable Integer> of(String parent) {
            return byParent.getOrDefault(parent, Map.of());
        }
    }
}
