package org.throughline.caseformat.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFItemType;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/**
 * Whether a package hangs together: links that lead outside are named, items that hang nowhere are hung under the document,
 * definitions that links ask for are supplied, and items that stand under themselves make the package unusable.
 */
public final class PackageCheck {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:case:supplied");
    private static final int NAMED = 12;

    /** The extension under which an item's own word for its type is kept where it disagrees with the type it links to. */
    private static final String ORIGINAL_ITEM_TYPE = "throughline:originalItemType";

    private final CFPackage pkg;
    private final List<String> itemPointers;
    private final List<String> associationPointers;
    private final Remarks remarks;

    /**
     * @param pkg the package
     * @param itemPointers where each item stands in the file, in the order of the items
     * @param associationPointers where each association stands in the file, in the order of the associations
     */
    public PackageCheck(CFPackage pkg, List<String> itemPointers, List<String> associationPointers, Remarks remarks) {
        this.pkg = pkg;
        this.itemPointers = itemPointers;
        this.associationPointers = associationPointers;
        this.remarks = remarks;
    }

    /**
     * The package with what was missing supplied. What was repaired stays repaired: written and read again, it gives no finding.
     *
     * <p>An end that leads outside says so in its {@code targetType} from then on, which is how CASE 1.1 tells where a link leads: {@code CASE}
     * where its identifier is one of CASE, else {@code ext:external}. An orphan gets an actual {@code isChildOf} association to the document,
     * whose identifier is derived from both.
     */
    public CFPackage repaired() {
        List<CFAssociation> associations = externalEnds();
        FrameworkTree tree = FrameworkTree.of(pkg);
        cycle(tree);
        List<CFAssociation> hung = orphansHung(tree, associations);
        CFPackage whole =
                new CFPackage(pkg.document(), pkg.items(), hung, pkg.definitions(), pkg.rubrics(), pkg.extensions());
        CFDefinitions definitions =
                new MissingDefinitions(whole, itemPointers, associationPointers, remarks).supplied();
        return new CFPackage(
                pkg.document(),
                agreeing(definitions.itemTypes()),
                whole.associations(),
                definitions,
                pkg.rubrics(),
                pkg.extensions());
    }

    private Set<String> nodes() {
        Set<String> nodes = HashSet.newHashSet(pkg.items().size() + 1);
        nodes.add(pkg.document().identifier().toString());
        pkg.items().forEach(item -> nodes.add(item.identifier().toString()));
        return nodes;
    }

    private List<CFAssociation> externalEnds() {
        Set<String> nodes = nodes();
        List<CFAssociation> associations = new ArrayList<>(pkg.associations().size());
        for (int i = 0; i < pkg.associations().size(); i++) {
            CFAssociation association = pkg.associations().get(i);
            LinkGenURI origin = association.originNodeURI();
            LinkGenURI destination = association.destinationNodeURI();
            boolean from = dangles(nodes, origin);
            boolean to = dangles(nodes, destination);
            if (from) {
                dangling(i, "originNodeURI", association, origin);
            }
            if (to) {
                dangling(i, "destinationNodeURI", association, destination);
            }
            associations.add(
                    from || to
                            ? association.toBuilder()
                                    .originNodeURI(from ? external(origin) : origin)
                                    .destinationNodeURI(to ? external(destination) : destination)
                                    .build()
                            : association);
        }
        return associations;
    }

    /** Whether this end leads outside without saying so. */
    private static boolean dangles(Set<String> nodes, LinkGenURI end) {
        return end.targetType() == null && !nodes.contains(end.identifier());
    }

    private static LinkGenURI external(LinkGenURI end) {
        String targetType = CaseIds.parse(end.identifier()).isPresent() ? "CASE" : "ext:external";
        return new LinkGenURI(end.title(), end.identifier(), end.uri(), targetType);
    }

    /** In a crosswalk, which has associations alone, both ends lead outside by design: that is nothing to tell. */
    private void dangling(int index, String end, CFAssociation association, LinkGenURI link) {
        if (pkg.items().isEmpty() && !association.associationType().equals(AssociationType.IS_CHILD_OF)) {
            return;
        }
        remarks.repair(
                "dangling-end",
                associationPointers.get(index) + "/" + end,
                "The " + association.associationType().wire() + " leads to \"" + link.title()
                        + "\", which is not in this package; kept it as an external link to " + link.uri() + ".");
    }

