package org.throughline.caseformat.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;

/** Which item of a variant stands for which of its source, and the source with the variant's identifiers. */
final class Counterparts {

    static final String SOURCE_IDENTIFIER = "sourceItemIdentifier";
    static final String SOURCE_URI = "sourceItemURI";

    private final CFPackage mine;
    private final Adoption adoption;
    private final boolean ownFramework;

    /** Identifiers of the source's items to those of their counterparts in the variant. */
    private final Map<String, UUID> counterparts = new HashMap<>();

    Counterparts(CFPackage mine, CFPackage baseThere, CFPackage theirsThere, Adoption adoption) {
        this.mine = mine;
        this.adoption = adoption;
        this.ownFramework =
                !mine.document().identifier().equals(theirsThere.document().identifier());
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
    CFPackage here(CFPackage there) {
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
                    mine.document().title(),
                    mine.document().identifier().toString(),
                    mine.document().uri(),
                    end.targetType());
        }
        @Nullable UUID identifier = counterparts.get(end.identifier());
        if (identifier == null || identifier.toString().equals(end.identifier())) {
            return end;
        }
        @Nullable CFItem item = known.get(identifier.toString());
        return new LinkGenURI(
                end.title(), identifier.toString(), item == null ? end.uri() : item.uri(), end.targetType());
    }

    /** The identifier of the item that an item came from, its own where it came from none. */
    static String sourceOf(CFItem item) {
        return item.extensions()
                .text(SOURCE_IDENTIFIER)
                .orElseGet(() -> item.identifier().toString());
    }
}
