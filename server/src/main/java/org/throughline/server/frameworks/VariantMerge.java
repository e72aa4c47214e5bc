package org.throughline.server.frameworks;

import java.time.Instant;
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
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;

/**
 * Three texts made one: what the source said when a variant took it last (base), what it says now (theirs), what the variant says (ours). What
 * only one side changed is taken; what both changed differently is a conflict, which a person decides. Nothing local is ever lost without a word.
 */
public final class VariantMerge {

    /** What both sides changed, differently. */
    public record Conflict(
            String key,
            UUID item,
            String label,
            Kind kind,
            @Nullable MergeField field,
            String base,
            String theirs,
            String ours) {
        /** What it is about. */
        public enum Kind {
            TEXT,
            PLACE,
            RETIRED
        }
    }

    /** What somebody decided about a conflict. */
    public record Decision(Take take, String text) {
        /** Whose it becomes. */
        public enum Take {
            THEIRS,
            OURS,
            OWN
        }
    }

    /**
     * What comes of it.
     *
     * @param pkg the variant after it, with ours wherever nothing was decided
     * @param taken what is taken without a question
     * @param conflicts what has to be decided, whether it was or not
     * @param left what the source changed and the variant has no more
     */
    record Result(CFPackage pkg, List<UpstreamChange> taken, List<Conflict> conflicts, int left) {
        Result {
            taken = List.copyOf(taken);
            conflicts = List.copyOf(conflicts);
        }
    }

    private final CFPackage theirs;
    private final CFPackage mine;
    private final boolean whole;
    private final VariantCopy copy;
    private final Instant now;
    private final Map<String, Decision> decisions;
    private final Map<UUID, CFItem> base = new LinkedHashMap<>();
    private final FrameworkTree baseTree;
    private final FrameworkTree theirTree;
    private final FrameworkTree myTree;
    /** Ours by the source's identifier. */
    private final Map<UUID, CFItem> bySource = new HashMap<>();

    private final Map<UUID, CFItem> items = new LinkedHashMap<>();
    private final Map<UUID, List<UUID>> placed = new LinkedHashMap<>();
    private final Map<UUID, Integer> order = new HashMap<>();
    private final Set<UUID> removed = new LinkedHashSet<>();
    private final List<UpstreamChange> taken = new ArrayList<>();
    private final List<Conflict> conflicts = new ArrayList<>();
    private int left;

    private VariantMerge(
            CFPackage base,
            CFPackage theirs,
            CFPackage mine,
            boolean whole,
            VariantCopy copy,
            Map<String, Decision> decisions,
            Instant now) {
        this.theirs = theirs;
        this.mine = mine;
        this.whole = whole;
        this.copy = copy;
        this.decisions = decisions;
        this.now = now;
        base.items().forEach(item -> this.base.put(item.identifier(), item));
        mine.items().forEach(item -> {
            items.put(item.identifier(), item);
            VariantCopy.sourceOf(item).ifPresent(source -> bySource.putIfAbsent(source, item));
        });
        this.baseTree = FrameworkTree.of(base);
        this.theirTree = FrameworkTree.of(theirs);
        this.myTree = FrameworkTree.of(mine);
    }

    /** @param whole whether new top items of the source come along */
    static Result of(
            CFPackage base,
            CFPackage theirs,
            CFPackage mine,
            boolean whole,
            VariantCopy copy,
            Map<String, Decision> decisions,
            Instant now) {
        return new VariantMerge(base, theirs, mine, whole, copy, decisions, now).result();
    }

    private Result result() {
        theirs.associations().stream()
                .filter(a -> a.associationType().equals(AssociationType.IS_CHILD_OF) && a.sequenceNumber() != null)
                .forEach(a ->
                        VariantCopy.node(a.originNodeURI()).ifPresent(id -> order.putIfAbsent(id, a.sequenceNumber())));
        Set<UUID> seen = new HashSet<>();
        theirTree.rows().forEach(row -> {
            if (seen.add(row.item().identifier())) {
                theirItem(row.item());
            }
        });
        theirs.items().stream().filter(item -> seen.add(item.identifier())).forEach(this::theirItem);
        base.values().stream().filter(item -> !seen.contains(item.identifier())).forEach(this::goneItem);
        return new Result(pkg(), taken, conflicts, left);
    }

