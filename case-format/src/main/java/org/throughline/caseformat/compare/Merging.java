package org.throughline.caseformat.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFAssociationGrouping;
import org.throughline.caseformat.model.CFConcept;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFSubject;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** The work behind one {@link ThreeWayMerge}: base and theirs are first put into the variant's identifiers, then compared with it. */
final class Merging {

    private static final String SOURCE_IDENTIFIER = "sourceItemIdentifier";
    private static final String SOURCE_URI = "sourceItemURI";
    private static final String PLACE = "isChildOf";

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
    private final CFPackage mine;
    private final CFPackage theirs;
    private final Adoption adoption;
    private final Map<String, Choice> choices;
    private final boolean ownFramework;
    private final String document;
    private final List<Conflict> conflicts = new ArrayList<>();

    /** Identifiers of the source's items to those of their counterparts in the variant. */
    private final Map<String, UUID> counterparts = new HashMap<>();

    private final Map<String, CFItem> itemsBase;
    private final Map<String, CFItem> itemsMine;
    private final Map<String, CFItem> itemsTheirs;
    private final Map<String, CFAssociation> linksBase;
    private final Map<String, CFAssociation> linksMine;
    private final Map<String, CFAssociation> linksTheirs;
    private final Map<String, List<CFAssociation>> newHere;
    private final Map<String, List<CFAssociation>> newThere;
    private final Map<String, CFItem> kept = new LinkedHashMap<>();

    Merging(CFPackage base, CFPackage mine, CFPackage theirs, Adoption adoption, Map<String, Choice> choices) {
        this.mine = mine;
        this.adoption = adoption;
        this.choices = choices;
        this.document = mine.document().identifier().toString();
        this.ownFramework =
                !mine.document().identifier().equals(theirs.document().identifier());
        findCounterparts(base, theirs);
        this.base = here(base);
        this.theirs = here(theirs);
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
        return conflicts;
    }

    static String sourceOf(CFItem item) {
        return item.extensions()
                .text(SOURCE_IDENTIFIER)
                .orElseGet(() -> item.identifier().toString());
    }

    // --- who is who ---

    private void findCounterparts(CFPackage baseThere, CFPackage theirsThere) {
        Set<String> there = new HashSet<>();
        baseThere.items().forEach(item -> there.add(item.identifier().toString()));
        theirsThere.items().forEach(item -> there.add(item.identifier().toString()));
        for (CFItem item : mine.items()) {
            String own = item.identifier().toString();
            if (there.contains(own)) {
                counterparts.put(own, item.identifier());
            }
        }
        Set<UUID> taken = new HashSet<>(counterparts.values());
        for (CFItem item : mine.items()) {
            String source = sourceOf(item);
            if (there.contains(source) && !taken.contains(item.identifier())) {
                counterparts.putIfAbsent(source, item.identifier());
            }
        }
        if (adoption instanceof Adoption.Own) {
            for (String source : there) {
                counterparts.computeIfAbsent(
                        source, any -> Adoption.Own.identifier(mine.document().identifier(), source));
            }
        }
    }

    /** The source's package with the variant's identifiers. */
    private CFPackage here(CFPackage there) {
        String thereDocument = there.document().identifier().toString();
        List<CFItem> items = new ArrayList<>(there.items().size());
        for (CFItem item : there.items()) {
            items.add(here(item));
        }
        Map<String, CFItem> known = new HashMap<>();
        items.forEach(item -> known.put(item.identifier().toString(), item));
        List<CFAssociation> associations = new ArrayList<>(there.associations().size());
        for (CFAssociation one : there.associations()) {
            LinkGenURI origin = here(one.originNodeURI(), thereDocument, known);
            LinkGenURI destination = here(one.destinationNodeURI(), thereDocument, known);
            CFAssociation.Builder builder =
                    one.toBuilder().originNodeURI(origin).destinationNodeURI(destination);
            if (ownFramework && adoption instanceof Adoption.Own own) {
                UUID identifier = Adoption.Own.identifier(
                        mine.document().identifier(), one.identifier().toString());
                builder.identifier(identifier).uri(own.uri().apply(identifier));
            }
            associations.add(builder.build());
        }
        return new CFPackage(
                there.document(), items, associations, there.definitions(), there.rubrics(), there.extensions());
    }

