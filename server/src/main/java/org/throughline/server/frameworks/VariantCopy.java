package org.throughline.server.frameworks;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/**
 * Copies a framework, or branches of it, into a framework of one's own, as CASE 1.1 asks (implementation guide, section 4.4): every item has a
 * new identifier and names the one that it comes from in {@code extensions.sourceItemIdentifier} and {@code sourceItemURI}. Identifiers are
 * version 5 of the variant and the source's item, so that what comes along later gets the same one whoever computes it.
 */
final class VariantCopy {
    /** The extension that names the item that a copy comes from. */
    static final String SOURCE_ITEM = "sourceItemIdentifier";

    static final String SOURCE_ITEM_URI = "sourceItemURI";
    static final String SOURCE_DOCUMENT = "sourceDocumentIdentifier";
    static final String SOURCE_DOCUMENT_URI = "sourceDocumentURI";

    private final UUID variant;
    private final Function<UUID, String> uri;

    /** @param uri the address that something with this identifier has here */
    VariantCopy(UUID variant, Function<UUID, String> uri) {
        this.variant = variant;
        this.uri = uri;
    }

    /**
     * The variant as it begins.
     *
     * @param branches the items whose branches are taken; empty for the whole
     */
    CFPackage of(CFPackage source, Set<UUID> branches, String title, String creator, Instant now) {
        Set<UUID> taken = branches.isEmpty() ? null : below(source, branches);
        CFDocument document = source.document().toBuilder()
                .identifier(variant)
                .uri(uri.apply(variant))
                .title(title)
                .creator(creator)
                .publisher(null)
                .adoptionStatus("Draft")
                .lastChangeDateTime(now)
                .extensions(source.document()
                        .extensions()
                        .withText(
                                SOURCE_DOCUMENT, source.document().identifier().toString())
                        .withText(SOURCE_DOCUMENT_URI, source.document().uri()))
                .build();
        Map<UUID, CFItem> copies = new LinkedHashMap<>();
        source.items().stream()
                .filter(item -> taken == null || taken.contains(item.identifier()))
                .forEach(item -> copies.put(item.identifier(), item(item)));
        return new CFPackage(
                document,
                List.copyOf(copies.values()),
                associations(source, document, copies),
                source.definitions(),
                List.of(),
                source.extensions());
    }

    /** The copy of one item. */
    CFItem item(CFItem source) {
        UUID id = id(source.identifier());
        return source.toBuilder()
                .identifier(id)
                .uri(uri.apply(id))
                .extensions(source.extensions()
                        .withText(SOURCE_ITEM, source.identifier().toString())
                        .withText(SOURCE_ITEM_URI, source.uri()))
                .build();
    }

    /** The identifier that the copy of something has. */
    UUID id(UUID source) {
        return CaseIds.v5(variant, source.toString());
    }

    /** The item of the source that an item of a variant comes from; empty for one that was added locally. */
    static Optional<UUID> sourceOf(CFItem item) {
        return item.extensions().text(SOURCE_ITEM).flatMap(CaseIds::parse);
    }

    /** That an item stands under another, or under the document. */
    CFAssociation childOf(LinkGenURI child, LinkGenURI parent, @Nullable Integer sequence, Instant now) {
        UUID id = CaseIds.v5(variant, child.identifier() + " isChildOf " + parent.identifier());
        return CFAssociation.builder(id, uri.apply(id), AssociationType.IS_CHILD_OF, child, parent, now)
                .sequenceNumber(sequence)
                .build();
    }

    private List<CFAssociation> associations(CFPackage source, CFDocument document, Map<UUID, CFItem> copies) {
        List<CFAssociation> associations = new ArrayList<>();
        Set<UUID> hanging = new HashSet<>();
        for (CFAssociation association : source.associations()) {
            Optional<CFItem> origin = node(association.originNodeURI()).map(copies::get);
            if (origin.isEmpty()) {
                continue;
            }
            boolean child = association.associationType().equals(AssociationType.IS_CHILD_OF);
            Optional<UUID> end = node(association.destinationNodeURI());
            boolean top = end.filter(source.document().identifier()::equals).isPresent();
            CFItem other = end.map(copies::get).orElse(null);
            if (child && other == null && !top) {
                continue; // its parent is not taken: it hangs under the document below
            }
            LinkGenURI destination = other != null
                    ? LinkGenURI.to(other)
                    : top ? LinkGenURI.to(document) : association.destinationNodeURI();
            UUID id = id(association.identifier());
            associations.add(CFAssociation.builder(
                            id,
                            uri.apply(id),
                            association.associationType(),
                            LinkGenURI.to(origin.get()),
                            destination,
                            association.lastChangeDateTime())
                    .sequenceNumber(association.sequenceNumber())
                    .CFAssociationGroupingURI(association.CFAssociationGroupingURI())
                    .notes(association.notes())
                    .extensions(association.extensions())
                    .build());
            if (child) {
                hanging.add(origin.get().identifier());
            }
        }
        copies.values().stream()
                .filter(item -> !hanging.contains(item.identifier()))
                .forEach(item -> associations.add(
                        childOf(LinkGenURI.to(item), LinkGenURI.to(document), null, document.lastChangeDateTime())));
        return associations;
    }

    static Optional<UUID> node(LinkGenURI link) {
        return CaseIds.parse(link.identifier());
    }

    /** These items and everything below them; without recursion, whatever the depth. */
    private static Set<UUID> below(CFPackage source, Set<UUID> branches) {
        FrameworkTree tree = FrameworkTree.of(source);
        Set<UUID> found = new HashSet<>();
        Deque<UUID> open = new ArrayDeque<>(branches);
        while (!open.isEmpty()) {
            UUID next = open.pop();
            if (tree.item(next).isPresent() && found.add(next)) {
                tree.children(next).forEach(child -> open.push(child.identifier()));
            }
        }
        return found;
    }
}
