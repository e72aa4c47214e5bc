package org.throughline.caseformat.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;

/** The work behind one {@link ThreeWayMerge}: base and theirs are first put into the variant's identifiers, then compared with it. */
final class Merging {

    /** What a variant that is a framework of its own says about itself. */
    private static final Set<String> OWN = Set.of(
            "title",
            "creator",
            "publisher",
            "version",
            "adoptionStatus",
            "statusStartDate",
            "statusEndDate",
            "officialSourceURL",
            "uri");

    private final CFPackage base;
    final CFPackage mine;
    private final CFPackage theirs;
    private final boolean ownFramework;
    private final String document;
    private final Decisions decisions;

    final Map<String, CFItem> itemsBase;
    final Map<String, CFItem> itemsMine;
    final Map<String, CFItem> itemsTheirs;
    final Map<String, CFAssociation> linksBase;
    final Map<String, CFAssociation> linksMine;
    final Map<String, CFAssociation> linksTheirs;
    private final Map<String, List<CFAssociation>> newHere;
    private final Map<String, List<CFAssociation>> newThere;
    final Map<String, CFItem> kept = new LinkedHashMap<>();

    Merging(CFPackage base, CFPackage mine, CFPackage theirs, Adoption adoption, Map<String, Choice> choices) {
        this.mine = mine;
        this.decisions = new Decisions(choices);
        this.document = mine.document().identifier().toString();
        this.ownFramework =
                !mine.document().identifier().equals(theirs.document().identifier());
        Counterparts counterparts = new Counterparts(mine, base, theirs, adoption);
        this.base = counterparts.here(base);
        this.theirs = counterparts.here(theirs);
        itemsBase = items(this.base);
        itemsMine = items(mine);
        itemsTheirs = items(this.theirs);
        linksBase = links(this.base);
        linksMine = links(mine);
        linksTheirs = links(this.theirs);
        newHere = newLinks(linksMine);
        newThere = newLinks(linksTheirs);
    }

    List<Conflict> conflicts() {
        return decisions.conflicts();
    }

    private static Map<String, CFItem> items(CFPackage pkg) {
        Map<String, CFItem> items = new LinkedHashMap<>();
        pkg.items().forEach(item -> items.putIfAbsent(item.identifier().toString(), item));
        return items;
    }

    /** The associations by what they say; one that says the same as another once more is counted. */
    private static Map<String, CFAssociation> links(CFPackage pkg) {
        Map<String, CFAssociation> links = new LinkedHashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        for (CFAssociation one : pkg.associations()) {
            String meaning = Comparison.meaning(one);
            int count = counts.merge(meaning, 1, Integer::sum);
            links.put(count == 1 ? meaning : meaning + "\n" + count, one);
        }
        return links;
    }

    // --- the whole ---

    CFPackage merged() {
        mergeItems();
        MergedTree branches = new MergedTree(this, decisions);
        branches.merge(); // may bring items back
        Map<String, CFAssociation> associations = mergeOthers();
        MergedDefinitions defined = new MergedDefinitions(base, mine, theirs, decisions);
        CFDefinitions definitions = defined.definitions(
                kept.values(),
                associations.values(),
                () -> extensions(
                        base.definitions().extensions(),
                        mine.definitions().extensions(),
                        theirs.definitions().extensions(),
                        document,
                        "the definitions"));
        List<CFAssociation> all = new ArrayList<>();
        Map<String, CFAssociation> tree = branches.associations();
        // the variant's order first, then what is new
        linksMine.keySet().forEach(key -> {
            @Nullable CFAssociation one = tree.containsKey(key) ? tree.remove(key) : associations.remove(key);
            if (one != null) {
                all.add(one);
            }
        });
        all.addAll(tree.values());
        all.addAll(associations.values());
        return new CFPackage(
                mergeDocument(),
                List.copyOf(kept.values()),
                all,
                definitions,
                defined.rubrics(),
                extensions(
                        base.extensions(),
                        mine.extensions(),
                        theirs.extensions(),
                        document,
                        mine.document().title()));
    }