    private CFItem here(CFItem item) {
        String source = item.identifier().toString();
        @Nullable UUID identifier = counterparts.get(source);
        if (identifier == null || identifier.equals(item.identifier())) {
            return item;
        }
        String uri = adoption instanceof Adoption.Own own ? own.uri().apply(identifier) : item.uri();
        return item.toBuilder()
                .identifier(identifier)
                .uri(uri)
                .extensions(
                        item.extensions().withText(SOURCE_IDENTIFIER, source).withText(SOURCE_URI, item.uri()))
                .build();
    }

    private LinkGenURI here(LinkGenURI end, String thereDocument, Map<String, CFItem> known) {
        if (ownFramework && end.identifier().equals(thereDocument)) {
            return new LinkGenURI(
                    mine.document().title(), document, mine.document().uri(), end.targetType());
        }
        @Nullable UUID identifier = counterparts.get(end.identifier());
        if (identifier == null || identifier.toString().equals(end.identifier())) {
            return end;
        }
        @Nullable CFItem item = known.get(identifier.toString());
        return new LinkGenURI(
                end.title(), identifier.toString(), item == null ? end.uri() : item.uri(), end.targetType());
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
        Branches branches = new Branches();
        branches.merge(); // may bring items back
        Map<String, CFAssociation> associations = mergeOthers();
        CFDefinitions definitions = definitions(associations.values());
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
                rubrics(),
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
        Choice choice = conflict(
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
        Choice choice = conflict(
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
        Choice choice = conflict(
                node + " " + property.name(),
                Conflict.Kind.CHANGED_BOTH_WAYS,
                node,
                label,
                property.name(),
                before,
                ours,
                others,
                "Both changed " + property.name() + " of \"" + label + "\": it was " + quoted(before) + ", here it is "
                        + quoted(ours) + ", in the source " + quoted(others) + ".",
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

    private static String quoted(@Nullable String text) {
        return text == null ? "absent" : "\"" + text + "\"";
    }

    private Extensions extensions(Extensions was, Extensions here, Extensions there, String node, String label) {
        if (here.equals(there) || there.equals(was)) {
            return here;
        }
        Map<String, Extensions.Value> merged = new LinkedHashMap<>(here.values());
        Set<String> names = new LinkedHashSet<>(here.values().keySet());
        names.addAll(there.values().keySet());
        for (String name : names) {
            if (name.equals(SOURCE_IDENTIFIER) || name.equals(SOURCE_URI)) {
                continue;
            }
            Extensions.@Nullable Value before = was.values().get(name);
            Extensions.@Nullable Value ours = here.values().get(name);
            Extensions.@Nullable Value others = there.values().get(name);
            boolean take = !Objects.equals(ours, others) && Objects.equals(before, ours);
            if (!Objects.equals(ours, others) && !Objects.equals(before, ours) && !Objects.equals(before, others)) {
                take = conflict(
                                node + " extensions " + name,
                                Conflict.Kind.CHANGED_BOTH_WAYS,
                                node,
                                label,
                                "extensions " + name,
                                Property.shown(before),
                                Property.shown(ours),
                                Property.shown(others),
                                "Both changed the extension " + name + " of \"" + label + "\": it was "
                                        + quoted(Property.shown(before)) + ", here it is "
                                        + quoted(Property.shown(ours)) + ", in the source "
                                        + quoted(Property.shown(others)) + ".",
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

    /** Notes a conflict and tells what was decided about it, which is the variant's side until somebody does. */
    private Choice conflict(
            String key,
            Conflict.Kind kind,
            String node,
            String label,
            String property,
            @Nullable String was,
            @Nullable String here,
            @Nullable String there,
            String sentence,
            boolean takesText) {
        @Nullable Choice choice = choices.get(key);
        if (choice instanceof Choice.Text && !takesText) {
            choice = null;
        }
        conflicts.add(new Conflict(key, kind, node, label, property, was, here, there, sentence, takesText, choice));
        return choice == null ? Choice.MINE : choice;
    }

    // --- associations beside the tree ---

    private boolean isBranch(CFAssociation one) {
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
        return conflict(
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
        return conflict(
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

    private CFAssociation merge(@Nullable CFAssociation was, CFAssociation here, CFAssociation there) {
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

    // --- definitions ---

    private CFDefinitions definitions(Collection<CFAssociation> others) {
        Set<UUID> used = new HashSet<>();
        kept.values().forEach(item -> {
            use(used, item.CFItemTypeURI());
            use(used, item.conceptKeywordsURI());
            use(used, item.licenseURI());
            item.subjectURI().forEach(link -> use(used, link));
        });
        use(used, mine.document().licenseURI());
        mine.document().subjectURI().forEach(link -> use(used, link));
        others.forEach(one -> use(used, one.CFAssociationGroupingURI()));
        Map<String, Definition> merged = merge(
                byKey(base, false), byKey(mine, false), byKey(theirs, false), one -> used.contains(one.identifier()));
        return new CFDefinitions(
                those(merged, CFConcept.class),
                those(merged, CFSubject.class),
                those(merged, CFLicense.class),
                those(merged, CFItemType.class),
                those(merged, CFAssociationGrouping.class),
                extensions(
                        base.definitions().extensions(),
                        mine.definitions().extensions(),
                        theirs.definitions().extensions(),
                        document,
                        "the definitions"));
    }

    private static void use(Set<UUID> used, @Nullable LinkURI link) {
        if (link != null) {
            used.add(link.identifier());
        }
    }

    private List<CFRubric> rubrics() {
        return those(merge(byKey(base, true), byKey(mine, true), byKey(theirs, true), one -> false), CFRubric.class);
    }

    private static Map<String, Definition> byKey(CFPackage pkg, boolean rubrics) {
        Map<String, Definition> all = new LinkedHashMap<>();
        Definition.of(pkg).stream()
                .filter(one -> one.value() instanceof CFRubric == rubrics)
                .forEach(one -> all.put(one.key(), one));
        return all;
    }

    private static <T> List<T> those(Map<String, Definition> all, Class<T> kind) {
        return all.values().stream()
                .map(Definition::value)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Map<String, Definition> merge(
            Map<String, Definition> was,
            Map<String, Definition> here,
            Map<String, Definition> there,
            Predicate<Definition> needed) {
        Map<String, Definition> merged = new LinkedHashMap<>();
        here.forEach((key, ours) -> {
            @Nullable Definition before = was.get(key);
            @Nullable Definition others = there.get(key);
            if (others == null) {
                if (before == null || !before.says().equals(ours.says()) || needed.test(ours)) {
                    merged.put(key, ours);
                }
            } else if (before != null && before.value().equals(ours.value())) {
                merged.put(key, others);
            } else if (ours.says().equals(others.says())
                    || before != null && before.says().equals(others.says())) {
                merged.put(key, ours);
            } else if (before != null && before.says().equals(ours.says())) {
                merged.put(key, others);
            } else {
                Choice choice = conflict(
                        key,
                        Conflict.Kind.CHANGED_BOTH_WAYS,
                        ours.identifier().toString(),
                        ours.kind() + " \"" + ours.title() + "\"",
                        "",
                        before == null ? null : words(before),
                        words(ours),
                        words(others),
                        "Both changed the " + ours.kind() + " \"" + ours.title() + "\": here it says "
                                + quoted(words(ours)) + ", in the source " + quoted(words(others)) + ".",
                        false);
                merged.put(key, choice == Choice.THEIRS ? others : ours);
            }
        });
        there.forEach((key, others) -> {
            @Nullable Definition before = was.get(key);
            if (!here.containsKey(key)
                    && (before == null || !before.says().equals(others.says()) || needed.test(others))) {
                merged.put(key, others);
            }
        });
        return merged;
    }

    private static String words(Definition one) {
        return one.says().stream()
                .filter(said -> said.text() != null)
                .map(said -> said.property() + ": " + said.text())
                .collect(Collectors.joining("; "));
    }

    // --- the tree ---

    /** Where each item stands, and in which order. */
    private final class Branches {

        private final Map<String, Map<String, CFAssociation>> was = parents(linksBase);
        private final Map<String, Map<String, CFAssociation>> here = parents(linksMine);
        private final Map<String, Map<String, CFAssociation>> there = parents(linksTheirs);
        private final Map<String, Set<String>> places = new LinkedHashMap<>();
        private final Map<String, CFAssociation> branches = new HashMap<>();
        private final Set<String> taken = new HashSet<>();
        private final Map<String, Map<String, Integer>> renumbered = new HashMap<>();

        private Map<String, Map<String, CFAssociation>> parents(Map<String, CFAssociation> links) {
            Map<String, Map<String, CFAssociation>> parents = new HashMap<>();
            links.values().stream()
                    .filter(Merging.this::isBranch)
                    .forEach(one -> parents.computeIfAbsent(
                                    one.originNodeURI().identifier(), any -> new LinkedHashMap<>())
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
            places.forEach((child, parents) -> parents.forEach(parent ->
                    now.computeIfAbsent(parent, any -> new ArrayList<>()).add(child)));
            all.forEach(parent -> order(
                    parent,
                    before.of(parent),
                    ours.of(parent),
                    others.of(parent),
                    now.getOrDefault(parent, List.of())));
        }

        private Set<String> place(CFItem item) {
            String id = item.identifier().toString();
            Set<String> before = was.getOrDefault(id, Map.of()).keySet();
            Set<String> ours = here.getOrDefault(id, Map.of()).keySet();
            Set<String> others = there.getOrDefault(id, Map.of()).keySet();
            if (!itemsTheirs.containsKey(id)) {
                return stillThere(item, ours, false);
            }
            if (!itemsMine.containsKey(id)) {
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
            Choice choice = conflict(
                    id + " " + PLACE,
                    Conflict.Kind.MOVED_BOTH_WAYS,
                    id,
                    item.label(),
                    PLACE,
                    labels(before),
                    labels(ours),
                    labels(others),
                    "Both moved \"" + item.label() + "\": it stood under " + quoted(labels(before))
                            + ", here it stands under " + quoted(labels(ours)) + ", in the source under "
                            + quoted(labels(others)) + ".",
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
            Choice choice = conflict(
                    id + " parent",
                    Conflict.Kind.PARENT_GONE,
                    id,
                    item.label(),
                    PLACE,
                    labels(was.getOrDefault(id, Map.of()).keySet()),
                    label(nearest),
                    labels(gone),
                    theirPlace
                            ? "The source has \"" + item.label() + "\" under " + quoted(labels(gone))
                                    + ", which was left out here; so it stands under \"" + label(nearest) + "\"."
                            : "The source left out " + quoted(labels(gone)) + ", under which \"" + item.label()
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
                @Nullable CFItem item = itemsTheirs.get(at);
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
                    || !itemsMine.containsKey(node) && !itemsTheirs.containsKey(node) && !itemsBase.containsKey(node);
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
            for (Map<String, CFItem> items : List.of(itemsMine, itemsTheirs, itemsBase)) {
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
                String first = moved.isEmpty()
                        ? round.iterator().next()
                        : moved.iterator().next();
                Choice choice = conflict(
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

        // --- order ---

        /** Puts the children of one parent in order where both sides gave them numbers. */
        private void order(
                String parent,
                Map<String, @Nullable Integer> before,
                Map<String, @Nullable Integer> ours,
                Map<String, @Nullable Integer> others,
                List<String> children) {
            boolean hereChanged = !before.equals(ours);
            boolean thereChanged = !before.equals(others);
            Map<String, Integer> numbers = new HashMap<>();
            children.forEach(child -> {
                @Nullable Integer number = number(child, parent, before, ours, others);
                if (number != null) {
                    numbers.put(child, number);
                }
            });
            if (!hereChanged || !thereChanged || ours.equals(others) || numbers.size() < children.size()) {
                renumbered.put(parent, numbers);
                return;
            }
            Set<String> now = new HashSet<>(children);
            List<String> orderBefore = sorted(before, now);
            List<String> orderHere = sorted(ours, now);
            List<String> orderThere = sorted(others, now);
            Set<String> common = new HashSet<>(orderHere);
            common.retainAll(orderThere);
            List<String> backbone = backbone(parent, orderBefore, orderHere, orderThere, common);
            List<String> order = woven(backbone, orderHere, orderThere, children);
            boolean rising = children.stream()
                    .allMatch(child -> !ours.containsKey(child)
                            || !others.containsKey(child)
                            || Objects.equals(ours.get(child), others.get(child))
                            || Objects.equals(before.get(child), ours.get(child))
                            || Objects.equals(before.get(child), others.get(child)));
            for (int i = 1; i < order.size(); i++) {
                rising &= numbers.getOrDefault(order.get(i - 1), 0) < numbers.getOrDefault(order.get(i), 0);
            }
            if (!rising) {
                for (int i = 0; i < order.size(); i++) {
                    numbers.put(order.get(i), i + 1);
                }
            }
            renumbered.put(parent, numbers);
        }

        private @Nullable Integer number(
                String child,
                String parent,
                Map<String, @Nullable Integer> before,
                Map<String, @Nullable Integer> ours,
                Map<String, @Nullable Integer> others) {
            if (!ours.containsKey(child)) {
                return others.get(child);
            }
            if (!others.containsKey(child)) {
                return ours.get(child);
            }
            return before.containsKey(child) && Objects.equals(before.get(child), ours.get(child))
                    ? others.get(child)
                    : ours.get(child);
        }

        private List<String> sorted(Map<String, @Nullable Integer> numbers, Set<String> now) {
            return numbers.keySet().stream()
                    .filter(now::contains)
                    .sorted((left, right) -> {
                        int order = Integer.compare(orLast(numbers.get(left)), orLast(numbers.get(right)));
                        return order != 0 ? order : left.compareTo(right);
                    })
                    .toList();
        }

        private static int orLast(@Nullable Integer number) {
            return number == null ? Integer.MAX_VALUE : number;
        }

        private List<String> backbone(
                String parent, List<String> before, List<String> ours, List<String> others, Set<String> common) {
            List<String> commonHere = ours.stream().filter(common::contains).toList();
            List<String> commonThere = others.stream().filter(common::contains).toList();
            if (commonHere.equals(commonThere)) {
                return commonHere;
            }
            Set<String> all = new HashSet<>(before);
            List<String> knownBefore = before.stream().filter(common::contains).toList();
            boolean hereMoved =
                    !commonHere.stream().filter(all::contains).toList().equals(knownBefore);
            boolean thereMoved =
                    !commonThere.stream().filter(all::contains).toList().equals(knownBefore);
            if (!hereMoved && !thereMoved) {
                // both brought the same child, to different places: no side's place is better, so both merges take the
                // same
                return String.join("\n", commonHere).compareTo(String.join("\n", commonThere)) < 0
                        ? commonHere
                        : commonThere;
            }
            if (!hereMoved) {
                return commonThere;
            }
            if (!thereMoved) {
                return commonHere;
            }
            Choice choice = conflict(
                    parent + " order",
                    Conflict.Kind.REORDERED_BOTH_WAYS,
                    parent,
                    label(parent),
                    "sequenceNumber",
                    names(knownBefore),
                    names(commonHere),
                    names(commonThere),
                    "Both put the children of \"" + label(parent) + "\" into another order: here it is "
                            + quoted(names(commonHere)) + ", in the source " + quoted(names(commonThere)) + ".",
                    false);
            return choice == Choice.THEIRS ? commonThere : commonHere;
        }

        private @Nullable String names(List<String> nodes) {
            return nodes.isEmpty() ? null : nodes.stream().map(this::label).collect(Collectors.joining("; "));
        }

        /** The backbone with what only one side has after the sibling that it follows there. */
        private static List<String> woven(
                List<String> backbone, List<String> ours, List<String> others, List<String> children) {
            Set<String> bones = new HashSet<>(backbone);
            Map<String, List<List<String>>> runs = new HashMap<>();
            for (List<String> side : List.of(ours, others)) {
                List<String> run = new ArrayList<>();
                runs.computeIfAbsent("", any -> new ArrayList<>()).add(run);
                for (String child : side) {
                    if (bones.contains(child)) {
                        run = new ArrayList<>();
                        runs.computeIfAbsent(child, any -> new ArrayList<>()).add(run);
                    } else {
                        run.add(child);
                    }
                }
            }
            runs.values().forEach(list -> {
                list.removeIf(List::isEmpty);
                list.sort((left, right) -> left.getFirst().compareTo(right.getFirst()));
            });
            Set<String> order = new LinkedHashSet<>();
            runs.getOrDefault("", List.of()).forEach(order::addAll);
            for (String bone : backbone) {
                order.add(bone);
                runs.getOrDefault(bone, List.of()).forEach(order::addAll);
            }
            order.addAll(children);
            return List.copyOf(order);
        }

        // --- result ---

        Map<String, CFAssociation> associations() {
            Map<String, CFAssociation> all = new LinkedHashMap<>();
            places.forEach((child, parents) -> parents.forEach(parent -> {
                CFAssociation one = branch(child, parent);
                @Nullable
                Integer number = renumbered.getOrDefault(parent, Map.of()).get(child);
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
                return Merging.this.merge(before, ours, others);
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
