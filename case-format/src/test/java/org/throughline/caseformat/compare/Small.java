package org.throughline.caseformat.compare;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDefinitions;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.LinkGenURI;

/** Small frameworks, put together in words: items are known by their names. */
final class Small {

    static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

    private CFDocument document = CFDocument.builder(id("document"), uri("document"), "Riverbend", "Solar", THEN)
            .build();
    private final List<CFItem> items = new ArrayList<>();
    private final List<CFAssociation> associations = new ArrayList<>();

    static UUID id(String name) {
        return CaseIds.v5(CaseIds.URL_NAMESPACE, "https://example.org/" + name);
    }

    static String uri(String name) {
        return "https://example.org/uri/" + id(name);
    }

    static CFItem item(String name, String statement) {
        return CFItem.builder(id(name), uri(name), statement, THEN).build();
    }

    static CFAssociation branch(String child, String parent, int number) {
        return association(child, AssociationType.IS_CHILD_OF, parent).toBuilder()
                .sequenceNumber(number)
                .build();
    }

    static CFAssociation association(String origin, AssociationType type, String destination) {
        String name = origin + type.wire() + destination;
        return CFAssociation.builder(
                        id(name),
                        uri(name),
                        type,
                        LinkGenURI.to(origin, id(origin), uri(origin)),
                        LinkGenURI.to(destination, id(destination), uri(destination)),
                        THEN)
                .build();
    }

    /** Three tops a, b, c, and a1, a2 under a. */
    static Small tree() {
        return new Small()
                .with("a", "Plan a roof", "document", 1)
                .with("b", "Mount modules", "document", 2)
                .with("c", "Hand over", "document", 3)
                .with("a1", "Measure the roof", "a", 1)
                .with("a2", "Draw the plan", "a", 2);
    }

    static Small of(CFPackage pkg) {
        Small small = new Small();
        small.document = pkg.document();
        small.items.addAll(pkg.items());
        small.associations.addAll(pkg.associations());
        return small;
    }

    Small with(String name, String statement, String parent, int number) {
        items.add(item(name, statement));
        associations.add(branch(name, parent, number));
        return this;
    }

    Small with(CFItem item, CFAssociation... more) {
        items.add(item);
        associations.addAll(List.of(more));
        return this;
    }

    Small with(CFAssociation association) {
        associations.add(association);
        return this;
    }

    Small says(String name, String statement) {
        return changes(name, builder -> builder.fullStatement(statement));
    }

    Small changes(String name, UnaryOperator<CFItem.Builder> change) {
        items.replaceAll(item -> item.identifier().equals(id(name))
                ? change.apply(item.toBuilder()).build()
                : item);
        return this;
    }

    Small document(UnaryOperator<CFDocument.Builder> change) {
        document = change.apply(document.toBuilder()).build();
        return this;
    }

    Small under(String name, String parent, int number) {
        associations.removeIf(one -> isBranchOf(one, name));
        associations.add(branch(name, parent, number));
        return this;
    }

    Small without(String name) {
        items.removeIf(item -> item.identifier().equals(id(name)));
        associations.removeIf(one -> one.originNodeURI().identifier().equals(id(name).toString())
                || one.destinationNodeURI().identifier().equals(id(name).toString()));
        return this;
    }

    Small withoutAssociation(String origin, AssociationType type, String destination) {
        associations.removeIf(one -> one.identifier().equals(id(origin + type.wire() + destination)));
        return this;
    }

    private static boolean isBranchOf(CFAssociation one, String name) {
        return one.associationType() == AssociationType.IS_CHILD_OF
                && one.originNodeURI().identifier().equals(id(name).toString());
    }

    CFPackage pkg() {
        return new CFPackage(document, items, associations, CFDefinitions.NONE, List.of());
    }
}
