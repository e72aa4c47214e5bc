package org.throughline.caseformat.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.check.Remarks;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.caseformat.model.LinkURI;

/** Puts a framework together from the rows of a table, what other sheets say about it, and what stands already. */
final class SheetAssembly {

    private static final UUID NAMESPACE = CaseIds.v5(CaseIds.URL_NAMESPACE, "urn:throughline:sheet:association");
    private static final Map<AssociationType.Standard, ColumnRole> COLUMNS = new EnumMap<>(Map.of(
            AssociationType.Standard.IS_PART_OF, ColumnRole.IS_PART_OF,
            AssociationType.Standard.IS_PEER_OF, ColumnRole.IS_PEER_OF,
            AssociationType.Standard.EXACT_MATCH_OF, ColumnRole.EXACT_MATCH_OF,
            AssociationType.Standard.PRECEDES, ColumnRole.PRECEDES,
            AssociationType.Standard.IS_RELATED_TO, ColumnRole.IS_RELATED_TO,
            AssociationType.Standard.REPLACED_BY, ColumnRole.REPLACED_BY,
            AssociationType.Standard.EXEMPLAR, ColumnRole.EXEMPLAR,
            AssociationType.Standard.HAS_SKILL_LEVEL, ColumnRole.HAS_SKILL_LEVEL,
            AssociationType.Standard.IS_TRANSLATION_OF, ColumnRole.IS_TRANSLATION_OF));

    private final ItemTable table;
    private final RowTree tree;
    private final CFDocument document;
    private final Standing standing;
    private final Vocabulary vocabulary;
    private final Instant asOf;
    private final boolean keepsUnmentioned;
    private final Remarks remarks;
    private final Nodes nodes;
    private final List<CFItem> items = new ArrayList<>();
    private final List<String> places = new ArrayList<>();
    private final Map<UUID, Integer> orders = new HashMap<>();
    private final Set<UUID> mentioned = new HashSet<>();
    private final List<WrittenAssociation> associations = new ArrayList<>();
    private final Set<String> ends = new HashSet<>();
    private final Map<String, WrittenAssociation> known = new HashMap<>();
    private final Map<UUID, Set<String>> parents = new HashMap<>();
    private Map<Integer, String> smartLevelsBefore = Map.of();

    SheetAssembly(
            ItemTable table,
            RowTree tree,
            CFDocument document,
            String source,
            Standing standing,
            Vocabulary vocabulary,
            Instant asOf,
            boolean keepsUnmentioned,
            Remarks remarks) {
        this.table = table;
        this.tree = tree;
        this.document = document;
        this.standing = standing;
        this.vocabulary = vocabulary;
        this.asOf = asOf;
        this.keepsUnmentioned = keepsUnmentioned;
        this.remarks = remarks;
        this.nodes = new Nodes(document, source);
        tree.grow();
        new RowIdentities(table, document.identifier(), source, standing, remarks).settle();
        tree.forgetCopies();
        items();
    }

    private void items() {
        ItemsOfRows making = new ItemsOfRows(table, standing, vocabulary, asOf, remarks);
        for (ItemRow row : table.rows()) {
            if (row.copyOf >= 0) {
                continue;
            }
            CFItem item = making.item(row);
            items.add(item);
            places.add(table.place(row));
            nodes.add(item);
            mentioned.add(item.identifier());
            @Nullable String order = table.text(row, ColumnRole.ORDER);
            @Nullable Integer number = order == null ? null : CellText.integer(order);
            orders.put(item.identifier(), number == null ? WrittenAssociation.LAST : number);
        }
        if (keepsUnmentioned) {
            int kept = 0;
            for (CFItem item : standing.items()) {
                if (mentioned.contains(item.identifier())) {
                    continue;
                }
                kept++;
                items.add(item);
                places.add(table.grid().place());
                nodes.add(item);
            }
            if (kept > 0) {
                remarks.warning(
                        "kept-standing",
                        table.grid().place(),
                        "The table does not mention " + kept + " items of the framework; they stay as they are.");
            }
        }
    }

    /** Every item and the document, for what links to them. */
    Nodes nodes() {
        return nodes;
    }

    /** Says what {@code smartLevel} was, by item, when this workbook was written. */
    void smartLevelsBefore(Map<UUID, String> levels) {
        Map<Integer, String> byRow = new HashMap<>();
        for (int i = 0; i < table.rows().size(); i++) {
            @Nullable String level = levels.get(table.rows().get(i).identity());
            if (level != null) {
                byRow.put(i, level);
            }
        }
        smartLevelsBefore = byRow;
    }

