package org.throughline.server.frameworks;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseIds;
import org.throughline.caseformat.model.Extensions;
import org.throughline.caseformat.model.LinkURI;

/**
 * Items that a package takes over from other documents, by the practice of CASE 1.1 (implementation guide, 4.4): the item keeps its
 * identifier, and the extensions {@code sourceDocumentIdentifier} and {@code sourceDocumentURI} of the association that hangs it here, or of
 * the item itself, say where it is from.
 */
final class ItemHomes {
    private ItemHomes() {}

    /** The documents of those that are from elsewhere, by the item. Nothing is known of their titles but where they are. */
    static Map<UUID, LinkURI> of(CFPackage pkg) {
        Map<UUID, LinkURI> homes = new HashMap<>();
        UUID here = pkg.document().identifier();
        for (CFItem item : pkg.items()) {
            put(homes, item.identifier(), item.extensions(), here);
        }
        for (CFAssociation association : pkg.associations()) {
            if (association.associationType() == AssociationType.IS_CHILD_OF
                    && !association.extensions().isEmpty()) {
                CaseIds.parse(association.originNodeURI().identifier())
                        .ifPresent(item -> put(homes, item, association.extensions(), here));
            }
        }
        return homes;
    }

    private static void put(Map<UUID, LinkURI> homes, UUID item, Extensions extensions, UUID here) {
        extensions
                .text("sourceDocumentIdentifier")
                .flatMap(CaseIds::parse)
                .filter(CaseIds::accepts)
                .filter(home -> !home.equals(here))
                .ifPresent(home -> {
                    String uri = extensions.text("sourceDocumentURI").orElse("urn:uuid:" + home);
                    homes.putIfAbsent(item, new LinkURI(uri, home, uri));
                });
    }
}