    private void theirItem(CFItem their) {
        CFItem old = base.get(their.identifier());
        CFItem ours = bySource.get(their.identifier());
        if (old == null && ours == null) {
            added(their);
        } else if (old != null && ours != null) {
            changed(old, their, ours);
            moved(old, their, ours);
        } else if (old != null) {
            for (MergeField field : MergeField.values()) {
                if (!field.of(old).equals(field.of(their))) {
                    left++;
                    return;
                }
            }
        }
    }

    private void added(CFItem their) {
        List<UUID> parents = here(theirTree.parents(their.identifier()));
        if (parents.isEmpty()) {
            return; // its branch is not in this variant
        }
        CFItem item = copy.item(their);
        items.put(item.identifier(), item);
        bySource.put(their.identifier(), item);
        placed.put(item.identifier(), parents);
        taken.add(new UpstreamChange(
                UpstreamChange.Kind.ADDED,
                item.identifier(),
                item.humanCodingScheme(),
                null,
                item.fullStatement(),
                names(parents)));
    }

    private void changed(CFItem old, CFItem their, CFItem ours) {
        CFItem.Builder builder = ours.toBuilder();
        List<String> notes = new ArrayList<>();
        boolean any = false;
        for (MergeField field : MergeField.values()) {
            String was = field.of(old);
            String now = field.of(their);
            String here = field.of(ours);
            if (now.equals(was) || now.equals(here)) {
                continue;
            }
            String becomes = now;
            if (!here.equals(was)) {
                Conflict conflict = new Conflict(
                        ours.identifier() + ":" + field,
                        ours.identifier(),
                        ours.label(),
                        Conflict.Kind.TEXT,
                        field,
                        was,
                        now,
                        here);
                conflicts.add(conflict);
                becomes = decided(conflict);
            } else if (field != MergeField.STATEMENT) {
                notes.add("%s “%s” became “%s”".formatted(field.words().replaceFirst("^the ", ""), was, now));
            }
            if (!becomes.equals(here)) {
                field.set(builder, becomes);
                any = true;
                if (field == MergeField.TYPE) {
                    builder.CFItemTypeURI(becomes.equals(now) ? their.CFItemTypeURI() : null);
                }
            }
        }
        boolean reworded = !their.fullStatement().equals(old.fullStatement())
                && ours.fullStatement().equals(old.fullStatement());
        if (reworded || !notes.isEmpty()) {
            taken.add(new UpstreamChange(
                    UpstreamChange.Kind.CHANGED,
                    ours.identifier(),
                    ours.humanCodingScheme(),
                    ours.fullStatement(),
                    reworded ? their.fullStatement() : ours.fullStatement(),
                    notes.isEmpty() ? null : String.join("; ", notes)));
        }
        if (any) {
            items.put(ours.identifier(), builder.lastChangeDateTime(now).build());
        }
    }

    private void moved(CFItem old, CFItem their, CFItem ours) {
        List<CFItem> was = baseTree.parents(old.identifier());
        List<CFItem> is = theirTree.parents(their.identifier());
        if (ids(was).equals(ids(is))) {
            return;
        }
        List<UUID> wished = here(is);
        List<UUID> mineNow = parents(ours);
        if (wished.isEmpty() || Set.copyOf(wished).equals(Set.copyOf(mineNow)) || under(ours.identifier(), wished)) {
            return;
        }
        boolean untouched = Set.copyOf(here(was)).equals(Set.copyOf(mineNow));
        if (untouched) {
            taken.add(new UpstreamChange(
                    UpstreamChange.Kind.MOVED,
                    ours.identifier(),
                    ours.humanCodingScheme(),
                    ours.fullStatement(),
                    ours.fullStatement(),
                    "from %s to %s".formatted(names(mineNow), names(wished))));
            placed.put(ours.identifier(), wished);
            return;
        }
        Conflict conflict = new Conflict(
                ours.identifier() + ":PLACE",
                ours.identifier(),
                ours.label(),
                Conflict.Kind.PLACE,
                null,
                "under " + labels(was),
                "under " + names(wished),
                "under " + names(mineNow));
        conflicts.add(conflict);
        if (takesTheirs(conflict)) {
            placed.put(ours.identifier(), wished);
        }
    }