    /** Hangs the items, links them, and keeps of the standing framework what the table does not speak about. */
    CFPackage assemble(List<WrittenAssociation> written, CFPackage frame) {
        for (WrittenAssociation one : written) {
            known.putIfAbsent(Standing.ends(one.association()), one);
        }
        Set<String> explicitChildren = new HashSet<>();
        written.stream()
                .filter(one -> !one.tree() && one.association().associationType() == AssociationType.IS_CHILD_OF)
                .forEach(one ->
                        explicitChildren.add(one.association().originNodeURI().identifier()));
        besides(explicitChildren);
        Map<Integer, List<Integer>> children = new SiblingOrder(table.rows(), tree, smartLevelsBefore).children();
        hang(children, explicitChildren);
        more();
        links();
        Set<CFAssociation> used = Collections.newSetFromMap(new IdentityHashMap<>());
        associations.forEach(one -> used.add(one.association()));
        for (WrittenAssociation one : written) {
            if (!one.tree() && !used.contains(one.association())) {
                add(one);
            }
        }
        keepStanding();
        inOrder();
        CFPackage pkg = new CFPackage(
                document,
                items,
                associations.stream().map(WrittenAssociation::association).toList(),
                frame.definitions(),
                frame.rubrics(),
                frame.extensions());
        return table.says(ColumnRole.SEQUENCE_NUMBER) && !table.exact() ? pkg : numbered(pkg, children);
    }

    /** Where each item stands, in the order of the items. */
    List<String> places() {
        return places;
    }

    /** Where each association stands, in the order of the associations. */
    List<String> associationPlaces() {
        return associations.stream().map(WrittenAssociation::place).toList();
    }

    /** Rows of a table with places that have none themselves stand beside the row above. */
    private void besides(Set<String> explicitChildren) {
        if (!table.says(ColumnRole.SMART_LEVEL) || table.rows().stream().noneMatch(row -> row.placed)) {
            return;
        }
        for (int i = 0; i < table.rows().size(); i++) {
            ItemRow row = table.rows().get(i);
            if (row.placed
                    || row.copyOf >= 0
                    || explicitChildren.contains(row.identity().toString())) {
                continue;
            }
            ItemRow above = i == 0 ? row : table.rows().get(i - 1);
            row.parent = above.parent;
            row.placed = true;
            remarks.repair(
                    "placed-beside",
                    table.place(row, ColumnRole.SMART_LEVEL),
                    row.label() + " says no place; hung it "
                            + (i == 0 ? "under the document." : "beside the row above, " + above.label() + "."));
        }
    }

    private boolean saysHierarchy() {
        return table.says(ColumnRole.PARENT)
                || table.says(ColumnRole.LEVEL)
                || table.says(ColumnRole.SMART_LEVEL)
                || table.column(ColumnRole.INDENTED_STATEMENT) >= 0
                || !table.path().isEmpty();
    }

    private void hang(Map<Integer, List<Integer>> children, Set<String> explicitChildren) {
        List<@Nullable Integer> numbers = new ItemsOfRows(table, standing, vocabulary, asOf, remarks).sequenceNumbers();
        boolean hierarchy = saysHierarchy();
        for (int i = 0; i < table.rows().size(); i++) {
            ItemRow row = table.rows().get(i);
            if (row.copyOf >= 0) {
                continue;
            }
            String place = place(row);
            if (!row.placed && explicitChildren.contains(row.identity().toString())) {
                continue;
            }
            if (!row.placed && !hierarchy && staysWhereItStands(row, numbers.get(i), place)) {
                continue;
            }
            if (!row.placed && !row.outsideParents.isEmpty() && outside(row, place)) {
                continue;
            }
            UUID parent = row.parent == ItemRow.DOCUMENT
                    ? document.identifier()
                    : table.rows().get(row.parent).identity();
            under(row, parent, numbers.get(i), place);
        }
    }

    private String place(ItemRow row) {
        for (ColumnRole role : List.of(ColumnRole.PARENT, ColumnRole.SMART_LEVEL, ColumnRole.LEVEL)) {
            if (table.says(role)) {
                return table.place(row, role);
            }
        }
        return table.place(row);
    }

    private boolean staysWhereItStands(ItemRow row, @Nullable Integer number, String place) {
        boolean stands = false;
        for (String parent : standing.parents(row.identity())) {
            Optional<UUID> there = CaseIds.parse(parent).filter(nodes::has);
            if (there.isPresent()) {
                under(row, there.get(), number, place);
                stands = true;
            }
        }
        return stands;
    }

