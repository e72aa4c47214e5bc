package org.throughline.server.frameworks;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFDocument;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/**
 * Published CASE objects, as the CASE API asks for them. Frameworks that were imported are one source; a room above that publishes
 * CASE documents of its own (crosswalks) contributes another as a bean. A source answers only what the world may read.
 */
public interface CaseSource {
    /** An object and the document that it belongs to. */
    record Within<T>(T value, LinkURI document) {
        public Within(T value, CFDocument document) {
            this(value, IncomingPackages.link(document));
        }
    }

    /** The identifiers of its documents, in their order. */
    List<UUID> published();

    /** The document with this identifier. */
    Optional<CFDocument> document(UUID identifier);

    /** Those of these documents that it has. */
    default List<CFDocument> documents(Collection<UUID> identifiers) {
        return identifiers.stream().flatMap(id -> document(id).stream()).toList();
    }

    /** The package of the document with this identifier. */
    Optional<CFPackage> pkg(UUID identifier);

    /** The item with this identifier; as the document has it that it is from, where several have it. */
    Optional<Within<CFItem>> item(UUID identifier);

    /** The association with this identifier. */
    Optional<Within<CFAssociation>> association(UUID identifier);

    /** The associations that have this item at one end, the tree's among them. */
    List<Within<CFAssociation>> associationsOf(UUID item);
}
