package org.throughline.caseformat.model;

import java.util.List;

/**
 * What the links inside a package mean.
 *
 * @param concepts the {@code CFConcepts}
 * @param subjects the {@code CFSubjects}
 * @param licenses the {@code CFLicenses}
 * @param itemTypes the {@code CFItemTypes}
 * @param associationGroupings the {@code CFAssociationGroupings}
 * @param extensions what the standard has no word for (1.1)
 */
public record CFDefinitions(
        List<CFConcept> concepts,
        List<CFSubject> subjects,
        List<CFLicense> licenses,
        List<CFItemType> itemTypes,
        List<CFAssociationGrouping> associationGroupings,
        Extensions extensions) {

    /** A package without definitions. */
    public static final CFDefinitions NONE =
            new CFDefinitions(List.of(), List.of(), List.of(), List.of(), List.of(), Extensions.NONE);

    public CFDefinitions {
        concepts = List.copyOf(concepts);
        subjects = List.copyOf(subjects);
        licenses = List.copyOf(licenses);
        itemTypes = List.copyOf(itemTypes);
        associationGroupings = List.copyOf(associationGroupings);
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
