package org.throughline.caseformat.model;

import java.util.List;

/**
 * A whole framework: its document, its statements, how they hang together, and what its words mean (CASE 1.1, class CFPackage).
 *
 * @param document the {@code CFDocument}
 * @param items the {@code CFItems}, in no particular order: the tree is in the associations
 * @param associations the {@code CFAssociations}
 * @param definitions the {@code CFDefinitions}
 * @param rubrics the {@code CFRubrics}
 * @param extensions what the standard has no word for (1.1)
 */
public record CFPackage(
        CFDocument document,
        List<CFItem> items,
        List<CFAssociation> associations,
        CFDefinitions definitions,
        List<CFRubric> rubrics,
        Extensions extensions) {

    public CFPackage {
        items = List.copyOf(items);
        associations = List.copyOf(associations);
        rubrics = List.copyOf(rubrics);
    }

    /** A package without extensions of its own. */
    public CFPackage(
            CFDocument document,
            List<CFItem> items,
            List<CFAssociation> associations,
            CFDefinitions definitions,
            List<CFRubric> rubrics) {
        this(document, items, associations, definitions, rubrics, Extensions.NONE);
    }
}