    private void goneItem(CFItem old) {
        CFItem ours = bySource.get(old.identifier());
        if (ours == null) {
            return;
        }
        boolean untouched = true;
        for (MergeField field : MergeField.values()) {
            untouched &= field.of(old).equals(field.of(ours));
        }
        boolean carries = myTree.children(ours.identifier()).stream()
                .anyMatch(child -> VariantCopy.sourceOf(child)
                        .map(source -> theirTree.item(source).isPresent())
                        .orElse(true));
        if (untouched && !carries) {
            removed.add(ours.identifier());
            taken.add(new UpstreamChange(
                    UpstreamChange.Kind.RETIRED,
                    ours.identifier(),
                    ours.humanCodingScheme(),
                    ours.fullStatement(),
                    null,
                    null));
            return;
        }
        Conflict conflict = new Conflict(
                ours.identifier() + ":RETIRED",
                ours.identifier(),
                ours.label(),
                Conflict.Kind.RETIRED,
                null,
                old.fullStatement(),
                "",
                ours.fullStatement());
        conflicts.add(conflict);
        if (takesTheirs(conflict)) {
            removed.add(ours.identifier());
        }
    }

    private boolean takesTheirs(Conflict conflict) {
        Decision decision = decisions.get(conflict.key());
        return decision != null && decision.take() == Decision.Take.THEIRS;
    }

    private String decided(Conflict conflict) {
        Decision decision = decisions.get(conflict.key());
        if (decision == null) {
            return conflict.ours();
        }
        return switch (decision.take()) {
            case THEIRS -> conflict.theirs();
            case OURS -> conflict.ours();
            case OWN ->
                decision.text().isBlank() ? conflict.ours() : decision.text().strip();
        };
    }

    /** Where the source's parents are here; the document for top items of a variant of the whole. */
    private List<UUID> here(List<CFItem> parents) {
        if (parents.isEmpty()) {
            return whole ? List.of(mine.document().identifier()) : List.of();
        }
        return parents.stream()
                .map(parent -> bySource.get(parent.identifier()))
                .filter(Objects::nonNull)
                .map(CFItem::identifier)
                .toList();
    }

    private List<UUID> parents(CFItem ours) {
        List<CFItem> parents = myTree.parents(ours.identifier());
        return parents.isEmpty()
                ? List.of(mine.document().identifier())
                : parents.stream().map(CFItem::identifier).toList();
    }

    /** Whether one of these stands under the item already, so that moving it there would make a circle. */
    private boolean under(UUID item, List<UUID> wished) {
        for (UUID start : wished) {
            Set<UUID> seen = new HashSet<>();
            List<UUID> open = new ArrayList<>(List.of(start));
            while (!open.isEmpty()) {
                UUID next = open.removeLast();
                if (next.equals(item)) {
                    return true;
                }
                if (seen.add(next)) {
                    List<UUID> above = placed.get(next);
                    open.addAll(
                            above != null
                                    ? above
                                    : myTree.parents(next).stream()
                                            .map(CFItem::identifier)
                                            .toList());
                }
            }
        }
        return false;
    }

    private static Set<UUID> ids(List<CFItem> items) {
        return items.stream().map(CFItem::identifier).collect(Collectors.toSet());
    }