    /** Hangs a row under what it names although the table does not have it; false where it hangs nowhere then. */
    private boolean outside(ItemRow row, String place) {
        boolean hung = false;
        for (String reference : row.outsideParents) {
            Optional<LinkGenURI> named = nodes.named(reference);
            if (named.isPresent()
                    && !named.get().identifier().equals(row.identity().toString())) {
                child(row, named.get(), null, place);
                hung = true;
            } else if (CellText.isUri(reference)) {
                child(row, nodes.end(reference), null, place);
            } else {
                remarks.repair(
                        "orphan-item",
                        place,
                        row.label() + " names " + CellText.quoted(reference)
                                + " as its parent, which is not there; hung it under the document.");
            }
        }
        return hung;
    }

    private void under(ItemRow row, UUID parent, @Nullable Integer number, String place) {
        child(row, nodes.link(parent), number, place);
    }

    private void child(ItemRow row, LinkGenURI parent, @Nullable Integer number, String place) {
        parents.computeIfAbsent(row.identity(), any -> new LinkedHashSet<>()).add(parent.identifier());
        link(AssociationType.IS_CHILD_OF, nodes.link(row.identity()), parent, number, null, place);
    }

    private void more() {
        for (ItemRow row : table.rows()) {
            if (row.copyOf >= 0) {
                continue;
            }
            for (int parent : row.moreParents) {
                under(row, table.rows().get(parent).identity(), null, place(row));
            }
            if (row.placed) {
                for (String reference : row.outsideParents) {
                    Optional<LinkGenURI> named = nodes.named(reference);
                    if (named.isPresent() || CellText.isUri(reference)) {
                        child(row, nodes.end(reference), null, place(row));
                    } else {
                        remarks.warning(
                                "missing-parent",
                                place(row),
                                row.label() + " names " + CellText.quoted(reference)
                                        + " as one of its parents, which is not there; left it out.");
                    }
                }
            }
        }
    }

    private void links() {
        COLUMNS.forEach((type, role) -> {
            if (!table.says(role)) {
                return;
            }
            for (ItemRow row : table.rows()) {
                @Nullable String cell = table.text(row, role);
                if (cell == null || row.copyOf >= 0) {
                    continue;
                }
                @Nullable String group = table.text(row, ColumnRole.ASSOCIATION_GROUPING);
                @Nullable LinkURI grouping = group == null ? null : vocabulary.grouping(group, null);
                for (String reference : tree.references(cell)) {
                    link(
                            type,
                            nodes.link(row.identity()),
                            nodes.end(reference),
                            null,
                            grouping,
                            table.place(row, role));
                }
            }
        });
    }

    private void link(
            AssociationType type,
            LinkGenURI origin,
            LinkGenURI destination,
            @Nullable Integer number,
            @Nullable LinkURI grouping,
            String place) {
        String pair = Standing.ends(type, origin.identifier(), destination.identifier());
        if (ends.contains(pair)) {
            return;
        }
        @Nullable WrittenAssociation written = known.get(pair);
        if (written != null) {
            add(number == null ? written : written.numbered(number));
            return;
        }
        Optional<CFAssociation> before = standing.association(type, origin.identifier(), destination.identifier());
        CFAssociation.Builder association = before.map(CFAssociation::toBuilder).orElseGet(() -> {
            UUID id = CaseIds.v5(NAMESPACE, document.identifier() + "\n" + pair);
            return CFAssociation.builder(id, "urn:uuid:" + id, type, origin, destination, asOf);
        });
        if (before.isPresent()) {
            renamed(association, before.get(), origin, destination);
        }
        if (number != null) {
            association.sequenceNumber(number);
        }
        if (grouping != null) {
            association.CFAssociationGroupingURI(grouping);
        }
        add(new WrittenAssociation(association.build(), place, WrittenAssociation.LAST, false));
    }

    /** The titles of ends follow their items; where they were something else before, they stay that. */
    private void renamed(CFAssociation.Builder to, CFAssociation before, LinkGenURI origin, LinkGenURI destination) {
        to.originNodeURI(renamed(before.originNodeURI(), origin));
        to.destinationNodeURI(renamed(before.destinationNodeURI(), destination));
    }

    private LinkGenURI renamed(LinkGenURI before, LinkGenURI now) {
        boolean wasLabel = CaseIds.parse(before.identifier())
                .flatMap(standing::item)
                .filter(item -> item.label().equals(before.title()))
                .isPresent();
        return wasLabel ? new LinkGenURI(now.title(), before.identifier(), before.uri(), before.targetType()) : before;
    }