    private CFDocument mergeDocument() {
        CFDocument.Builder builder = mine.document().toBuilder();
        for (Property<CFDocument, CFDocument.Builder, ?> property : Properties.DOCUMENT) {
            if (property.name().equals("extensions")) {
                builder.extensions(extensions(
                        base.document().extensions(),
                        mine.document().extensions(),
                        theirs.document().extensions(),
                        document,
                        mine.document().title()));
            } else if (!ownFramework || !OWN.contains(property.name())) {
                merge(
                        property,
                        base.document(),
                        mine.document(),
                        theirs.document(),
                        builder,
                        document,
                        mine.document().title());
            }
        }
        return builder.lastChangeDateTime(date(
                        base.document().lastChangeDateTime(),
                        mine.document().lastChangeDateTime(),
                        theirs.document().lastChangeDateTime()))
                .build();
    }

    private static Instant date(@Nullable Instant was, Instant here, Instant there) {
        if (here.equals(was)) {
            return there;
        }
        return there.equals(was) || here.isAfter(there) ? here : there;
    }

    // --- items ---

    private void mergeItems() {
        for (Map.Entry<String, CFItem> entry : itemsMine.entrySet()) {
            String id = entry.getKey();
            CFItem here = entry.getValue();
            @Nullable CFItem was = itemsBase.get(id);
            @Nullable CFItem there = itemsTheirs.get(id);
            if (there != null) {
                kept.put(id, merge(was, here, there));
            } else if (was == null || stays(id, was, here)) {
                kept.put(id, here);
            }
        }
        for (Map.Entry<String, CFItem> entry : itemsTheirs.entrySet()) {
            String id = entry.getKey();
            CFItem there = entry.getValue();
            @Nullable CFItem was = itemsBase.get(id);
            if (!itemsMine.containsKey(id) && (was == null || returns(id, was, there))) {
                kept.put(id, there);
            }
        }
    }

    /** Whether an item stays that the source left out. */
    private boolean stays(String id, CFItem was, CFItem here) {
        List<PropertyChange> changes = Property.changes(compared(), was, here);
        List<String> local = builtOn(newHere.getOrDefault(id, List.of()), id);
        if (changes.isEmpty() && local.isEmpty()) {
            return false;
        }
        String why = changes.isEmpty()
                ? "here it is built on (" + String.join("; ", local) + ")"
                : "here " + names(changes) + " was changed";
        Choice choice = decisions.conflict(
                "item " + id,
                Conflict.Kind.CHANGED_HERE_DELETED_THERE,
                id,
                here.label(),
                "",
                was.fullStatement(),
                here.fullStatement(),
                null,
                "The source left out \"" + here.label() + "\", while " + why + ".",
                false);
        return choice != Choice.THEIRS;
    }

    /** The associations of one side that are not in the base, by each of their ends. */
    private Map<String, List<CFAssociation>> newLinks(Map<String, CFAssociation> links) {
        Map<String, List<CFAssociation>> byEnd = new HashMap<>();
        links.forEach((key, one) -> {
            if (!linksBase.containsKey(key)) {
                for (LinkGenURI end : List.of(one.originNodeURI(), one.destinationNodeURI())) {
                    byEnd.computeIfAbsent(end.identifier(), any -> new ArrayList<>(1))
                            .add(one);
                }
            }
        });
        return byEnd;
    }

    private static List<String> builtOn(List<CFAssociation> links, String id) {
        return links.stream()
                .map(one -> one.originNodeURI().identifier().equals(id)
                        ? one.associationType().wire() + " "
                                + one.destinationNodeURI().title()
                        : one.originNodeURI().title() + " "
                                + one.associationType().wire() + " it")
                .limit(3)
                .toList();
    }

    /** Whether an item comes back that the variant left out. */
    private boolean returns(String id, CFItem was, CFItem there) {
        List<PropertyChange> changes = Property.changes(Properties.ITEM, was, there);
        List<CFAssociation> links = newThere.getOrDefault(id, List.of()).stream()
                .filter(one ->
                        one.originNodeURI().identifier().equals(id) || !isBranch(one)) // children ask for themselves
                .toList();
        if (changes.isEmpty() && links.isEmpty()) {
            return false;
        }
        String why = changes.isEmpty()
                ? "builds on it (" + String.join("; ", builtOn(links, id)) + ")"
                : "changed its " + names(changes);
        Choice choice = decisions.conflict(
                "item " + id,
                Conflict.Kind.DELETED_HERE_CHANGED_THERE,
                id,
                there.label(),
                "",
                was.fullStatement(),
                null,
                there.fullStatement(),
                "\"" + there.label() + "\" was left out here, while the source " + why + ".",
                false);
        return choice == Choice.THEIRS;
    }

