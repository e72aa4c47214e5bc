package org.throughline.server.frameworks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/**
 * Which rows of a framework say of a text that comes to stand what they said of the one before: they are left alone. Where an item or an
 * association stands in the row is told apart from what it says, as one that is new moves all behind it on.
 *
 * @param items those whose rows stay but for their number
 * @param associations likewise
 * @param levels those below which the same stand in the same order
 */
record KeptRows(Set<UUID> items, Set<UUID> associations, Set<UUID> levels) {
    static final KeptRows NONE = new KeptRows(Set.of(), Set.of(), Set.of());

    /** @param before the text whose rows are there */
    static KeptRows of(CFPackage before, IncomingPackages.Prepared now) {
        CFPackage pkg = now.pkg();
        // every row names the document
        if (!IncomingPackages.link(before.document()).equals(IncomingPackages.link(pkg.document()))) {
            return NONE;
        }
        FrameworkTree tree = FrameworkTree.of(before);
        return new KeptRows(items(before, tree, now), associations(before, pkg), levels(tree, now));
    }

    private static Set<UUID> items(CFPackage before, FrameworkTree tree, IncomingPackages.Prepared now) {
        Map<UUID, PlacedItem> was = new HashMap<>();
        PlacedItem.of(before, tree).forEach(row -> was.put(row.item().identifier(), row));
        Map<UUID, LinkURI> homes = ItemHomes.of(before);
        Set<UUID> kept = new HashSet<>();
        for (PlacedItem row : now.items()) {
            UUID item = row.item().identifier();
            PlacedItem old = was.get(item);
            if (old != null
                    && old.item().equals(row.item())
                    && old.depth() == row.depth()
                    && old.leaf() == row.leaf()
                    && uris(old.parents()).equals(uris(row.parents()))
                    && Objects.equals(homes.get(item), now.homes().get(item))) {
                kept.add(item);
            }
        }
        return kept;
    }

    private static List<String> uris(List<CFItem> items) {
        return items.stream().map(CFItem::uri).toList();
    }

    private static Set<UUID> associations(CFPackage before, CFPackage now) {
        Map<UUID, CFAssociation> was = new HashMap<>();
        before.associations().forEach(association -> was.put(association.identifier(), association));
        Set<UUID> kept = new HashSet<>();
        for (CFAssociation association : now.associations()) {
            if (association.equals(was.get(association.identifier()))) {
                kept.add(association.identifier());
            }
        }
        return kept;
    }

    private static Set<UUID> levels(FrameworkTree before, IncomingPackages.Prepared now) {
        UUID framework = now.id();
        Set<UUID> kept = new HashSet<>();
        if (below(before, framework, framework).equals(below(now.tree(), framework, framework))) {
            kept.add(framework);
        }
        for (CFItem item : now.pkg().items()) {
            if (below(before, framework, item.identifier()).equals(below(now.tree(), framework, item.identifier()))) {
                kept.add(item.identifier());
            }
        }
        return kept;
    }

    private static List<UUID> below(FrameworkTree tree, UUID framework, UUID parent) {
        List<UUID> below = new ArrayList<>();
        tree.children(parent).forEach(item -> below.add(item.identifier()));
        if (parent.equals(framework)) {
            tree.orphans().forEach(item -> below.add(item.identifier()));
        }
        return below;
    }
}
