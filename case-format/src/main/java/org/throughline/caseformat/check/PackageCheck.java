package org.throughline.caseformat.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
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
        this.itemPointers = List.copyOf(itemPointers);
        this.associationPointers = List.copyOf(associationPointers);
        this.remarks = remarks;
    }

    /** The package with what was missing supplied. */
    public CFPackage repaired() {
        danglingEnds();
        itemTypes();
        cycle();
        CFPackage whole = orphansHung();
        return new CFPackage(
                whole.document(),
                whole.items(),
                whole.associations(),
                new MissingDefinitions(whole, itemPointers, associationPointers, remarks).supplied(),
                whole.rubrics(),
                whole.extensions());
    }

    private Set<String> nodes() {
        Set<String> nodes = HashSet.newHashSet(pkg.items().size() + 1);
        nodes.add(pkg.document().identifier().toString());
        pkg.items().forEach(item -> nodes.add(item.identifier().toString()));
        return nodes;
    }

    private void danglingEnds() {
        Set<String> nodes = nodes();
        for (int i = 0; i < pkg.associations().size(); i++) {
            CFAssociation association = pkg.associations().get(i);
            LinkGenURI origin = association.originNodeURI();
            LinkGenURI destination = association.destinationNodeURI();
            if (!nodes.contains(origin.identifier())) {
                dangling(i, "originNodeURI", association, origin);
            }
            if (!nodes.contains(destination.identifier())) {
                dangling(i, "destinationNodeURI", association, destination);
            }
        }
    }

    private void dangling(int index, String end, CFAssociation association, LinkGenURI link) {
        remarks.repair(
                "dangling-end",
                associationPointers.get(index) + "/" + end,
                "The " + association.associationType().wire() + " leads to \"" + link.title()
                        + "\", which is not in this package; kept it as a link to " + link.uri() + ".");
    }

    private void itemTypes() {
        Map<UUID, String> titles = new HashMap<>();
        pkg.definitions().itemTypes().forEach(type -> titles.put(type.identifier(), type.title()));
        for (int i = 0; i < pkg.items().size(); i++) {
            CFItem item = pkg.items().get(i);
            if (item.CFItemType() == null || item.CFItemTypeURI() == null) {
                continue;
            }
            String title = titles.getOrDefault(
                    item.CFItemTypeURI().identifier(), item.CFItemTypeURI().title());
            if (!title.equals(item.CFItemType())) {
                remarks.warning(
                        "item-type-disagrees",
                        itemPointers.get(i) + "/CFItemType",
                        "The item says \"" + item.CFItemType() + "\", its link says \"" + title + "\"; kept both.");
            }
        }
    }

    private void cycle() {
        List<CFItem> circle = FrameworkTree.of(pkg).cycle();
        if (circle.isEmpty()) {
            return;
        }
        String named = circle.stream().limit(NAMED).map(CFItem::label).collect(Collectors.joining(" → "));
        String rest = circle.size() > NAMED ? " → … (" + circle.size() + " in all)" : "";
        int index = pkg.items().indexOf(circle.getFirst());
        remarks.error(
                "child-cycle",
                itemPointers.get(index),
                "These items stand under each other in a circle, so the framework has no tree: " + named + rest + " → "
                        + circle.getFirst().label() + ".");
    }

    private CFPackage orphansHung() {
        List<CFItem> orphans = FrameworkTree.of(pkg).orphans();
        if (orphans.isEmpty()) {
            return pkg;
        }
        Map<UUID, String> pointers = new HashMap<>();
        for (int i = 0; i < pkg.items().size(); i++) {
            pointers.put(pkg.items().get(i).identifier(), itemPointers.get(i));
        }
        List<CFAssociation> associations = new ArrayList<>(pkg.associations());
        for (CFItem orphan : orphans) {
            associations.add(underDocument(orphan));
            remarks.repair(
                    "orphan-item",
                    pointers.getOrDefault(orphan.identifier(), ""),
                    "\"" + orphan.label() + "\" stands under nothing in this package; hung it under the document.");
        }
        return new CFPackage(
                pkg.document(), pkg.items(), associations, pkg.definitions(), pkg.rubrics(), pkg.extensions());
    }

    private CFAssociation underDocument(CFItem orphan) {
        UUID identifier = CaseIds.v5(NAMESPACE, pkg.document().identifier() + " isChildOf " + orphan.identifier());
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