    private static String names(List<PropertyChange> changes) {
        return changes.stream().map(PropertyChange::property).collect(Collectors.joining(", "));
    }

    /** The properties in which an item of the variant and of the source can differ by what somebody did. */
    private List<Property<CFItem, CFItem.Builder, ?>> compared() {
        return ownFramework
                ? Properties.ITEM.stream()
                        .filter(property -> !property.name().equals("uri"))
                        .filter(property -> !property.name().equals("extensions"))
                        .toList()
                : Properties.ITEM;
    }

    private CFItem merge(@Nullable CFItem was, CFItem here, CFItem there) {
        CFItem.Builder builder = here.toBuilder();
        String id = here.identifier().toString();
        for (Property<CFItem, CFItem.Builder, ?> property : Properties.ITEM) {
            if (property.name().equals("extensions")) {
                builder.extensions(extensions(
                        was == null ? Extensions.NONE : was.extensions(),
                        here.extensions(),
                        there.extensions(),
                        id,
                        here.label()));
            } else if (!property.name().equals("uri") || !ownFramework) {
                merge(property, was, here, there, builder, id, here.label());
            }
        }
        return builder.lastChangeDateTime(date(
                        was == null ? null : was.lastChangeDateTime(),
                        here.lastChangeDateTime(),
                        there.lastChangeDateTime()))
                .build();
    }

    private <T, B> void merge(
            Property<T, B, ?> property, @Nullable T was, T here, T there, B builder, String node, String label) {
        if (property.same(here, there) || was != null && property.same(was, there)) {
            return;
        }
        if (was != null && property.same(was, here)) {
            property.copy(there, builder);
            return;
        }
        @Nullable String before = was == null ? null : property.words(was);
        @Nullable String ours = property.words(here);
        @Nullable String others = property.words(there);
        Choice choice = decisions.conflict(
                node + " " + property.name(),
                Conflict.Kind.CHANGED_BOTH_WAYS,
                node,
                label,
                property.name(),
                before,
                ours,
                others,
                "Both changed " + property.name() + " of \"" + label + "\": it was " + Decisions.quoted(before)
                        + ", here it is " + Decisions.quoted(ours) + ", in the source " + Decisions.quoted(others)
                        + ".",
                property.takesText());
        switch (choice) {
            case Choice.Side side -> {
                if (side == Choice.Side.THEIRS) {
                    property.copy(there, builder);
                }
            }
            case Choice.Text text -> property.write(text.text(), builder);
        }
    }

    private Extensions extensions(Extensions was, Extensions here, Extensions there, String node, String label) {
        if (here.equals(there) || there.equals(was)) {
            return here;
        }
        Map<String, Extensions.Value> merged = new LinkedHashMap<>(here.values());
        Set<String> names = new LinkedHashSet<>(here.values().keySet());
        names.addAll(there.values().keySet());
        for (String name : names) {
            if (name.equals(Counterparts.SOURCE_IDENTIFIER) || name.equals(Counterparts.SOURCE_URI)) {
                continue;
            }
            Extensions.@Nullable Value before = was.values().get(name);
            Extensions.@Nullable Value ours = here.values().get(name);
            Extensions.@Nullable Value others = there.values().get(name);
            boolean take = !Objects.equals(ours, others) && Objects.equals(before, ours);
            if (!Objects.equals(ours, others) && !Objects.equals(before, ours) && !Objects.equals(before, others)) {
                take = decisions.conflict(
                                node + " extensions " + name,
                                Conflict.Kind.CHANGED_BOTH_WAYS,
                                node,
                                label,
                                "extensions " + name,
                                Property.shown(before),
                                Property.shown(ours),
                                Property.shown(others),
                                "Both changed the extension " + name + " of \"" + label + "\": it was "
                                        + Decisions.quoted(Property.shown(before)) + ", here it is "
                                        + Decisions.quoted(Property.shown(ours)) + ", in the source "
                                        + Decisions.quoted(Property.shown(others)) + ".",
                                false)
                        == Choice.THEIRS;
            }
            if (take && others == null) {
                merged.remove(name);
            } else if (take && others != null) {
                merged.put(name, others);
            }
        }
        return new Extensions(merged);
    }