    /** The items, each with the type in words that its link to a type means. */
    private List<CFItem> agreeing(List<CFItemType> types) {
        Map<UUID, String> titles = new HashMap<>();
        types.forEach(type -> titles.put(type.identifier(), type.title()));
        List<CFItem> items = new ArrayList<>(pkg.items().size());
        for (int i = 0; i < pkg.items().size(); i++) {
            items.add(agreeing(pkg.items().get(i), i, titles));
        }
        return items;
    }

    private CFItem agreeing(CFItem item, int index, Map<UUID, String> titles) {
        if (item.CFItemType() == null || item.CFItemTypeURI() == null) {
            return item;
        }
        String title = titles.getOrDefault(
                item.CFItemTypeURI().identifier(), item.CFItemTypeURI().title());
        if (title.equalsIgnoreCase(item.CFItemType())) {
            return item;
        }
        remarks.repair(
                "item-type-disagrees",
                itemPointers.get(index) + "/CFItemType",
                "The item says \"" + item.CFItemType() + "\", the type it links to is \"" + title
                        + "\"; took that, and kept the item's own word in an extension.");
        return item.toBuilder()
                .CFItemType(title)
                .extensions(item.extensions().withText(ORIGINAL_ITEM_TYPE, item.CFItemType()))
                .build();
    }

    private void cycle(FrameworkTree tree) {
        documentUnderItem();
        tree.cycles(NAMED).forEach(this::cycle);
    }

    private void cycle(List<CFItem> circle) {
        String named = circle.stream().limit(NAMED).map(PackageCheck::named).collect(Collectors.joining(" → "));
        String rest = circle.size() > NAMED ? " → … (" + circle.size() + " in all)" : "";
        remarks.error(
                "child-cycle",
                pointerTo(circle.getFirst()),
                "These items stand under each other in a circle, so the framework has no tree: " + named + rest + " → "
                        + named(circle.getFirst()) + ".");
    }

    /** Every item stands under the document at last, so a document under one of them, or under itself, makes a circle. */
    private void documentUnderItem() {
        String document = pkg.document().identifier().toString();
        Set<String> nodes = nodes();
        for (int i = 0; i < pkg.associations().size(); i++) {
            CFAssociation association = pkg.associations().get(i);
            LinkGenURI above = association.destinationNodeURI();
            if (association.associationType() == AssociationType.IS_CHILD_OF
                    && association.originNodeURI().identifier().equals(document)
                    && nodes.contains(above.identifier())) {
                remarks.error(
                        "child-cycle",
                        associationPointers.get(i),
                        "The document " + document + " stands under \"" + above.title() + "\" (" + above.identifier()
                                + "), which stands under the document: a circle.");
                return;
            }
        }
    }

    private static String named(CFItem item) {
        return item.label() + " (" + item.identifier() + ")";
    }

    private String pointerTo(CFItem item) {
        for (int i = 0; i < pkg.items().size(); i++) {
            if (pkg.items().get(i).identifier().equals(item.identifier())) {
                return itemPointers.get(i);
            }
        }
        return "";
    }

    private List<CFAssociation> orphansHung(FrameworkTree tree, List<CFAssociation> given) {
        List<CFItem> orphans = tree.orphans();
        if (orphans.isEmpty()) {
            return given;
        }
        Map<UUID, Integer> indexes = HashMap.newHashMap(pkg.items().size());
        for (int i = 0; i < pkg.items().size(); i++) {
            indexes.put(pkg.items().get(i).identifier(), i);
        }
        Set<UUID> taken = HashSet.newHashSet(given.size());
        given.forEach(association -> taken.add(association.identifier()));
        List<CFAssociation> associations = new ArrayList<>(given);
        for (CFItem orphan : orphans) {
            associations.add(underDocument(orphan, taken));
            @Nullable Integer index = indexes.get(orphan.identifier());
            remarks.repair(
                    "orphan-item",
                    index == null ? "" : itemPointers.get(index),
                    "\"" + orphan.label() + "\" stands under nothing in this package; hung it under the document.");
        }
        return associations;
    }

    private CFAssociation underDocument(CFItem orphan, Set<UUID> taken) {
        UUID identifier = CaseIds.v5(NAMESPACE, pkg.document().identifier() + " isChildOf " + orphan.identifier());
        while (!taken.add(identifier)) {
            identifier = CaseIds.v5(NAMESPACE, identifier.toString());
        }
        return CFAssociation.builder(
                        identifier,
                        "urn:uuid:" + identifier,
                        AssociationType.IS_CHILD_OF,
                        LinkGenURI.to(orphan),
                        LinkGenURI.to(pkg.document()),
                        pkg.document().lastChangeDateTime())
                .build();
    }
}
