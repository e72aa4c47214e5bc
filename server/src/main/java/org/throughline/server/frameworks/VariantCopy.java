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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CFRubric;
import org.throughline.caseformat.model.CFRubricCriterion;
import org.throughline.caseformat.model.CFRubricCriterionLevel;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

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
    /** The extension of a variant's document that says which version of its source it took along last. */
    static final String SOURCE_VERSION = "throughline:sourceVersion";

    private final UUID variant;
    private final Function<UUID, String> uri;
    private final Map<UUID, UUID> known;

    /** @param uri the address that something with this identifier has here */
    VariantCopy(UUID variant, Function<UUID, String> uri) {
        this(variant, uri, Map.of());
    }

    /** @param known the variant's items that are there already, by the source's item that each comes from */
    VariantCopy(UUID variant, Function<UUID, String> uri, Map<UUID, UUID> known) {
        this.variant = variant;
        this.uri = uri;
        this.known = Map.copyOf(known);
    }

    /**
     * The variant as it begins.
     *
     * @param version the source's version that this text is
     * @param branches the items whose branches are taken; empty for the whole
     */
    CFPackage of(CFPackage source, int version, Set<UUID> branches, String title, String creator, Instant now) {
        Set<UUID> taken = branches.isEmpty() ? ids(source) : below(source, branches);
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
                        .withText(SOURCE_DOCUMENT_URI, source.document().uri())
                        .withText(SOURCE_VERSION, Integer.toString(version)))
                .build();
        return copied(source, document, taken, Map.of());
    }

    /**
     * A text of the source as far as a variant has to do with it, with the variant's identifiers.
     *
     * @param taken the source's items that the variant took
     * @param places where items hung that hang under nothing of the variant's any more: there they stay
     */
    CFPackage seen(CFPackage source, CFDocument variant, Set<UUID> taken, Map<UUID, List<CFAssociation>> places) {
        Map<String, Extensions.Value> said =
                new LinkedHashMap<>(source.document().extensions().values());
        List.of(SOURCE_DOCUMENT, SOURCE_DOCUMENT_URI, SOURCE_VERSION).forEach(said::remove);
        CFPackage copied = copied(source, variant, taken, places);
        return new CFPackage(
                source.document().toBuilder().extensions(new Extensions(said)).build(),
                copied.items(),
                copied.associations(),
                copied.definitions(),
                copied.rubrics(),
                copied.extensions());
    }

    private CFPackage copied(
            CFPackage source, CFDocument document, Set<UUID> taken, Map<UUID, List<CFAssociation>> places) {
        Map<UUID, CFItem> copies = new LinkedHashMap<>();
        source.items().stream()
                .filter(item -> taken.contains(item.identifier()))
                .forEach(item -> copies.put(item.identifier(), item(item)));
        return new CFPackage(
                document,
                List.copyOf(copies.values()),
                associations(source, document, copies, places),
                source.definitions(),
                source.rubrics().stream()
                        .filter(rubric -> taken.size() == source.items().size() || isAbout(rubric, copies))
                        .map(rubric -> rubric(rubric, copies))
                        .toList(),
                source.extensions());
    }

    private static boolean isAbout(CFRubric rubric, Map<UUID, CFItem> copies) {
        return rubric.criteria().stream()
                .anyMatch(criterion -> criterion.CFItemURI() != null
                        && copies.containsKey(criterion.CFItemURI().identifier()));
    }

    private CFRubric rubric(CFRubric rubric, Map<UUID, CFItem> copies) {
        UUID id = id(rubric.identifier());
        return new CFRubric(
                id,
                uri.apply(id),
                rubric.lastChangeDateTime(),
                rubric.title(),
                rubric.description(),
                rubric.criteria().stream()
                        .map(criterion -> criterion(criterion, id, copies))
                        .toList(),
                rubric.extensions());
    }

    private CFRubricCriterion criterion(CFRubricCriterion criterion, UUID rubric, Map<UUID, CFItem> copies) {
        UUID id = id(criterion.identifier());
        LinkURI about = criterion.CFItemURI();
        CFItem copy = about == null ? null : copies.get(about.identifier());
        return new CFRubricCriterion(
                id,
                uri.apply(id),
                criterion.lastChangeDateTime(),
                criterion.category(),
                criterion.description(),
                copy == null || about == null ? about : new LinkURI(about.title(), copy.identifier(), copy.uri()),
                criterion.weight(),
                criterion.position(),
                criterion.rubricId() == null ? null : rubric,
                criterion.levels().stream().map(level -> level(level, id)).toList(),
                criterion.extensions());
    }

    private CFRubricCriterionLevel level(CFRubricCriterionLevel level, UUID criterion) {
        UUID id = id(level.identifier());
        return new CFRubricCriterionLevel(
                id,
                uri.apply(id),
                level.lastChangeDateTime(),
                level.description(),
                level.quality(),
                level.score(),
                level.feedback(),
                level.position(),
                level.rubricCriterionId() == null ? null : criterion,
                level.extensions());
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
        UUID there = known.get(source);
        return there != null ? there : CaseIds.v5(variant, source.toString());
    }

    /** The item of the source that an item of a variant comes from; empty for one that was added locally. */
    static Optional<UUID> sourceOf(CFItem item) {
        return item.extensions().text(SOURCE_ITEM).flatMap(CaseIds::parse);
    }

    /** The version of its source that a variant's document says it took along last, if it does. */
    static Optional<Integer> version(CFDocument variant) {
        return variant.extensions()
                .text(SOURCE_VERSION)
                .filter(said -> said.matches("[1-9][0-9]{0,8}"))
                .map(Integer::valueOf);
    }

    /** That an item stands under another, or under the document. */
    CFAssociation childOf(LinkGenURI child, LinkGenURI parent, @Nullable Integer sequence, Instant now) {
        UUID id = CaseIds.v5(variant, child.identifier() + " isChildOf " + parent.identifier());
        return CFAssociation.builder(id, uri.apply(id), AssociationType.IS_CHILD_OF, child, parent, now)
                .sequenceNumber(sequence)
                .build();
    }

    private List<CFAssociation> associations(
            CFPackage source, CFDocument document, Map<UUID, CFItem> copies, Map<UUID, List<CFAssociation>> places) {
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
                .forEach(item -> associations.addAll(places.getOrDefault(
                        item.identifier(),
                        List.of(childOf(
                                LinkGenURI.to(item), LinkGenURI.to(document), null, document.lastChangeDateTime())))));
        return associations;
    }

    static Optional<UUID> node(LinkGenURI link) {
        return CaseIds.parse(link.identifier());
    }

    private static Set<UUID> ids(CFPackage pkg) {
        return pkg.items().stream().map(CFItem::identifier).collect(Collectors.toUnmodifiableSet());
    }

    /** These items and everything below them; without recursion, whatever the depth. */
    static Set<UUID> below(CFPackage source, Set<UUID> branches) {
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