    // --- associations beside the tree ---

    /** Whether an association says where an item stands. */
    boolean isBranch(CFAssociation one) {
        String origin = one.originNodeURI().identifier();
        return one.associationType() == AssociationType.IS_CHILD_OF
                && (itemsMine.containsKey(origin) || itemsTheirs.containsKey(origin) || itemsBase.containsKey(origin));
    }

    private Map<String, CFAssociation> mergeOthers() {
        Map<String, CFAssociation> merged = new LinkedHashMap<>();
        linksMine.forEach((key, here) -> {
            if (isBranch(here)) {
                return;
            }
            @Nullable CFAssociation was = linksBase.get(key);
            @Nullable CFAssociation there = linksTheirs.get(key);
            if (there != null) {
                merged.put(key, merge(was, here, there));
            } else if (!isGone(here.originNodeURI()) && (was == null || linkStays(key, was, here))) {
                merged.put(key, here);
            }
        });
        linksTheirs.forEach((key, there) -> {
            if (isBranch(there)
                    || linksMine.containsKey(key)
                    || isGone(there.originNodeURI())
                    || isGone(there.destinationNodeURI())) {
                return;
            }
            @Nullable CFAssociation was = linksBase.get(key);
            boolean wasOfAnItemThatCameBack = was != null
                    && !itemsMine.containsKey(there.originNodeURI().identifier())
                    && kept.containsKey(there.originNodeURI().identifier());
            if (was == null || wasOfAnItemThatCameBack || linkReturns(key, was, there)) {
                merged.put(key, there);
            }
        });
        return merged;
    }

    /** Whether this end is an item that was in one of the three and is not in the result. */
    private boolean isGone(LinkGenURI end) {
        String node = end.identifier();
        return !kept.containsKey(node)
                && (itemsMine.containsKey(node) || itemsTheirs.containsKey(node) || itemsBase.containsKey(node));
    }

    private boolean linkStays(String key, CFAssociation was, CFAssociation here) {
        if (Property.changes(Properties.ASSOCIATION, was, here).isEmpty()) {
            return false;
        }
        return decisions.conflict(
                        "association " + key.replace('\n', ' '),
                        Conflict.Kind.CHANGED_HERE_DELETED_THERE,
                        here.identifier().toString(),
                        said(here),
                        "",
                        was.notes(),
                        here.notes(),
                        null,
                        "The source left out the association " + said(here) + ", while it was changed here.",
                        false)
                != Choice.THEIRS;
    }

    private boolean linkReturns(String key, CFAssociation was, CFAssociation there) {
        if (Property.changes(Properties.ASSOCIATION, was, there).isEmpty()) {
            return false;
        }
        return decisions.conflict(
                        "association " + key.replace('\n', ' '),
                        Conflict.Kind.DELETED_HERE_CHANGED_THERE,
                        there.identifier().toString(),
                        said(there),
                        "",
                        was.notes(),
                        null,
                        there.notes(),
                        "The association " + said(there) + " was left out here, while the source changed it.",
                        false)
                == Choice.THEIRS;
    }

    private static String said(CFAssociation one) {
        return "\"" + one.originNodeURI().title() + "\" "
                + one.associationType().wire() + " \""
                + one.destinationNodeURI().title() + "\"";
    }

    CFAssociation merge(@Nullable CFAssociation was, CFAssociation here, CFAssociation there) {
        if (here.equals(there)) {
            return here;
        }
        CFAssociation.Builder builder = here.toBuilder();
        for (Property<CFAssociation, CFAssociation.Builder, ?> property : Properties.ASSOCIATION) {
            if (property.name().equals("extensions")) {
                builder.extensions(extensions(
                        was == null ? Extensions.NONE : was.extensions(),
                        here.extensions(),
                        there.extensions(),
                        here.identifier().toString(),
                        said(here)));
            } else {
                merge(property, was, here, there, builder, here.identifier().toString(), said(here));
            }
        }
        return builder.lastChangeDateTime(date(
                        was == null ? null : was.lastChangeDateTime(),
                        here.lastChangeDateTime(),
                        there.lastChangeDateTime()))
                .build();
    }
}