    private void add(WrittenAssociation association) {
        associations.add(association);
        ends.add(Standing.ends(association.association()));
    }

    private void keepStanding() {
        if (table.exact() && !keepsUnmentioned) {
            return;
        }
        Set<UUID> replaced = new HashSet<>();
        for (CFAssociation one : standing.associations()) {
            if (!ends.contains(Standing.ends(one)) && keeps(one, replaced)) {
                add(new WrittenAssociation(one, table.grid().place(), WrittenAssociation.LAST, false));
            }
        }
    }

    private boolean keeps(CFAssociation one, Set<UUID> replaced) {
        if (goes(one.originNodeURI()) || goes(one.destinationNodeURI())) {
            return false;
        }
        Optional<UUID> origin = CaseIds.parse(one.originNodeURI().identifier()).filter(mentioned::contains);
        if (origin.isEmpty()) {
            return true;
        }
        if (table.exact()) {
            return false;
        }
        if (one.associationType() != AssociationType.IS_CHILD_OF) {
            @Nullable
            ColumnRole column =
                    one.associationType() instanceof AssociationType.Standard standard ? COLUMNS.get(standard) : null;
            return column == null || !table.says(column);
        }
        if (table.says(ColumnRole.PARENT)) {
            return false;
        }
        Set<String> now = parents.getOrDefault(origin.get(), Set.of());
        boolean stayed = standing.parents(origin.get()).stream().anyMatch(now::contains);
        return now.isEmpty() || stayed || !replaced.add(origin.get());
    }

    /** Whether this end is an item that stood here and does not any more. */
    private boolean goes(LinkGenURI end) {
        return CaseIds.parse(end.identifier())
                .filter(id -> standing.item(id).isPresent() && !nodes.has(id))
                .isPresent();
    }

    private void inOrder() {
        if (!table.exact()) {
            return;
        }
        Map<UUID, String> placeOf = new HashMap<>();
        for (int i = 0; i < items.size(); i++) {
            placeOf.put(items.get(i).identifier(), places.get(i));
        }
        items.sort(Comparator.comparingInt(item -> orders.getOrDefault(item.identifier(), WrittenAssociation.LAST)));
        places.clear();
        items.forEach(item -> places.add(placeOf.getOrDefault(item.identifier(), "")));
        associations.sort(Comparator.comparingInt(WrittenAssociation::order));
    }

    /** Gives numbers to siblings whose order would otherwise not be the table's. */
    private CFPackage numbered(CFPackage pkg, Map<Integer, List<Integer>> children) {
        FrameworkTree now = FrameworkTree.of(pkg);
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < associations.size(); i++) {
            index.putIfAbsent(Standing.ends(associations.get(i).association()), i);
        }
        List<CFAssociation> numbered = new ArrayList<>(pkg.associations());
        children.forEach((parent, rows) -> {
            UUID under = parent == ItemRow.DOCUMENT
                    ? document.identifier()
                    : table.rows().get(parent).identity();
            Map<UUID, Integer> wanted = new LinkedHashMap<>();
            for (int row : rows) {
                UUID child = table.rows().get(row).identity();
                int at = index.getOrDefault(
                        Standing.ends(AssociationType.IS_CHILD_OF, child.toString(), under.toString()), -1);
                if (at >= 0) {
                    wanted.put(child, at);
                }
            }
            List<UUID> order = now.children(under).stream()
                    .map(CFItem::identifier)
                    .filter(wanted::containsKey)
                    .toList();
            boolean fresh = wanted.values().stream()
                    .anyMatch(at -> numbered.get(at).sequenceNumber() == null && isNew(numbered.get(at)));
            if (fresh || !order.equals(List.copyOf(wanted.keySet()))) {
                int last = 0;
                for (int at : wanted.values()) {
                    @Nullable Integer number = numbered.get(at).sequenceNumber();
                    last = number != null && number > last ? number : last + 1;
                    numbered.set(
                            at,
                            numbered.get(at).toBuilder().sequenceNumber(last).build());
                }
            }
        });
        return new CFPackage(pkg.document(), pkg.items(), numbered, pkg.definitions(), pkg.rubrics(), pkg.extensions());
    }

    private boolean isNew(CFAssociation association) {
        String pair = Standing.ends(association);
        return !known.containsKey(pair)
                && standing.association(
                                association.associationType(),
                                association.originNodeURI().identifier(),
                                association.destinationNodeURI().identifier())
                        .isEmpty();
    }
}