    private static String labels(List<CFItem> parents) {
        return parents.isEmpty()
                ? "the top"
                : parents.stream().map(p -> "“" + p.label() + "”").collect(Collectors.joining(" and "));
    }

    private String names(List<UUID> parents) {
        return parents.stream()
                .map(id -> Optional.ofNullable(items.get(id))
                        .map(p -> "“" + p.label() + "”")
                        .orElse("the top"))
                .collect(Collectors.joining(" and "));
    }

    private CFPackage pkg() {
        hangUpWhatWouldFall();
        List<CFAssociation> associations = new ArrayList<>();
        for (CFAssociation association : mine.associations()) {
            UUID origin = VariantCopy.node(association.originNodeURI()).orElse(null);
            UUID end = VariantCopy.node(association.destinationNodeURI()).orElse(null);
            boolean child = association.associationType().equals(AssociationType.IS_CHILD_OF);
            if (removed.contains(origin) || removed.contains(end) || child && placed.containsKey(origin)) {
                continue;
            }
            associations.add(association);
        }
        placed.forEach((id, parents) -> parents.forEach(parent -> associations.add(copy.childOf(
                LinkGenURI.to(Objects.requireNonNull(items.get(id))),
                Optional.ofNullable(items.get(parent)).map(LinkGenURI::to).orElse(LinkGenURI.to(mine.document())),
                VariantCopy.sourceOf(Objects.requireNonNull(items.get(id)))
                        .map(order::get)
                        .orElse(null),
                now))));
        List<CFItem> kept = items.values().stream()
                .filter(item -> !removed.contains(item.identifier()))
                .toList();
        boolean same = kept.equals(mine.items()) && associations.equals(mine.associations());
        CFDocument document = same
                ? mine.document()
                : mine.document().toBuilder().lastChangeDateTime(now).build();
        return new CFPackage(
                document,
                kept,
                associations,
                same ? mine.definitions() : united(mine.definitions(), theirs.definitions()),
                mine.rubrics(),
                mine.extensions());
    }

    /** What stood only under something that goes hangs where that one hung. */
    private void hangUpWhatWouldFall() {
        for (UUID gone : removed) {
            for (CFItem child : myTree.children(gone)) {
                if (removed.contains(child.identifier()) || placed.containsKey(child.identifier())) {
                    continue;
                }
                List<UUID> staying = parents(child).stream()
                        .filter(parent -> !removed.contains(parent))
                        .toList();
                placed.put(child.identifier(), staying.isEmpty() ? List.of(standing(gone)) : staying);
            }
        }
    }

    private UUID standing(UUID gone) {
        Set<UUID> seen = new HashSet<>();
        UUID at = gone;
        while (removed.contains(at) && seen.add(at)) {
            List<CFItem> above = myTree.parents(at);
            at = above.isEmpty()
                    ? mine.document().identifier()
                    : above.getFirst().identifier();
        }
        return removed.contains(at) ? mine.document().identifier() : at;
    }

    private static CFDefinitions united(CFDefinitions ours, CFDefinitions theirs) {
        return new CFDefinitions(
                both(ours.concepts(), theirs.concepts(), d -> d.identifier()),
                both(ours.subjects(), theirs.subjects(), d -> d.identifier()),
                both(ours.licenses(), theirs.licenses(), d -> d.identifier()),
                both(ours.itemTypes(), theirs.itemTypes(), d -> d.identifier()),
                both(ours.associationGroupings(), theirs.associationGroupings(), d -> d.identifier()),
                ours.extensions());
    }

    private static <T> List<T> both(List<T> ours, List<T> theirs, java.util.function.Function<T, UUID> id) {
        Map<UUID, T> all = new LinkedHashMap<>();
        ours.forEach(one -> all.putIfAbsent(id.apply(one), one));
        theirs.forEach(one -> all.putIfAbsent(id.apply(one), one));
        return List.copyOf(all.values());
    }
}
